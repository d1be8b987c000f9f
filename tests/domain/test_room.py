"""The day's figures: the share of misdelivered letters and the hour when the mail is done."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from mailroom.domain.room import Misdelivered, Wall, share_interval

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
WALL = Wall(
    day=NOW.date(),
    at=NOW,
    trays=1,
    expected=200,
    here=140,
    left=60,
    open=0,
    due_today=0,
    overdue=0,
    held=0,
    hours=(),
    stations=(),
    items_last_hour=40,
    misdelivered=Misdelivered(0, 0, 30),
    policies=(),
)


def test_at_the_last_hours_pace_sixty_items_take_an_hour_and_a_half():
    assert WALL.done_at == NOW + dt.timedelta(minutes=90)


@pytest.mark.parametrize("unknown", [{"left": None}, {"items_last_hour": 0}])
def test_without_a_count_or_a_pace_nobody_can_say(unknown: dict[str, int | None]):
    assert replace(WALL, **unknown).done_at is None


def test_what_is_in_is_done_now_however_slow_the_last_hour():
    assert replace(WALL, left=0, items_last_hour=0).done_at == NOW


@pytest.mark.parametrize(
    ("wrong", "among", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 100, 0.0, 0.037), (1, 100, 0.0018, 0.0545), (100, 100, 0.963, 1.0)],
)
def test_wilsons_interval_by_published_values(wrong: int, among: int, low: float, high: float):
    assert share_interval(wrong, among) == pytest.approx((low, high), abs=5e-4)
    assert Misdelivered(wrong, among, 30).interval == share_interval(wrong, among)


@pytest.mark.parametrize("rate", [0.001, 0.004, 0.02, 0.1])
def test_the_known_rate_lies_within_the_interval_in_about_95_of_100_samples(rate: float):
    """Simulated re-checks of mail that is misdelivered at a known rate, samples of many sizes."""
    chance = np.random.default_rng(20261121)
    sizes = chance.integers(200, 3000, 4000)
    found = chance.binomial(sizes, rate)
    held = 0
    for wrong, among in zip(found.tolist(), sizes.tolist(), strict=True):
        low, high = share_interval(wrong, among)
        held += low <= rate <= high
    assert 0.93 <= held / len(sizes) <= 0.98
