"""The backing is cut off, the paper never."""

import numpy as np
import pytest

from mailroom.engines.pixels.backing import without_backing
from mailroom.engines.pixels.image import Pixels
from tests.engines.paper import A4, DPI, Paper


def _on_backing(paper: Paper, *, margins: tuple[int, int, int, int]) -> Pixels:
    top, right, bottom, left = margins
    rng = np.random.default_rng(2)
    height, width = A4[1] + top + bottom, A4[0] + left + right
    bed = rng.integers(8, 30, (height, width, 1)).astype(np.uint8).repeat(3, axis=2)
    bed[top : top + A4[1], left : left + A4[0]] = paper.pixels()
    return bed


@pytest.mark.parametrize("margins", [(60, 40, 80, 30), (200, 0, 0, 300), (700, 900, 500, 400)])
def test_paper_on_black_is_cut_out(margins: tuple[int, int, int, int]):
    paper = Paper()
    paper.write("Hej", (5, 5))
    cut = without_backing(_on_backing(paper, margins=margins), DPI)
    assert cut.shape[0] == pytest.approx(A4[1], abs=12)
    assert cut.shape[1] == pytest.approx(A4[0], abs=12)
    assert cut.shape[0] >= A4[1]
    assert cut.shape[1] >= A4[0]


def test_a_rim_of_a_few_pixels_is_cut_to_the_pixel():
    paper = Paper()
    paper.write("Hej", (5, 5))
    cut = without_backing(_on_backing(paper, margins=(3, 5, 9, 2)), DPI)
    assert cut.shape[:2] == (A4[1], A4[0])


def test_a_page_without_backing_is_left_alone():
    paper = Paper()
    paper.write("Hej hej", (300, 300))
    pixels = paper.pixels()
    assert without_backing(pixels, DPI) is pixels


def test_a_printed_black_band_along_one_edge_stays():
    paper = Paper()
    paper.draw.rectangle((0, 0, 2479, 400), fill="black")
    pixels = paper.pixels()
    assert without_backing(pixels, DPI) is pixels


def test_a_picture_over_the_whole_page_stays():
    paper = Paper()
    for row in range(0, 3508, 4):
        shade = row * 55 // 3508
        paper.draw.rectangle((0, row, 2479, row + 4), fill=(shade, shade, shade))
    pixels = paper.pixels()
    assert without_backing(pixels, DPI).shape == pixels.shape
