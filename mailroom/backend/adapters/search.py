"""The search index: which letters hold all of some words, newest first, on either database.

Words are folded the same way when indexed and when asked for, so that both databases find the
same. A mailbox is a word of its own: nobody can ask past it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

_WORD: Final = re.compile(r"[^\W_]+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_LONGEST_WORD: Final = 40
_MOST_WORDS: Final = 12
_PREFIX: Final = "*"

_ADD: Final = {
    "sqlite": text("INSERT INTO search_words (rowid, words) VALUES (:entry, :words)"),
    "postgresql": text(
        "INSERT INTO search_words (entry, words)"
        " VALUES (:entry, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
_REMOVE: Final = {
    "sqlite": text(
        "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', :entry, :words)"
    ),
    "postgresql": text("DELETE FROM search_words WHERE entry = :entry"),
}
_FIND: Final = {
    "sqlite": text(
        "SELECT rowid FROM search_words WHERE search_words MATCH :asked AND rowid < :before"
        " ORDER BY rowid DESC LIMIT :limit"
    ),
    "postgresql": text(
        "SELECT entry FROM search_words WHERE words @@ CAST(:asked AS tsquery)"
        " AND entry < :before ORDER BY entry DESC LIMIT :limit"
    ),
}
_NEWEST: Final = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """`texts` is everything a reader may remember of the letter."""

    id: int
    mailbox: str
    texts: tuple[str, ...]


def words_of(texts: Iterable[str]) -> set[str]:
    """Folded: case, accents and the rings and dots that a reading loses do not count."""
    # Nearly everything in a letter is ASCII, and needs no looking at sign by sign.
    plain = _BEYOND_ASCII.sub(_folded, " ".join(texts)).casefold()
    return {word[:_LONGEST_WORD] for word in set(_WORD.findall(plain))}


def _folded(found: re.Match[str]) -> str:
    spread = unicodedata.normalize("NFKD", found[0])
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def add(session: Session, entries: Sequence[Entry]) -> None:
    """In the transaction that makes the letters visible."""
    if entries:
        rows = [{"entry": each.id, "words": _indexed(each)} for each in entries]
        session.connection().execute(_here(session, _ADD), rows)


def remove(session: Session, entry: Entry) -> None:
    """`entry` as it was added: the index keeps no text of its own."""
    row = {"entry": entry.id, "words": _indexed(entry)}
    session.connection().execute(_here(session, _REMOVE), row)


def find(
    session: Session, asked: str, *, mailbox: str | None, before: int | None, limit: int
) -> list[int]:
    """Ids of letters with every word, newest first, below `before`; `fakt*` stands for the rest.

    None as mailbox searches all of them. Nothing but signs finds nothing.
    """
    words = _asked(asked)
    if not words:
        return []
    if mailbox is not None:
        words.append((_own(mailbox), False))
    embedded = session.get_bind().dialect.name == "sqlite"
    query = (
        " AND ".join(f'"{word}"{_PREFIX if open_ else ""}' for word, open_ in words)
        if embedded
        else " & ".join(f"'{word}'{':*' if open_ else ''}" for word, open_ in words)
    )
    values = {"asked": query, "before": before or _NEWEST, "limit": limit}
    return list(session.connection().execute(_here(session, _FIND), values).scalars())


def _asked(text_: str) -> list[tuple[str, bool]]:
    """Words and whether each is only a beginning."""
    found: dict[str, bool] = {}
    for piece in text_.split():
        words = sorted(words_of([piece]))
        for word in words:
            found[word] = piece.endswith(_PREFIX) and len(words) == 1
    return list(found.items())[:_MOST_WORDS]


def _indexed(entry: Entry) -> str:
    return " ".join(sorted({_own(entry.mailbox), *words_of(entry.texts)}))


def _own(mailbox: str) -> str:
    return f"mailbox{mailbox}"


def _here(session: Session, statements: dict[str, TextClause]) -> TextClause:
    return statements[session.get_bind().dialect.name]
