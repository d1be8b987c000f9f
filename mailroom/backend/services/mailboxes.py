"""What a company sees of its mailbox: letters, marks, pages; every look is noted."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from mailroom.backend.adapters import search
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.services import audit, letter_pages
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.closure import must
from mailroom.backend.services.delivery import PHYSICAL
from mailroom.backend.services.letter_pages import LetterPages
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailboxstates import Act
from mailroom.domain.workdays import stockholm_date


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
                start = _place(session, mailbox, wanted.before)
                place = tuple_(LetterRow.available_at, LetterRow.key)
                query = query.where(place < tuple_(start.available_at, start.key))
            rows = session.scalars(query.limit(wanted.limit + 1)).all()
            shown = rows[: wanted.limit]
            older = shown[-1].key if len(rows) > wanted.limit else None
            return _shelf(session, mailbox, shown, older)

    def search(self, mailbox: str, asked: str, *, before: str | None = None) -> Shelf:
        """Letters with every word somewhere on them, newest first; `ord*` is a beginning.

        The trash is left out.         Raises Refused(NOT_FOUND) when `before` is not one of theirs.
        """
        with self.database.reading() as session:
            start = None
            if before is not None:
                letter = _place(session, mailbox, before).key
                entry = select(SearchEntryRow.id).where(SearchEntryRow.letter == letter)
                start = session.scalars(entry).one_or_none()
            limit = Wanted().limit
            rows: list[LetterRow] = []
            while len(rows) <= limit:
                found = search.find(session, asked, mailbox=mailbox, before=start, limit=limit + 1)
                rows += _entered(session, mailbox, found)
                if len(found) <= limit:
                    break
                start = found[-1]  # what is in the trash took up room: look further back
            older = rows[limit - 1].key if len(rows) > limit else None
            return _shelf(session, mailbox, rows[:limit], older)

    def letter(self, mailbox: str, key: str) -> Letter:
        """Raises Refused(NOT_FOUND)."""
        with self.database.reading() as session:
            return _letter(find_visible(session, mailbox, key))

    def is_deleted(self, mailbox: str, key: str) -> bool:
        """Whether it was theirs and is no more."""
        gone = (LetterRow.key == key) & (LetterRow.mailbox == mailbox)
        with self.database.reading() as session:
            found = select(LetterRow.key).where(gone, LetterRow.deleted_at.is_not(None))
            return session.scalars(found).first() is not None

    def pages(self, mailbox: str, key: str) -> LetterPages:
        """What was read on each page of the document, for those who cannot see it."""
        with self.database.reading() as session:
            return letter_pages.read_on(session, find_visible(session, mailbox, key))

    def neighbours(self, mailbox: str, letter: Letter) -> tuple[str | None, str | None]:
        """The next newer and the next older letter's keys, in the trash for what lies there."""
        place = tuple_(LetterRow.available_at, LetterRow.key)
        here = tuple_(letter.available_at, letter.key)
        with self.database.reading() as session:
            beside = _visible(mailbox) & _in_trash(yes=letter.trashed_at is not None)
            keys = select(LetterRow.key).where(beside)
            up = (LetterRow.available_at, LetterRow.key)
            down = (LetterRow.available_at.desc(), LetterRow.key.desc())
            newer = session.scalars(keys.where(place > here).order_by(*up).limit(1)).first()
            older = session.scalars(keys.where(place < here).order_by(*down).limit(1)).first()
            return newer, older

    def open(self, mailbox: str, key: str, *, actor: audit.Actor) -> Letter:
        """Read it: from now on it cannot be recalled. Raises Refused(NOT_FOUND)."""
        now = self.clock()
        with self.database.writing() as session:
            row = find_visible(session, mailbox, key)
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
            row = find_visible(session, mailbox, key)
            if row.first_read_at is None:
                row.first_read_at = now
            entry = audit.Entry(now, actor, audit.Action.DOCUMENT_DOWNLOADED, key, {})
            audit.record(session, entry)
            session.flush()
            return _letter(row)

    def mark(  # noqa: PLR0913  one for each mark
        self,
        mailbox: str,
        key: str,
        *,
        actor: audit.Actor,
        viewed: bool | None = None,
        handled: bool | None = None,
        trashed: bool | None = None,
    ) -> Letter:
        """The reader's own marks; None leaves one as it is.

        In the trash a letter stays until its readers take it back or delete it (R58). Raises
        Refused(NOT_FOUND, MAILBOX_STATE).
        """
        now = self.clock()
        with self.database.writing() as session:
            row = find_visible(session, mailbox, key)
            must(session, mailbox, Act.MARK, stockholm_date(now))
            if viewed is not None:
                row.viewed = viewed
                row.first_read_at = row.first_read_at or (now if viewed else None)
            if handled is not None:
                row.handled_at = (row.handled_at or now) if handled else None
            if trashed is not None:
                row.trashed_at = (row.trashed_at or now) if trashed else None
            marks = {"viewed": viewed, "handled": handled, "trashed": trashed}
            audit.record(session, audit.Entry(now, actor, _marked(marks), key, _told(marks)))
            session.flush()
            return _letter(row)


def _visible(mailbox: str) -> ColumnElement[bool]:
    return (
        (LetterRow.mailbox == mailbox)
        & LetterRow.withdrawn_at.is_(None)
        & LetterRow.deleted_at.is_(None)
    )


def _in_trash(*, yes: bool) -> ColumnElement[bool]:
    return LetterRow.trashed_at.is_not(None) if yes else LetterRow.trashed_at.is_(None)


def _marked(marks: Mapping[str, bool | None]) -> audit.Action:
    """What the log calls it: the trash goes before other marks set with it."""
    if marks["trashed"] is None:
        return audit.Action.LETTER_MARKED
    trashed = marks["trashed"]
    return audit.Action.LETTER_TRASHED if trashed else audit.Action.LETTER_TAKEN_BACK


def _told(marks: Mapping[str, bool | None]) -> dict[str, str]:
    return {name: str(set_) for name, set_ in marks.items() if set_ is not None}


def _shelf(session: Session, mailbox: str, rows: Sequence[LetterRow], older: str | None) -> Shelf:
    kept = session.get_one(MailboxRow, mailbox)
    letters = tuple(_letter(row) for row in rows)
    return Shelf(letters, older, kept.letters, kept.unread, kept.trashed)


def _entered(session: Session, mailbox: str, entries: Sequence[int]) -> Sequence[LetterRow]:
    """The letters of those entries of the index that the inbox has, newest first."""
    if not entries:
        return ()  # an empty list in the question would walk through the whole mailbox
    return session.scalars(
        select(LetterRow)
        .join(SearchEntryRow, SearchEntryRow.letter == LetterRow.key)
        .where(SearchEntryRow.id.in_(entries), _visible(mailbox), _in_trash(yes=False))
        .order_by(SearchEntryRow.id.desc())
    ).all()


def _filters(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if wanted.viewed is not None:
        filters.append(LetterRow.viewed.is_(wanted.viewed))
    if wanted.handled is not None:
        handled = LetterRow.handled_at.is_not(None)
        filters.append(handled if wanted.handled else LetterRow.handled_at.is_(None))
    if wanted.trashed is not None:
        filters.append(_in_trash(yes=wanted.trashed))
    return filters


def _place(session: Session, mailbox: str, key: str) -> LetterRow:
    """Where a list goes on from: also a letter that was deleted since its page was shown."""
    ours = (LetterRow.key == key) & (LetterRow.mailbox == mailbox)
    found = select(LetterRow).where(ours, LetterRow.withdrawn_at.is_(None))
    row = session.scalars(found).one_or_none()
    if row is None:
        raise _not_found()
    return row


def find_visible(session: Session, mailbox: str, key: str) -> LetterRow:
    """Of this mailbox, in or out of its trash; locked. Raises Refused(NOT_FOUND)."""
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
        trashed_at=row.trashed_at,
    )


def _not_found() -> Refused:
    return Refused(Why.NOT_FOUND, "There is nothing here with that name.")
