"""Letters kept back before they are available, by a supervisor; released or withdrawn later."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import values_of
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import (
    KeepOrderRow,
    KeptLetterRow,
    LetterRow,
    MailboxRow,
    MisdeliveryRow,
)
from mailroom.backend.model.stations import StationRow
from mailroom.backend.services import delivery, indexing, letter_pages, lives
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.audit import Action
from mailroom.backend.services.letter_pages import LetterPages
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.keepingback import KeepBack, KeepEnd, Keeping, KeepReason, KeptBack
from mailroom.domain.mailpieces import DigitalState, PaperState

_ORDERS: Final = (
    select(*KeepOrderRow.__table__.columns)
    .where(KeepOrderRow.ended_at.is_(None))
    .order_by(KeepOrderRow.id)
)
_LONGEST_BACK: Final = dt.timedelta(days=7)
_REPORT_WITHIN: Final = dt.timedelta(hours=72)


def kept(session: Session, arrivals: Collection[Arrival]) -> Mapping[str, int]:
    """Which of them an order keeps back, and which order."""
    orders = session.connection().execute(_ORDERS).all()
    return {
        each.message.id: order.id
        for each in arrivals
        for order in orders
        if each.message.decision.category == "scannable" and _meets(order, each)
    }


def keep(session: Session, asked: KeepBack, *, staff: Staff, now: dt.datetime) -> KeptBack:
    """From now on. What is in a mailbox already stays there: it is recalled, one by one.

    Raises Refused(SUPERVISOR_ONLY; VALIDATION; NOT_FOUND: no such station; STATE: that letter is
    in its mailbox, or kept back already).
    """
    staff.must_supervise("A supervisor keeps letters back.")
    if bool(asked.scan_id) == bool(asked.station):
        raise Refused(Why.VALIDATION, "Name one letter or one station.")
    since = asked.since or now
    if not now - _LONGEST_BACK <= since <= now:
        raise Refused(Why.VALIDATION, "The time must lie within the last week.")
    if asked.station and session.get(StationRow, asked.station) is None:
        raise Refused(Why.NOT_FOUND, "There is no such station.")
    if asked.scan_id and _is_here(session, asked.scan_id):
        raise Refused(Why.STATE, "That letter has come already: recall it.")
    row = KeepOrderRow(
        scan_id=asked.scan_id,
        station=asked.station,
        since=since,
        why=asked.why,
        by=staff.name,
        at=now,
    )
    session.add(row)
    session.flush()
    detail = {"why": asked.why.value, "order": str(row.id)}
    note(session, staff, Action.KEPT_BACK, _about(row), now=now, detail=detail)
    return _shown(session, row)


def end(session: Session, order: int, how: KeepEnd, *, staff: Staff, now: dt.datetime) -> None:
    """The same again changes nothing. Raises Refused(SUPERVISOR_ONLY, NOT_FOUND, STATE)."""
    staff.must_supervise("A supervisor ends it.")
    row = session.get(KeepOrderRow, order, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such order.")
    if row.ended_how is not None:
        if row.ended_how != how:
            raise Refused(Why.STATE, "It has ended otherwise.")
        return
    row.ended_at, row.ended_by, row.ended_how = now, staff.name, how
    waiting = select(KeptLetterRow.letter).where(
        KeptLetterRow.order == order, KeptLetterRow.ended_at.is_(None)
    )
    # Each mailbox keeps its count: two writers that take them in one order never wait in a ring.
    theirs = select(LetterRow).where(LetterRow.key.in_(waiting)).order_by(LetterRow.mailbox)
    letters = list(session.scalars(theirs.with_for_update()))
    for letter in letters:
        _end(session, letter, how, staff=staff, now=now)
    detail = {"how": how.value, "order": str(order), "letters": str(len(letters))}
    note(session, staff, Action.KEPT_BACK, _about(row), now=now, detail=detail)


def keeping(session: Session) -> Keeping:
    in_force = select(KeepOrderRow).where(KeepOrderRow.ended_at.is_(None))
    rows = session.scalars(in_force.order_by(KeepOrderRow.id.desc()))
    stations = session.scalars(select(StationRow.name).order_by(StationRow.name))
    return Keeping(tuple(_shown(session, row) for row in rows), tuple(stations))


def count(session: Session) -> int:
    """Letters that wait because of an order."""
    return session.scalar(select(func.count()).where(KeptLetterRow.ended_at.is_(None))) or 0


def withdrawn_at_its_desk(session: Session, letter: LetterRow, *, now: dt.datetime) -> bool:
    """Whether it was kept back, and so could be taken back by its station unseen."""
    row = session.get(KeptLetterRow, letter.key)
    if row is None or row.ended_at is not None:
        return False
    row.ended_at = now
    return True


def _end(
    session: Session, letter: LetterRow, how: KeepEnd, *, staff: Staff, now: dt.datetime
) -> None:
    session.get_one(KeptLetterRow, letter.key).ended_at = now
    assert letter.item is not None  # noqa: S101  only paper is kept back
    piece = lives.find(session, letter.item)
    if how is KeepEnd.RELEASED:
        show(session, letter, now=now)
        lives.move_digital(session, piece, DigitalState.AVAILABLE, by=staff.name, at=now)
        return
    lives.move_digital(session, piece, DigitalState.WITHDRAWN, by=staff.name, at=now)
    lives.move_paper(session, piece, PaperState.ON_DESK, by=staff.name, at=now)
    session.add(
        MisdeliveryRow(
            item=letter.item,
            letter=letter.key,
            mailbox=letter.mailbox,
            told_at=now,
            told_by=staff.name,
            report_by=now + _REPORT_WITHIN,
        )
    )


def was_kept(session: Session, letter: LetterRow) -> bool:
    """Whether nobody has ever had it, so that showing it is its delivery."""
    return session.get(KeptLetterRow, letter.key) is not None and (
        letter.withdrawn_at == letter.available_at
    )


def show(session: Session, letter: LetterRow, *, now: dt.datetime) -> None:
    """It is available from now on, with all that follows from that (R12, R13)."""
    read = letter_pages.of_item(session, letter.item) if letter.item else LetterPages()
    letter.available_at, letter.withdrawn_at = now, None
    session.flush()
    owner = session.get_one(MailboxRow, letter.mailbox).customer
    indexing.remove(session, letter)
    made = delivery.made_again(owner, values_of(letter), read)
    delivery.follow(session, [made], now=now)


def _meets(order: Row[Any], arrival: Arrival) -> bool:
    message = arrival.message
    if order.scan_id:
        return message.scan_id == order.scan_id
    return message.station == order.station and message.captured_at >= order.since


def _is_here(session: Session, scan_id: str) -> bool:
    return session.scalars(select(ItemRow.id).where(ItemRow.scan_id == scan_id)).first() is not None


def _shown(session: Session, row: KeepOrderRow) -> KeptBack:
    waiting = (KeptLetterRow.order == row.id) & KeptLetterRow.ended_at.is_(None)
    return KeptBack(
        id=row.id,
        scan_id=row.scan_id,
        station=row.station,
        since=row.since,
        why=KeepReason(row.why),
        by=row.by,
        at=row.at,
        letters=session.scalar(select(func.count()).where(waiting)) or 0,
        delivered=_delivered(session, row),
    )


def _delivered(session: Session, row: KeepOrderRow) -> int:
    """Of what the station captured since then, in its mailbox before the order was given."""
    if not row.station:
        return 0
    theirs: ColumnElement[bool] = (
        (ItemRow.station == row.station)
        & (ItemRow.captured_at >= row.since)
        & (LetterRow.available_at <= row.at)
        & LetterRow.withdrawn_at.is_(None)
    )
    joined = select(func.count()).select_from(LetterRow).join(ItemRow, ItemRow.id == LetterRow.item)
    return session.scalar(joined.where(theirs)) or 0


def _about(row: KeepOrderRow) -> str:
    return row.scan_id or row.station
