"""Single rows of the address by a small engine of another make than those that read all of it."""

from collections.abc import Sequence
from dataclasses import replace

from mailroom.domain.addresses import read_line
from mailroom.domain.readings import Reader
from mailroom.engines.face.pieces import ReadLine
from mailroom.engines.face.text import FaceLine, FaceText, line_crop
from mailroom.engines.ocr.paddle import line_model


def read_rows(text: FaceText, rows: Sequence[FaceLine]) -> tuple[FaceLine, ...]:
    """The same rows from the top down, by the fifth engine."""
    return tuple(_read(text, row) for row in sorted(rows, key=lambda row: row.box.y))


def _read(text: FaceText, row: FaceLine) -> FaceLine:
    reader, was = Reader.OCR_FIFTH, row.read
    found, sure = line_model(reader).read(line_crop(text, row))
    read = ReadLine(found, sure, was.left, was.top, was.right, was.bottom)
    address = read_line(found)
    # A label that was understood stays one, however it is misread here.
    known = replace(address, rest=address.rest if row.address.rest else "")
    return replace(row, read=read, address=known, reader=reader)
