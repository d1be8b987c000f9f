"""What crosses a drawn edge is found again; the edge itself is nothing."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from mailroom.engines.pixels.edges import freed
from mailroom.engines.pixels.ink import letters, see
from tests.engines.faces import SANS

CORNERS = 4
MOST = 16
LABEL = (300, 300, 1200, 700)


def _seen(word: str, lean_deg: float = 0.0, width: int = 5) -> NDArray[np.int32]:
    paper = Image.new("L", (1700, 1100), 240)
    pen = ImageDraw.Draw(paper)
    pen.rounded_rectangle(LABEL, 30, outline=60, width=width)
    pen.text((500, 240), word, 30, ImageFont.truetype(SANS, 70))
    leaning = paper.rotate(-lean_deg, Image.Resampling.BICUBIC, fillcolor=240)
    return letters(freed(see(np.asarray(leaning), 300)))


@pytest.mark.parametrize("lean_deg", [0.0, 1.5, -3.0])
def test_letters_through_which_an_edge_runs_are_pieces_again(lean_deg: float):
    pieces = _seen("ANBUD", lean_deg)
    on_word = (pieces[:, 0] > 200) & (pieces[:, 0] < 420) & (pieces[:, 1] < 200)
    assert on_word.sum() >= len("ANBUD") - 1


@pytest.mark.parametrize("width", [2, 5])
@pytest.mark.parametrize("lean_deg", [0.0, 1.0, -3.0])
def test_an_edge_alone_leaves_no_row_of_letters(lean_deg: float, width: int):
    assert len(_seen("", lean_deg, width)) <= CORNERS


def test_a_face_without_edges_has_nothing_to_free():
    blank = np.full((600, 900), 240, dtype=np.uint8)
    assert len(freed(see(blank, 300)).pieces) == 0


def test_a_drawing_of_frames_is_looked_at_no_further_than_sixteen_of_them():
    paper = Image.new("L", (3000, 2000), 240)
    pen, type_ = ImageDraw.Draw(paper), ImageFont.truetype(SANS, 70)
    places = [(100 + 560 * column, 120 + 310 * row) for column in range(5) for row in range(6)]
    for x, y in places:
        pen.rectangle((x, y, x + 440, y + 220), outline=60, width=4)
        pen.text((x + 120, y - 50), "REK", 30, type_)
    pieces = letters(freed(see(np.asarray(paper), 300)))
    rows = {(int(x) // 280, int(y) // 155) for x, y in pieces[:, :2]}
    assert 0 < len(rows) <= MOST
