"""Puts letters in the search index, and finds those that are missing there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters import search
from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_many, values_of
from mailroom.backend.model.mail import PageRow
from mailroom.backend.model.mailboxes import KeptLetterRow, LetterRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.model.tenants import LetterTextRow
from mailroom.backend.services.audit import advance

_COUNTER = "search"
_AT_ONCE = 500
_PHYSICAL = "physical"


@dataclass(frozen=True, slots=True)
class New:
    """A letter and everything a reader may remember of it."""

    letter: str
    mailbox: str
    words: frozenset[str]


def words_on(pages: Iterable[str]) -> frozenset[str]:
    """Of a letter's texts, folded: the most work of indexing it, and needs no transaction."""
    return search.words_of(pages)


def remembered(letter: Mapping[str, Any], words: frozenset[str]) -> frozenset[str]:
    """What a reader may look for: the columns of a letter that name it, and all it says."""
    return words | search.words_of((letter["scan_id"], letter["sender"], letter["subject"]))


def index(session: Session, letters: Sequence[New]) -> None:
    """In the transaction that makes them visible, or later."""
    if not letters:
        return
    first = advance(session, _COUNTER, by=len(letters)).value - len(letters) + 1
    numbered = list(enumerate(letters, first))
    rows = [{"id": number, "letter": each.letter} for number, each in numbered]
    insert_many(session, SearchEntryRow, rows)
    search.add(session, [search.Entry(at, each.mailbox, each.words) for at, each in numbered])


def forget(session: Session, row: LetterRow) -> None:
    """Its words are found no more; its scan id and its mailbox still lead to its paper (R14).

    While its text is still here.
    """
    entry = session.scalars(
        select(SearchEntryRow.id).where(SearchEntryRow.letter == row.key)
    ).one_or_none()
    if entry is not None:
        whole = _new(session, row)
        search.remove(session, search.Entry(entry, whole.mailbox, whole.words))
        search.add(session, [search.Entry(entry, whole.mailbox, search.words_of((row.scan_id,)))])


def remove(session: Session, row: LetterRow) -> None:
    """Nothing leads to it any more. While its text is still here."""
    entry = session.scalars(
        select(SearchEntryRow).where(SearchEntryRow.letter == row.key)
    ).one_or_none()
    if entry is not None:
        whole = _new(session, row)
        search.remove(session, search.Entry(entry.id, whole.mailbox, whole.words))
        session.delete(entry)
        session.flush()


def index_missing(database: Database) -> int:
    """How many letters were not in the index yet, as after an upgrade."""
    count = 0
    while True:
        with database.writing() as session:
            missing = (
                select(LetterRow)
                .outerjoin(SearchEntryRow, SearchEntryRow.letter == LetterRow.key)
                .where(SearchEntryRow.id.is_(None), ~_was_moved(), LetterRow.key.not_in(_kept()))
                .order_by(LetterRow.available_at, LetterRow.key)
            )
            rows = session.scalars(missing.limit(_AT_ONCE)).all()
            index(session, [_again(session, row) for row in rows])
        if not rows:
            return count
        count += len(rows)


def _kept() -> Select[str]:
    """Kept back: they come into the index when they are released."""
    return select(KeptLetterRow.letter).where(KeptLetterRow.ended_at.is_(None))


def _was_moved() -> ColumnElement[bool]:
    """What lay in a wrong mailbox: its item has another letter by now."""
    return LetterRow.item.is_(None) & (LetterRow.origin == _PHYSICAL)


def _again(session: Session, row: LetterRow) -> New:
    """As it was left: of what was deleted, only its scan id."""
    if row.deleted_at is not None:
        return New(row.key, row.mailbox, search.words_of((row.scan_id,)))
    return _new(session, row)


def _new(session: Session, row: LetterRow) -> New:
    paper = select(PageRow.text).where(PageRow.item == row.item)
    written = select(LetterTextRow.text).where(LetterTextRow.letter == row.key)
    texts = session.scalars(paper if row.item is not None else written)
    return New(row.key, row.mailbox, remembered(values_of(row), words_on(texts)))
