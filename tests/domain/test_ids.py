"""Registration numbers: round trips, misreadings, and agreement with the public libraries."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from organisationsnummer import organisationsnummer
from stdnum.se import orgnr

from mailroom.domain.ids import (
    SERVED_FORMS,
    Flaw,
    LegalForm,
    NotAnOrgNumber,
    is_org_number,
    legal_form_of,
    luhn_digit,
    luhn_ok,
    org_number_text,
    parse_org_number,
    parse_vat_number,
    repair_org_number,
    vat_number_of,
)

PRINTED = (
    "{a}{b}", "{a}-{b}",
    "{a}\u2013{b}", "{a}\u2014{b}", "{a}\u2011{b}", "{a}\u2015{b}", "{a} {b}", "{a}\u00a0{b}",
    "{a} - {b}", "16{a}-{b}", "16{a}{b}", "16-{a}-{b}", "01-{a}-{b}", "SE{a}{b}01", "SE {a}-{b} 01",
    "se{a}{b}01", " {a}\u2009-\u202f{b} ",
)  # fmt: skip

org_numbers = st.builds(
    lambda group, second, third, rest: group + second + third + rest,
    st.sampled_from("1235 6789".replace(" ", "")),
    st.sampled_from("0123456789"),
    st.sampled_from("23456789"),
    st.text("0123456789", min_size=6, max_size=6),
).map(lambda nine: nine + luhn_digit(nine))
ten_digits = st.text("0123456789", min_size=10, max_size=10)


@given(number=org_numbers, form=st.sampled_from(PRINTED))
def test_every_printed_form_means_the_number(number: str, form: str) -> None:
    assert parse_org_number(form.format(a=number[:6], b=number[6:])) == number


@given(number=org_numbers)
def test_written_forms_read_back(number: str) -> None:
    assert parse_org_number(org_number_text(number)) == number
    assert parse_vat_number(vat_number_of(number)) == number


@given(number=org_numbers, at=st.integers(0, 9), digit=st.sampled_from("0123456789"))
def test_one_misread_digit_is_always_caught(number: str, at: int, digit: str) -> None:
    assume(number[at] != digit)
    misread = number[:at] + digit + number[at + 1 :]
    assert not is_org_number(misread)
    with pytest.raises(NotAnOrgNumber) as refusal:
        parse_org_number(misread)
    assert refusal.value.why is Flaw.CHECK_DIGIT


@given(number=org_numbers, at=st.integers(0, 8))
def test_swapped_neighbours_are_caught_but_for_nine_and_nought(number: str, at: int) -> None:
    one, other = number[at], number[at + 1]
    assume(one != other and {one, other} != {"0", "9"})
    assert not luhn_ok(number[:at] + other + one + number[at + 2 :])


@given(digits=ten_digits)
def test_the_public_libraries_agree(digits: str) -> None:
    ours = is_org_number(digits)
    assert luhn_ok(digits) == orgnr.is_valid(digits)
    theirs = (
        organisationsnummer.valid(digits)
        and not organisationsnummer.parse(digits).is_personnummer()
    )
    assert ours == (theirs and digits[0] != "4")


@given(number=org_numbers)
def test_letters_for_digits_are_repaired_never_parsed(number: str) -> None:
    seen = number.translate(str.maketrans("015", "OlS"))
    assume(seen != number)
    with pytest.raises(NotAnOrgNumber) as refusal:
        parse_org_number(seen)
    assert refusal.value.why is Flaw.CHARACTERS
    assert repair_org_number(seen) == number
    assert repair_org_number(f"SE{seen}01") == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Flaw.LENGTH),
        ("-", Flaw.LENGTH),
        ("SE", Flaw.LENGTH),
        ("0" * 41, Flaw.LENGTH),
        ("5569-173544", Flaw.DASH),
        ("556917--3544", Flaw.DASH),
        ("16-5569-173544", Flaw.DASH),
        ("19121212-1212", Flaw.PREFIX),
        ("015569173544", Flaw.DASH),
        ("0000000000", Flaw.THIRD_DIGIT),
        ("4569173545", Flaw.CHECK_DIGIT),
        ("4569173547", Flaw.GROUP),
        ("FI5569173544", Flaw.CHARACTERS),
        ("SE5569173544", Flaw.LENGTH),
        ("\u017fE556917354401", Flaw.CHARACTERS),
    ],
)
def test_the_flaw_is_named(text: str, why: Flaw) -> None:
    with pytest.raises(NotAnOrgNumber) as refusal:
        parse_org_number(text)
    assert refusal.value.why is why


def test_the_message_keeps_what_was_read_to_itself() -> None:
    with pytest.raises(NotAnOrgNumber, match=r"^NotAnOrgNumber: check_digit$"):
        parse_org_number("556917-3545")


@pytest.mark.parametrize(
    ("digits", "form", "served"),
    [
        ("5569173544", LegalForm.LIMITED_COMPANY, True),
        ("7696000012", LegalForm.ECONOMIC_ASSOCIATION, True),
        ("9696000018", LegalForm.PARTNERSHIP, True),
        ("8024000013", LegalForm.NON_PROFIT, False),
        ("2021005448", LegalForm.PUBLIC_BODY, False),
    ],
)
def test_legal_form_by_first_digit(digits: str, form: LegalForm, served: bool) -> None:  # noqa: FBT001  a table of cases
    assert legal_form_of(digits) is form
    assert (form in SERVED_FORMS) is served


@pytest.mark.parametrize("digits", ["4569173547", "0123456789", ""])
def test_unused_groups_have_no_form(digits: str) -> None:
    with pytest.raises(NotAnOrgNumber):
        legal_form_of(digits)
