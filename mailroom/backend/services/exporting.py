"""Everything a company has here as one ZIP, made while it is sent: nothing is kept twice."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, BinaryIO, Final

from sqlalchemy.exc import NoResultFound
from typing_extensions import Buffer

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import Database
from mailroom.backend.model.mail import ManifestRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.services import audit
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.letters import Letter, Wanted
from mailroom.backend.services.mailboxes import Mailboxes
from mailroom.backend.services.refusals import Refused, Why

_AT_ONCE: Final = 100
_FORMULA: Final = frozenset("=+-@\t\r")
_CHUNK: Final = 1 << 16
_COLUMNS: Final = (
    "scan_id",
    "sender",
    "subject",
    "origin",
    "kind",
    "page_count",
    "arrived_on",
    "scanned_at",
    "available_at",
    "first_read_at",
    "handled_at",
    "trashed_at",
    "document",
)


File = tuple[str, bytes]
"""A name and what it holds."""


class Table:
    """A list that a spreadsheet opens, and takes nothing in it for a formula."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        self._name, self._columns = name, columns
        self._written = io.StringIO()
        self._rows = csv.DictWriter(self._written, columns, delimiter=";")
        self._rows.writeheader()

    def add(self, row: Mapping[str, object]) -> None:
        self._rows.writerow({column: _inert(row[column]) for column in self._columns})

    def file(self) -> File:
        return self._name, ("\ufeff" + self._written.getvalue()).encode()


@dataclass(frozen=True, slots=True)
class Exporter:
    database: Database
    blobs: Blobs
    mailboxes: Mailboxes
    clock: Clock

    def export(
        self, mailbox: str, *, actor: audit.Actor, also: Iterable[File] = ()
    ) -> Iterator[bytes]:
        """The ZIP's bytes: each letter's PDF and manifest, a list of them all as CSV, and `also`.

        An export is not reading: letters stay unread, and the export stands in the log.
        """
        with self.database.writing() as session:
            now = self.clock()
            audit.record(session, audit.Entry(now, actor, audit.Action.EXPORTED, mailbox, {}))
        return self._chunks(mailbox, also)

    def manifest(self, mailbox: str, key: str, *, actor: audit.Actor) -> bytes:
        """How one letter was read and decided, as JSON; it holds the text, so this is reading.

        Raises Refused(NOT_FOUND), also for what never was on paper.
        """
        if not self.mailboxes.letter(mailbox, key).on_paper:
            raise Refused(Why.NOT_FOUND, "What was written digitally has no manifest.")
        return self._manifest(self.mailboxes.note_download(mailbox, key, actor=actor))

    def _chunks(self, mailbox: str, also: Iterable[File]) -> Iterator[bytes]:
        sent = _Sent()
        listed = Table("brev.csv", _COLUMNS)
        with zipfile.ZipFile(sent, "w", zipfile.ZIP_STORED) as whole:
            for letter in self._letters(mailbox):
                try:
                    manifest = self._manifest(letter) if letter.on_paper else b""
                    source = self.blobs.open(letter.document)
                except (NoResultFound, FileNotFoundError):
                    if self.mailboxes.is_deleted(mailbox, letter.key):
                        continue  # while the letters before it were on their way
                    raise
                listed.add(asdict(letter))
                folder = f"{letter.arrived_on}/{_plain(letter)}-{letter.key[-6:]}"
                yield from _copied(source, whole, f"{folder}.pdf", sent.taken)
                if letter.on_paper:
                    whole.writestr(f"{folder}.json", manifest, zipfile.ZIP_DEFLATED)
                yield sent.taken()
            for name, content in chain([listed.file()], also):
                whole.writestr(name, content, zipfile.ZIP_DEFLATED)
                yield sent.taken()
        yield sent.taken()

    def _letters(self, mailbox: str) -> Iterator[Letter]:
        before: str | None = None
        while True:
            shelf = self.mailboxes.letters(mailbox, Wanted(before=before, limit=_AT_ONCE))
            yield from shelf.letters
            before = shelf.older
            if before is None:
                return

    def _manifest(self, letter: Letter) -> bytes:
        """Without the whole evidence: it weighs other companies by their names and numbers."""
        with self.database.reading() as session:
            item = session.get_one(LetterRow, letter.key).item
            body = session.get_one(ManifestRow, item).body
        manifest: dict[str, Any] = json.loads(body)
        evidence: dict[str, Any] = manifest.get("evidence") or {}
        evidence.pop("whole", None)
        return json.dumps(manifest, ensure_ascii=False, indent=1).encode()


def _copied(
    source: BinaryIO, whole: zipfile.ZipFile, name: str, taken: Callable[[], bytes]
) -> Iterator[bytes]:
    with source, whole.open(name, "w") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)
            yield taken()


class _Sent(io.RawIOBase):
    """A file that forgets what was taken from it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        written = memoryview(data).cast("B")
        self._waiting += written
        return len(written)

    def taken(self) -> bytes:
        data, self._waiting = bytes(self._waiting), bytearray()
        return data


def _inert(value: object) -> object:
    """What a spreadsheet would take for a formula becomes text: mail is anybody's writing."""
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value


def _plain(letter: Letter) -> str:
    return "".join(sign for sign in letter.scan_id if sign.isascii() and sign.isalnum()) or (
        letter.key
    )
