"""Blobs in S3 or what speaks like it; files are a cache that may be emptied at any time."""

import base64
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO, Final

import boto3  # pyright: ignore[reportMissingTypeStubs]  it ships none
from botocore.config import Config  # pyright: ignore[reportMissingTypeStubs]  none
from botocore.exceptions import (  # pyright: ignore[reportMissingTypeStubs]  none
    BotoCoreError,
    ClientError,
)

from mailroom.backend.adapters.blobs import Stored, copy_checked
from mailroom.domain.errors import DiskFailed

_IN_USE_S: Final = 900
"""A file that was asked for this recently may be about to be opened: it stays."""
_LOOK_EVERY: Final = 50
_SPOOL_BYTES: Final = 1 << 20
_TRIES: Final = 3
"""Of a writing that meets another of the same object; S3 asks for it to be sent again."""


@dataclass(slots=True)
class S3Blobs:
    """Credentials come from the environment, as Amazon's own tools find them.

    An object is written once: the server is asked to refuse a second writing, and to compare the
    checksum with what arrived.
    """

    bucket: str
    prefix: str
    cache: Path
    cache_bytes: int
    client: Any
    """Of boto3, which ships no types."""
    _added: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def put(self, source: BinaryIO, *, sha256: str, limit_bytes: int) -> Stored:
        with tempfile.SpooledTemporaryFile(_SPOOL_BYTES) as whole:
            # Checked before anything leaves the house.
            size = copy_checked(source, whole, sha256=sha256, limit_bytes=limit_bytes)
            return Stored(size, created=self._sent(whole, sha256))

    def size(self, sha256: str) -> int | None:
        try:
            with _failing_as_disk():
                return int(self._head(sha256)["ContentLength"])
        except FileNotFoundError:
            return None

    def open(self, sha256: str) -> BinaryIO:
        return self.file(sha256).open("rb")

    def file(self, sha256: str) -> Path:
        kept = self.cache / sha256[:2] / sha256
        try:
            os.utime(kept)
        except FileNotFoundError:
            self._fetch(sha256, kept)
        return kept

    def remove(self, sha256: str) -> None:
        with _failing_as_disk():
            self.client.delete_object(Bucket=self.bucket, Key=self._key(sha256))
        (self.cache / sha256[:2] / sha256).unlink(missing_ok=True)

    def _sent(self, whole: Any, sha256: str) -> bool:  # noqa: ANN401  a spooled file
        checksum = base64.b64encode(bytes.fromhex(sha256)).decode()
        for _ in range(_TRIES):
            whole.seek(0)
            try:
                with _failing_as_disk():
                    self.client.put_object(
                        Bucket=self.bucket,
                        Key=self._key(sha256),
                        Body=whole,
                        ChecksumSHA256=checksum,
                        IfNoneMatch="*",
                    )
            except BlockingIOError:
                continue
            except FileExistsError:
                return False
            except FileNotFoundError:
                raise DiskFailed("there is no such bucket") from None
            return True
        raise DiskFailed("S3 was writing the same object all the time")

    def _fetch(self, sha256: str, kept: Path) -> None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with _failing_as_disk():
            answer = self.client.get_object(Bucket=self.bucket, Key=self._key(sha256))
            with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as part:
                try:
                    shutil.copyfileobj(answer["Body"], part)
                    Path(part.name).replace(kept)
                except BaseException:
                    Path(part.name).unlink(missing_ok=True)
                    raise
        self._trim()

    def _head(self, sha256: str) -> Any:  # noqa: ANN401  untyped
        return self.client.head_object(Bucket=self.bucket, Key=self._key(sha256))

    def _key(self, sha256: str) -> str:
        return f"{self.prefix}{sha256[:2]}/{sha256}"

    def _trim(self) -> None:
        with self._turn:
            self._added += 1
            if self._added % _LOOK_EVERY:
                return
            files = [(file.stat(), file) for file in self.cache.glob("??/*")]
            total = sum(state.st_size for state, _ in files)
            for state, file in sorted(files, key=lambda pair: pair[0].st_mtime):
                if total <= self.cache_bytes or state.st_mtime > time.time() - _IN_USE_S:
                    return
                file.unlink(missing_ok=True)
                total -= state.st_size


def s3_client(*, endpoint: str, region: str, timeout_s: float) -> Any:  # noqa: ANN401  untyped
    """Empty `endpoint` and `region`: as Amazon's own configuration says."""
    config = Config(
        connect_timeout=timeout_s, read_timeout=timeout_s, retries={"total_max_attempts": 3}
    )
    library: Any = boto3
    return library.client(
        "s3", endpoint_url=endpoint or None, region_name=region or None, config=config
    )


@contextmanager
def _failing_as_disk() -> Generator[None]:
    """Not there, there already and busy as files say it; all else as a disk that failed."""
    try:
        yield
    except ClientError as error:
        answer: Any = error.response
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if status == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError from None
        if status == HTTPStatus.PRECONDITION_FAILED:
            raise FileExistsError from None
        if status == HTTPStatus.CONFLICT:
            raise BlockingIOError from None
        raise DiskFailed(f"S3 answered {status}") from None
    except BotoCoreError as error:
        raise DiskFailed(f"S3 did not answer: {type(error).__name__}") from None
