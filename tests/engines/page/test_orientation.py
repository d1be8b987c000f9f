"""Turning and straightening: all four ways up, small leans, and a don't-know that turns nothing."""

import numpy as np
import pytest

from mailroom.engines.page.care import upright
from mailroom.engines.page.orientation import Pose, pose_of
from mailroom.engines.pixels.image import Pixels, decode
from mailroom.engines.pixels.ink import see
from tests.engines.paper import DPI, Paper, scan

UPRIGHT = {"contract": 0, "lease_turned": 180, "invoice": 0, "statement_turned": 180}
LETTER = (
    "Betalning ska vara mottagaren tillhanda senast på förfallodagen.\n"
    "Vid försenad betalning utgår dröjsmålsränta enligt räntelagen.\n"
    "Personuppgifter behandlas i enlighet med dataskyddsförordningen.\n"
) * 5


def _pose(pixels: Pixels) -> Pose:
    return pose_of(pixels, see(pixels, DPI), DPI, None)


@pytest.mark.parametrize(
    ("name", "quarter"),
    [
        *(("contract", quarter) for quarter in range(4)),
        *((name, quarter) for name in list(UPRIGHT)[1:] for quarter in (0, 1)),
    ],
)
def test_every_way_up(name: str, quarter: int):
    pixels = np.ascontiguousarray(np.rot90(decode(scan(name)), quarter))
    pose = _pose(pixels)
    assert pose.sure
    assert pose.turned_deg == (UPRIGHT[name] + 90 * quarter) % 360


@pytest.mark.parametrize("lean", [-4.3, -0.7, 0.0, 0.4, 2.6, 6.0])
def test_leans_are_undone(lean: float):
    paper = Paper()
    paper.write(LETTER, (300, 500))
    paper.turn(lean)
    pose = _pose(paper.pixels())
    assert pose.turned_deg == 0
    assert pose.skew_deg == pytest.approx(-lean, abs=0.06)
    straight = upright(paper.pixels(), pose.turned_deg, pose.skew_deg)
    assert _pose(straight).skew_deg == pytest.approx(0, abs=0.06)


def test_straightening_cuts_nothing():
    paper = Paper()
    paper.draw.rectangle((20, 20, 60, 60), fill="black")
    paper.draw.rectangle((2420, 3448, 2460, 3488), fill="black")
    straight = upright(paper.pixels(), 90, 3.0)
    assert (straight < 60).all(axis=2).sum() == pytest.approx(2 * 41 * 41, rel=0.08)


def test_a_page_of_few_signs_is_left_as_it_is():
    paper = Paper()
    paper.write("7", (1200, 3300))
    assert _pose(paper.pixels()) == Pose(0, sure=False, skew_deg=0.0)


def test_a_picture_is_left_as_it_is():
    paper = Paper()
    rng = np.random.default_rng(8)
    for x, y, size in rng.integers(20, 1800, (60, 3)):
        shade = int(size) % 200
        paper.draw.ellipse(
            (int(x), int(y), int(x + size // 3), int(y + size // 4)), fill=(shade, 90, 60)
        )
    pose = _pose(paper.pixels())
    assert not pose.sure
    assert pose.turned_deg == 0


def test_what_a_person_said_is_kept():
    pixels = decode(scan("contract"))
    assert pose_of(pixels, see(pixels, DPI), DPI, 270).turned_deg == 270
