"""A large mailbox and a large archive of letters' text, made quickly, then read as people read."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from mailroom.backend import practice
from mailroom.backend.adapters import search
from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mail import BlobRow, ItemRow, TrayRow
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.originals import OriginalRow
from mailroom.backend.model.search import SearchEntryRow
from mailroom.backend.services import archive_search
from mailroom.backend.services.archive_search import Sought
from mailroom.backend.services.letters import Wanted
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend, open_backend
from mailroom.bench.figures import Figure

_LOOKS: Final = 200
_AT_ONCE: Final = 10_000
_VOCABULARY: Final = 60_000
_WORDS: Final = 40
"""Of each indexed letter."""
_COMMON: Final = 2.2
"""How much more often the common words come: as in a language, few are most of the text."""
_SHA256: Final = "0" * 64
_BEFORE: Final = 10_000_000
"""Numbers of the archive's items begin above those of the large mailbox."""
_YEARS: Final = 7 * 365
_A_DAY: Final = 400
"""So many came each day: seven years of them are a million."""


def words(chance: Random, count: int) -> list[str]:
    """Words of a made-up language whose commonest are in nearly every letter."""
    return [f"ord{int(_VOCABULARY * chance.random() ** (2 * _COMMON))}" for _ in range(count)]


def measured(folder: Path, *, letters: int, originals: int) -> list[Figure]:
    """95th percentiles, warm: pages of one mailbox's list, searches in the whole archive."""
    settings = BackendSettings(data=folder / "archive")
    practice.seed(settings)
    with closing(open_backend(settings)) as backend:
        with backend.database.reading() as session:
            mailboxes = list(session.scalars(select(MailboxRow.key)))
        _fill_mailbox(backend, mailboxes[0], letters)
        _fill_archive(backend, mailboxes, originals)
        lists = _times(_looks(backend, mailboxes[0]))
        searches = _times(_searches(backend, mailboxes))
        archive = _times(_asked_of_the_archive(backend))
    return [
        Figure("list_p95_ms", _p95(lists)),
        Figure("list_letters", float(letters)),
        Figure("search_p95_ms", _p95(searches)),
        Figure("search_originals", float(originals)),
        Figure("archive_p95_ms", _p95(archive)),
    ]


def _fill_mailbox(backend: Backend, mailbox: str, count: int) -> None:
    now = backend.clock() - dt.timedelta(days=1)
    with backend.database.writing() as session:
        blob = {"sha256": _SHA256, "size_bytes": 1, "media_type": "application/pdf"}
        insert_many(session, BlobRow, [blob | {"created_at": now}])
        tray = {"id": "T1", "arrived_on": now.date(), "postal_operator": "", "expected": None}
        insert_many(session, TrayRow, [tray])
        for start in range(0, count, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, count))
            insert_many(session, ItemRow, [_item(number, now) for number in numbers])
            made = [_letter(number, mailbox, now) for number in numbers]
            insert_many(session, LetterRow, made)


def _fill_archive(backend: Backend, mailboxes: Sequence[str], count: int) -> None:
    chance = Random(11)  # noqa: S311  the same archive in every run
    for start in range(1, count + 1, _AT_ONCE):
        with backend.database.writing() as session:
            entries = [
                search.Entry(number, chance.choice(mailboxes), frozenset(words(chance, _WORDS)))
                for number in range(start, min(start + _AT_ONCE, count + 1))
            ]
            search.add(session, entries)
            _file(session, entries, backend.clock())


def _file(session: Session, entries: Sequence[search.Entry], now: dt.datetime) -> None:
    """The rows behind some entries: what came, its letter, its paper in the archive."""
    numbered = [(entry, _BEFORE + entry.id) for entry in entries]
    insert_many(session, ItemRow, [_item(number, now) for _, number in numbered])
    letters = [_letter(number, entry.mailbox, now) for entry, number in numbered]
    insert_many(session, LetterRow, letters)
    named = [
        {"id": entry.id, "letter": letter["key"]}
        for entry, letter in zip(entries, letters, strict=True)
    ]
    insert_many(session, SearchEntryRow, named)
    insert_many(session, MailpieceRow, [_mailpiece(number, now) for _, number in numbered])
    owners = {row.key: row.customer for row in session.scalars(select(MailboxRow))}
    made = [_original(number, owners[entry.mailbox], now) for entry, number in numbered]
    insert_many(session, OriginalRow, made)


def _looks(backend: Backend, mailbox: str) -> Iterator[Callable[[], object]]:
    """The first page of each list and pages further on, in turn."""
    before: dict[bool | None, str | None] = dict.fromkeys((None, False))
    for look in range(_LOOKS):
        viewed = (None, False)[look % 2]
        wanted = Wanted(viewed=viewed, before=before[viewed] if look % 4 > 1 else None)
        yield lambda wanted=wanted: backend.mailboxes.letters(mailbox, wanted)
        before[viewed] = backend.mailboxes.letters(mailbox, wanted).older


def _searches(backend: Backend, mailboxes: Sequence[str]) -> Iterator[Callable[[], object]]:
    """One to three words as they come in the letters; every other one in a single mailbox."""
    chance = Random(13)  # noqa: S311  the same questions in every run

    def ask(session: Session, asked: str, mailbox: str | None) -> object:
        return search.find(session, asked, mailbox=mailbox, before=None, limit=50)

    with backend.database.reading() as session:
        for look in range(_LOOKS):
            asked = " ".join(words(chance, 1 + look % 3))
            mailbox = chance.choice(mailboxes) if look % 2 else None
            yield lambda asked=asked, mailbox=mailbox: ask(session, asked, mailbox)


def _asked_of_the_archive(backend: Backend) -> Iterator[Callable[[], object]]:
    """One field: words as they come in the letters, some begun, some with a day or a company."""
    chance = Random(17)  # noqa: S311  the same questions in every run
    with backend.database.reading() as session:
        names = session.scalars(select(CustomerRow.name).limit(_LOOKS)).all()
        days = session.scalars(select(OriginalRow.arrived_on).distinct()).all()
        for look in range(_LOOKS):
            told = words(chance, 1 + look % 2)
            with_what = ("", chance.choice(names), str(chance.choice(days)), "ord9999*")[look % 4]
            sought = Sought(words=" ".join((*told, with_what)))
            yield lambda sought=sought: archive_search.search(session, sought)


def _times(works: Iterator[Callable[[], object]]) -> list[float]:
    times: list[float] = []
    for work in works:
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def _item(number: int, now: dt.datetime) -> dict[str, Any]:
    columns: dict[str, Any] = dict.fromkeys((column.key for column in inspect(ItemRow).columns), "")
    numbers = {"sheet_count": 1, "page_count": 1}
    days = {"arrived_on": now.date(), "due_on": now.date()}
    times = dict.fromkeys(("decided_at", "captured_at", "received_at"), now)
    unknown = dict.fromkeys(("reason", "register_version", "recipient", "recipient_name", "face"))
    own = {"id": f"{number:032x}", "scan_id": f"M26-{number:06d}", "station": practice.STATION}
    return columns | numbers | days | times | unknown | own | {"document": _SHA256}


def _letter(number: int, mailbox: str, now: dt.datetime) -> dict[str, Any]:
    at = now + dt.timedelta(seconds=number // 2)
    return {
        "key": f"{int(now.timestamp())}{number:032x}",
        "item": f"{number:032x}",
        "mailbox": mailbox,
        "scan_id": f"M26-{number:06d}",
        "document": _SHA256,
        "sender": f"Leverantör {number % 997}",
        "kind": "letter",
        "page_count": 2,
        "arrived_on": now.date(),
        "due_on": now.date(),
        "scanned_at": now,
        "available_at": at,
        "first_read_at": None,
        "viewed": number % 50 != 0,
        "handled_at": None,
        "withdrawn_at": None,
        "origin": "physical",
        "subject": "",
    }


def _mailpiece(number: int, now: dt.datetime) -> dict[str, Any]:
    columns: dict[str, Any] = dict.fromkeys(column.key for column in inspect(MailpieceRow).columns)
    own = {"item": f"{number:032x}", "digital": "available", "paper": "filed"}
    flags = dict.fromkeys(("authority", "restricted", "clock", "returnable"), False)
    days = dict.fromkeys(("arrived_on", "due_on"), _day_of(number, now))
    return columns | {"conditions": "", "postal_operator": ""} | flags | days | own


def _original(number: int, owner: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "item": f"{number:032x}",
        "scan_id": f"M26-{number:06d}",
        "customer": owner,
        "sender": f"Leverantör {number % 997}",
        "arrived_on": _day_of(number, now),
        "keep_until": _day_of(number, now) + dt.timedelta(days=_YEARS),
        "box": None,
        "position": None,
        "filed_at": now,
        "filed_by": "anna",
        "held_by": None,
        "held_because": None,
    }


def _day_of(number: int, now: dt.datetime) -> dt.date:
    """The archive's letters came evenly through its years, the newest last."""
    return now.date() - dt.timedelta(days=_YEARS - number % _BEFORE // _A_DAY)
