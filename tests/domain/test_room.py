"""The room's figures: a forecast, and a share with its interval."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.room import Misdelivered, Wall, share_interval

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def wall(expected: int | None, here: int, last_hour: int) -> Wall:
    return Wall(
        day=NOON.date(),
        at=NOON,
        trays=1,
        expected=expected,
        here=here,
        open=0,
        due_today=0,
        overdue=0,
        held=0,
        hours=(),
        stations=(),
        items_last_hour=last_hour,
        misdelivered=Misdelivered(0, 0, 30),
        policies=(),
    )


@given(st.integers(0, 500), st.integers(1, 5000))
def test_an_interval_holds_its_share(found: int, more: int):
    among = found + more
    low, high = share_interval(found, among)
    assert 0.0 <= low <= found / among <= high <= 1.0


def test_nothing_among_none_says_nothing():
    assert share_interval(0, 0) == (0.0, 1.0)
    # The rule of three: none of 3,000 is at most about one in a thousand.
    assert share_interval(0, 3000)[1] == pytest.approx(0.0013, abs=2e-4)


def test_the_forecast_is_what_is_left_at_the_last_hours_pace():
    assert wall(200, 100, 50).done_at == NOON + dt.timedelta(hours=2)
    assert wall(200, 230, 50).done_at == NOON
    assert wall(200, 100, 0).done_at is None
    assert wall(None, 100, 50).done_at is None
