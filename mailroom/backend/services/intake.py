"""Intake: blobs first, then the item under its id; the same again gives the same receipt."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import BlobDiffers, Blobs, BlobTooLarge, Stored
from mailroom.backend.model.database import Database
from mailroom.backend.services import audit, noting, shape, storing
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.deciding import decide_again, look_up
from mailroom.backend.services.delivery import make_available
from mailroom.backend.services.documents import Documents
from mailroom.backend.services.receipts import Receipts
from mailroom.backend.services.refusals import Refused, Why
from mailroom.wire import ItemMessage, ReceiptMessage


@dataclass(frozen=True, slots=True)
class Put:
    """`created` is False when the item was here already."""

    receipt: ReceiptMessage
    created: bool


@dataclass(frozen=True, slots=True)
class Intake:
    """`delivered` is told each document that has become visible; it must not block."""

    database: Database
    blobs: Blobs
    documents: Documents
    receipts: Receipts
    clock: Clock
    max_blob_bytes: int
    register_max_age_days: int
    delivered: Callable[[str], None]

    def put_blob(self, source: BinaryIO, sha256: str) -> Stored:
        """Raises Refused(WRONG_HASH or TOO_LARGE), DiskFailed."""
        try:
            return self.blobs.put(source, sha256=sha256, limit_bytes=self.max_blob_bytes)
        except BlobDiffers:
            sentence = "The bytes that arrived are not those that the address names."
            raise Refused(Why.WRONG_HASH, sentence) from None
        except BlobTooLarge:
            raise Refused(Why.TOO_LARGE, "The blob is larger than we take.") from None

    def put_item(self, message: ItemMessage, body: bytes) -> Put:
        """`body` is what `message` was read from.

        Raises Refused; nothing of a refused item is visible anywhere.
        """
        sha256 = hashlib.sha256(body).hexdigest()
        with self.database.reading() as session:
            known = self._same(session, message.id, sha256)
        if known is not None:
            return Put(known, created=False)
        shape.check(message)
        pages = self.documents.check(message)
        put = self._store(message, body, sha256, document_pages=pages)
        if put.created and put.receipt.mailbox is not None and message.document is not None:
            self.delivered(message.document.sha256)
        return put

    def receipt(self, item: str, *, station: str) -> ReceiptMessage:
        """Raises Refused(NOT_FOUND), also for another station's item."""
        with self.database.reading() as session:
            receipt = self.receipts.find(session, item)
            if receipt is None or not storing.is_from(session, item, station):
                raise Refused(Why.NOT_FOUND, "There is no such item.")
            return receipt

    def _same(self, session: Session, item: str, sha256: str) -> ReceiptMessage | None:
        receipt = self.receipts.find(session, item)
        if receipt is not None and receipt.sha256 != sha256:
            raise Refused(Why.OTHER_CONTENT, "The item is here already, with another content.")
        return receipt

    def _store(self, message: ItemMessage, body: bytes, sha256: str, *, document_pages: int) -> Put:
        now = self.clock()
        with self.database.writing() as session:
            raced = self._same(session, message.id, sha256)
            if raced is not None:
                return Put(raced, created=False)
            decide_again(
                message,
                look_up(session, message, now=now),
                max_age_days=self.register_max_age_days,
            )
            if not storing.store(session, message, now=now):
                raise Refused(Why.UNAVAILABLE, "The same item is being stored. Try again.")
            storing.keep_manifest(session, message.id, sha256=sha256, body=body)
            noting.note(session, message, now=now)
            if message.decision.category == "scannable":
                make_available(session, message, page_count=document_pages, now=now)
            receipt = self.receipts.give(session, message, sha256=sha256, now=now)
            audit.record(session, _entry(message, receipt, now))
        return Put(receipt, created=True)


def _entry(message: ItemMessage, receipt: ReceiptMessage, now: dt.datetime) -> audit.Entry:
    return audit.Entry(
        at=now,
        actor=audit.Actor(audit.ActorKind.STATION, message.station),
        action=audit.Action.ITEM_RECEIVED,
        subject=message.id,
        detail={
            "category": message.decision.category,
            "decided_by": message.decision.decided_by,
            "receipt": str(receipt.log_index),
        },
    )
