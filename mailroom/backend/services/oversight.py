"""Looking over what was done: who saw what, and how far an item has come (R57). No mail in it."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from mailroom.backend.model.database import Database
from mailroom.backend.model.ledger import AuditRow, CheckpointRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.notifications import NotificationRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.telling import LETTER, State

_NEWEST: Final = 200


@dataclass(frozen=True, slots=True)
class Sought:
    """Empty words mean any; `before` is an entry's number to go on from."""

    actor: str = ""
    subject: str = ""
    action: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    number: int
    at: dt.datetime
    kind: str
    actor: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The latest checkpoint; everything up to `number` is beyond rewriting."""

    number: int
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One notification; its target is nobody's to see here."""

    channel: str
    state: str
    attempts: int
    ended_at: dt.datetime | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Status:
    item: str
    scan_id: str
    category: str
    paper: str
    arrived_on: dt.date
    due_on: dt.date
    scanned_at: dt.datetime
    received_at: dt.datetime
    available_at: dt.datetime | None
    told: tuple[Told, ...]
    read_at: dt.datetime | None
    withdrawn_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Oversight:
    database: Database

    def entries(self, sought: Sought) -> tuple[Entry, ...]:
        """The newest first, two hundred at a time."""
        query = select(AuditRow).order_by(AuditRow.number.desc()).limit(_NEWEST)
        for column, word in (
            (AuditRow.actor, sought.actor),
            (AuditRow.subject, sought.subject),
            (AuditRow.action, sought.action),
        ):
            if word:
                query = query.where(column == word)
        if sought.before is not None:
            query = query.where(AuditRow.number < sought.before)
        with self.database.reading() as session:
            return tuple(
                Entry(
                    number=row.number,
                    at=row.at,
                    kind=row.actor_kind,
                    actor=row.actor,
                    action=row.action,
                    subject=row.subject,
                    detail=row.detail,
                )
                for row in session.scalars(query)
            )

    def last_checkpoint(self) -> Signed | None:
        newest = select(CheckpointRow).order_by(CheckpointRow.number.desc()).limit(1)
        with self.database.reading() as session:
            row = session.scalars(newest).one_or_none()
            return Signed(row.number, row.made_at) if row else None

    def status(self, scan_id: str, *, cleared: bool) -> Status:
        """Of the newest item with that scan id. Raises Refused(NOT_FOUND).

        A restricted item is there for cleared staff alone (R59).
        """
        sought = select(ItemRow).where(func.upper(ItemRow.scan_id) == scan_id.strip().upper())
        with self.database.reading() as session:
            item = session.scalars(sought.order_by(ItemRow.received_at.desc())).first()
            piece = session.get(MailpieceRow, item.id) if item else None
            hidden = piece is not None and piece.restricted and not cleared
            if item is None or piece is None or hidden:
                raise Refused(Why.NOT_FOUND, "There is no such item.")
            letter = session.scalars(
                select(LetterRow).where(LetterRow.item == item.id)
            ).one_or_none()
            about = letter.key if letter else ""
            told = select(NotificationRow).where(
                NotificationRow.kind == LETTER, NotificationRow.about == about
            )
            return Status(
                item=item.id,
                scan_id=item.scan_id,
                category=item.category,
                paper=piece.paper,
                arrived_on=item.arrived_on,
                due_on=item.due_on,
                scanned_at=item.captured_at,
                received_at=item.received_at,
                available_at=letter.available_at if letter else None,
                told=tuple(_told(row) for row in session.scalars(told)),
                read_at=letter.first_read_at if letter else None,
                withdrawn_at=letter.withdrawn_at if letter else None,
            )

    def notified_at(self, letter: str) -> dt.datetime | None:
        """When the first notification of a letter had arrived."""
        arrived = select(func.min(NotificationRow.ended_at)).where(
            NotificationRow.kind == LETTER,
            NotificationRow.about == letter,
            NotificationRow.state == State.SENT,
        )
        with self.database.reading() as session:
            return session.scalars(arrived).one()


def _told(row: NotificationRow) -> Told:
    return Told(row.channel, row.state, row.attempts, row.ended_at, row.answer)
