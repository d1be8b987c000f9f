"""Page files: named by sheet and side, encoded, and put on the disk to stay."""

import errno
import io
import os
from pathlib import Path

from PIL import Image

from scanners.api import Side, Situation

JPEG_QUALITY = 92
_FULL_CODES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def page_name(sheet: int, side: Side) -> str:
    return f"{sheet:05d}-{side}.jpg"


def encode_page(image: Image.Image, dpi: int) -> bytes:
    """A JPEG with its resolution; brightness is kept in full and colour at half of it (4:2:0).

    So do scanners that encode by themselves. Colour in full takes twice as long to encode.
    """
    data = io.BytesIO()
    image.save(data, "JPEG", quality=JPEG_QUALITY, subsampling=2, dpi=(dpi, dpi))
    return data.getvalue()


def write_durably(path: Path, data: bytes) -> None:
    """The file has its name only once its bytes are on the disk; the name is durable too.

    Raises OSError and leaves nothing under the name. An fsync that fails is never tried again:
    the kernel may have dropped the bytes and call the second try a success.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb", buffering=0) as file:
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]
            os.fsync(file.fileno())
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def disk_situation(problem: OSError, doing: str = "saving the page") -> tuple[Situation, str]:
    """What a failed write means for the batch, with its error's name and nothing else."""
    name = errno.errorcode.get(problem.errno or 0, type(problem).__name__)
    full = problem.errno in _FULL_CODES
    return Situation.DISK_FULL if full else Situation.SCANNER_FAILED, f"{doing} failed: {name}"
