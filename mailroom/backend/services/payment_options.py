"""How a customer pays: there must always be an active option (R28)."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.agreements import PaymentOptionRow
from mailroom.backend.services import alarms, messages
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import SCHEDULE
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import stockholm_date


class Option(StrEnum):
    BANKGIRO = "bankgiro"
    AUTOGIRO = "autogiro"
    E_INVOICE = "e_invoice"
    CARD = "card"


class State(StrEnum):
    ACTIVE = "active"
    FAILED = "failed"
    EXPIRED = "expired"
    REMOVED = "removed"


def register(
    session: Session,
    customer: str,
    option: Option,
    *,
    now: dt.datetime,
    expires_on: dt.date | None = None,
) -> int:
    """Raises Refused(PAYMENT_OPTION) when it has expired already."""
    if expires_on is not None and expires_on <= stockholm_date(now):
        raise Refused(Why.PAYMENT_OPTION, "The payment option has expired already.")
    row = PaymentOptionRow(
        customer=customer,
        kind=option,
        state=State.ACTIVE,
        registered_at=now,
        expires_on=expires_on,
    )
    session.add(row)
    session.flush()
    alarms.end(session, AlarmKind.PAYMENT_OPTION, customer, staff=SCHEDULE, now=now)
    return row.id


def active(session: Session, customer: str, day: dt.date) -> tuple[PaymentOptionRow, ...]:
    """Oldest first."""
    theirs = select(PaymentOptionRow).where(
        PaymentOptionRow.customer == customer, PaymentOptionRow.state == State.ACTIVE
    )
    rows = session.scalars(theirs.order_by(PaymentOptionRow.registered_at, PaymentOptionRow.id))
    return tuple(row for row in rows if row.expires_on is None or day <= row.expires_on)


def ended(session: Session, option: int, state: State, *, now: dt.datetime) -> None:
    """It failed or was removed; the alarm is raised at once when it was the last.

    Raises Refused(NOT_FOUND).
    """
    row = session.get(PaymentOptionRow, option)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such payment option.")
    if row.state == State.ACTIVE:
        row.state, row.ended_at = state, now
        session.flush()
        _warn(session, row.customer, now=now)


def run(session: Session, now: dt.datetime) -> int:
    """Options that expired before today; how many. Idempotent."""
    today = stockholm_date(now)
    gone = PaymentOptionRow.expires_on < today
    rows = session.scalars(
        select(PaymentOptionRow).where(PaymentOptionRow.state == State.ACTIVE, gone)
    ).all()
    for row in rows:
        row.state, row.ended_at = State.EXPIRED, now
    session.flush()
    for row in rows:
        _warn(session, row.customer, now=now)
    return len(rows)


def _warn(session: Session, customer: str, *, now: dt.datetime) -> None:
    if active(session, customer, stockholm_date(now)):
        return
    alarms.raise_once(session, AlarmKind.PAYMENT_OPTION, customer, now=now)
    about = stockholm_date(now).isoformat()
    messages.tell(session, customer, messages.Kind.PAYMENT_OPTION, about, now=now)
