"""Sealed items: what is to be sent, frozen as a folder of bytes, the same on every try."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from mailroom.domain.errors import BytesChanged
from mailroom.domain.outgoing import Blob, SealedItem
from mailroom.spool.codec import Codec, NotThisShape
from mailroom.spool.files import write_durably


class Seals:
    """One manifest and one list of blobs per item. Sealing anew replaces what was never sent."""

    def __init__(self, folder: Path, codec: Codec) -> None:
        self._folder = folder
        self._codec = codec

    def seal(self, item: str, manifest: bytes, blobs: Sequence[Blob]) -> SealedItem:
        """Raises DiskFull or DiskFailed."""
        file = self._folder / f"{item}.manifest.json"
        sealed = SealedItem(
            item=item,
            manifest=file,
            sha256=hashlib.sha256(manifest).hexdigest(),
            page_count=len(json.loads(manifest)["pages"]),
            blobs=tuple(blobs),
        )
        write_durably(file, manifest)
        write_durably(self._list(item), self._codec.to_text(sealed).encode())
        return sealed

    def sealed(self, item: str) -> SealedItem | None:
        """Raises BytesChanged when the manifest is not what was sealed."""
        try:
            sealed = self._codec.from_text(SealedItem, self._list(item).read_text())
            content = sealed.manifest.read_bytes()
        except FileNotFoundError:
            return None
        except NotThisShape as error:
            raise BytesChanged("seal") from error
        if hashlib.sha256(content).hexdigest() != sealed.sha256:
            raise BytesChanged("manifest")
        return sealed

    def _list(self, item: str) -> Path:
        return self._folder / f"{item}.seal.json"
