"""A typed number is judged digit by digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain import ids
from mailroom.domain.ids import Flaw
from ui.entry import DIGITS, Cell, Entry, cells, flaw_of
from ui.rehearsal.scenes import REGISTER

digits = st.text("0123456789", max_size=DIGITS)


@given(digits)
def test_ten_places_always_and_no_flaw_means_still_possible(text: str):
    shown = cells(Entry(text))
    assert len(shown) == DIGITS
    assert (Cell.WRONG in shown) == (flaw_of(text) is not None)
    assert (
        shown.count(Cell.EMPTY) + shown.count(Cell.NEXT) == DIGITS - len(text)
        or Cell.WRONG in shown
    )


@given(st.text("0123456789", min_size=DIGITS, max_size=DIGITS))
def test_a_full_number_is_right_exactly_when_it_is_a_registration_number(text: str):
    assert (flaw_of(text) is None) == ids.is_org_number(text)


@given(st.text("0123456789abcÅ -", max_size=30))
def test_typing_never_grows_past_a_number_or_mixes_letters_into_one(keys: str):
    entry = Entry()
    for key in keys:
        entry = entry.typed(key)
    if entry.is_number:
        assert len(entry.text) <= DIGITS


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("", None),
        ("5", None),
        ("0", Flaw.GROUP),
        ("4", Flaw.GROUP),
        ("551", Flaw.THIRD_DIGIT),
        ("556", None),
        ("5569173543", Flaw.CHECK_DIGIT),
        ("5569173544", None),
    ],
)
def test_the_flaw_is_said_at_the_digit_that_shows_it(text: str, flaw: Flaw | None):
    assert flaw_of(text) is flaw


def test_the_mark_moves_round_the_suggestions():
    entry = Entry("55").suggested(REGISTER[:3])
    assert entry.picked is None
    assert entry.moved(1).picked == REGISTER[0]
    assert entry.moved(-1).picked == REGISTER[2]
    assert entry.moved(1).moved(1).moved(1).moved(1).picked == REGISTER[0]
    assert Entry("55").moved(1).picked is None
