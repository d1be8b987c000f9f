"""What a face looks like from afar: its outline, which print alone never is."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from mailroom.domain.pages import Page, PageRole
from mailroom.engines.face.look import Look, look_at
from mailroom.engines.face.picture import picture_of

BED = (1800, 1400)
PAPER = 243


def seen(folder: Path, backing: int, paper: tuple[int, int]) -> Look:
    """A sheet with an address and a sender on it, in the middle of the backing."""
    face = Image.new("RGB", BED, (backing,) * 3)
    pen = ImageDraw.Draw(face)
    left, top = ((bed - side) // 2 for bed, side in zip(BED, paper, strict=True))
    pen.rectangle((left, top, left + paper[0], top + paper[1]), fill=(PAPER,) * 3)
    for row, width in enumerate((590, 340, 420, 380, 260, 560, 300, 450, 210)):
        x, y = BED[0] // 2 - 300, BED[1] // 2 - 300 + 70 * row
        pen.rectangle((x, y, x + width, y + 34), fill=(20, 20, 20))
    face.save(folder / "face.png")
    page = Page("front", PageRole.FACE, 0, folder / "face.png", "", *BED, 300)
    return look_at(picture_of(page))


@pytest.mark.parametrize(("paper", "square"), [((1100, 1100), True), ((1600, 800), False)])
@pytest.mark.parametrize("backing", [15, 90])
def test_the_outline_tells_a_square_envelope(
    tmp_path: Path, backing: int, paper: tuple[int, int], *, square: bool
):
    look = seen(tmp_path, backing, paper)
    assert look.long_to_short == pytest.approx(paper[0] / paper[1], rel=0.03)
    assert look.square is square


def test_print_on_backing_as_light_as_the_paper_has_no_outline(tmp_path: Path):
    look = seen(tmp_path, PAPER - 1, (1600, 1100))
    assert look.long_to_short is None
    assert not look.square
