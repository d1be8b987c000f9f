"""Deleting for good: only what its readers have put in the trash, and only at their word (R58)."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import Database
from mailroom.backend.model.mail import ItemRow, ManifestRow, PageCodeRow, PageRow
from mailroom.backend.model.mailboxes import LetterDueRow, LetterRow, PageImageRow
from mailroom.backend.model.reviews import ReviewRow, SeededLetterRow
from mailroom.backend.model.tenants import LetterTextRow
from mailroom.backend.services import audit, erasing, indexing
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.closure import must
from mailroom.backend.services.mailboxes import find_visible
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailboxstates import Act
from mailroom.domain.review import Outcome
from mailroom.domain.workdays import stockholm_date

_NEWEST = 50


@dataclass(frozen=True, slots=True)
class Deleted:
    """What is left of a letter: that it came, and who deleted it when."""

    scan_id: str
    sender: str
    arrived_on: dt.date
    deleted_at: dt.datetime
    deleted_by: str


@dataclass(frozen=True, slots=True)
class Trash:
    """`mailbox` is the caller's own: another's letters do not exist."""

    database: Database
    blobs: Blobs
    clock: Clock

    def delete(self, mailbox: str, key: str, *, actor: audit.Actor) -> None:
        """Document, pictures, text and all that was read of it; the paper stays (R14, G12).

        Cannot be undone. Raises Refused(NOT_FOUND, also for what is not in the trash;
        MAILBOX_STATE).
        """
        now = self.clock()
        with self.database.writing() as session:
            row = find_visible(session, mailbox, key)
            if row.trashed_at is None:
                raise Refused(Why.NOT_FOUND, "There is nothing in the trash with that name.")
            must(session, mailbox, Act.DELETE, stockholm_date(now))
            forget(session, row, actor=actor, now=now)
        erasing.finish(self.database, self.blobs)

    def deleted(self, mailbox: str) -> tuple[Deleted, ...]:
        """The latest that were deleted, the newest first."""
        gone = LetterRow.trashed_at.is_not(None) & LetterRow.deleted_at.is_not(None)
        ours = select(LetterRow).where(LetterRow.mailbox == mailbox, gone)
        with self.database.reading() as session:
            rows = session.scalars(ours.order_by(LetterRow.deleted_at.desc()).limit(_NEWEST))
            return tuple(_deleted(row) for row in rows)


def forget(session: Session, row: LetterRow, *, actor: audit.Actor, now: dt.datetime) -> None:
    """All of it but its row; `erasing.finish` removes the files when this has been decided."""
    indexing.forget(session, row)
    row.trashed_at = row.trashed_at or now
    row.deleted_at, row.deleted_by, row.subject = now, actor.name, ""
    session.flush()
    files = _forget_text(session, row) | _forget_pictures(session, row.document)
    erasing.order(session, {row.document, *files}, now=now)
    entry = audit.Entry(now, actor, audit.Action.LETTER_DELETED, row.key, {})
    audit.record(session, entry)


def _deleted(row: LetterRow) -> Deleted:
    if row.deleted_at is None or row.deleted_by is None:
        raise RuntimeError("the letter has not been deleted")
    return Deleted(row.scan_id, row.sender, row.arrived_on, row.deleted_at, row.deleted_by)


def _forget_text(session: Session, row: LetterRow) -> set[str]:
    """The files that only the text and the item led to."""
    session.execute(delete(LetterDueRow).where(LetterDueRow.letter == row.key))
    session.execute(delete(LetterTextRow).where(LetterTextRow.letter == row.key))
    if row.item is None:
        return set()
    session.execute(delete(PageCodeRow).where(PageCodeRow.item == row.item))
    session.execute(delete(PageRow).where(PageRow.item == row.item))
    session.execute(delete(ManifestRow).where(ManifestRow.item == row.item))
    # Its face waits to be read again, as itself or as a test letter under another id.
    seeded = select(SeededLetterRow.item).where(SeededLetterRow.source == row.item)
    shows = (ReviewRow.item == row.item) | ReviewRow.item.in_(seeded)
    for review in session.scalars(select(ReviewRow).where(shows, ReviewRow.outcome.is_(None))):
        review.outcome, review.settled_at, review.offer = Outcome.WITHDRAWN, row.deleted_at, ""
    item = session.get_one(ItemRow, row.item)
    files = {name for name in (item.document, item.face) if name is not None}
    item.document = item.face = None
    session.flush()
    return files


def _forget_pictures(session: Session, document: str) -> set[str]:
    """Unless the same document lies in another mailbox too."""
    others = select(LetterRow.key).where(
        LetterRow.document == document, LetterRow.deleted_at.is_(None)
    )
    if session.scalars(others.limit(1)).first() is not None:
        return set()
    drawn = PageImageRow.document == document
    files = set(session.scalars(select(PageImageRow.sha256).where(drawn)))
    session.execute(delete(PageImageRow).where(drawn))
    return files
