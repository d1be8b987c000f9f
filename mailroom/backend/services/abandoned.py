"""Closed mailboxes that nobody comes back to: a list asks, and two people empty one (G13)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow
from mailroom.backend.model.mailboxes import AbandonmentRow, EmptyingRow, LetterRow, MailboxRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.services import alarms, messages
from mailroom.backend.services.audit import Action
from mailroom.backend.services.closure import closure_of
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.mailboxstates import MailboxState
from mailroom.domain.membership import Scope
from mailroom.domain.retention import ABANDONED_DAYS, mailbox_kept_until
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import stockholm_date


@dataclass(frozen=True, slots=True)
class Abandoned:
    """Past `kept_until`, the last day that bookkeeping may ask for its letters.

    `is_held`: an original of the company's is held for the law, so nothing goes.
    """

    mailbox: str
    number: str
    name: str
    closed_on: dt.date
    kept_until: dt.date
    letters: int
    is_held: bool
    proposed_by: str | None
    approved_by: str | None
    empties_on: dt.date | None


def listed(session: Session, today: dt.date) -> tuple[Abandoned, ...]:
    """Those whose time is over and that still have letters, the longest closed first."""
    found = [each for mailbox in _closed(session, today) for each in _look(session, mailbox, today)]
    return tuple(sorted(found, key=lambda each: (each.closed_on, each.number)))


def run(session: Session, now: dt.datetime) -> int:
    """How many wait for a word; an alarm a day asks about each. It deletes nothing."""
    waiting = [one for one in listed(session, stockholm_date(now)) if one.approved_by is None]
    for one in waiting:
        alarms.raise_once(session, AlarmKind.RETENTION, one.number, now=now)
    return len(waiting)


def propose(session: Session, mailbox: str, *, staff: Staff, now: dt.datetime) -> None:
    """The first of two. Raises Refused(NOT_FOUND, LEGAL_HOLD; STATE: proposed already)."""
    one = _find(session, mailbox, now)
    if one.proposed_by is not None:
        raise Refused(Why.STATE, "It is proposed already.")
    row = session.get(AbandonmentRow, mailbox) or AbandonmentRow(mailbox=mailbox)
    row.proposed_by, row.proposed_at = staff.name, now
    session.add(row)
    note(session, staff, Action.EMPTYING_PROPOSED, mailbox, now=now, detail=_protocol(one))


def approve(session: Session, mailbox: str, *, staff: Staff, now: dt.datetime) -> dt.date:
    """The second, a supervisor: the day on which it is emptied, unless its company is heard of.

    The company is told at every address that it left. Raises Refused(NOT_FOUND, LEGAL_HOLD,
    STATE, SUPERVISOR_ONLY, SECOND_PERSON).
    """
    staff.must_supervise("Only a supervisor lets a mailbox be emptied.")
    one = _find(session, mailbox, now)
    row = session.get(AbandonmentRow, mailbox, with_for_update=True)
    if row is None or row.proposed_by is None or row.approved_by is not None:
        raise Refused(Why.STATE, "There is no proposal that waits for a second.")
    if row.proposed_by == staff.name:
        raise Refused(Why.SECOND_PERSON, "Who proposed it cannot be the second.")
    row.approved_by, row.approved_at = staff.name, now
    day = stockholm_date(now) + dt.timedelta(days=ABANDONED_DAYS)
    order = session.get(EmptyingRow, mailbox) or EmptyingRow(mailbox=mailbox)
    order.ordered_at, order.ordered_by = now, staff.name
    order.empties_on, order.emptied_at = day, None
    session.add(order)
    alarms.end(session, AlarmKind.RETENTION, one.number, staff=staff, now=now)
    kind, facts = messages.Kind.MAILBOX_ABANDONED, {"ends_on": day.isoformat()}
    messages.tell(session, one.number, kind, f"{mailbox}:{day}", now=now, facts=facts)
    detail = _protocol(one) | {"proposed_by": row.proposed_by}
    note(session, staff, Action.EMPTYING_ORDERED, mailbox, now=now, detail=detail)
    return day


def put_back(session: Session, mailbox: str, *, staff: Staff, now: dt.datetime) -> None:
    """A proposal, approved or not, is no more. Raises Refused(STATE)."""
    row = session.get(AbandonmentRow, mailbox, with_for_update=True)
    order = session.get(EmptyingRow, mailbox)
    if row is None or row.proposed_by is None or (order is not None and order.emptied_at):
        raise Refused(Why.STATE, "There is nothing to take back.")
    if row.approved_at is not None and order is not None:
        session.delete(order)
    _withdraw(row)
    note(session, staff, Action.EMPTYING_TAKEN_BACK, mailbox, now=now)


def heard_of(session: Session, mailbox: str, today: dt.date) -> None:
    """Its company's own people spoke: the years begin anew."""
    row = session.get(AbandonmentRow, mailbox)
    if row is not None:
        _withdraw(row)
        row.heard_of_on = today


def _closed(session: Session, today: dt.date) -> Iterator[MailboxRow]:
    """Every one that could be old enough."""
    ended = (AgreementRow.scope == Scope.BOTH) & (AgreementRow.ends_on < today)
    theirs = select(MailboxRow).join(AgreementRow, AgreementRow.customer == MailboxRow.customer)
    for row in session.scalars(theirs.where(ended).distinct()):
        if mailbox_kept_until(closure_of(session, row.key, today).closed_on or today) < today:
            yield row


def _look(session: Session, mailbox: MailboxRow, today: dt.date) -> Iterator[Abandoned]:
    closure = closure_of(session, mailbox.key, today)
    if closure.closed_on is None or closure.state is MailboxState.OPEN:
        return
    here = LetterRow.withdrawn_at.is_(None) & LetterRow.deleted_at.is_(None)
    counted = select(func.count(), func.max(LetterRow.arrived_on)).where(
        LetterRow.mailbox == mailbox.key, here
    )
    letters, newest = session.execute(counted).one()
    row = session.get(AbandonmentRow, mailbox.key)
    last = max(filter(None, (closure.closed_on, newest, row.heard_of_on if row else None)))
    kept_until = mailbox_kept_until(last)
    theirs = closure.state is MailboxState.TO_EMPTY and not closure.by_us
    if letters and kept_until < today and not theirs:
        yield Abandoned(
            mailbox=mailbox.key,
            number=mailbox.customer,
            name=session.get_one(CustomerRow, mailbox.customer).name,
            closed_on=closure.closed_on,
            kept_until=kept_until,
            letters=letters,
            is_held=_held(session, mailbox.customer),
            proposed_by=row.proposed_by if row else None,
            approved_by=row.approved_by if row else None,
            empties_on=closure.empties_on if closure.by_us else None,
        )


def _find(session: Session, mailbox: str, now: dt.datetime) -> Abandoned:
    row, today = session.get(MailboxRow, mailbox), stockholm_date(now)
    one = next(_look(session, row, today), None) if row is not None else None
    if one is None:
        raise Refused(Why.NOT_FOUND, "No mailbox of that name waits to be emptied.")
    if one.is_held:
        raise Refused(Why.LEGAL_HOLD, "An original of the company's is held for the law.")
    return one


def _held(session: Session, customer: str) -> bool:
    held = (OriginalRow.customer == customer) & OriginalRow.held_by.is_not(None)
    return session.scalars(select(OriginalRow.item).where(held).limit(1)).first() is not None


def _protocol(one: Abandoned) -> dict[str, str]:
    """What the log says of it: days and counts of ours."""
    return {"letters": str(one.letters), "kept_until": one.kept_until.isoformat()}


def _withdraw(row: AbandonmentRow) -> None:
    row.proposed_by = row.approved_by = None
    row.proposed_at = row.approved_at = None
