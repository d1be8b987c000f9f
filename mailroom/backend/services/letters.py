"""Letters as their readers see them, and the lists they stand in."""

import datetime as dt
from dataclasses import dataclass

from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.services.delivery import PHYSICAL


@dataclass(frozen=True, slots=True)
class Mailbox:
    key: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    key: str
    scan_id: str
    document: str
    sender: str
    """As read on the envelope; empty when it could not be read."""
    kind: str
    page_count: int
    arrived_on: dt.date
    due_on: dt.date
    scanned_at: dt.datetime
    available_at: dt.datetime
    first_read_at: dt.datetime | None
    viewed: bool
    handled_at: dt.datetime | None
    origin: str
    subject: str
    """The sender's own words, of what was written digitally."""
    trashed_at: dt.datetime | None

    @property
    def on_paper(self) -> bool:
        return self.origin == PHYSICAL


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a list, newest first. `older` is where the next begins, None at the end.

    `total` and `unread` are of what lies outside the trash, `trashed` is what lies in it.
    """

    letters: tuple[Letter, ...]
    older: str | None
    total: int
    unread: int
    trashed: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters; None means either way."""

    viewed: bool | None = None
    handled: bool | None = None
    before: str | None = None
    limit: int = 50
    trashed: bool | None = None


def letter_of(row: LetterRow) -> Letter:
    return Letter(
        key=row.key,
        scan_id=row.scan_id,
        document=row.document,
        sender=row.sender,
        kind=row.kind,
        page_count=row.page_count,
        arrived_on=row.arrived_on,
        due_on=row.due_on,
        scanned_at=row.scanned_at,
        available_at=row.available_at,
        first_read_at=row.first_read_at,
        viewed=row.viewed,
        handled_at=row.handled_at,
        origin=row.origin,
        subject=row.subject,
        trashed_at=row.trashed_at,
    )
