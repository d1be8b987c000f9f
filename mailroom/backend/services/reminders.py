"""Reminders of unpaid invoices: two, then the agreement ends by itself (R36, G5)."""

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.fees import PaymentReminderRow, StatementRow
from mailroom.backend.services import messages, termination
from mailroom.backend.services.audit import Action
from mailroom.backend.services.staff import SCHEDULE, note
from mailroom.backend.services.statements import Kind
from mailroom.domain.membership import Dunning, dunning_of
from mailroom.domain.workdays import stockholm_date

FIRST_AFTER: Final = dt.timedelta(days=5)
"""Days past the due date; giro payments take up to three bank days to be seen."""
SECOND_AFTER: Final = dt.timedelta(days=14)
"""Days past the first reminder; at least one must have passed (G5)."""


def run(session: Session, now: dt.datetime) -> int:
    """How many reminders were sent today. Idempotent; never both on one day."""
    today = stockholm_date(now)
    overdue = (
        select(StatementRow)
        .where(
            StatementRow.kind == Kind.INVOICE,
            StatementRow.settled_at.is_(None),
            StatementRow.due_on < today,
        )
        .order_by(StatementRow.number)
    )
    return sum(_remind(session, row, today, now) for row in session.scalars(overdue).all())


def state_of(session: Session, number: int, today: dt.date) -> Dunning:
    row = session.get_one(StatementRow, number)
    sent = len(_sent(session, number))
    return dunning_of(row.due_on, sent, today, paid=row.settled_at is not None)


def _remind(session: Session, row: StatementRow, today: dt.date, now: dt.datetime) -> int:
    sent = _sent(session, row.number)
    if not sent:
        due = row.due_on + FIRST_AFTER
    elif len(sent) == 1:
        due = sent[0] + SECOND_AFTER
    else:
        # Again each day: an agreement that came back to life meanwhile ends all the same.
        termination.end_unpaid(session, row.customer, row.due_on, sent[1], now)
        return 0
    if today < due:
        return 0
    number = len(sent) + 1
    session.add(PaymentReminderRow(statement=row.number, number=number, sent_on=today, made_at=now))
    session.flush()
    about = f"{row.number}:{number}"
    facts = {"due_on": row.due_on.isoformat(), "number": str(number)}
    kind = messages.Kind.PAYMENT_REMINDER
    messages.tell(session, row.customer, kind, about, now=now, facts=facts)
    note(session, SCHEDULE, Action.REMINDER_SENT, about, now=now)
    if number > 1:
        termination.end_unpaid(session, row.customer, row.due_on, today, now)
    return 1


def _sent(session: Session, number: int) -> list[dt.date]:
    """The days of its reminders, in order."""
    theirs = select(PaymentReminderRow).where(PaymentReminderRow.statement == number)
    rows = session.scalars(theirs.order_by(PaymentReminderRow.number))
    return [row.sent_on for row in rows]
