"""Names of companies: when one goes on in the line below, and what tells it from another's."""

import pytest

from mailroom.domain.names import goes_on, plain, tells_otherwise


@pytest.mark.parametrize(
    "below", ["i Växjö", "iVäxjö", "lVäxjö", "IÖstersund AB", "& Söner AB", "19"]
)
def test_a_name_is_read_on(below: str):
    assert goes_on("Kiruna Konsultförening ek. för.", below)


@pytest.mark.parametrize("below", ["IKEA", "Ikaros", "Storgatan", "Ideella", "Lindqvist"])
def test_what_begins_with_such_a_letter_is_no_place(below: str):
    assert not goes_on("Kiruna Konsultförening ek. för.", below)


@pytest.mark.parametrize(
    ("read", "registered"),
    [
        ("Konsultförening ek. for i Vaxj6", "Kiruna Konsultförening ek. för."),
        ("Kiruna Bygg i Växjö AB", "Kiruna Bygg AB"),
        ("Brf Pilen 36", "Brf Pilen 38"),
        ("Pilen AB", "Pilen I AB"),
    ],
)
def test_another_name_is_told(read: str, registered: str):
    assert tells_otherwise(plain(read), plain(registered))


@pytest.mark.parametrize(
    ("read", "registered"),
    [
        ("Kiruna Bygg i Vaxj6 AB", "Kiruna Bygg i Växjö AB"),
        ("Kiruna Bygg AB", "Kiruna Bygg i Växjö AB"),
        ("Fastigheter i AB", "Fastigheter I AB"),
        ("Kiruna 8ygg AB", "Kiruna Bygg AB"),
    ],
)
def test_a_slip_is_no_other_name(read: str, registered: str):
    assert not tells_otherwise(plain(read), plain(registered))
