"""Spaces inside figures are found in the print; numbers that have none stay whole."""

import numpy as np
import pytest

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.page.care import binarised
from mailroom.engines.page.figuregaps import with_gaps
from tests.engines.paper import Paper


def _read(printed: str, read: str) -> str:
    """What becomes of `read` when `printed` is what stands on the paper."""
    paper = Paper()
    paper.write(printed, (300, 400), points=11)
    mono = binarised(paper.pixels())
    rows = np.flatnonzero((mono < 128).any(axis=1))
    columns = np.flatnonzero((mono < 128).any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    word = Word(read, left, top, right, bottom, float(bottom), float(bottom), 90.0)
    (line,) = with_gaps((Line((word,)),), mono)
    assert [part.left for part in line.words] == sorted(part.left for part in line.words)
    assert (line.left, line.right) == (left, right)
    return line.text


@pytest.mark.parametrize(
    "printed", ["1 176,79", "22 779,00", "1 234 567", "106 31", "487 23 65", "11 111,11"]
)
def test_a_space_that_was_passed_over_comes_back(printed: str):
    assert _read(printed, printed.replace(" ", "")) == printed


@pytest.mark.parametrize(
    "printed", ["5582384502", "558238-4502", "2026-11-20", "1176,79", "11111", "16.00"]
)
def test_figures_without_a_space_stay_whole(printed: str):
    assert _read(printed, printed) == printed


def test_a_registration_number_is_never_cut():
    assert _read("558238 4502", "5582384502") == "5582384502"


def test_touching_print_is_left_alone():
    assert _read("1 176,79", "1176,7") == "1176,7"
