"""A reader says that a letter is not theirs: it is withdrawn at once and the 72 hours begin."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mailboxes import LetterRow, MisdeliveryRow
from mailroom.backend.services import audit, lives, originals
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailpieces import PAPER, DigitalState, PaperState

_REPORT_WITHIN: Final = dt.timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Misdelivery:
    """An open case. `read_at` says since when the wrong company had read it, if it had.

    `item` is None for a letter that never was on paper.
    """

    item: str | None
    told_at: dt.datetime
    read_at: dt.datetime | None
    report_by: dt.datetime


@dataclass(frozen=True, slots=True)
class Misdeliveries:
    database: Database
    clock: Clock

    def tell(self, mailbox: str, letter: str, *, actor: audit.Actor) -> None:
        """The letter is gone from the mailbox when this returns. Raises Refused(NOT_FOUND)."""
        now = self.clock()
        with self.database.writing() as session:
            ours = (LetterRow.key == letter) & (LetterRow.mailbox == mailbox)
            still = LetterRow.withdrawn_at.is_(None) & LetterRow.deleted_at.is_(None)
            here = select(LetterRow).where(ours, still)
            row = session.scalars(here.with_for_update()).one_or_none()
            if row is None:
                raise Refused(Why.NOT_FOUND, "There is nothing here with that name.")
            row.withdrawn_at = now
            case = {
                "item": row.item,
                "letter": row.key,
                "mailbox": mailbox,
                "told_at": now,
                "told_by": actor.name,
                "read_at": row.first_read_at,
                "report_by": now + _REPORT_WITHIN,
            }
            insert_new(session, MisdeliveryRow, case)
            if row.item is not None:
                _take_paper_back(session, row.item, by=actor.name, now=now)
            subject = row.item or row.key
            entry = audit.Entry(now, actor, audit.Action.NOT_OURS, subject, {"letter": row.key})
            audit.record(session, entry)

    def open(self) -> tuple[Misdelivery, ...]:
        """Those that nobody has settled, the most urgent first."""
        unsettled = select(MisdeliveryRow).where(MisdeliveryRow.settled_at.is_(None))
        with self.database.reading() as session:
            rows = session.scalars(unsettled.order_by(MisdeliveryRow.report_by))
            return tuple(
                Misdelivery(row.item, row.told_at, row.read_at, row.report_by) for row in rows
            )


def _take_paper_back(session: Session, item: str, *, by: str, now: dt.datetime) -> None:
    """The original is the desk's again, so that it can be given to whom it belongs."""
    piece = lives.find(session, item)
    lives.move_digital(session, piece, DigitalState.WITHDRAWN, by=by, at=now)
    if PaperState.ON_DESK in PAPER[PaperState(piece.paper)]:
        lives.move_paper(session, piece, PaperState.ON_DESK, by=by, at=now)
        originals.take_out(session, item)
