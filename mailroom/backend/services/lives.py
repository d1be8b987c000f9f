"""Moves an item through its two lives by the tables, and closes it when its paper rests."""

import datetime as dt

from sqlalchemy.orm import Session

from mailroom.backend.model.mailpieces import MailpieceRow, StepRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.dispatch import Held
from mailroom.domain.mailpieces import DIGITAL, PAPER, DigitalState, PaperState, is_closed


def find(session: Session, item: str) -> MailpieceRow:
    """Locked until the transaction ends. Raises Refused(NOT_FOUND)."""
    row = session.get(MailpieceRow, item, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such item.")
    return row


def move_digital(
    session: Session, piece: MailpieceRow, to: DigitalState, *, by: str, at: dt.datetime
) -> None:
    """Raises Refused(STATE)."""
    before = DigitalState(piece.digital)
    if to not in DIGITAL[before]:
        raise Refused(Why.STATE, f"An item that is {before} cannot become {to}.")
    piece.digital = to
    if to is DigitalState.AVAILABLE:
        piece.stopped_at = piece.stopped_at or at
    _note(session, piece, ("digital", before, to), by=by, at=at)


def move_paper(  # noqa: PLR0913  a move has a goal, a reason, a person and a time
    session: Session,
    piece: MailpieceRow,
    to: PaperState,
    *,
    by: str,
    at: dt.datetime,
    held: Held | None = None,
) -> None:
    """Raises Refused(STATE). The clock of R19 stops when a forwarded item has left."""
    before = PaperState(piece.paper)
    if to not in PAPER[before]:
        raise Refused(Why.STATE, f"Paper that is {before} cannot become {to}.")
    piece.paper = to
    piece.held_because = held
    if to in {PaperState.FORWARDED, PaperState.RETURNED, PaperState.HANDED_OVER}:
        piece.stopped_at = piece.stopped_at or at
    _note(session, piece, ("paper", before, to), by=by, at=at)


def _note(
    session: Session,
    piece: MailpieceRow,
    step: tuple[str, str, str],
    *,
    by: str,
    at: dt.datetime,
) -> None:
    life, before, after = step
    session.add(StepRow(item=piece.item, life=life, before=before, after=after, at=at, by=by))
    closed = is_closed(DigitalState(piece.digital), PaperState(piece.paper))
    piece.closed_at = (piece.closed_at or at) if closed else None
