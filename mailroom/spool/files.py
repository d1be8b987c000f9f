"""Files that survive a power cut: write, fsync, rename, fsync the folder."""

import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import BinaryIO

from mailroom.domain.errors import DiskFailed, DiskFull, MailroomError
from mailroom.points import Point, reached

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MEGABYTE = 1024 * 1024


def write_durably(target: Path, content: bytes) -> None:
    """`target` holds `content` after a power cut, or what it held before; never a part of it.

    Raises DiskFull or DiskFailed. A failed fsync is never retried: the kernel may have dropped
    the pages and would report success the second time.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        make_folder(target.parent)
        with part.open("wb") as file:
            file.write(content)
            reached(Point.FILE_WRITTEN)
            _sync(file)
        reached(Point.FILE_SYNCED)
        part.replace(target)
        reached(Point.FILE_RENAMED)
        sync_folder(target.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise disk_error(error) from error


def make_folder(folder: Path) -> None:
    """Make `folder` and its missing parents, each durably named in the one above it."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True)
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_error(error: OSError) -> MailroomError:
    """The situation behind a failed write; says where, never what."""
    situation = DiskFull if error.errno in _NO_ROOM else DiskFailed
    return situation(errno.errorcode.get(error.errno or 0, "unknown"))


def sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


class Reserve:
    """Room kept free, so that the disk fills before a batch and never in the middle of one.

    `spare` is a file of real bytes: deleting it gives recovery room when the disk is full.
    """

    def __init__(self, folder: Path, *, reserve_mb: int, spare_mb: int) -> None:
        self._folder = folder
        self._reserve_mb = reserve_mb
        self._spare = folder / "spare"
        self._spare_mb = spare_mb

    @property
    def reserve_mb(self) -> int:
        """What must be free before a batch may begin."""
        return self._reserve_mb

    def free_mb(self) -> int:
        return shutil.disk_usage(self._folder).free // _MEGABYTE

    def check(self) -> None:
        """Raise DiskFull when a batch must not begin."""
        if self.free_mb() < self._reserve_mb:
            raise DiskFull("reserve")

    def keep_spare(self) -> bool:
        """Lay the spare file out when there is room above the reserve; whether it lies there."""
        if self._spare.exists() or not self._spare_mb:
            return True
        if self.free_mb() < self._reserve_mb + self._spare_mb:
            return False
        write_durably(self._spare, os.urandom(_MEGABYTE) * self._spare_mb)
        return True

    def give_spare(self) -> bool:
        """Delete the spare file, so that recovery has room; whether there was one."""
        if not self._spare.exists():
            return False
        self._spare.unlink()
        sync_folder(self._folder)
        return True


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
