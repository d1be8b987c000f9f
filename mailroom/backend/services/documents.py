"""Documents: that the bytes are there and are what they are said to be, before a letter is made."""

from dataclasses import dataclass
from typing import Final

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.adapters.drawing import Drawing, Undrawable
from mailroom.backend.services import shape
from mailroom.backend.services.refusals import Refused, Why
from mailroom.wire import BlobMessage, ItemMessage

_BEGINNINGS: Final = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Documents:
    blobs: Blobs
    drawing: Drawing

    def check(self, message: ItemMessage) -> int:
        """The document's pages, 0 without one. Raises Refused(BLOB_MISSING or DOCUMENT)."""
        for blob in (message.document, message.face):
            if blob is not None:
                self._check_blob(blob)
        if message.document is None:
            return 0
        return self._checked_page_count(message, message.document)

    def _check_blob(self, blob: BlobMessage) -> None:
        size = self.blobs.size(blob.sha256)
        if size is None:
            raise Refused(Why.BLOB_MISSING, "A blob that the manifest names has not been sent.")
        if size != blob.size_bytes:
            raise Refused(Why.DOCUMENT, "A blob has another size than the manifest says.")
        beginning = _BEGINNINGS[blob.media_type]
        with self.blobs.open(blob.sha256) as source:
            if source.read(len(beginning)) != beginning:
                raise Refused(Why.DOCUMENT, "A blob is not of the kind the manifest says.")

    def _checked_page_count(self, message: ItemMessage, document: BlobMessage) -> int:
        try:
            count = self.drawing.count_pages(self.blobs.file(document.sha256))
        except Undrawable:
            raise Refused(Why.DOCUMENT, "The document cannot be read as a PDF.") from None
        inside = len(shape.contents(message))
        if not max(1, inside) <= count <= len(message.pages):
            raise Refused(Why.DOCUMENT, "The document has another number of pages than the item.")
        return count
