"""What waits to leave the house: how each item goes, what it weighs, and what is held and why."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import asking
from mailroom.domain.dispatch import PACKS, Held
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.parcels import Outgoing

_KINDS: Final = {before: kind for kind, (before, _) in PACKS.items()}
_MOST: Final = 500


def outgoing(session: Session) -> tuple[Outgoing, ...]:
    """The most urgent first; restricted items only by their id and way."""
    states = (*_KINDS, PaperState.HELD)
    query = (
        select(MailpieceRow, ItemRow)
        .join(ItemRow, ItemRow.id == MailpieceRow.item)
        .where(MailpieceRow.paper.in_(states))
        .order_by(MailpieceRow.due_on, MailpieceRow.item)
        .limit(_MOST)
    )
    return tuple(_line(session, piece, item) for piece, item in session.execute(query))


def _line(session: Session, piece: MailpieceRow, item: ItemRow) -> Outgoing:
    paper = PaperState(piece.paper)
    due = asking.due_of(session, piece.item) if paper is PaperState.PICKED else None
    return Outgoing(
        item=piece.item,
        scan_id=item.scan_id,
        kind=_KINDS.get(paper),
        held=Held(piece.held_because) if piece.held_because else None,
        customer=piece.customer,
        name="" if piece.restricted else item.recipient_name or "",
        postal_operator=piece.postal_operator,
        due_on=due or piece.due_on,
        weight_g=piece.weight_g,
    )
