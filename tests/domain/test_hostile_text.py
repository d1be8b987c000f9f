"""Whatever is read from mail, a parser answers with its value or its own error, and at once."""

import datetime as dt
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given

from mailroom.domain.amounts import NotAnAmount, ore_of, parse_amount
from mailroom.domain.giro import (
    NotABankgiro,
    NotAnIban,
    NotAPlusgiro,
    parse_bankgiro,
    parse_iban,
    parse_plusgiro,
)
from mailroom.domain.ids import (
    NotAnIdentifier,
    NotAnOrgNumber,
    is_org_number,
    luhn_ok,
    parse_org_number,
    parse_vat_number,
    repair_org_number,
)
from mailroom.domain.payment_codes import (
    NotASwishCode,
    NotAUsingQrCode,
    parse_swish,
    parse_using_qr,
)
from mailroom.domain.persons import NotAPersonNumber, PersonNumber, parse_person_number
from mailroom.domain.postcodes import NotAPostcode, parse_postcode, repair_postcode
from mailroom.domain.references import (
    NotACodeLine,
    NotAReference,
    make_reference,
    parse_code_line,
    read_reference,
)
from mailroom.domain.tracking import (
    NotALabel,
    NotAnS10,
    NotAnSscc,
    NotAParcelId,
    parse_label,
    parse_parcel_id,
    parse_s10,
    parse_sscc,
)
from tests.domain.hostile import hostile, spoiled


def parse_person(text: str) -> PersonNumber:
    return parse_person_number(text, today=dt.date(2026, 11, 20))


def make_long_reference(text: str) -> str:
    return make_reference(text, with_length=True)


PARSERS: dict[Callable[[str], object], tuple[type[NotAnIdentifier], str]] = {
    parse_org_number: (NotAnOrgNumber, "556917-3544"),
    parse_vat_number: (NotAnOrgNumber, "SE556917354401"),
    parse_person: (NotAPersonNumber, "19121212-1212"),
    parse_bankgiro: (NotABankgiro, "5402-9681"),
    parse_plusgiro: (NotAPlusgiro, "286543-4"),
    parse_iban: (NotAnIban, "SE3550000000054910000003"),
    read_reference: (NotAReference, "1234574"),
    make_long_reference: (NotAReference, "12345"),
    parse_code_line: (NotACodeLine, "#1234567897#1500 00 8>54029681#41#"),
    parse_swish: (NotASwishCode, "C1237856901;100,00;12229445;0"),
    parse_using_qr: (NotAUsingQrCode, '{"uqr":1,"tp":1}'),
    parse_s10: (NotAnS10, "RR123456785SE"),
    parse_sscc: (NotAnSscc, "373500000000000017"),
    parse_parcel_id: (NotAParcelId, "12371563697SE"),
    parse_label: (NotALabel, "00373500000000000017"),
    parse_postcode: (NotAPostcode, "10631"),
    parse_amount: (NotAnAmount, "1500,00"),
    ore_of: (NotAnAmount, "1500.00"),
}
REPAIRS: dict[Callable[[str], object], type[NotAnIdentifier]] = {
    repair_org_number: NotAnOrgNumber,
    repair_postcode: NotAPostcode,
}


@pytest.mark.parametrize("parse", [*PARSERS, *REPAIRS])
@given(text=hostile)
@example(text="")
@example(text="SE")
@example(text="[" * 4_000)
@example(text='{"uqr":1,"tp":1,"due":1e999999999}')
@example(text='{"uqr":1,"tp":1,"due":NaN}')
@example(text='{"uqr":1,"tp":1,"due":"1_0"}')
@example(text="C1237856901;;%ff%00;6")
def test_only_its_own_error_and_at_once(parse: Callable[[str], object], text: str) -> None:
    error = PARSERS[parse][0] if parse in PARSERS else REPAIRS[parse]
    begun = time.perf_counter()
    try:
        parse(text)
    except error as refusal:
        said = str(refusal)
    else:
        said = ""
    assert len(text) < 30 or text[:30] not in said
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("parse", PARSERS)
def test_one_hostile_character_spoils_a_valid_identifier(parse: Callable[[str], object]) -> None:
    error, valid = PARSERS[parse]
    parse(valid)
    accepted = []
    for text in spoiled(valid):
        try:
            parse(text)
        except error:
            continue
        accepted.append(text)
    assert [text for text in accepted if not means_the_same(parse, text, valid)] == []


def means_the_same(parse: Callable[[str], object], text: str, valid: str) -> bool:
    """White space around the machine-read forms is no part of them."""
    forgiving = (parse_code_line, parse_using_qr, parse_label)
    return parse in forgiving and text.isascii() and parse(text) == parse(valid)


@given(text=hostile)
def test_predicates_never_raise(text: str) -> None:
    assert luhn_ok(text) in {True, False}
    assert is_org_number(text) in {True, False}


@pytest.mark.parametrize("digits", [text for text in spoiled("5569173544") if text[:-1].isalnum()])
def test_other_scripts_digits_are_no_digits(digits: str) -> None:
    assert not luhn_ok(digits)
    assert not is_org_number(digits)
