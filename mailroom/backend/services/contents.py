"""Contents: a letter that a sender writes digitally is in the mailbox at once, and only once."""

import base64
import binascii
import datetime as dt
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.adapters.drawing import Drawing, Undrawable
from mailroom.backend.model.database import Database
from mailroom.backend.model.inserting import insert_many, insert_new
from mailroom.backend.model.mail import BlobRow
from mailroom.backend.model.mailboxes import LetterRow
from mailroom.backend.model.tenants import LetterTextRow, SentRow, TenantRow
from mailroom.backend.services import audit, delivery, erasing, indexing, receivers
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.ids import NotAnOrgNumber, parse_vat_number
from mailroom.domain.workdays import stockholm_date

ORIGIN: Final = "kivra"
_PDF: Final = "application/pdf"
_BEGINNING: Final = b"%PDF-"
_MOST_A_MINUTE: Final = 50
"""Letters of one sender to one receiver."""
_MOST_PAGES: Final = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What a sender has written; `data` is the document in base64.

    `payload_sha256` is of everything that was sent but the time at which it was generated.
    """

    vat_number: str
    subject: str
    media_type: str
    data: str
    payload_sha256: str


@dataclass(frozen=True, slots=True)
class Sent:
    """`created` is False when the same payload was here already."""

    letter: str
    created: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How far a letter has come (R57)."""

    letter: str
    subject: str
    received_at: dt.datetime
    viewed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class _Document:
    sha256: str
    size_bytes: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """`delivered` is told each document that has become visible; it must not block."""

    database: Database
    blobs: Blobs
    drawing: Drawing
    clock: Clock
    max_blob_bytes: int
    delivered: Callable[[str], None]

    def send(self, tenant: str, written: Written) -> Sent:
        """Safe to repeat. Raises Refused; nothing of what was refused is visible anywhere."""
        with self.database.reading() as session:
            known = session.get(SentRow, (tenant, written.payload_sha256))
        if known is not None:
            return Sent(known.letter, created=False)
        number = _number(written.vat_number)
        document = self._kept(written)
        now = self.clock()
        with self.database.writing() as session:
            sender = session.get_one(TenantRow, tenant)
            known = session.get(SentRow, (tenant, written.payload_sha256))
            if known is not None:
                return Sent(known.letter, created=False)
            mailbox = receivers.reached(session, sender, [number], now=now).get(number)
            if mailbox is None:
                raise Refused(Why.NO_RECEIVER, "The receiver takes no post from this sender.")
            _check_rate(session, sender, mailbox, now=now)
            erasing.check_there(session, self.blobs, [document.sha256])
            letter = _make_visible(session, sender, written, document, (number, mailbox), now=now)
        self.delivered(document.sha256)
        return Sent(letter, created=True)

    def course(self, tenant: str, letter: str) -> Course:
        """Of the tenant's own letter. Raises Refused(NOT_FOUND)."""
        sent = SentRow.letter == LetterRow.key
        own = select(LetterRow).join(SentRow, sent).where(SentRow.tenant == tenant)
        with self.database.reading() as session:
            row = session.scalars(own.where(LetterRow.key == letter)).one_or_none()
        if row is None:
            raise Refused(Why.NOT_FOUND, "There is nothing here with that name.")
        return Course(row.key, row.subject, row.available_at, row.first_read_at)

    def _kept(self, written: Written) -> _Document:
        if written.media_type != _PDF:
            raise Refused(Why.UNSUPPORTED_TYPE, "A letter's document is a PDF.")
        try:
            data = base64.b64decode(written.data, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Why.FILES, "The document is not written in base64.") from None
        if not data.startswith(_BEGINNING):
            raise Refused(Why.PDF, "The document is not a PDF.")
        if len(data) > self.max_blob_bytes:
            raise Refused(Why.TOO_LARGE, "The document is larger than we take.")
        sha256 = hashlib.sha256(data).hexdigest()
        self.blobs.put(io.BytesIO(data), sha256=sha256, limit_bytes=self.max_blob_bytes)
        try:
            texts = self.drawing.read(self.blobs.file(sha256))
        except Undrawable:
            raise Refused(Why.PDF, "The document cannot be read as a PDF.") from None
        if not 1 <= len(texts) <= _MOST_PAGES:
            raise Refused(Why.PDF, "The document has no pages, or more than we take.")
        return _Document(sha256, len(data), tuple(_plain(text) for text in texts))


def _number(vat_number: str) -> str:
    try:
        return parse_vat_number(vat_number)
    except NotAnOrgNumber:
        sentence = "The VAT number is not one: SE, ten digits and 01."
        raise Refused(Why.COMPANY, sentence) from None


def _check_rate(session: Session, sender: TenantRow, mailbox: str, *, now: dt.datetime) -> None:
    lately = (
        select(func.count())
        .select_from(LetterRow)
        .join(SentRow, SentRow.letter == LetterRow.key)
        .where(
            LetterRow.mailbox == mailbox,
            LetterRow.available_at > now - dt.timedelta(minutes=1),
            SentRow.tenant == sender.key,
        )
    )
    if session.scalars(lately).one() >= _MOST_A_MINUTE:
        raise Refused(Why.TOO_MANY, "The receiver has had too many letters in one minute.")


def _make_visible(  # noqa: PLR0913  who sends what to whom, and when
    session: Session,
    sender: TenantRow,
    written: Written,
    document: _Document,
    receiver: tuple[str, str],
    *,
    now: dt.datetime,
) -> str:
    number, mailbox = receiver
    blob = {"sha256": document.sha256, "size_bytes": document.size_bytes, "media_type": _PDF}
    insert_new(session, BlobRow, blob | {"created_at": now})
    erasing.keep(session, [document.sha256])
    row = _row(sender, written, document, mailbox, now)
    texts = document.texts
    delivery.publish(
        session, [delivery.Made(number, row, texts, indexing.words_on(texts))], now=now
    )
    key: str = row["key"]
    pages = _pages(key, texts)
    insert_many(session, LetterTextRow, pages)
    sent = {"tenant": sender.key, "payload_sha256": written.payload_sha256, "letter": key}
    insert_many(session, SentRow, [sent])
    actor = audit.Actor(audit.ActorKind.TENANT, sender.key)
    audit.record(session, audit.Entry(now, actor, audit.Action.CONTENT_SENT, key, {}))
    return key


def _row(
    sender: TenantRow, written: Written, document: _Document, mailbox: str, now: dt.datetime
) -> dict[str, Any]:
    today = stockholm_date(now)
    return {
        "key": delivery.new_key(now),
        "item": None,
        "mailbox": mailbox,
        "scan_id": "",
        "document": document.sha256,
        "sender": sender.name,
        "kind": delivery.LETTER,
        "page_count": len(document.texts),
        "arrived_on": today,
        "due_on": today,
        "scanned_at": now,
        "available_at": now,
        "first_read_at": None,
        "viewed": False,
        "handled_at": None,
        "withdrawn_at": None,
        "origin": ORIGIN,
        "subject": delivery.one_line(written.subject),
    }


def _pages(letter: str, texts: Sequence[str]) -> list[dict[str, Any]]:
    return [{"letter": letter, "position": at, "text": text} for at, text in enumerate(texts)]


def _plain(text: str) -> str:
    """Lines of what can be printed: a document may hold signs that no database takes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if sign.isprintable()) for line in lines)
