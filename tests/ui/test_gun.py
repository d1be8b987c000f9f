"""A hand gun writes like a keyboard; its codes are never mixed with a person's keys."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.events import ItemChanged
from mailroom.domain.items import ItemState
from mailroom.domain.register import Customer
from mailroom.station.commands import TypeNumber
from tests.ui.test_desk import at_work
from ui.codes import read_code
from ui.desk import Note, Panel
from ui.gun import PACE_S, GunEar, Heard
from ui.rehearsal.scenes import REGISTER, clear, doubtful

BY_NUMBER = {customer.number: customer for customer in REGISTER}
DOUBTFUL = doubtful()
FAST, SLOW = 0.004, 0.09


def look_up(number: str) -> Customer | None:
    return BY_NUMBER.get(number)


def heard(
    keys: str, pace_s: float, *, end: str = "Enter", prefix: str = ""
) -> tuple[list[str], str | None]:
    ear, at, typed, code = GunEar(prefix), 10.0, list[str](), None
    for key in [*keys, *([end] if end else [])]:
        at += pace_s
        ear, result = ear.hear(key, at)
        typed += result.typed
        code = code or result.code
    _, rest = ear.quiet()
    return [*typed, *rest.typed], code


@given(st.text(alphabet="0123456789ABCdef-/", min_size=5, max_size=40))
def test_what_comes_at_a_guns_pace_is_a_code_and_types_nothing(text: str):
    assert heard(text, FAST) == ([], text)
    assert heard(text, FAST, end="Tab") == ([], text)


@given(st.text(alphabet="0123456789ABCdef-/*.+", min_size=1, max_size=20))
def test_what_comes_at_a_persons_pace_is_typed_in_order(text: str):
    assert heard(text, SLOW) == ([*text, "Enter"], None)


@given(st.lists(st.tuples(st.sampled_from("123/*-aZ"), st.floats(0, 0.2)), max_size=30))
def test_no_key_is_ever_lost(presses: list[tuple[str, float]]):
    ear, at, typed = GunEar(), 5.0, list[str]()
    for key, gap in presses:
        at += gap
        ear, result = ear.hear(key, at)
        assert result.code is None
        typed += result.typed
    assert [*typed, *ear.quiet()[1].typed] == [key for key, _ in presses]


def test_two_quick_digits_and_enter_are_a_person():
    assert heard("12", FAST) == (["1", "2", "Enter"], None)


def test_a_prefix_makes_a_short_and_slow_code_certain():
    assert heard("~42", 0.1, prefix="~") == ([], "42")


def test_a_symbology_identifier_is_no_part_of_the_code():
    assert heard("]C15561890012", FAST) == ([], "5561890012")


@pytest.mark.parametrize("key", ["Space", "F3", "Backspace", "PgDown"])
def test_keys_that_write_nothing_are_never_held_back(key: str):
    assert GunEar().hear(key, 3.0) == (GunEar(), Heard((key,)))


def test_a_pause_in_a_code_makes_it_typing():
    ear, _ = GunEar().hear("5", 1.0)
    ear, result = ear.hear("6", 1.0 + 2 * PACE_S)
    assert result.typed == ("5",)
    assert ear.held == ("6",)


def test_an_items_label_opens_the_item():
    item, other = clear(4, ItemState.DELIVERED), clear(7, ItemState.OPENING)
    desk = at_work(ItemChanged(item), ItemChanged(other))
    assert desk.current == other.id
    assert read_code(desk, item.scan_id.lower(), look_up).desk.current == item.id


def test_a_customers_number_is_taken_as_if_typed():
    desk = at_work(ItemChanged(DOUBTFUL))
    number = REGISTER[0].number
    assert read_code(desk, number, look_up).commands == (TypeNumber(DOUBTFUL.id, number),)


@pytest.mark.parametrize("code", ["5561890013", "HELLO", "7350012345678"])
def test_a_code_that_means_nothing_is_said_and_typed_into_nothing(code: str):
    desk = at_work(ItemChanged(DOUBTFUL))
    told = read_code(desk, code, look_up)
    assert told.commands == ()
    assert told.desk.entry is None
    assert told.desk.message is not None
    assert told.desk.message.note is Note.CODE_IGNORED


def test_a_number_decides_nothing_while_something_lies_over_the_desk():
    desk = at_work(ItemChanged(DOUBTFUL))
    covered = replace(desk, panel=Panel.HEALTH)
    assert read_code(covered, REGISTER[0].number, look_up).commands == ()
