"""The recipient's digits cut out one by one: each in its own crop, and nothing else with it."""

import base64
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mailroom.domain.digits import DigitsRead
from mailroom.domain.evidence import Evidence
from mailroom.domain.pages import Page
from mailroom.engines.face.drawing import draw_face
from mailroom.engines.face.outside import read_face
from mailroom.engines.ocr.tesseract import ENGLISH, WORD, ProgramEngine, engine
from tests.engines.faces import MONO, SERIF, Face, draw, page, register

NUMBER, NAME = "5569173544", "Nordljus Teknik AB"
LINES = (NAME, "Kivra: 556917-3544", "106 31 STOCKHOLM")


def seen(folder: Path, face: Face) -> tuple[Page, Evidence]:
    served = register(folder, (NUMBER, NAME, "active"))
    shown = page(folder, draw(face))
    evidence = read_face(shown, None, served)
    return replace(shown, turned_deg=evidence.turned_deg), evidence


def image(crop: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(crop)))


def cut(folder: Path, face: Face) -> DigitsRead | None:
    shown, evidence = seen(folder, face)
    return draw_face(shown, None, evidence).digits


@pytest.mark.parametrize(
    "face",
    [Face(LINES), Face(LINES, font=SERIF, skew_deg=2.5), Face(LINES, font=MONO, turned_deg=90)],
    ids=["plain", "leaning", "on its side"],
)
def test_each_crop_is_its_digit_alone(tmp_path: Path, face: Face):
    read = cut(tmp_path, face)
    assert read is not None
    assert (read.number, "".join(one.digit for one in read.crops)) == (NUMBER, NUMBER)
    pictures = [image(one.jpeg) for one in read.crops]
    assert {picture.height for picture in pictures} == {56}
    assert max(picture.width for picture in pictures) < 56
    # Laid side by side on paper they read as the number, and as nothing more.
    strip = Image.new("L", (sum(one.width + 16 for one in pictures) + 32, 96), 246)
    left = 24
    for one in pictures:
        strip.paste(one, (left, 20))
        left += one.width + 16
    (line,) = engine(ENGLISH, "0123456789").read(np.asarray(strip), WORD)
    assert line.text.replace(" ", "") == NUMBER


def test_a_number_that_was_not_read_has_no_crops(tmp_path: Path):
    assert cut(tmp_path, Face((NAME, "106 31 STOCKHOLM"))) is None


def test_the_program_tells_the_same_signs_in_the_same_places():
    strip = Image.new("L", (420, 80), 246)
    drawn = draw(Face(("5569173544",)), seed=2).crop((940, 680, 1340, 770))
    strip.paste(drawn.resize((240, 54)), (40, 12))
    pixels = np.asarray(strip)
    ours = engine(ENGLISH).symbols(pixels)
    theirs = ProgramEngine(ENGLISH).symbols(pixels)
    assert "".join(one.text for one in ours) == "".join(one.text for one in theirs) == NUMBER
    assert all(abs(a.left - b.left) <= 2 for a, b in zip(ours, theirs, strict=True))
    assert all(one.top < one.bottom for one in theirs)
