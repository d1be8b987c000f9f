"""The engines for handwriting on single lines: print, handwriting, nothing at all."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance.Levenshtein import distance

from mailroom.domain.names import lettering
from mailroom.domain.readings import OTHER_MAKE, Reader
from mailroom.engines.ocr.paddle import LineModel, line_model
from mailroom.engines.pixels.image import Pixels
from tests.engines.faces import SANS, SERIF

STEADY_HAND = "/usr/share/fonts/truetype/fifthhorseman/dkg.ttf"
LOOSE_HAND = "/usr/share/fonts/truetype/sjfonts/SteveHand.ttf"


def _line(text: str, font: str, size: int = 48) -> Pixels:
    drawn = ImageFont.truetype(font, size)
    paper = Image.new("L", (int(drawn.getlength(text)) + 40, size * 2), 245)
    ImageDraw.Draw(paper).text((20, size // 3), text, 40, drawn)
    return np.asarray(paper)


@pytest.fixture(scope="module", params=sorted(OTHER_MAKE))
def model(request: pytest.FixtureRequest) -> LineModel:
    return line_model(request.param)


@pytest.mark.parametrize("font", [SANS, SERIF, STEADY_HAND, LOOSE_HAND])
@pytest.mark.parametrize(("text", "slips"), [("556917-3544", 0), ("Norra Bygg & Mark AB", 2)])
def test_print_and_handwriting_are_read(model: LineModel, font: str, text: str, slips: int):
    read, sure = model.read(_line(text, font))
    assert distance("".join(read.split()), "".join(text.split())) <= slips
    assert sure > 0.85


@pytest.mark.parametrize("font", [SANS, SERIF])
def test_swedish_letters_are_read_as_they_stand(font: str):
    third = line_model(Reader.OCR_THIRD)
    assert third.read(_line("Åkerö Vård i Älvsjö AB", font))[0] == "Åkerö Vård i Älvsjö AB"


@pytest.mark.parametrize("font", [SANS, SERIF])
def test_swedish_letters_may_lose_their_marks_and_nothing_else(model: LineModel, font: str):
    read, _ = model.read(_line("Åkerö Vård i Älvsjö AB", font))
    assert lettering(read) == lettering("Åkerö Vård i Älvsjö AB")


def test_no_sign_that_no_address_has_is_ever_read(model: LineModel):
    read, _ = model.read(_line("\u4e00 \u53e3 \u3007 \u5341 \u041f\u0424", SANS))
    assert all(sign.isascii() or sign in "åäöÅÄÖéèüÉÜæøÆØ\u2013&§€" for sign in read)


@pytest.mark.parametrize("shape", [(20, 3), (3, 900), (48, 4000), (1, 1)])
def test_blank_paper_of_any_shape_says_nothing(model: LineModel, shape: tuple[int, int]):
    read, sure = model.read(np.full(shape, 240, dtype=np.uint8))
    assert read == ""
    assert sure == 0.0
