import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.addresses import LineKind, ends_here, is_generic, is_here_alone, read_line
from mailroom.domain.ids import luhn_digit

NUMBERS = st.from_regex(r"5[0-9][2-9][0-9]{6}", fullmatch=True).map(lambda n: n + luhn_digit(n))
FORMS = st.sampled_from(
    (
        "{0}-{1}",
        "{0}{1}",
        "{0}\u2013{1}",
        "{0} {1}",
        "{0} - {1}",
        "16{0}-{1}",
        "16{0}{1}",
        "SE{0}{1}01",
        "Kivra: {0}-{1}",
        "Kivra:{0}-{1}",
        "Kivra ID {0}{1}",
        "Kivra-ID: {0}-{1}",
        "KIVRA {0}-{1}",
        "c/o Kivra {0}-{1}",
        "Org.nr {0}-{1}",
        "Organisationsnummer {0}-{1}",
    )
)


@given(NUMBERS, FORMS)
def test_every_printed_form_gives_the_number(number: str, form: str):
    line = read_line(form.format(number[:6], number[6:]))
    assert line.kind is LineKind.NUMBER
    assert [found.digits for found in line.numbers] == [number]
    assert line.numbers[0].valid
    assert not line.numbers[0].repaired
    assert line.rest == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kundnr 556917-3544", LineKind.OTHER_NUMBER),
        ("Vårt org.nr 556917-3544", LineKind.OTHER_NUMBER),
        ("c/o Annat Bolag AB, 556917-3544", LineKind.OTHER_NUMBER),
        ("Avs: Papper AB, Box 1, 411 01 GÖTEBORG", LineKind.SENDER),
        ("Returadress: Box 1", LineKind.SENDER),
        ("SE-106 31 STOCKHOLM", LineKind.POSTCODE),
        ("411 01 GÖTEBORG", LineKind.POSTCODE),
        ("Att: Ekonomi", LineKind.ATTENTION),
        ("Till ansvarig för kontorsinköp", LineKind.GENERIC),
        ("SVERIGE", LineKind.COUNTRY),
        ("Nordljus Teknik AB", LineKind.NAME),
    ],
)
def test_kinds_of_lines(text: str, kind: LineKind):
    assert read_line(text).kind is kind


def test_a_name_beside_its_number_is_kept():
    line = read_line("Nordljus Teknik AB Kivra ID 5569173544")
    assert (line.rest, line.numbers[0].digits) == ("Nordljus Teknik AB", "5569173544")


def test_letters_for_digits_are_marked_as_repaired():
    (number,) = read_line("Kivra: 5569I7-35A4".replace("A", "4")).numbers
    assert number.digits == "5569173544"
    assert number.repaired


@pytest.mark.parametrize(
    "text", ["106 31 STOCKHOLM", "10631 Stockholm", "S-106 31 STOCKH0LM", "-106 31Stockholm"]
)
def test_this_mailrooms_own_postcode(text: str):
    assert ends_here(text)


@pytest.mark.parametrize("text", ["106 31 STOCKHOLM", "10631 Stockholm", "S-106 31 Stockholm"])
def test_it_stands_alone(text: str):
    assert is_here_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "S-106 31 STOCKH0LM",
        "Nordljus AB 106 31 Stockholm",
        "106 31 Stockholm 556917-3544",
        "106 31",
    ],
)
def test_anything_beside_it_or_amiss_is_not_it_alone(text: str):
    assert not is_here_alone(text)


@pytest.mark.parametrize("text", ["101 23 STOCKHOLM", "106 40 STOCKHOLM", "106 31 MALMÖ"])
def test_other_towns_are_not_ours(text: str):
    assert not ends_here(text)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str):
    line = read_line(text)
    assert all(len(number.digits) == 10 for number in line.numbers)
    is_generic(text)
