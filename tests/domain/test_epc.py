"""The EPC's code for euros: read as the guideline writes it, and nothing else is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.epc import EpcCode, NotAnEpcCode, parse_epc
from mailroom.domain.ids import Flaw
from mailroom.domain.payment_codes import is_payment_code

IBAN = "DE89370400440532013000"
REFERENCE = "RF18539007547034"


def written(**changes: str) -> str:
    lines = {
        "tag": "BCD",
        "version": "002",
        "alphabet": "1",
        "kind": "SCT",
        "bic": "",
        "name": "Müller & Söhne GmbH",
        "iban": IBAN,
        "amount": "EUR1250.5",
        "purpose": "",
        "reference": "",
        "message": "Rechnung 117",
        "note": "",
    }
    return "\n".join((lines | changes).values()).rstrip("\n")


def test_it_reads_as_the_guideline_writes_it():
    read = parse_epc(written())
    assert read == EpcCode("Müller & Söhne GmbH", IBAN, "", 125_050, "", "Rechnung 117")
    assert parse_epc(written().replace("\n", "\r\n") + "\r\n") == read
    structured = parse_epc(written(reference=REFERENCE, message="", amount=""))
    assert (structured.reference, structured.euro_cents) == (REFERENCE, None)
    first = parse_epc(written(version="001", bic="COBADEFFXXX", iban="DE89 3704 0044 0532 0130 00"))
    assert (first.bic, first.iban) == ("COBADEFFXXX", IBAN)
    assert is_payment_code(written())


@pytest.mark.parametrize(
    ("changes", "flaw"),
    [
        ({"tag": "BCE"}, Flaw.SHAPE),
        ({"version": "003"}, Flaw.SHAPE),
        ({"version": "001"}, Flaw.SHAPE),
        ({"alphabet": "9"}, Flaw.SHAPE),
        ({"kind": "SDD"}, Flaw.SHAPE),
        ({"bic": "COBA"}, Flaw.SHAPE),
        ({"name": ""}, Flaw.LENGTH),
        ({"name": "x" * 71}, Flaw.LENGTH),
        ({"name": "Bank\u202e"}, Flaw.CHARACTERS),
        ({"iban": "DE89370400440532013001"}, Flaw.CHECK_DIGIT),
        ({"iban": "DE8937040044053201300"}, Flaw.CHECK_DIGIT),
        ({"iban": ""}, Flaw.SHAPE),
        ({"amount": "EUR0"}, Flaw.AMOUNT),
        ({"amount": "EUR0.00"}, Flaw.AMOUNT),
        ({"amount": "EUR-5"}, Flaw.AMOUNT),
        ({"amount": "EUR1.005"}, Flaw.AMOUNT),
        ({"amount": "EUR1,50"}, Flaw.AMOUNT),
        ({"amount": "SEK100"}, Flaw.AMOUNT),
        ({"amount": "EUR1000000000"}, Flaw.AMOUNT),
        ({"reference": REFERENCE}, Flaw.SHAPE),
        ({"reference": "RF19539007547034", "message": ""}, Flaw.CHECK_DIGIT),
        ({"reference": "x" * 36, "message": ""}, Flaw.LENGTH),
        ({"message": "x" * 141}, Flaw.LENGTH),
        ({"purpose": "<b>"}, Flaw.SHAPE),
        ({"message": "x" * 140, "note": "y" * 200}, Flaw.LENGTH),
        ({"note": "a\nb"}, Flaw.SHAPE),
    ],
)
def test_what_is_not_right_in_every_part_is_nothing(changes: dict[str, str], flaw: Flaw):
    with pytest.raises(NotAnEpcCode) as refused:
        parse_epc(written(**changes))
    assert refused.value.why is flaw
    assert not is_payment_code(written(**changes))


@given(st.text(max_size=400) | st.text(max_size=300).map(lambda text: f"BCD\n002\n1\nSCT\n{text}"))
def test_whatever_a_code_holds_it_is_read_or_refused(payload: str):
    try:
        read = parse_epc(payload)
    except NotAnEpcCode:
        return
    assert read.name
    assert read.euro_cents is None or read.euro_cents > 0
