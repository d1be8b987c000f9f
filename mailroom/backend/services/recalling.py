"""A supervisor takes a delivered letter out of its mailbox; another one says how the case ended."""

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.mailboxes import LetterRow, MailboxRow, MisdeliveryRow
from mailroom.backend.services import keepingback, lives, originals
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.mailpieces import PAPER, DigitalState, PaperState
from mailroom.domain.recalling import RecallCase, RecallReason, Settlement

_REPORT_WITHIN: Final = dt.timedelta(hours=72)


def cases(session: Session) -> tuple[RecallCase, ...]:
    """Every letter that is withdrawn and not settled, whoever said so, the most urgent first."""
    unsettled = (
        select(MisdeliveryRow)
        .where(MisdeliveryRow.settled_at.is_(None))
        .order_by(MisdeliveryRow.report_by, MisdeliveryRow.letter)
    )
    return tuple(_case(session, row) for row in session.scalars(unsettled))


def recall(
    session: Session, scan_id: str, why: RecallReason, *, staff: Staff, now: dt.datetime
) -> RecallCase:
    """It is gone from the mailbox when this returns, its paper is the desk's again.

    Raises Refused(SUPERVISOR_ONLY; LABEL; NOT_FOUND: in no mailbox; STATE: it was looked into
    before, or its paper is on its way out of the house).
    """
    staff.must_supervise("Only a supervisor recalls a letter.")
    item = originals.item_of(session, scan_id)
    here = select(LetterRow).where(LetterRow.item == item, LetterRow.withdrawn_at.is_(None))
    letter = session.scalars(here.with_for_update()).one_or_none()
    if letter is None:
        raise Refused(Why.NOT_FOUND, "No mailbox has a letter with that scan id.")
    if session.get(MisdeliveryRow, letter.key) is not None:
        raise Refused(Why.STATE, "That letter has been looked into before.")
    letter.withdrawn_at = now
    row = MisdeliveryRow(
        item=item,
        letter=letter.key,
        mailbox=letter.mailbox,
        told_at=now,
        told_by=staff.name,
        read_at=letter.first_read_at,
        report_by=now + _REPORT_WITHIN,
    )
    session.add(row)
    session.flush()
    _take_paper_back(session, item, staff=staff, now=now)
    detail = {"letter": letter.key, "why": why.value, "withdrawn": "true"}
    note(session, staff, Action.RECALL_ASKED, item, now=now, detail=detail)
    return _case(session, row)


def settle(
    session: Session, letter: str, how: Settlement, *, staff: Staff, now: dt.datetime
) -> None:
    """Raises Refused(SUPERVISOR_ONLY; SECOND_PERSON; NOT_FOUND; STATE: it is settled already)."""
    staff.must_supervise("Only a supervisor settles a recall.")
    row = session.get(MisdeliveryRow, letter, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such case.")
    if row.settled_at is not None:
        raise Refused(Why.STATE, "It is settled already.")
    if row.told_by == staff.name:
        raise Refused(Why.SECOND_PERSON, "Somebody else than who recalled it settles it.")
    if row.moved_at is not None and how is Settlement.RELEASED:
        raise Refused(Why.STATE, "It is in another mailbox by now.")
    row.settled_at, row.settled_by, row.settled_how = now, staff.name, how.value
    if how is Settlement.RELEASED:
        _put_back(session, row, staff=staff, now=now)
    detail = {"letter": letter, "settled": how.value}
    note(session, staff, Action.RECALL_ASKED, row.item or letter, now=now, detail=detail)


def _take_paper_back(session: Session, item: str, *, staff: Staff, now: dt.datetime) -> None:
    """What the customer has asked for, or what is going, stays where it is until that is undone."""
    piece = lives.find(session, item)
    if PaperState.ON_DESK not in PAPER[PaperState(piece.paper)]:
        raise Refused(Why.STATE, "Its paper is on its way out. Stop that first.")
    lives.move_digital(session, piece, DigitalState.WITHDRAWN, by=staff.name, at=now)
    lives.move_paper(session, piece, PaperState.ON_DESK, by=staff.name, at=now)
    originals.take_out(session, item)


def _put_back(session: Session, row: MisdeliveryRow, *, staff: Staff, now: dt.datetime) -> None:
    """Into the mailbox it was taken out of, and nowhere else; its paper waits for a box again."""
    letter = session.get_one(LetterRow, row.letter)
    if keepingback.was_kept(session, letter):
        keepingback.show(session, letter, now=now)
    letter.withdrawn_at = None
    if row.item is None:
        return
    piece = lives.find(session, row.item)
    lives.move_digital(session, piece, DigitalState.AVAILABLE, by=staff.name, at=now)
    if piece.paper == PaperState.ON_DESK:
        lives.move_paper(session, piece, PaperState.TO_FILE, by=staff.name, at=now)


def _case(session: Session, row: MisdeliveryRow) -> RecallCase:
    return RecallCase(
        letter=row.letter,
        scan_id=session.get_one(LetterRow, row.letter).scan_id,
        customer=session.get_one(MailboxRow, row.mailbox).customer,
        told_at=row.told_at,
        told_by=row.told_by,
        read_at=row.read_at,
        report_by=row.report_by,
        proposed_by=row.moved_first_by or "" if row.moved_at is None else "",
        moved_to=row.moved_to or "" if row.moved_at is not None else "",
    )
