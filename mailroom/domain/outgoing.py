"""What leaves the station: an item's frozen manifest and the blobs it names."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class MediaType(StrEnum):
    PDF = "application/pdf"
    JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Blob:
    file: Path
    sha256: str
    size_bytes: int
    media_type: MediaType


@dataclass(frozen=True, slots=True)
class SealedItem:
    """`manifest` holds the exact bytes to send, so that every retry sends the same."""

    item: str
    manifest: Path
    sha256: str
    page_count: int
    blobs: tuple[Blob, ...]
