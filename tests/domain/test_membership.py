"""The agreement's life and its dates, with the vectors."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.membership import (
    AGREEMENTS,
    COUNTDOWN_DAYS,
    DUNNING,
    AgreementState,
    Dunning,
    countdown_due,
    dunning_of,
    unpaid_end,
)
from mailroom.domain.retention import notice_ends_on

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text("utf-8"))
days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))


@pytest.mark.parametrize("vector", VECTORS["ninety_days"])
def test_r34_ninety_days_to_the_day(vector: dict[str, str]):
    ends = notice_ends_on(dt.date.fromisoformat(vector["received"]))
    assert ends.isoformat() == vector["ends"]


@given(due=days, wait=st.integers(1, 200))
def test_r36_unpaid_ends_ninety_days_from_the_due_day_but_never_in_retrospect(
    due: dt.date, wait: int
):
    second = due + dt.timedelta(days=wait)
    end = unpaid_end(due, second)
    assert end.ends_on >= second
    assert end.late == (wait > 90)
    if wait <= 90:
        assert end.ends_on == due + dt.timedelta(days=90)


def test_r41_after_the_end_there_is_only_a_new_activation():
    assert AGREEMENTS[AgreementState.ENDED] == {AgreementState.PENDING}
    assert AgreementState.ACTIVE in AGREEMENTS[AgreementState.NOTICE]
    assert set(AGREEMENTS) == set(AgreementState)


def test_r36_the_end_is_reached_through_two_reminders_and_paying_is_always_possible():
    for state, after in DUNNING.items():
        assert state is Dunning.PAID or Dunning.PAID in after
    before = {state for state in Dunning if Dunning.REMINDED_TWICE in DUNNING[state]}
    assert before == {Dunning.REMINDED_ONCE}


@given(due=days, today=days, reminders=st.integers(0, 2), paid=st.booleans())
def test_dunning_follows_from_the_facts(
    due: dt.date, today: dt.date, *, reminders: int, paid: bool
):
    state = dunning_of(due, reminders, today, paid=paid)
    assert (state is Dunning.PAID) == paid
    if state is Dunning.OPEN:
        assert today <= due


@given(ends=days, left=st.integers(-5, 100))
def test_r31_the_countdown_says_the_tightest_day_that_was_reached(ends: dt.date, left: int):
    due = countdown_due(ends, ends - dt.timedelta(days=left))
    if left < 0 or left > max(COUNTDOWN_DAYS):
        assert due is None
    else:
        assert due is not None
        assert due >= left
        assert not any(left <= days < due for days in COUNTDOWN_DAYS)
