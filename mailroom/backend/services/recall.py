"""Recall: a letter is withdrawn while nobody has read it; the record opens the 72 hours."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.ledger import RecallRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.services import audit, keepingback, lives, originals, storing
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailpieces import PAPER, DigitalState, PaperState
from mailroom.wire import RecallAnswer

_REPORT_WITHIN = dt.timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Recalls:
    database: Database
    clock: Clock

    def recall(self, item: str, *, station: str) -> RecallAnswer:
        """The same answer each time. Raises Refused(NOT_FOUND), also for another's item."""
        now = self.clock()
        with self.database.writing() as session:
            if not storing.is_from(session, item, station):
                raise Refused(Why.NOT_FOUND, "There is no such item.")
            before = session.get(RecallRow, item)
            if before is not None:
                return _answer(item, withdrawn=before.withdrawn)
            letter = session.scalars(select(LetterRow).where(LetterRow.item == item)).first()
            if letter is None:
                return RecallAnswer(item=item, withdrawn=False, reason="not_delivered")
            was_kept = keepingback.withdrawn_at_its_desk(session, letter, now=now)
            withdrawn = was_kept or _withdraw(session, letter.key, now)
            if withdrawn:
                _take_paper_back(session, item, station=station, now=now)
            self._note(session, item, station=station, withdrawn=withdrawn, now=now)
            return _answer(item, withdrawn=withdrawn)

    def _note(
        self, session: Session, item: str, *, station: str, withdrawn: bool, now: dt.datetime
    ) -> None:
        row = {
            "item": item,
            "asked_at": now,
            "asked_by": station,
            "withdrawn": withdrawn,
            "report_by": now + _REPORT_WITHIN,
        }
        insert_new(session, RecallRow, row)
        entry = audit.Entry(
            at=now,
            actor=audit.Actor(audit.ActorKind.STATION, station),
            action=audit.Action.RECALL_ASKED,
            subject=item,
            detail={"withdrawn": str(withdrawn).lower()},
        )
        audit.record(session, entry)


def _withdraw(session: Session, letter: str, now: dt.datetime) -> bool:
    # One statement decides against a reader who opens it at this very moment.
    unread = (LetterRow.key == letter) & LetterRow.first_read_at.is_(None)
    statement = update(LetterRow).where(unread).values(withdrawn_at=now).returning(LetterRow.key)
    return session.execute(statement).first() is not None


def _take_paper_back(session: Session, item: str, *, station: str, now: dt.datetime) -> None:
    """What was not yet filed, or lies in its box, is the desk's again."""
    piece = lives.find(session, item)
    lives.move_digital(session, piece, DigitalState.WITHDRAWN, by=station, at=now)
    if PaperState.ON_DESK in PAPER[PaperState(piece.paper)]:
        lives.move_paper(session, piece, PaperState.ON_DESK, by=station, at=now)
        originals.take_out(session, item)


def _answer(item: str, *, withdrawn: bool) -> RecallAnswer:
    return RecallAnswer(item=item, withdrawn=withdrawn, reason="" if withdrawn else "read")
