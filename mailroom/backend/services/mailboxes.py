"""What a company sees of its mailbox: letters, marks, pages; every look is noted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from mailroom.backend.adapters import search
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.mail import PageRow
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.model.tenants import LetterTextRow
from mailroom.backend.services import audit
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.delivery import PHYSICAL
from mailroom.backend.services.refusals import Refused, Why


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

    @property
    def on_paper(self) -> bool:
        return self.origin == PHYSICAL


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a list, newest first. `older` is where the next begins, None at the end."""

    letters: tuple[Letter, ...]
    older: str | None
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters; None means either way."""

    viewed: bool | None = None
    handled: bool | None = None
    before: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Every method takes the mailbox it may look in: another's letters do not exist."""

    database: Database
    clock: Clock

    def mailbox(self, key: str) -> Mailbox:
        """Raises Refused(NOT_FOUND)."""
        with self.database.reading() as session:
            found = session.execute(
                select(MailboxRow.key, CustomerRow.number, CustomerRow.name)
                .join(CustomerRow, CustomerRow.number == MailboxRow.customer)
                .where(MailboxRow.key == key)
            ).one_or_none()
        if found is None:
            raise _not_found()
        return Mailbox(*found)

    def letters(self, mailbox: str, wanted: Wanted) -> Shelf:
        """Visible letters only (R12)."""
        visible = _visible(mailbox)
        newest = (LetterRow.available_at.desc(), LetterRow.key.desc())
        with self.database.reading() as session:
            query = select(LetterRow).where(visible, *_filters(wanted)).order_by(*newest)
            if wanted.before is not None:
                start = _find(session, mailbox, wanted.before)
                place = tuple_(LetterRow.available_at, LetterRow.key)
                query = query.where(place < tuple_(start.available_at, start.key))
            rows = session.scalars(query.limit(wanted.limit + 1)).all()
            total, new = _counts(session, mailbox)
            shown = rows[: wanted.limit]
            return Shelf(
                letters=tuple(_letter(row) for row in shown),
                older=shown[-1].key if len(rows) > wanted.limit else None,
                total=total,
                unread=new,
            )

    def search(self, mailbox: str, asked: str, *, before: str | None = None) -> Shelf:
        """Letters with every word somewhere on them, newest first; `ord*` is a beginning.

        Raises Refused(NOT_FOUND) when `before` is not one of theirs.
        """
        with self.database.reading() as session:
            start = None
            if before is not None:
                letter = _find(session, mailbox, before).key
                entry = select(SearchEntryRow.id).where(SearchEntryRow.letter == letter)
                start = session.scalars(entry).one_or_none()
            limit = Wanted().limit
            found = search.find(session, asked, mailbox=mailbox, before=start, limit=limit + 1)
            rows = _entered(session, mailbox, found[:limit])
            total, new = _counts(session, mailbox)
            older = rows[-1].key if rows and len(found) > limit else None
            return Shelf(tuple(_letter(row) for row in rows), older, total=total, unread=new)

    def letter(self, mailbox: str, key: str) -> Letter:
        """Raises Refused(NOT_FOUND)."""
        with self.database.reading() as session:
            return _letter(_find(session, mailbox, key))

    def page_texts(self, mailbox: str, key: str) -> list[str]:
        """What was read on each page of the document, for those who cannot see it.

        Empty when it cannot be told which text belongs to which page.
        """
        with self.database.reading() as session:
            row = _find(session, mailbox, key)
            if row.item is None:
                written = select(LetterTextRow.text).where(LetterTextRow.letter == key)
                return list(session.scalars(written.order_by(LetterTextRow.position)))
            pages = select(PageRow).where(PageRow.item == row.item).order_by(PageRow.position)
            every = session.scalars(pages).all()
            inside = [page for page in every if page.role == "content"]
            for matching in (inside, every):
                if len(matching) == row.page_count:
                    return [page.text for page in matching]
            return []

    def neighbours(self, mailbox: str, letter: Letter) -> tuple[str | None, str | None]:
        """The next newer and the next older letter's keys."""
        place = tuple_(LetterRow.available_at, LetterRow.key)
        here = tuple_(letter.available_at, letter.key)
        with self.database.reading() as session:
            keys = select(LetterRow.key).where(_visible(mailbox))
            up = (LetterRow.available_at, LetterRow.key)
            down = (LetterRow.available_at.desc(), LetterRow.key.desc())
            newer = session.scalars(keys.where(place > here).order_by(*up).limit(1)).first()
            older = session.scalars(keys.where(place < here).order_by(*down).limit(1)).first()
            return newer, older

    def open(self, mailbox: str, key: str, *, actor: audit.Actor) -> Letter:
        """Read it: from now on it cannot be recalled. Raises Refused(NOT_FOUND)."""
        now = self.clock()
        with self.database.writing() as session:
            row = _find(session, mailbox, key)
            if row.first_read_at is None:
                row.first_read_at = now
            row.viewed = True
            entry = audit.Entry(now, actor, audit.Action.LETTER_READ, key, {})
            audit.record(session, entry)
            session.flush()
            return _letter(row)

    def note_download(self, mailbox: str, key: str, *, actor: audit.Actor) -> Letter:
        """As `open`, for the document as a file."""
        now = self.clock()
        with self.database.writing() as session:
            row = _find(session, mailbox, key)
            if row.first_read_at is None:
                row.first_read_at = now
            entry = audit.Entry(now, actor, audit.Action.DOCUMENT_DOWNLOADED, key, {})
            audit.record(session, entry)
            session.flush()
            return _letter(row)

    def mark(
        self,
        mailbox: str,
        key: str,
        *,
        actor: audit.Actor,
        viewed: bool | None = None,
        handled: bool | None = None,
    ) -> Letter:
        """The reader's own marks; None leaves one as it is. Raises Refused(NOT_FOUND)."""
        now = self.clock()
        with self.database.writing() as session:
            row = _find(session, mailbox, key)
            if viewed is not None:
                row.viewed = viewed
                row.first_read_at = row.first_read_at or (now if viewed else None)
            if handled is not None:
                row.handled_at = (row.handled_at or now) if handled else None
            marks = {"viewed": viewed, "handled": handled}
            detail = {name: str(set_) for name, set_ in marks.items() if set_ is not None}
            entry = audit.Entry(now, actor, audit.Action.LETTER_MARKED, key, detail)
            audit.record(session, entry)
            session.flush()
            return _letter(row)


def _visible(mailbox: str) -> ColumnElement[bool]:
    return (LetterRow.mailbox == mailbox) & LetterRow.withdrawn_at.is_(None)


def _counts(session: Session, mailbox: str) -> tuple[int, int]:
    """All and the unread."""
    kept = select(MailboxRow.letters, MailboxRow.unread).where(MailboxRow.key == mailbox)
    letters, unread = session.execute(kept).one()
    return letters, unread


def _entered(session: Session, mailbox: str, entries: Sequence[int]) -> Sequence[LetterRow]:
    """The visible letters of those entries of the index, newest first."""
    if not entries:
        return ()  # an empty list in the question would walk through the whole mailbox
    return session.scalars(
        select(LetterRow)
        .join(SearchEntryRow, SearchEntryRow.letter == LetterRow.key)
        .where(SearchEntryRow.id.in_(entries), _visible(mailbox))
        .order_by(SearchEntryRow.id.desc())
    ).all()


def _filters(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if wanted.viewed is not None:
        filters.append(LetterRow.viewed.is_(wanted.viewed))
    if wanted.handled is not None:
        handled = LetterRow.handled_at.is_not(None)
        filters.append(handled if wanted.handled else LetterRow.handled_at.is_(None))
    return filters


def _find(session: Session, mailbox: str, key: str) -> LetterRow:
    found = select(LetterRow).where(LetterRow.key == key, _visible(mailbox))
    row = session.scalars(found.with_for_update(of=LetterRow)).one_or_none()
    if row is None:
        raise _not_found()
    return row


def _letter(row: LetterRow) -> Letter:
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
    )


def _not_found() -> Refused:
    return Refused(Why.NOT_FOUND, "There is nothing here with that name.")
