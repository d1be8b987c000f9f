"""Blocks of one address are read together only where something stands between them."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from mailroom.engines.face.picture import picture_of
from mailroom.engines.face.text import ReadBlock, read_text
from mailroom.engines.face.zones import put_together
from tests.engines.faces import SANS, page

ROUTE, TOP = "A 106 17784 3(9)", 600


def _parts(tmp_path: Path, between: str, grey: int = 20) -> tuple[ReadBlock, ...]:
    """A routing line, room for a line with `between` in it, and an address below."""
    face = Image.new("L", (1900, 1300), 248)
    pen, type_ = ImageDraw.Draw(face), ImageFont.truetype(SANS, 44)
    for row, line in enumerate((ROUTE, between, "Nordljus Teknik AB", "106 31 STOCKHOLM")):
        pen.text((800, TOP + row * 62), line, grey if row == 1 else 20, type_)
    read = read_text(picture_of(page(tmp_path, face)))
    return put_together(read, [block for block in read.blocks if block.block.box.x > 700])


def test_two_well_read_blocks_with_nothing_between_stay_as_they_were_read(tmp_path: Path):
    parts = _parts(tmp_path, "")
    assert next(line.text for part in parts for line in part.lines) == ROUTE
    assert len(parts) == 2


@pytest.mark.parametrize("grey", [20, 150], ids=["black", "pale"])
def test_a_letter_alone_between_them_is_read_with_both(tmp_path: Path, grey: int):
    (whole,) = _parts(tmp_path, "I", grey)
    assert whole.lines[0].text == ROUTE
    assert whole.lines[-1].text == "106 31 STOCKHOLM"
