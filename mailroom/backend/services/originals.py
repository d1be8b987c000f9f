"""Originals: filed by scanning labels, held for the law, kept seven years (R14)."""

import datetime as dt

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.originals import BoxRow, OriginalRow
from mailroom.backend.services import alarms, lives, store
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import SCHEDULE, Staff, note
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.retention import archive_until
from mailroom.domain.retiring import LiftReason
from mailroom.domain.room import AlarmKind
from mailroom.domain.shelves import Original
from mailroom.domain.workdays import stockholm_date


def file(session: Session, scan_id: str, box: str, *, staff: Staff, now: dt.datetime) -> Original:
    """Lay the paper of that scan id into that box; the same again changes nothing.

    Raises Refused(LABEL, NOT_FOUND; WRONG_BOX: sealed, or it lies in another; STATE: not to be
    filed).
    """
    item = _scanned_item(session, scan_id)
    into = store.box(session, box)
    piece = lives.find(session, item.id)
    known = session.get(OriginalRow, item.id)
    if known is not None and known.box is not None and piece.paper != PaperState.LOST:
        if known.box != into.label:
            raise Refused(Why.WRONG_BOX, "It is filed already, in another box.")
        return find(session, item.id)
    if into.sealed_at is not None:
        raise Refused(Why.WRONG_BOX, "The box is sealed. Take an open one.")
    if piece.paper != PaperState.REQUESTED:
        lives.move_paper(session, piece, PaperState.FILED, by=staff.name, at=now)
    row = known or remember(session, item, staff=staff, now=now)
    into.filled += 1
    row.box, row.position = into.label, into.filled
    row.filed_at, row.filed_by = now, staff.name
    session.flush()
    detail = {"box": into.label, "position": str(into.filled)}
    note(session, staff, Action.ORIGINAL_FILED, item.id, now=now, detail=detail)
    return find(session, item.id)


def remember(session: Session, item: ItemRow, *, staff: Staff, now: dt.datetime) -> OriginalRow:
    """The original's own row, with its retention: seven years from arrival to the day (R14).

    Raises Refused(STATE) for what is never archived (R18, R21).
    """
    if item.category != "scannable" or item.recipient is None:
        raise Refused(Why.STATE, "Only letters that were scanned are archived.")
    letter = session.scalars(select(LetterRow).where(LetterRow.item == item.id)).first()
    row = OriginalRow(
        item=item.id,
        scan_id=item.scan_id,
        customer=item.recipient,
        sender=letter.sender if letter else "",
        arrived_on=item.arrived_on,
        keep_until=archive_until(item.arrived_on),
        filed_at=now,
        filed_by=staff.name,
    )
    session.add(row)
    return row


def take_out(session: Session, item: str) -> None:
    """It lies in no box any more."""
    row = session.get(OriginalRow, item)
    if row is not None:
        row.box, row.position = None, None


def find(session: Session, item: str) -> Original:
    """Raises Refused(NOT_FOUND)."""
    row = session.execute(placed().where(OriginalRow.item == item)).one_or_none()
    if row is None:
        raise Refused(Why.NOT_FOUND, "No original of that item is archived.")
    return shown(*row)


def placed() -> Select[OriginalRow, str, str | None]:
    """What `shown` takes."""
    return (
        select(OriginalRow, MailpieceRow.paper, BoxRow.shelf)
        .join(MailpieceRow, MailpieceRow.item == OriginalRow.item)
        .outerjoin(BoxRow, BoxRow.label == OriginalRow.box)
    )


def hold(session: Session, item: str, why: str, *, staff: Staff, now: dt.datetime) -> None:
    """Legal hold: it cannot be destroyed until released. Raises Refused(NOT_FOUND, VALIDATION)."""
    row = _row(session, item)
    if not why.strip():
        raise Refused(Why.VALIDATION, "Say why it is held.")
    row.held_by, row.held_because = staff.name, why.strip()[:200]
    note(session, staff, Action.ORIGINAL_HELD, item, now=now, detail={"held": "true"})


def release(
    session: Session, item: str, why: LiftReason, *, staff: Staff, now: dt.datetime
) -> None:
    """Raises Refused(NOT_FOUND or SUPERVISOR_ONLY)."""
    staff.must_supervise("Only a supervisor releases a legal hold.")
    row = _row(session, item)
    row.held_by = row.held_because = None
    detail = {"held": "false", "why": why.value}
    note(session, staff, Action.ORIGINAL_HELD, item, now=now, detail=detail)


def past_retention(session: Session, day: dt.date, *, limit: int = 1000) -> tuple[Original, ...]:
    """Filed, not held, and its seven years are over: a list to ask about, no more (G1)."""
    query = (
        placed()
        .where(
            OriginalRow.keep_until < day,
            OriginalRow.held_by.is_(None),
            MailpieceRow.paper == PaperState.FILED,
        )
        .order_by(OriginalRow.keep_until, OriginalRow.item)
        .limit(limit)
    )
    return tuple(shown(*row) for row in session.execute(query))


def run(session: Session, now: dt.datetime) -> int:
    """How many originals are past their seven years; one alarm a day asks about them."""
    today = stockholm_date(now)
    due = past_retention(session, today)
    if due:
        alarms.raise_once(session, AlarmKind.RETENTION, "originals", now=now)
    else:
        alarms.end(session, AlarmKind.RETENTION, "originals", staff=SCHEDULE, now=now)
    return len(due)


def shown(row: OriginalRow, paper: str, shelf: str | None) -> Original:
    return Original(
        item=row.item,
        scan_id=row.scan_id,
        customer=row.customer,
        sender=row.sender,
        arrived_on=row.arrived_on,
        keep_until=row.keep_until,
        box=row.box,
        shelf=shelf,
        position=row.position,
        paper=PaperState(paper),
        held=row.held_by is not None,
    )


def _scanned_item(session: Session, scan_id: str) -> ItemRow:
    """Raises Refused(LABEL)."""
    rows = session.scalars(select(ItemRow).where(ItemRow.scan_id == scan_id.strip())).all()
    if len(rows) != 1:
        raise Refused(Why.LABEL, "No single item has that scan id. Scan it again.")
    return rows[0]


def item_of(session: Session, scan_id: str) -> str:
    """Raises Refused(LABEL)."""
    return _scanned_item(session, scan_id).id


def _row(session: Session, item: str) -> OriginalRow:
    row = session.get(OriginalRow, item, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "No original of that item is archived.")
    return row
