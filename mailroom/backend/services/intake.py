"""Intake: blobs first, then the item under its id; the same again gives the same receipt."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from mailroom.backend.adapters.blobs import BlobDiffers, Blobs, BlobTooLarge, Stored
from mailroom.backend.model.database import Database
from mailroom.backend.services import shape, storing
from mailroom.backend.services.accepting import Put, check_same
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.documents import Documents
from mailroom.backend.services.receipts import Receipts
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.together import Together
from mailroom.wire import ItemMessage, ReceiptMessage


@dataclass(frozen=True, slots=True)
class Intake:
    """`delivered` is told each document that has become visible; it must not block."""

    database: Database
    blobs: Blobs
    documents: Documents
    receipts: Receipts
    accepted: Together[Arrival, Put]
    max_blob_bytes: int
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
        try:
            shape.check(message)
            pages = self.documents.check(message)
            put = self.accepted.put(Arrival.of(message, body, pages))
        except Refused:
            # Perhaps it came before, and what it needs is no longer here: that is asked last, as
            # hardly any item comes twice.
            put = self._before(message.id, body)
            if put is None:
                raise
        if put.created and put.receipt.mailbox is not None and message.document is not None:
            self.delivered(message.document.sha256)
        return put

    def _before(self, item: str, body: bytes) -> Put | None:
        """Raises Refused(OTHER_CONTENT)."""
        with self.database.reading() as session:
            known = self.receipts.find(session, [item]).get(item)
        if known is None:
            return None
        check_same(hashlib.sha256(body).hexdigest(), known.sha256)
        return Put(known, created=False)

    def receipt(self, item: str, *, station: str) -> ReceiptMessage:
        """Raises Refused(NOT_FOUND), also for another station's item."""
        with self.database.reading() as session:
            receipt = self.receipts.find(session, [item]).get(item)
            if receipt is None or not storing.is_from(session, item, station):
                raise Refused(Why.NOT_FOUND, "There is no such item.")
            return receipt
