"""Turns paper that waits to leave when the facts change: paid, unpaid, an address (R39, G4)."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.services import alarms, lives, noting
from mailroom.backend.services.staff import SCHEDULE
from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import Held, course_of
from mailroom.domain.mailpieces import PAPER, PaperState
from mailroom.domain.room import AlarmKind

_WAITING = (PaperState.TO_FORWARD, PaperState.TO_RETURN, PaperState.TO_HAND_OVER, PaperState.HELD)
_TURNED = frozenset({None, Held.NO_ADDRESS, Held.FOREIGN_ADDRESS, Held.OPERATOR_UNKNOWN})
"""What a supervisor holds, or what came back, waits for a person."""


def redirect(session: Session, customer: str, *, by: str, now: dt.datetime) -> int:
    """Unscannables of this customer that are still here take the course of today; how many turned.

    What has left already stays as it went: its steps tell when that was.
    """
    waiting = (
        select(MailpieceRow)
        .join(ItemRow, ItemRow.id == MailpieceRow.item)
        .where(
            MailpieceRow.customer == customer,
            MailpieceRow.paper.in_(_WAITING),
            ItemRow.category == Category.UNSCANNABLE,
            # What a person sent back or away stays so; only forwardings follow the facts.
            ItemRow.route == "forward",
        )
    )
    turned = 0
    for piece in session.scalars(waiting).all():
        if piece.held_because not in _TURNED:
            continue
        situation = noting.situation_of(session, piece, Category.UNSCANNABLE, now=now)
        course = course_of(situation)
        if course.to in PAPER[PaperState(piece.paper)]:
            lives.move_paper(session, piece, course.to, by=by, at=now, held=course.held)
            turned += 1
        if piece.paper != PaperState.HELD:
            alarms.end(session, AlarmKind.HELD, piece.item, staff=SCHEDULE, now=now)
    return turned
