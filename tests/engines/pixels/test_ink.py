"""Ink is told from paper beside a lighter label and where a shadow falls, too."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from mailroom.engines.face.calm import calm
from mailroom.engines.pixels.ink import joined, letters, see
from tests.engines.faces import SANS

KRAFT, LABEL, BACKING, SHADOW = 120, 240, 150, 85
DPI = 300


def _letters_in(paper: Image.Image, box: tuple[int, int, int, int]) -> NDArray[np.int32]:
    """Those whose middle is in the box; both in pixels of the picture."""
    ink = see(np.asarray(paper), DPI, papers=True)
    found = letters(ink)
    x, y = (found[:, :2] + found[:, 2:4] / 2).T * DPI / ink.dpi
    left, top, right, bottom = box
    return found[(x > left) & (x < right) & (y > top) & (y < bottom)]


def test_print_on_dark_paper_close_to_a_light_label_is_ink():
    paper = Image.new("L", (1500, 1000), KRAFT)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((600, 300, 1300, 700), fill=LABEL)
    pen.text((480, 480), "REK", 25, ImageFont.truetype(SANS, 40))
    assert len(_letters_in(paper, (470, 470, 590, 540))) == len("REK")


def test_print_that_ends_close_to_a_windows_edge_is_ink():
    paper = Image.new("L", (1500, 1000), KRAFT)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((300, 300, 1300, 700), fill=LABEL)
    font = ImageFont.truetype(SANS, 40)
    width = round(pen.textlength("EDVARD", font))
    pen.text((1270 - width, 480), "EDVARD", 25, font)
    assert len(_letters_in(paper, (1260 - width, 470, 1280, 540))) == len("EDVARD")


def test_bold_print_is_no_paper_of_its_own():
    paper = Image.new("L", (1500, 1000), LABEL)
    pen = ImageDraw.Draw(paper)
    pen.text((300, 400), "R E K L A M", 25, ImageFont.truetype(SANS, 90), stroke_width=4)
    assert len(_letters_in(paper, (290, 380, 1200, 540))) == len("REKLAM")


@pytest.mark.parametrize("lean_deg", [0.0, 1.3, -2.0])
def test_the_shadow_of_an_envelope_costs_no_print_beside_it(lean_deg: float):
    """Specks along an edge, in numbers, would be taken for a picture's grain."""
    backing = Image.new("L", (1500, 1000), BACKING)
    pen = ImageDraw.Draw(backing)
    for step in range(17, -1, -1):
        shade = SHADOW + step * (BACKING - SHADOW) // 18
        pen.rectangle((150 - step, 150 - step, 1350 + step, 850 + step), fill=shade)
    pen.rectangle((150, 150, 1350, 850), fill=LABEL)
    pen.text((220, 760), "ANNONS", 25, ImageFont.truetype(SANS, 44))
    leaning = backing.rotate(lean_deg, Image.Resampling.BICUBIC, fillcolor=BACKING)
    noise = np.random.default_rng(7).normal(0, 4, (1000, 1500))
    shot = np.clip(np.asarray(leaning) + noise, 0, 255).astype(np.uint8)
    assert len(letters(calm(see(shot, DPI, papers=True)))) == len("ANNONS")


def test_a_pens_word_on_grainy_paper_is_none_of_its_grain():
    chance = np.random.default_rng(3)
    paper = Image.fromarray(chance.normal(205, 60, (1000, 1500)).clip(0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(paper)
    points = [(500 + 14 * at, 500 + (30 if at % 2 else -30)) for at in range(35)]
    pen.line(points, 20, 4)
    words = joined(calm(see(np.asarray(paper), DPI, papers=True)))
    assert len(words) == 1
    assert words[0, 2] > 200
