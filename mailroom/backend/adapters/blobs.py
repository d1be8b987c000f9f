"""Blobs by checksum: written once, never changed, whole or not there."""

import hashlib
import os
import secrets
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from mailroom.domain.errors import DiskFailed, MailroomError

_CHUNK = 1 << 18
_STALE_S = 86_400


class BlobTooLarge(MailroomError):
    code = "blob_too_large"


class BlobDiffers(MailroomError):
    """The bytes are not those that the name promises; nothing was kept."""

    code = "blob_differs"


@dataclass(frozen=True, slots=True)
class Stored:
    size_bytes: int
    created: bool


class Blobs(Protocol):
    """What a blob store promises, on local files as on S3."""

    def put(self, source: BinaryIO, *, sha256: str, limit_bytes: int) -> Stored:
        """Durable when it returns. Raises BlobTooLarge, BlobDiffers, DiskFailed."""
        ...

    def size(self, sha256: str) -> int | None:
        """In bytes; None when there is no such blob."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Raises FileNotFoundError."""
        ...

    def file(self, sha256: str) -> Path:
        """Where a process without a connection may read it."""
        ...

    def remove(self, sha256: str) -> None:
        """Gone when it returns, also when it never was there. Raises DiskFailed."""
        ...


class LocalBlobs:
    """`folder/ab/abcd..`: temporary file, fsync, a link that never overwrites, fsync again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._durable = set[Path]()
        self._forget_torn()

    def put(self, source: BinaryIO, *, sha256: str, limit_bytes: int) -> Stored:
        # Named by chance, not by checksum: two senders of the same blob do not meet.
        torn = self._incoming / secrets.token_hex(16)
        try:
            with torn.open("xb") as target:
                size = copy_checked(source, target, sha256=sha256, limit_bytes=limit_bytes)
                with _failing_as_disk():
                    target.flush()
                    os.fsync(target.fileno())
            return Stored(size, created=self._link(torn, self.file(sha256)))
        finally:
            torn.unlink(missing_ok=True)

    def size(self, sha256: str) -> int | None:
        try:
            return self.file(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def open(self, sha256: str) -> BinaryIO:
        return self.file(sha256).open("rb")

    def file(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def remove(self, sha256: str) -> None:
        whole = self.file(sha256)
        with _failing_as_disk():
            try:
                whole.unlink()
            except FileNotFoundError:
                return
            _sync_folder(whole.parent)

    def _link(self, torn: Path, whole: Path) -> bool:
        with _failing_as_disk():
            self._make_durable(whole.parent)
            try:
                os.link(torn, whole)
                created = True
            except FileExistsError:
                created = False
            # Also when it stood there: whoever linked it may not have synced the folder yet.
            _sync_folder(whole.parent)
            return created

    def _make_durable(self, folder: Path) -> None:
        # Remembered only after the sync: whoever comes in between syncs once more.
        if folder not in self._durable:
            folder.mkdir(exist_ok=True)
            _sync_folder(self._folder)
            self._durable.add(folder)

    def _forget_torn(self) -> None:
        for torn in self._incoming.iterdir():
            if torn.stat().st_mtime < time.time() - _STALE_S:
                torn.unlink(missing_ok=True)


class _Target(Protocol):
    def write(self, data: bytes, /) -> int: ...


def copy_checked(source: BinaryIO, target: _Target, *, sha256: str, limit_bytes: int) -> int:
    """Bytes copied. Raises BlobTooLarge, BlobDiffers, DiskFailed."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > limit_bytes:
            raise BlobTooLarge(f"more than {limit_bytes} bytes")
        digest.update(chunk)
        with _failing_as_disk():
            target.write(chunk)
    if digest.hexdigest() != sha256:
        raise BlobDiffers("the checksum is another")
    return size


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _failing_as_disk() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise DiskFailed(f"errno {error.errno}") from error
