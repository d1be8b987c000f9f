"""Bit rot is found before bytes are used: a page or a file is compared with its digest."""

import hashlib
from pathlib import Path

from mailroom.domain.pages import Page


def is_untouched(page: Page) -> bool:
    """Whether the capture on disk is still what was captured."""
    return has_digest(page.image, page.sha256)


def has_digest(file: Path, sha256: str) -> bool:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    except OSError:
        return False
