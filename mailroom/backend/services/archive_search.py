"""The archive's search: where the paper of a letter lies, by whatever is known of the letter."""

import contextlib
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from mailroom.backend.adapters import search as index
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.services.originals import placed, shown
from mailroom.domain.ids import NotAnOrgNumber, parse_org_number
from mailroom.domain.shelves import Original

_FEWEST_LETTERS: Final = 3
_MOST_WORDS: Final = 8
_MOST_NAMESAKES: Final = 50
"""A word in more names than these says nothing of whose the letter is."""

_FEW_DAYS: Final = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of the paper; all that is given must agree. `text` needs three letters.

    Each word of `words` must be found somewhere: id, customer, name, sender, day or text. Words are
    sought whole, and as beginnings when that finds nothing.
    """

    scan_id: str | None = None
    item: str | None = None
    customer: str | None = None
    sender: str | None = None
    arrived_from: dt.date | None = None
    arrived_to: dt.date | None = None
    text: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class _Question:
    """Columns that must agree, days of arrival, and what the index of words is asked."""

    columns: tuple[ColumnElement[bool], ...]
    first: dt.date
    last: dt.date
    terms: tuple[index.Term, ...]

    @property
    def every_day(self) -> bool:
        return (self.first, self.last) == (dt.date.min, dt.date.max)


def search(
    session: Session, sought: Sought, *, cleared: bool = False, limit: int = 100
) -> tuple[Original, ...]:
    """Newest arrival first; empty when nothing was asked for.

    Restricted items are there for cleared staff alone (R59).
    """
    asked = _question(session, sought)
    if not asked.columns and not asked.terms and asked.every_day:
        return ()
    columns = asked.columns
    if not cleared:
        columns = (*columns, MailpieceRow.restricted.is_(False))
    if not asked.every_day:
        columns = (*columns, OriginalRow.arrived_on.between(asked.first, asked.last))
    query = placed().where(*columns).limit(limit)
    if not asked.terms:
        query = query.order_by(OriginalRow.arrived_on.desc(), OriginalRow.item)
        return tuple(shown(*row) for row in session.execute(query))
    whole = _by_words(session, query, asked, asked.terms)
    return whole or _by_words(session, query, asked, _beginnings(asked.terms))


def _by_words(
    session: Session,
    query: Select[OriginalRow, str, str | None],
    asked: _Question,
    terms: Sequence[index.Term],
) -> tuple[Original, ...]:
    """The index gives the newest first, and is left as soon as there are enough of them."""
    entries = index.holding(session, terms)
    query = (
        query.join(LetterRow, LetterRow.item == OriginalRow.item)
        .join(SearchEntryRow, SearchEntryRow.letter == LetterRow.key)
        .join(entries, entries.c.entry == SearchEntryRow.id)
        .order_by(entries.c.entry.desc())
    )
    if asked.last - asked.first <= _FEW_DAYS:
        lowest, highest = _entries_of(session, asked.first, asked.last)
        query = query.where(entries.c.entry.between(lowest, highest))
    found = [shown(*row) for row in session.execute(query)]
    return tuple(sorted(found, key=lambda each: (-each.arrived_on.toordinal(), each.item)))


def _entries_of(session: Session, first: dt.date, last: dt.date) -> tuple[int, int]:
    """Between which entries of the index the letters of some days lie."""
    edges = (
        select(func.min(SearchEntryRow.id), func.max(SearchEntryRow.id))
        .join(LetterRow, LetterRow.key == SearchEntryRow.letter)
        .join(OriginalRow, OriginalRow.item == LetterRow.item)
        .where(OriginalRow.arrived_on.between(first, last))
    )
    lowest, highest = session.execute(edges).one()
    return lowest or 0, highest or 0


def _beginnings(terms: Sequence[index.Term]) -> tuple[index.Term, ...]:
    """Short ones stay whole: too much begins with them."""
    return tuple(
        replace(term, beginning=True)
        if term.words and len(term.words[-1]) >= _FEWEST_LETTERS
        else term
        for term in terms
    )


def _question(session: Session, sought: Sought) -> _Question:
    exact = (
        (OriginalRow.scan_id, sought.scan_id),
        (OriginalRow.item, sought.item),
        (OriginalRow.customer, sought.customer),
    )
    columns: list[ColumnElement[bool]] = [column == value for column, value in exact if value]
    terms: list[index.Term] = []
    first, last = sought.arrived_from or dt.date.min, sought.arrived_to or dt.date.max
    if sought.sender:
        columns.append(_has(OriginalRow.sender, sought.sender))
        terms += index.terms_of(sought.sender)
    if sought.text and len(sought.text.strip()) >= _FEWEST_LETTERS:
        terms += index.terms_of(sought.text)
    for word in (sought.words or "").split()[:_MOST_WORDS]:
        day, known = _day(word), _known(session, word)
        if day is not None:
            first, last = max(first, day), min(last, day)
        elif known is not None:
            columns.append(known)
        else:
            terms += _somewhere(session, word)
    if sought.customer and terms:
        terms += _in_the_mailbox_of(session, sought.customer)
    return _Question(tuple(columns), first, last, tuple(terms))


def _day(word: str) -> dt.date | None:
    with contextlib.suppress(ValueError):
        return dt.date.fromisoformat(word) if "-" in word else None
    return None


def _known(session: Session, word: str) -> ColumnElement[bool] | None:
    """An item's id and a scan id are nothing else."""
    with contextlib.suppress(ValueError):
        uuid.UUID(word)
        return OriginalRow.item == word.lower()
    here = OriginalRow.scan_id == word.upper()
    return here if session.scalars(select(OriginalRow.item).where(here)).first() else None


def _somewhere(session: Session, word: str) -> tuple[index.Term, ...]:
    """On the letter, or in the name or number of the company it belongs to."""
    owned = [_has(CustomerRow.name, word)]
    with contextlib.suppress(NotAnOrgNumber):
        owned.append(CustomerRow.number == parse_org_number(word))
    mailboxes = _mailboxes(session, or_(*owned))
    if len(mailboxes) > _MOST_NAMESAKES:
        mailboxes = ()
    return tuple(replace(term, mailboxes=mailboxes) for term in index.terms_of(word))


def _in_the_mailbox_of(session: Session, number: str) -> tuple[index.Term, ...]:
    """The column says it already; the index is quicker when it knows."""
    mailboxes = _mailboxes(session, CustomerRow.number == number)
    return (index.Term((), mailboxes=mailboxes),) if mailboxes else ()


def _mailboxes(session: Session, whose: ColumnElement[bool]) -> tuple[str, ...]:
    theirs = (
        select(MailboxRow.key)
        .join(CustomerRow, CustomerRow.number == MailboxRow.customer)
        .where(whose)
        .limit(_MOST_NAMESAKES + 1)
    )
    return tuple(session.scalars(theirs))


def _has(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """SQLite folds the case of ASCII alone, so a word with other letters is tried as written."""
    forms = {word.lower()} if word.isascii() else {word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(form, autoescape=True) for form in sorted(forms)))
