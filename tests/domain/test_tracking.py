"""Item numbers: check digits, services, countries, labels."""

from importlib import resources

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mailroom.domain.countries import COUNTRIES
from mailroom.domain.ids import Flaw
from mailroom.domain.tracking import (
    NotACarriage,
    NotALabel,
    NotAnS10,
    NotAnSscc,
    NotAParcelId,
    ParcelLabel,
    Service,
    parse_carriage,
    parse_label,
    parse_parcel_id,
    parse_s10,
    parse_sscc,
    s10_check_digit,
)

serials = st.text("0123456789", min_size=8, max_size=8)
countries = st.sampled_from(sorted(COUNTRIES))
services = st.from_regex(r"\A[A-Z]{2}\Z")


@given(service=services, serial=serials, country=countries)
def test_s10_reads_back(service: str, serial: str, country: str) -> None:
    text = f"{service}{serial}{s10_check_digit(serial)}{country}"
    spaced = f"{text[:2]} {text[2:5]} {text[5:8]} {text[8:11]} {text[11:]}"
    assert parse_s10(text).text == text
    assert parse_s10(spaced.lower()) == parse_s10(text)
    assert parse_s10(text).country == country


@given(serial=serials, at=st.integers(0, 7), digit=st.sampled_from("0123456789"))
def test_one_misread_digit_is_caught_but_where_the_scheme_folds(
    serial: str, at: int, digit: str
) -> None:
    """Remainders 10 and 11 fold to 0 and 5, which two other remainders also use."""
    assume(serial[at] != digit)
    check = s10_check_digit(serial)
    assume(check not in "05")
    misread = serial[:at] + digit + serial[at + 1 :]
    with pytest.raises(NotAnS10) as refusal:
        parse_s10(f"RR{misread}{check}SE")
    assert refusal.value.why is Flaw.CHECK_DIGIT


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("RR473124829SE", Service.REGISTERED),
        ("VV123456785SE", Service.INSURED),
        ("LX473124829NO", Service.TRACKED_LETTER),
        ("CP123456785DE", Service.PARCEL),
        ("EE123456785SE", Service.EXPRESS),
        ("UA123456785SE", Service.OTHER),
    ],
)
def test_the_first_letter_is_the_service(text: str, service: Service) -> None:
    assert parse_s10(text).service is service


def test_the_countries_are_those_of_the_time_zone_data() -> None:
    table = resources.files("tzdata") / "zoneinfo" / "iso3166.tab"
    lines = table.read_text(encoding="utf-8").splitlines()
    assert {line[:2] for line in lines if not line.startswith("#")} == COUNTRIES


@given(body=st.text("0123456789", min_size=17, max_size=17), step=st.integers(1, 9))
def test_one_wrong_check_digit_of_an_sscc_is_caught(body: str, step: int) -> None:
    total = sum(int(d) * (3, 1)[n % 2] for n, d in enumerate(reversed(body)))
    check = -total % 10
    assert parse_sscc(f"{body}{check}") == f"{body}{check}"
    with pytest.raises(NotAnSscc):
        parse_sscc(f"{body}{(check + step) % 10}")


@pytest.mark.parametrize(
    "payload",
    [
        "00373500000000000017330200123442010631",
        "]C100373500000000000017330200123442010631",
        "(00)373500000000000017(3302)001234(420)10631",
        "42010631<GS>330200123400373500000000000017",
        "42010631\x1d3302001234310000000100373500000000000017",
    ],
)
def test_a_label_says_which_parcel_how_heavy_where_to(payload: str) -> None:
    assert parse_label(payload) == ParcelLabel("373500000000000017", 12_340, "10631")


@pytest.mark.parametrize("payload", ["", "]C1", "hello", "00373500000000000018", "00" * 300])
def test_no_label(payload: str) -> None:
    with pytest.raises(NotALabel):
        parse_label(payload)


@pytest.mark.parametrize("text", ["1237156369SE", "12371563697NO", "12371563697", ""])
def test_parcel_ids_go_by_shape(text: str) -> None:
    assert parse_parcel_id("12371563697SE") == "12371563697SE"
    with pytest.raises(NotAParcelId):
        parse_parcel_id(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("rr 473 124 829 se", "RR473124829SE"),
        ("(00)373500000000000017", "373500000000000017"),
        ("12345678901se", "12345678901SE"),
        ("JVGL-0612-7781", "JVGL-0612-7781"),
    ],
)
def test_a_carriers_number_is_checked_as_far_as_its_kind_can_be(text: str, number: str) -> None:
    assert parse_carriage(text) == number


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("RR473124828SE", Flaw.CHECK_DIGIT),
        ("RR473124829XX", Flaw.COUNTRY),
        ("373500000000000018", Flaw.CHECK_DIGIT),
        ("MC00000018", Flaw.SHAPE),
        ("BORD-1-261120-00004", Flaw.SHAPE),
        ("ABCDEFGH", Flaw.SHAPE),
        ("1234\n5678", Flaw.SHAPE),
        ("", Flaw.SHAPE),
        ("1" * 500, Flaw.SHAPE),
    ],
)
def test_what_is_no_carriers_number(text: str, flaw: Flaw) -> None:
    with pytest.raises(NotACarriage) as error:
        parse_carriage(text)
    assert error.value.why is flaw
