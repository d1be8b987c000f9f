"""The review queue as people work it: claimed with its data in one call, decided once."""

import datetime as dt
from typing import Final

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.reviews import ReviewRow
from mailroom.backend.services import digits, rechecks
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.review_offers import OFFER, VERDICT
from mailroom.backend.services.staff import SUPERVISOR, Staff, note
from mailroom.domain.decisions import Category, DoubtReason
from mailroom.domain.digits import DigitsSeen, stands_for_one
from mailroom.domain.review import (
    Case,
    Claimed,
    Escalation,
    Line,
    Offer,
    Outcome,
    Queue,
    Stage,
    Step,
    Verdict,
    VerdictKind,
    meaning,
    needs_two,
)
from mailroom.domain.workdays import stockholm_date

LEASE: Final = dt.timedelta(minutes=5)
_LATER: Final = dt.timedelta(minutes=15)
_SHOWN: Final = 200
_TOLD: Final = dt.timedelta(hours=12)
_URGENT: Final = (ReviewRow.due_on, ReviewRow.offered_at, ReviewRow.item)
_OPEN: Final[ColumnElement[bool]] = ReviewRow.outcome.is_(None) & ReviewRow.verdict.is_(None)


def queue(session: Session, *, staff: Staff, now: dt.datetime) -> Queue:
    """What is restricted is there for cleared staff alone, here and in every claim (R59)."""
    open_ = ReviewRow.outcome.is_(None) & _may_see(staff)
    rows = session.scalars(select(ReviewRow).where(open_).order_by(*_URGENT).limit(_SHOWN))
    lines = tuple(_line(row, now) for row in rows)
    late = select(ReviewRow.scan_id).where(
        ReviewRow.verdict_by == staff.name,
        ReviewRow.outcome.in_((Outcome.OVERTAKEN, Outcome.REFUSED)),
        ReviewRow.settled_at > now - _TOLD,
    )
    return Queue(stockholm_date(now), lines, tuple(session.scalars(late)))


def claim(
    session: Session, *, beside: str = "", item: str = "", staff: Staff, now: dt.datetime
) -> Claimed:
    """With a lease; what one holds already comes again, so that a lost answer costs nothing.

    Raises Refused(NOT_FOUND, REVIEW_TAKEN, REVIEW_OVER, SECOND_PERSON or SUPERVISOR_ONLY) for a
    named item; without a name there is only what one may have.
    """
    row = _named(session, item, staff, now) if item else _next(session, beside, staff, now)
    if row is None:
        return Claimed(None)
    case = _held(session, row, staff, now)
    after = None if beside else _next(session, row.item, staff, now)
    return Claimed(case, _held(session, after, staff, now) if after is not None else None)


def _held(session: Session, row: ReviewRow, staff: Staff, now: dt.datetime) -> Case:
    row.claimed_by, row.claimed_until, row.later_until = staff.name, now + LEASE, None
    return Case(
        offer=_offer(row),
        station=row.station,
        due_on=row.due_on,
        until=now + LEASE,
        is_second=row.first is not None and row.escalation is None,
        escalation=Escalation(row.escalation) if row.escalation else None,
        digits=digits.seen(session, row.item) if row.first is None else None,
    )


def decide(  # noqa: PLR0913  who says what of which item, as it was when
    session: Session, item: str, revision: int, verdict: Verdict, *, staff: Staff, now: dt.datetime
) -> Step:
    """Once, however often it is sent. Raises Refused as `claim`, and NUMBER_NOT_SERVED, REASON."""
    text = VERDICT.dump_json(verdict).decode()
    row = _find(session, item)
    if (row.revision, row.verdict_by, row.verdict) == (revision, staff.name, text):
        return Step.SENT
    if (row.revision, row.first_by, row.first) == (revision, staff.name, text):
        return Step.SECOND
    row = _named(session, item, staff, now)
    if row.revision != revision:
        raise _over()
    offer = _offer(row)
    _check(session, offer, verdict)
    row.claimed_by = row.claimed_until = None
    if row.recheck:
        rechecks.judge(session, row, offer.doubt, verdict, now=now)
    seen = digits.seen(session, item)
    step = _step(row, offer, verdict, seen, staff.name)
    if step is Step.SECOND:
        row.first, row.first_by = text, staff.name
    elif step is Step.SUPERVISOR:
        row.escalated_by, row.escalation = staff.name, Escalation.DIFFERED
    else:
        if stands_for_one(seen, offer.doubt.reason, meaning(offer.doubt, verdict), staff.name):
            row.first_by = row.first_by or ", ".join(seen.by if seen else ())
        row.verdict, row.verdict_by, row.verdict_at = text, staff.name, now
    told = {"kind": verdict.kind.value, "step": step.value, "station": row.station}
    note(session, staff, Action.REVIEW_DECIDED, item, now=now, detail=told)
    return step


def put_off(session: Session, item: str, *, staff: Staff, now: dt.datetime) -> None:
    """To the end of the queue for a while. Raises Refused as `claim`."""
    row = _named(session, item, staff, now)
    row.claimed_by = row.claimed_until = None
    row.later_until = now + _LATER


def escalate(
    session: Session, item: str, why: Escalation, *, staff: Staff, now: dt.datetime
) -> None:
    """From now on a supervisor's alone. Raises Refused as `claim`."""
    row = _named(session, item, staff, now)
    row.claimed_by = row.claimed_until = None
    row.escalated_by, row.escalation = staff.name, why
    note(session, staff, Action.REVIEW_ESCALATED, item, now=now, detail={"why": why.value})


def _step(row: ReviewRow, offer: Offer, verdict: Verdict, seen: DigitsSeen | None, by: str) -> Step:
    """A supervisor's word on an item that was escalated is the last."""
    if row.recheck or row.escalation is not None or verdict.kind is VerdictKind.RESCAN:
        return Step.SENT
    if row.first is not None:
        same = meaning(offer.doubt, VERDICT.validate_json(row.first))
        return Step.SENT if meaning(offer.doubt, verdict) == same else Step.SUPERVISOR
    return Step.SECOND if needs_two(offer, verdict, seen, by) else Step.SENT


def _check(session: Session, offer: Offer, verdict: Verdict) -> None:
    match verdict.kind:
        case VerdictKind.ACCEPT if offer.doubt.proposal is None:
            raise Refused(Why.STATE, "Nothing is proposed.")
        case VerdictKind.PICK | VerdictKind.TYPE if not _is_known(session, verdict.number):
            raise Refused(Why.NUMBER_NOT_SERVED, "The number is not in the register.")
        case VerdictKind.CATEGORY if verdict.category is Category.UNSCANNABLE:
            if verdict.reason is None:
                raise Refused(Why.REASON, "Say why it cannot be scanned.")
        case VerdictKind.CATEGORY if verdict.category is None:
            raise Refused(Why.VALIDATION, "Say which kind it is.")
        case _:
            pass


def _is_known(session: Session, number: str) -> bool:
    return session.get(CustomerRow, number) is not None


def _next(session: Session, beside: str, staff: Staff, now: dt.datetime) -> ReviewRow | None:
    """What one holds first, then the most urgent that nobody does."""
    held = (ReviewRow.claimed_by == staff.name) & (ReviewRow.claimed_until > now)
    free = ReviewRow.claimed_until.is_(None) | (ReviewRow.claimed_until <= now)
    due = ReviewRow.later_until.is_(None) | (ReviewRow.later_until <= now)
    wanted = [_OPEN, _may_see(staff), ReviewRow.item != beside]
    wanted.append(ReviewRow.first_by.is_(None) | (ReviewRow.first_by != staff.name))
    if SUPERVISOR not in staff.roles:
        wanted.append(ReviewRow.escalation.is_(None))
    for which in (held, free & due):
        found = select(ReviewRow).where(*wanted, which).order_by(*_URGENT).limit(1)
        row = session.scalars(found.with_for_update(skip_locked=True)).first()
        if row is not None:
            return row
    return None


def _named(session: Session, item: str, staff: Staff, now: dt.datetime) -> ReviewRow:
    row = _find(session, item)
    if row.restricted and not staff.cleared:
        raise _not_found()
    if row.outcome is not None or row.verdict is not None:
        raise _over()
    if row.claimed_by not in (None, staff.name) and row.claimed_until and row.claimed_until > now:
        raise Refused(Why.REVIEW_TAKEN, "Somebody else has it.")
    if row.first_by == staff.name:
        raise Refused(Why.SECOND_PERSON, "Another person looks at it now.")
    if row.escalation is not None:
        staff.must_supervise("A supervisor decides it.")
    return row


def _find(session: Session, item: str) -> ReviewRow:
    row = session.get(ReviewRow, item, with_for_update=True)
    if row is None:
        raise _not_found()
    return row


def _may_see(staff: Staff) -> ColumnElement[bool]:
    return true() if staff.cleared else ReviewRow.restricted.is_(False)


def _not_found() -> Refused:
    return Refused(Why.NOT_FOUND, "There is no such item.")


def _over() -> Refused:
    return Refused(Why.REVIEW_OVER, "It was decided elsewhere, or has changed.")


def _offer(row: ReviewRow) -> Offer:
    return OFFER.validate_json(row.offer)


def _line(row: ReviewRow, now: dt.datetime) -> Line:
    holder = row.claimed_by if row.claimed_until and row.claimed_until > now else None
    return Line(
        item=row.item,
        scan_id=row.scan_id,
        station=row.station,
        due_on=row.due_on,
        reason=DoubtReason(row.reason),
        stage=_stage(row, holder, now),
        holder=holder or "",
    )


def _stage(row: ReviewRow, holder: str | None, now: dt.datetime) -> Stage:
    if row.verdict is not None:
        return Stage.SENT
    if holder is not None:
        return Stage.CLAIMED
    if row.escalation is not None:
        return Stage.SUPERVISOR
    if row.first is not None:
        return Stage.SECOND
    later = row.later_until is not None and row.later_until > now
    return Stage.LATER if later else Stage.WAITING
