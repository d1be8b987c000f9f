"""Destruction: proposed by one, approved by another, carried out by two, with a protocol (R46)."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.dispatch import DestructionItemRow, DestructionRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.services import lives, originals
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import DESTRUCTIONS, DestructionReason, DestructionState
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.workdays import stockholm_date

COOL_OFF: Final = dt.timedelta(days=14)
"""What was taken for advertising lies so long, in case it was not (R22)."""
_CATEGORY: Final = {
    DestructionReason.MARKETING: Category.MARKETING,
    DestructionReason.AGREEMENT_ENDED: Category.AGREEMENT_ENDED,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a protocol; `face` is the SHA-256 of the picture of its outside."""

    item: str
    scan_id: str
    arrived_on: str
    face: str | None


@dataclass(frozen=True, slots=True)
class Protocol:
    """What the two have signed for; `sha256` is of the canonical JSON of all the rest."""

    number: int
    reason: DestructionReason
    proposed_by: str
    approved_by: str
    carried_out_by: str
    witnessed_by: str
    carried_out_at: str
    lines: tuple[Line, ...]
    sha256: str = ""


def set_aside(session: Session, reason: DestructionReason, day: dt.date) -> tuple[str, ...]:
    """The items that may be proposed for that reason, oldest first."""
    if reason is DestructionReason.RETENTION:
        return tuple(place.item for place in originals.past_retention(session, day))
    waiting = (
        select(MailpieceRow.item)
        .join(ItemRow, ItemRow.id == MailpieceRow.item)
        .where(
            MailpieceRow.paper == PaperState.TO_DESTROY,
            ItemRow.category == _CATEGORY[reason],
        )
        .order_by(MailpieceRow.arrived_on, MailpieceRow.item)
    )
    proposed = _proposed(session)
    return tuple(item for item in session.scalars(waiting) if item not in proposed)


def propose(
    session: Session,
    reason: DestructionReason,
    items: Sequence[str],
    *,
    staff: Staff,
    now: dt.datetime,
) -> int:
    """Its number. Each item must be among those set aside for that reason.

    Raises Refused(LEGAL_HOLD or STATE); nothing is proposed then.
    """
    today = stockholm_date(now)
    for item in items:
        row = session.get(OriginalRow, item)
        if row is not None and row.held_by is not None:
            raise Refused(Why.LEGAL_HOLD, "One of them is held for the law.")
    if not items or not set(items) <= set(set_aside(session, reason, today)):
        raise Refused(Why.STATE, "One of them is not set aside for that.")
    cool_off = COOL_OFF if reason is DestructionReason.MARKETING else dt.timedelta(0)
    latest = session.scalars(
        select(MailpieceRow.arrived_on)
        .where(MailpieceRow.item.in_(items))
        .order_by(MailpieceRow.arrived_on.desc())
    ).first()
    row = DestructionRow(
        reason=reason,
        state=DestructionState.PROPOSED,
        proposed_by=staff.name,
        proposed_at=now,
        not_before=max(today, (latest or today) + cool_off),
    )
    session.add(row)
    session.flush()
    for item in dict.fromkeys(items):
        session.add(DestructionItemRow(destruction=row.id, item=item))
        if reason is DestructionReason.RETENTION:
            piece = lives.find(session, item)
            lives.move_paper(session, piece, PaperState.TO_DESTROY, by=staff.name, at=now)
    session.flush()
    _note(session, row, staff=staff, now=now)
    return row.id


def approve(session: Session, number: int, *, staff: Staff, now: dt.datetime) -> None:
    """By a supervisor who did not propose it. Raises Refused(SUPERVISOR_ONLY, SECOND_PERSON...)."""
    staff.must_supervise("A supervisor approves a destruction.")
    row = _find(session, number)
    if row.proposed_by == staff.name:
        raise Refused(Why.SECOND_PERSON, "Somebody else than who proposed it must approve it.")
    _turn(row, DestructionState.APPROVED)
    row.approved_by, row.approved_at = staff.name, now
    _note(session, row, staff=staff, now=now)


def carry_out(
    session: Session, number: int, *, witness: Staff, staff: Staff, now: dt.datetime
) -> Protocol:
    """By two people, after the cool-off; the unopened stays unopened. The protocol says all.

    Raises Refused(SECOND_PERSON; STATE, also while a label has not been scanned; DATE before its
    day; LEGAL_HOLD).
    """
    row = _find(session, number)
    if witness.name == staff.name:
        raise Refused(Why.SECOND_PERSON, "Two people destroy together.")
    if stockholm_date(now) < row.not_before:
        raise Refused(Why.DATE, f"Not before {row.not_before.isoformat()}.")
    _turn(row, DestructionState.CARRIED_OUT)
    unpicked = select(DestructionItemRow.item).where(
        DestructionItemRow.destruction == number, DestructionItemRow.picked_at.is_(None)
    )
    if session.scalars(unpicked.limit(1)).first() is not None:
        raise Refused(Why.STATE, "Each label is scanned before its paper is destroyed.")
    for item in _items(session, number):
        kept = session.get(OriginalRow, item)
        if kept is not None and kept.held_by is not None:
            raise Refused(Why.LEGAL_HOLD, "One of them is held for the law.")
        piece = lives.find(session, item)
        lives.move_paper(session, piece, PaperState.DESTROYED, by=staff.name, at=now)
        originals.take_out(session, item)
    row.carried_out_by, row.witnessed_by, row.carried_out_at = staff.name, witness.name, now
    protocol_ = _protocol(session, row)
    row.protocol_sha256 = protocol_.sha256
    _note(session, row, staff=staff, now=now)
    return protocol_


def cancel(session: Session, number: int, *, staff: Staff, now: dt.datetime) -> None:
    """Originals lie in their boxes again; the rest waits to be proposed anew."""
    row = _find(session, number)
    _turn(row, DestructionState.CANCELLED)
    if row.reason == DestructionReason.RETENTION:
        for item in _items(session, number):
            piece = lives.find(session, item)
            lives.move_paper(session, piece, PaperState.FILED, by=staff.name, at=now)
    _note(session, row, staff=staff, now=now)


def protocol(session: Session, number: int) -> Protocol:
    """As it was signed. Raises Refused(NOT_FOUND; STATE before it is carried out)."""
    row = _find(session, number)
    if row.state != DestructionState.CARRIED_OUT:
        raise Refused(Why.STATE, "It has not been carried out.")
    return _protocol(session, row)


def _protocol(session: Session, row: DestructionRow) -> Protocol:
    lines = [session.get_one(ItemRow, item) for item in _items(session, row.id)]
    unsigned = Protocol(
        number=row.id,
        reason=DestructionReason(row.reason),
        proposed_by=row.proposed_by,
        approved_by=row.approved_by or "",
        carried_out_by=row.carried_out_by or "",
        witnessed_by=row.witnessed_by or "",
        carried_out_at=row.carried_out_at.isoformat() if row.carried_out_at else "",
        lines=tuple(
            Line(item.id, item.scan_id, item.arrived_on.isoformat(), item.face) for item in lines
        ),
    )
    text = json.dumps(asdict(unsigned), sort_keys=True).encode()
    return replace(unsigned, sha256=hashlib.sha256(text).hexdigest())


def _proposed(session: Session) -> set[str]:
    """Items of destructions that are still going."""
    going = (
        select(DestructionItemRow.item)
        .join(DestructionRow, DestructionRow.id == DestructionItemRow.destruction)
        .where(DestructionRow.state.in_((DestructionState.PROPOSED, DestructionState.APPROVED)))
    )
    return set(session.scalars(going))


def _find(session: Session, number: int) -> DestructionRow:
    row = session.get(DestructionRow, number, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such destruction.")
    return row


def _turn(row: DestructionRow, to: DestructionState) -> None:
    if to not in DESTRUCTIONS[DestructionState(row.state)]:
        raise Refused(Why.STATE, f"A destruction that is {row.state} cannot become {to}.")
    row.state = to


def _items(session: Session, number: int) -> tuple[str, ...]:
    inside = select(DestructionItemRow.item).where(DestructionItemRow.destruction == number)
    return tuple(session.scalars(inside.order_by(DestructionItemRow.item)))


def _note(session: Session, row: DestructionRow, *, staff: Staff, now: dt.datetime) -> None:
    detail = {"state": row.state, "reason": row.reason}
    note(session, staff, Action.DESTRUCTION, str(row.id), now=now, detail=detail)
