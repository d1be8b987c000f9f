"""Personnummer: centuries, coordination days, and digits that stay out of reprs."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.ids import Flaw, luhn_digit
from mailroom.domain.persons import (
    NotAPersonNumber,
    is_for_a_person_alone,
    parse_person_number,
)

TODAY = dt.date(2026, 11, 20)
births = st.dates(dt.date(1890, 1, 1), TODAY)
serials = st.integers(1, 999).map("{:03}".format)


def number_of(born: dt.date, serial: str, *, coordination: bool) -> str:
    day = born.day + (60 if coordination else 0)
    body = f"{born:%y%m}{day:02}{serial}"
    return f"{born.year // 100}{body}{luhn_digit(body)}"


@given(born=births, serial=serials, coordination=st.booleans())
def test_every_form_is_read(born: dt.date, serial: str, *, coordination: bool) -> None:
    digits = number_of(born, serial, coordination=coordination)
    turns_hundred = TODAY.year - born.year >= 100
    forms = [digits, f"{digits[:8]}-{digits[8:]}", f"{digits[:8]} {digits[8:]}"]
    if TODAY.year - born.year < 99:
        forms += [digits[2:], f"{digits[2:8]}-{digits[8:]}"]
    if turns_hundred and born.year > 1926 - 100:
        forms.append(f"{digits[2:8]}+{digits[8:]}")
    for form in forms:
        person = parse_person_number(form, today=TODAY)
        assert person.born_on == born
        assert person.is_coordination is coordination
        assert person.digits == digits
        assert digits not in repr(person)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("121212-1213", Flaw.CHECK_DIGIT),
        ("198101296928", Flaw.CHECK_DIGIT),
        ("850229" + "123" + luhn_digit("850229123"), Flaw.DATE),
        ("701092" + "239" + luhn_digit("701092239"), Flaw.DATE),
        ("20271212" + "121" + luhn_digit("271212121"), Flaw.DATE),
        ("17121212-1212", Flaw.PREFIX),
        ("1212-121212", Flaw.DASH),
        ("12121212", Flaw.LENGTH),
        ("12I212-1212", Flaw.CHARACTERS),
        ("1" * 99, Flaw.LENGTH),
    ],
)
def test_the_flaw_is_named(text: str, why: Flaw) -> None:
    with pytest.raises(NotAPersonNumber) as refusal:
        parse_person_number(text, today=TODAY)
    assert refusal.value.why is why


def test_plus_says_a_hundred_years() -> None:
    assert parse_person_number("121212+1212", today=TODAY).digits == "191212121212"
    assert parse_person_number("121212-1212", today=TODAY).digits == "201212121212"


def test_a_birthday_still_to_come_was_a_century_ago() -> None:
    body = "261201001"
    person = parse_person_number(body + luhn_digit(body), today=TODAY)
    assert person.born_on == dt.date(1926, 12, 1)


@pytest.mark.parametrize(
    ("lines", "numbers", "alone"),
    [
        (["19811217-2385", "106 31 Stockholm"], [], True),
        (["Pnr 811217-2385"], ["8112172385"], True),
        (["8112172385"], [], True),
        (["811217 2385"], [], True),
        (["701063-2391"], [], True),
        (["19811217-2386"], [], False),
        (["Bolaget AB", "556917-3544"], ["5569173544"], False),
        (["Bolaget AB", "556917-3544", "Att: 19811217-2385"], ["5569173544"], False),
        (["M26-000001", "9198112172385"], [], False),
        ([], [], False),
    ],
)
def test_r59_an_address_with_nothing_but_a_personnummer_is_a_persons(
    lines: list[str], numbers: list[str], *, alone: bool
) -> None:
    assert is_for_a_person_alone(lines, numbers, today=TODAY) is alone
