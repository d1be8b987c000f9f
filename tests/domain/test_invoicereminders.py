"""The days on which a company is reminded of an invoice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.invoicereminders import (
    EARLIEST_BEFORE,
    LAST_AFTER,
    STEPS,
    remindable,
    reminder_days,
    reminders_fallen_due,
)
from mailroom.domain.workdays import is_working_day


@pytest.mark.parametrize(
    ("due_on", "first"),
    [
        ("2026-11-30", "2026-11-27"),
        ("2026-11-27", "2026-11-24"),
        ("2026-12-28", "2026-12-23"),
        ("2024-03-03", "2024-02-29"),
    ],
)
def test_r55_the_first_is_one_working_day_and_two_days_before(due_on: str, first: str):
    due = dt.date.fromisoformat(due_on)
    days = reminder_days(due)
    assert days[0] == dt.date.fromisoformat(first)
    assert [(day - due).days for day in days[1:]] == [0, 7, 14, 28]


@given(st.dates(dt.date(2006, 1, 1), dt.date(2099, 12, 31)), st.integers(-20, 40))
def test_r55_reminders_fall_due_one_by_one_inside_the_window(due_on: dt.date, days: int):
    assert remindable(due_on)
    first = reminder_days(due_on)[0]
    assert is_working_day(first)
    assert due_on - EARLIEST_BEFORE <= first < due_on
    today = due_on + dt.timedelta(days=days)
    fallen = reminders_fallen_due(due_on, today)
    before = reminders_fallen_due(due_on, today - dt.timedelta(days=1))
    assert fallen - before == (today in reminder_days(due_on))
    assert (fallen == 0) == (today < first)
    assert reminders_fallen_due(due_on, due_on + LAST_AFTER) == STEPS


def test_a_misread_year_is_no_day_to_remind_of():
    assert not remindable(dt.date(2004, 1, 1))
    assert not remindable(dt.date(2100, 1, 1))
