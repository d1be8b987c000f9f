"""An item on its way in, once it agrees with itself."""

from dataclasses import dataclass

from mailroom.wire import ItemMessage


@dataclass(frozen=True, slots=True)
class Arrival:
    """`body` is what `message` was read from; `document_pages` is 0 without a document."""

    message: ItemMessage
    body: bytes
    sha256: str
    document_pages: int
