"""The search index: which letters hold all of some words, newest first, on either database.

Words are folded the same way when indexed and when asked for, so that both databases find the
same. A mailbox is a word of its own: nobody can ask past it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Integer, Subquery, TextClause, column, select, table, text
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_rows

_WORD: Final = re.compile(r"[^\W_]+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_APART: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_LONGEST_WORD: Final = 40
_MOST_WORDS: Final = 12
_PREFIX: Final = "*"
_OWN: Final = "\ue000"
_SHORTEST_BEGINNING: Final = 2
_BETWEEN: Final = frozenset({2, 4, 6, 8})
"""Lengths whose beginnings SQLite keeps no list of, but of each that is one letter longer."""
_NEXT: Final = "0123456789abcdefghijklmnopqrstuvwxyzæøœđłðþ"
"""What folded words in Latin letters go on with."""

_EMBEDDED_WORDS: Final = table("search_words", column("rowid"), column("words"))
_ADD_SERVED: Final = text(
    "INSERT INTO search_words (entry, words)"
    " VALUES (:entry, array_to_tsvector(string_to_array(:words, ' ')))"
)
_REMOVE: Final = {
    "sqlite": text(
        "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', :entry, :words)"
    ),
    "postgresql": text("DELETE FROM search_words WHERE entry = :entry"),
}
_FIND: Final = {
    "sqlite": text("SELECT rowid AS entry FROM search_words WHERE search_words MATCH :asked"),
    "postgresql": text("SELECT entry FROM search_words WHERE words @@ CAST(:asked AS tsquery)"),
}
_NEWEST: Final = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """`words` is everything a reader may remember of the letter, folded by `words_of`."""

    id: int
    mailbox: str
    words: frozenset[str]


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Folded: case, accents and the rings and dots that a reading loses do not count."""
    # Nearly everything in a letter is ASCII, and needs no looking at sign by sign.
    plain = " ".join(texts)
    if not plain.isascii():
        plain = _BEYOND_ASCII.sub(_folded, plain)
    plain = plain.casefold()
    words = set(plain.translate(_APART).split() if plain.isascii() else _WORD.findall(plain))
    return frozenset(word[:_LONGEST_WORD] for word in words)


def _folded(found: re.Match[str]) -> str:
    """Letters and figures without their marks, and a space for every other sign."""
    spread = unicodedata.normalize("NFKD", found[0])
    bare = (sign for sign in spread if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in bare)


def add(session: Session, entries: Sequence[Entry]) -> None:
    """In the transaction that makes the letters visible."""
    if not entries:
        return
    embedded = session.get_bind().dialect.name == "sqlite"
    number = "rowid" if embedded else "entry"
    rows = [{number: each.id, "words": _indexed(each)} for each in entries]
    if embedded:
        insert_rows(session, _EMBEDDED_WORDS, rows)
    else:
        session.connection().execute(_ADD_SERVED, rows)


def remove(session: Session, entry: Entry) -> None:
    """`entry` as it was added: the index keeps no text of its own."""
    row = {"entry": entry.id, "words": _indexed(entry)}
    session.connection().execute(_here(session, _REMOVE), row)


@dataclass(frozen=True, slots=True)
class Term:
    """All of `words` on the letter, or else the letter in one of `mailboxes`.

    `beginning` says that more may follow the last word.
    """

    words: tuple[str, ...]
    beginning: bool = False
    mailboxes: tuple[str, ...] = ()


def find(
    session: Session, asked: str, *, mailbox: str | None, before: int | None, limit: int
) -> list[int]:
    """Ids of letters with every word, newest first, below `before`.

    `fakt*` is a beginning, of two letters at least.

    None as mailbox searches all of them. Nothing but signs finds nothing.
    """
    terms = terms_of(asked)
    if not terms:
        return []
    if mailbox is not None:
        terms = (*terms, Term((), mailboxes=(mailbox,)))
    found = holding(session, terms).c.entry
    newest = select(found).where(found < (before or _NEWEST)).order_by(found.desc())
    return list(session.execute(newest.limit(limit)).scalars())


def holding(session: Session, terms: Sequence[Term]) -> Subquery:
    """Every `entry` that all the terms hold of, to join with; larger ones are newer."""
    embedded = session.get_bind().dialect.name == "sqlite"
    query = _EMBEDDED if embedded else _SERVED
    asked = query.all.join(_one_of(term, query) for term in terms)
    found = _here(session, _FIND).bindparams(asked=asked)
    return found.columns(column("entry", Integer)).subquery("found")


def terms_of(asked: str) -> tuple[Term, ...]:
    """One for each piece between spaces, of its words."""
    terms: list[Term] = []
    room = _MOST_WORDS
    for piece in asked.split():
        words = tuple(sorted(words_of([piece])))[:room]
        if words:
            room -= len(words)
            terms.append(Term(words, beginning=piece.endswith(_PREFIX) and _may_begin(words)))
    return tuple(terms)


def _may_begin(words: Sequence[str]) -> bool:
    """One letter alone begins too much, and stays a word."""
    return len(words) == 1 and len(words[0]) >= _SHORTEST_BEGINNING


@dataclass(frozen=True, slots=True)
class _Query:
    """How a database writes: all of these, one of these, a word, a word's beginning."""

    all: str
    any: str
    word: str
    beginning: Callable[[str], str]


def _listed(beginning: str) -> str:
    """As SQLite has lists of it, newest first: any other it would first merge in whole."""
    if len(beginning) in _BETWEEN and beginning.isascii():
        longer = (f'"{beginning}{sign}"*' for sign in _NEXT)
        return f'("{beginning}" OR {" OR ".join(longer)})'
    return f'"{beginning}"*'


_EMBEDDED: Final = _Query(" AND ", " OR ", '"{}"', _listed)
_SERVED: Final = _Query(" & ", " | ", "'{}'", "'{}':*".format)


def _one_of(term: Term, query: _Query) -> str:
    written = [query.word.format(word) for word in term.words]
    if term.beginning and written:
        written[-1] = query.beginning(term.words[-1])
    ways = [query.word.format(_own(mailbox)) for mailbox in term.mailboxes]
    if written:
        ways.insert(0, f"({query.all.join(written)})")
    return f"({query.any.join(ways)})"


def _indexed(entry: Entry) -> str:
    return " ".join(sorted({_own(entry.mailbox), *entry.words}))


def _own(mailbox: str) -> str:
    """No word of a letter or a question can be this: it begins with a sign that words lack."""
    return f"{_OWN}{mailbox}"


def _here(session: Session, statements: dict[str, TextClause]) -> TextClause:
    return statements[session.get_bind().dialect.name]
