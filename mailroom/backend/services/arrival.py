"""An item on its way in, once it agrees with itself."""

import hashlib
from dataclasses import dataclass
from typing import Self

from mailroom.backend.services import indexing
from mailroom.wire import ItemMessage


@dataclass(frozen=True, slots=True)
class Arrival:
    """`sha256` is its body's, `document_pages` 0 without a document, `words` those of `texts`."""

    message: ItemMessage
    body: bytes
    sha256: str
    document_pages: int
    texts: tuple[str, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, message: ItemMessage, body: bytes, document_pages: int) -> Self:
        """`body` is what `message` was read from."""
        texts = tuple(page.text for page in message.pages)
        digest = hashlib.sha256(body).hexdigest()
        return cls(message, body, digest, document_pages, texts, indexing.words_on(texts))
