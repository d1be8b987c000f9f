"""A person decides where paper goes that waits for one, within the terms (R22-R24, R45, G6)."""

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.dispatch import DestructionItemRow, DestructionRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import alarms, lives, noting
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import DestructionState, Held, Reach
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.room import AlarmKind

_DESTROYED: Final = frozenset({Category.MARKETING, Category.AGREEMENT_ENDED})
_CHOICES: Final = frozenset(
    {
        PaperState.TO_FORWARD,
        PaperState.TO_RETURN,
        PaperState.TO_HAND_OVER,
        PaperState.TO_DESTROY,
        PaperState.HELD,
        PaperState.REFUSED,
    }
)


def steer(session: Session, item: str, to: PaperState, *, staff: Staff, now: dt.datetime) -> None:
    """From the desk or from hold; what was taken for advertising can be taken back (R22).

    Raises Refused(NOT_FOUND, STATE, ROUTE, ADDRESS or SUPERVISOR_ONLY).
    """
    piece = lives.find(session, item)
    row = session.get_one(ItemRow, item)
    category = Category(row.category)
    if to not in _CHOICES or category is Category.SCANNABLE:
        raise Refused(Why.ROUTE, "That is not a way for this item to go.")
    if to is PaperState.TO_FORWARD:
        _check_forwarding(session, piece, category, now=now)
        piece.clock = True
    elif to is PaperState.TO_DESTROY:
        staff.must_supervise("A supervisor sets paper aside to be destroyed.")
    _check_way(session, piece, category, to)
    held = Held.SUPERVISOR if to is PaperState.HELD else None
    lives.move_paper(session, piece, to, by=staff.name, at=now, held=held)
    if to is not PaperState.HELD:
        alarms.end(session, AlarmKind.HELD, item, staff=staff, now=now)
    note(session, staff, Action.PAPER_MOVED, item, now=now, detail={"to": to.value})


def _check_way(session: Session, piece: MailpieceRow, category: Category, to: PaperState) -> None:
    match to:
        case PaperState.TO_HAND_OVER if not noting.is_known(piece.postal_operator):
            raise Refused(Why.ROUTE, "Say first which postal operator brought it.")
        case PaperState.TO_DESTROY if category not in _DESTROYED:
            raise Refused(Why.ROUTE, "Items of that kind are never destroyed.")
        case PaperState.REFUSED if category is not Category.AGREEMENT_ENDED:
            raise Refused(Why.ROUTE, "Only mail for who is not served any more is refused.")
        case PaperState.HELD if _is_proposed(session, piece.item):
            raise Refused(Why.STATE, "Cancel its destruction first.")
        case _:
            pass


def name_operator(
    session: Session, item: str, postal_operator: str, *, staff: Staff, now: dt.datetime
) -> None:
    """Who brought it, where the tray did not say (R24). Raises Refused(NOT_FOUND, VALIDATION)."""
    piece = lives.find(session, item)
    if not noting.is_known(postal_operator.strip()):
        raise Refused(Why.VALIDATION, "Name the postal operator.")
    piece.postal_operator = postal_operator.strip()
    detail = {"postal_operator": piece.postal_operator}
    note(session, staff, Action.MAILPIECE_NOTED, item, now=now, detail=detail)


def _check_forwarding(
    session: Session, piece: MailpieceRow, category: Category, *, now: dt.datetime
) -> None:
    situation = noting.situation_of(session, piece, category, now=now)
    if piece.customer is None or category is not Category.UNSCANNABLE:
        raise Refused(Why.ROUTE, "Only a customer's unscannable items are forwarded.")
    if situation.unpaid:
        raise Refused(Why.ROUTE, "Two reminders are unpaid: unscannable items go back.")
    if situation.reach is not Reach.SWEDISH:
        raise Refused(Why.ADDRESS, "A delivery address in Sweden is needed first.")


def _is_proposed(session: Session, item: str) -> bool:
    going = (
        select(DestructionItemRow.item)
        .join(DestructionRow, DestructionRow.id == DestructionItemRow.destruction)
        .where(
            DestructionItemRow.item == item,
            DestructionRow.state.in_((DestructionState.PROPOSED, DestructionState.APPROVED)),
        )
    )
    return session.scalars(going).first() is not None
