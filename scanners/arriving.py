"""Files that are still being written: which are whole, and how long to wait for the others."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".pdf"})
_TAIL_BYTES = 1024
_ENDS = {
    ".jpg": b"\xff\xd9",
    ".jpeg": b"\xff\xd9",
    ".png": b"IEND\xae\x42\x60\x82",
    ".pdf": b"%%EOF",
}
_POLL_S = 0.05


def files_of(folder: Path) -> list[Path]:
    """Pictures and PDFs in name order. A hidden file is somebody's, not yet ours."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
    )


def whole_files_of(folder: Path, settle_s: float) -> Iterator[Path]:
    return (file for file in files_of(folder) if is_whole(file) or _rests(file, settle_s))


def wait_until_whole(file: Path, settle_s: float, stop: Event) -> None:
    """Returns when the file ends as its kind does, or nobody has written to it for a while.

    What is torn even then is met by whoever reads it.
    """
    while not (is_whole(file) or _rests(file, settle_s)):
        if stop.wait(_POLL_S):
            return


def is_whole(file: Path) -> bool:
    """Whether it ends as files of its kind do; TIFF has no such end."""
    end = _ENDS.get(file.suffix.lower())
    if end is None:
        return False
    try:
        with file.open("rb") as opened:
            opened.seek(0, 2)
            opened.seek(max(0, opened.tell() - _TAIL_BYTES))
            tail = opened.read()
    except OSError:
        return False
    return end in tail if end == _ENDS[".pdf"] else tail.endswith(end)


def _rests(file: Path, settle_s: float) -> bool:
    try:
        return time.time() - file.stat().st_mtime >= settle_s
    except OSError:
        return True
