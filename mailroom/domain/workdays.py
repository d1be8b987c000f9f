"""Working days by lag (1930:173) 2 §, in Swedish time; what the two-day promises count in."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
DELIVERY_DAYS: Final = 2
"""R11, R16, R19."""

FIRST_YEAR: Final = 2005
LAST_YEAR: Final = 2100

_SATURDAY: Final = 5
# The default categories miss midsommarafton, julafton and nyårsafton; "bank" adds half days.
_CLOSED: Final = holidays.country_holidays(
    "SE",
    categories=("public", "de_facto"),
    language="sv",
    years=range(FIRST_YEAR, LAST_YEAR + 1),
    expand=False,
)


class YearOutOfRange(ValueError):
    """The calendar is known to be exact from FIRST_YEAR to LAST_YEAR, and silent elsewhere."""


def is_working_day(day: dt.date) -> bool:
    """Raises YearOutOfRange."""
    return day.weekday() < _SATURDAY and holiday_name(day) is None


def holiday_name(day: dt.date) -> str | None:
    """In Swedish, for holidays and the three eves; raises YearOutOfRange."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise YearOutOfRange(f"no calendar for {day.year}")
    return _CLOSED.get(day)


def add_working_days(day: dt.date, count: int) -> dt.date:
    """The working day that is `count` (at least 1) working days after `day`, whatever day that is.

    Raises YearOutOfRange, and ValueError when `count` is below 1.
    """
    if count < 1:
        raise ValueError(f"at least one working day, not {count}")
    for _ in range(count):
        day = next_working_day(day)
    return day


def next_working_day(day: dt.date) -> dt.date:
    """The first working day after `day`; raises YearOutOfRange."""
    day += dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def due_on(arrived_on: dt.date) -> dt.date:
    """The last day on which delivery keeps the promise of R11; nothing ever moves it."""
    return add_working_days(arrived_on, DELIVERY_DAYS)


def stockholm_date(instant: dt.datetime) -> dt.date:
    """The date on the wall in Sweden at an instant; ValueError when it has no time zone."""
    if instant.utcoffset() is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(STOCKHOLM).date()
