"""The calendar against the law's own words, written a second time and independently."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.retention import Carrier, archive_until, carrier_of, notice_ends_on
from mailroom.domain.workdays import (
    YearOutOfRange,
    add_working_days,
    due_on,
    holiday_name,
    is_working_day,
    next_working_day,
    stockholm_date,
)

DAY = dt.timedelta(days=1)
days = st.dates(dt.date(2005, 1, 1), dt.date(2100, 12, 1))


def easter(year: int) -> dt.date:
    """Gauss's rule as Butcher wrote it down."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    wanted = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * wanted) // 433
    month = (h + wanted - 7 * m + 90) // 25
    return dt.date(year, month, (h + wanted - 7 * m + 33 * month + 19) % 32)


def closed_by_law(year: int) -> set[dt.date]:
    """Lag (1989:253) 1 and 2 §§, and the eves of lag (1930:173) 2 §, without the weekends."""
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    midsummer_eve = next(
        day for day in (dt.date(year, 6, n) for n in range(19, 26)) if day.weekday() == 4
    )
    moving = [easter(year) + shift * DAY for shift in (-2, 1, 39)]
    return {dt.date(year, *day) for day in fixed} | {midsummer_eve, *moving}


@pytest.mark.parametrize("year", range(2005, 2101))
def test_g9_the_calendar_is_the_law(year: int) -> None:
    closed = closed_by_law(year)
    day = dt.date(year, 1, 1)
    while day.year == year:
        assert is_working_day(day) == (day.weekday() < 5 and day not in closed), day
        day += DAY


def test_squeezed_days_and_half_days_are_working_days() -> None:
    for day in (dt.date(2026, 4, 2), dt.date(2026, 5, 15), dt.date(2026, 4, 30)):
        assert is_working_day(day)
    assert holiday_name(dt.date(2026, 6, 19)) == "Midsommarafton"


@given(day=days, count=st.integers(1, 10))
def test_adding_working_days(day: dt.date, count: int) -> None:
    later = add_working_days(day, count)
    between = (later - day).days
    assert is_working_day(later)
    assert sum(is_working_day(day + n * DAY) for n in range(1, between + 1)) == count
    assert add_working_days(day, count + 1) == next_working_day(later)


@given(one=days, other=days)
def test_who_arrives_later_is_never_due_earlier(one: dt.date, other: dt.date) -> None:
    assert (due_on(one) <= due_on(other)) or one > other


@pytest.mark.parametrize("year", [2004, 2101])
def test_no_calendar_no_guess(year: int) -> None:
    with pytest.raises(YearOutOfRange):
        is_working_day(dt.date(year, 6, 1))
    with pytest.raises(YearOutOfRange):
        due_on(dt.date(2100, 12, 30))


@pytest.mark.parametrize("count", [0, -1])
def test_no_working_days_is_no_question(count: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(dt.date(2026, 1, 1), count)


@pytest.mark.parametrize(
    ("instant", "date"),
    [
        ("2026-11-20T22:59:59+00:00", "2026-11-20"),
        ("2026-11-20T23:00:00+00:00", "2026-11-21"),
        ("2026-07-01T21:59:59+00:00", "2026-07-01"),
        ("2026-07-01T22:00:00+00:00", "2026-07-02"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29"),
        ("2026-10-25T22:30:00+00:00", "2026-10-25"),
        ("2026-01-01T00:30:00+02:00", "2025-12-31"),
    ],
)
def test_the_date_on_the_wall_in_sweden(instant: str, date: str) -> None:
    assert stockholm_date(dt.datetime.fromisoformat(instant)) == dt.date.fromisoformat(date)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stockholm_date(dt.datetime(2026, 1, 1, 12))  # noqa: DTZ001  that is the point


def test_swedish_dates_need_no_system_time_zones() -> None:
    code = (
        "import datetime as dt; from mailroom.domain.workdays import stockholm_date;"
        "print(stockholm_date(dt.datetime(2026, 7, 1, 22, tzinfo=dt.timezone.utc)))"
    )
    environment = os.environ | {"PYTHONTZPATH": ""}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "2026-07-02"


@given(arrived=days)
def test_originals_are_kept_seven_years(arrived: dt.date) -> None:
    until = archive_until(arrived)
    assert until.year == arrived.year + 7
    assert (until.month, until.day) == (
        (2, 28) if (arrived.month, arrived.day) == (2, 29) else (arrived.month, arrived.day)
    )


@given(received=days)
def test_notice_is_ninety_days_whatever_the_clocks_do(received: dt.date) -> None:
    assert (notice_ends_on(received) - received).days == 90


@given(weight_g=st.integers(1, 10**6))
def test_above_twenty_kilograms_by_courier(weight_g: int) -> None:
    assert (carrier_of(weight_g) is Carrier.COURIER) == (weight_g > 20_000)


@pytest.mark.parametrize("weight_g", [0, -1])
def test_nothing_weighs_nothing(weight_g: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        carrier_of(weight_g)
