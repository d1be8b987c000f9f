"""Blank sides: what chance put on paper does not count, the least a person put there does."""

import numpy as np
import pytest

from mailroom.engines.pixels.blank import is_blank
from mailroom.engines.pixels.image import decode
from mailroom.engines.pixels.ink import see
from tests.engines.paper import DPI, Paper, scan

TEXT = "Betalning ska vara mottagaren tillhanda senast\npå förfallodagen enligt avtalet.\n" * 8


def _is_blank(paper: Paper) -> bool:
    return is_blank(see(paper.pixels(), DPI))


@pytest.mark.parametrize("name", ["blank_showing_through", "blank_with_holes"])
def test_scanned_blank_sides(name: str):
    assert is_blank(see(decode(scan(name)), DPI))


@pytest.mark.parametrize("name", ["contract", "lease_turned", "invoice", "statement_turned"])
def test_scanned_pages(name: str):
    assert not is_blank(see(decode(scan(name)), DPI))


def test_yellow_paper_with_show_through_holes_staple_fold_and_dust_is_blank():
    paper = Paper((246, 228, 150))
    paper.write(TEXT, (300, 500), ink="#d8c884")
    for y in (1280, 2220):
        paper.draw.ellipse((90, y, 160, y + 70), fill="#555")
    paper.draw.line((110, 130, 200, 80), fill="#333", width=8)
    paper.draw.line((0, 1750, 2479, 1753), fill="#999", width=3)
    rng = np.random.default_rng(3)
    for x, y in rng.integers(100, 2400, (200, 2)):
        paper.draw.point((int(x), int(y)), fill="black")
    assert _is_blank(paper)


def test_the_scanners_backing_is_not_content():
    paper = Paper((252, 252, 252))
    paper.draw.rectangle((0, 0, 2479, 120), fill="#141414")
    paper.draw.rectangle((2380, 0, 2479, 3507), fill="#141414")
    assert _is_blank(paper)


@pytest.mark.parametrize(
    ("text", "points", "ink"),
    [
        ("2", 10, "black"),
        ("Sida 2 av 2", 7, "#444"),
        ("OK /LP", 14, "#2233aa"),
        ("Makulerad", 20, "#e06060"),
    ],
)
def test_a_single_line_is_content(text: str, points: float, ink: str):
    paper = Paper()
    paper.write(text, (1200, 3200), points=points, ink=ink)
    assert not _is_blank(paper)


def test_a_picture_to_the_edges_is_content():
    paper = Paper()
    shades = np.linspace(40, 200, 1500)
    for row, shade in enumerate(shades):
        paper.draw.line((0, row, 2479, row), fill=(int(shade), int(shade * 0.8), 60))
    assert not _is_blank(paper)
