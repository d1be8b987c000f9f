"""Every published test vector passes through the public functions."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mailroom.domain.giro import (
    NotABankgiro,
    NotAnIban,
    NotAPlusgiro,
    bankgiro_text,
    parse_bankgiro,
    parse_iban,
    parse_plusgiro,
)
from mailroom.domain.ids import (
    Flaw,
    NotAnOrgNumber,
    is_org_number,
    parse_org_number,
    parse_vat_number,
    repair_org_number,
    vat_number_of,
)
from mailroom.domain.payment_codes import SwishCode, parse_swish
from mailroom.domain.persons import NotAPersonNumber, parse_person_number
from mailroom.domain.postcodes import NotAPostcode, parse_postcode, repair_postcode
from mailroom.domain.references import (
    CodeLine,
    NotACodeLine,
    Reference,
    make_reference,
    parse_code_line,
    read_reference,
)
from mailroom.domain.retention import archive_until, carrier_of, notice_ends_on
from mailroom.domain.tracking import NotAnS10, NotAnSscc, parse_s10, parse_sscc
from mailroom.domain.workdays import due_on, holiday_name, is_working_day

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "vectors.json").read_text(encoding="utf-8")
)
TODAY = dt.date(2026, 11, 20)

FLAWS = {
    "check digit": Flaw.CHECK_DIGIT,
    "transposition": Flaw.CHECK_DIGIT,
    "third digit": Flaw.THIRD_DIGIT,
    "samordningsnummer": Flaw.THIRD_DIGIT,
    "dash": Flaw.DASH,
    "length": Flaw.LENGTH,
    "prefix": Flaw.PREFIX,
    "letters": Flaw.CHARACTERS,
    "suffix": Flaw.SUFFIX,
    "no SE": Flaw.COUNTRY,
    "sole trader": Flaw.THIRD_DIGIT,
}


def flaw_said(why: str) -> Flaw:
    return next(flaw for start, flaw in FLAWS.items() if why.startswith(start))


def refused(parse: Callable[[str], object], error: type[Exception]) -> Callable[[Any], None]:
    def check(text: str) -> None:
        with pytest.raises(error):
            parse(text)

    return check


def org_number(vector: dict[str, str]) -> None:
    assert parse_org_number(vector["in"]) == vector["out"]
    assert is_org_number(vector["out"])


def no_org_number(vector: dict[str, str]) -> None:
    with pytest.raises(NotAnOrgNumber) as refusal:
        parse_org_number(vector["in"])
    assert refusal.value.why is flaw_said(vector["why"])
    if refusal.value.why is Flaw.CHARACTERS:
        assert repair_org_number(vector["in"]) == "5569173544"


def confusable(digits: str) -> None:
    """The check digit cannot tell these from 5569173544: only the register and the name can."""
    assert is_org_number(digits)
    assert sum(a != b for a, b in zip(digits, "5569173544", strict=True)) == 2


def personnummer(text: str) -> None:
    assert not parse_person_number(text, today=TODAY).is_coordination


def samordningsnummer(text: str) -> None:
    assert parse_person_number(text, today=TODAY).is_coordination


def vat(text: str) -> None:
    digits = parse_vat_number(text)
    assert vat_number_of(digits) == text
    assert parse_org_number(text) == digits


def no_vat(vector: dict[str, str]) -> None:
    with pytest.raises(NotAnOrgNumber) as refusal:
        parse_vat_number(vector["in"])
    assert refusal.value.why is flaw_said(vector["why"])


def postcode(vector: tuple[str, Any]) -> None:
    kind, of_kind = vector
    if kind == "invalid":
        for text in of_kind:
            refused(parse_postcode, NotAPostcode)(text)
            refused(repair_postcode, NotAPostcode)(text)
        return
    parse = {"valid": parse_postcode, "ocr_repair": repair_postcode}[kind]
    for text, digits in of_kind.items():
        assert parse(text) == digits


def bankgiro(text: str) -> None:
    assert bankgiro_text(parse_bankgiro(text)) == text


def plusgiro(text: str) -> None:
    assert parse_plusgiro(text) == text.replace(" ", "").replace("-", "")


def reference_made(vector: dict[str, str]) -> None:
    assert make_reference(vector["base"], with_length=False) == vector["check_only"]
    made = make_reference(vector["base"], with_length=True)
    assert made == vector["length_and_check"]
    assert read_reference(made) == Reference(made, check_digit_ok=True, length_digit_ok=True)


def reference_read(vector: dict[str, Any]) -> None:
    assert read_reference(vector["ref"]) == Reference(
        vector["ref"], check_digit_ok=vector["luhn"], length_digit_ok=vector["length_digit"]
    )


def code_line(vector: dict[str, Any]) -> None:
    line = parse_code_line(vector["line"])
    assert line == CodeLine(vector["ref"], vector["amount_ore"], vector["giro"], vector["code"])
    assert line.text() == vector["line"]


def no_code_line(vector: dict[str, str]) -> None:
    with pytest.raises(NotACodeLine) as refusal:
        parse_code_line(vector["line"])
    assert refusal.value.why is (
        Flaw.AMOUNT if vector["why"].startswith("amount") else Flaw.CHECK_DIGIT
    )


def s10(text: str) -> None:
    assert parse_s10(text).text == text


def sscc(text: str) -> None:
    assert parse_sscc(text) == text
    assert parse_sscc(f"(00){text}") == text


def iban(text: str) -> None:
    assert parse_iban(text) == text.replace(" ", "")


def swish(vector: dict[str, Any]) -> None:
    fields = dict(vector)
    assert parse_swish(fields.pop("payload")) == SwishCode(**fields)


def nonworking_weekdays(vector: tuple[str, list[dict[str, str]]]) -> None:
    year, closed = vector
    named = {
        day.isoformat(): holiday_name(day) for day in weekdays(year) if not is_working_day(day)
    }
    assert named == {entry["date"]: entry["name"] for entry in closed}


def working_days(vector: tuple[str, int]) -> None:
    year, count = vector
    assert sum(map(is_working_day, weekdays(year))) == count


def weekdays(year: str) -> Iterator[dt.date]:
    first = dt.date(int(year), 1, 1)
    days = (first + dt.timedelta(days=n) for n in range(366))
    return (day for day in days if day.year == first.year and day.weekday() < 5)


def dates(vector: dict[str, str]) -> Iterator[dt.date]:
    return map(dt.date.fromisoformat, vector.values())


def two_working_days(vector: dict[str, str]) -> None:
    arrived, due = dates(vector)
    assert due_on(arrived) == due


def ninety_days(vector: dict[str, str]) -> None:
    received, ends = dates(vector)
    assert notice_ends_on(received) == ends


def seven_years(vector: dict[str, str]) -> None:
    arrived, until = dates(vector)
    assert archive_until(arrived) == until


def courier(vector: dict[str, Any]) -> None:
    assert carrier_of(vector["g"]) == vector["mode"]


def no_person(text: str) -> None:
    with pytest.raises(NotAPersonNumber):
        parse_person_number(text, today=TODAY)


CHECKS: dict[str, Callable[[Any], None]] = {
    "orgnr_valid": org_number,
    "orgnr_invalid": no_org_number,
    "orgnr_confusable_pairs": confusable,
    "personnummer_valid": personnummer,
    "samordningsnummer_valid": samordningsnummer,
    "personnummer_invalid": no_person,
    "vat_valid": vat,
    "vat_invalid": no_vat,
    "postnummer": postcode,
    "bankgiro_valid": bankgiro,
    "bankgiro_invalid": refused(parse_bankgiro, NotABankgiro),
    "plusgiro_valid": plusgiro,
    "plusgiro_invalid": refused(parse_plusgiro, NotAPlusgiro),
    "ocr_reference": reference_made,
    "ocr_reference_read": reference_read,
    "ocr_line": code_line,
    "ocr_line_bad": no_code_line,
    "s10_valid": s10,
    "s10_invalid": refused(parse_s10, NotAnS10),
    "sscc_valid": sscc,
    "sscc_invalid": refused(parse_sscc, NotAnSscc),
    "iban_valid": iban,
    "iban_invalid": refused(parse_iban, NotAnIban),
    "swish_qr": swish,
    "nonworking_weekdays": nonworking_weekdays,
    "working_days_per_year": working_days,
    "two_working_days": two_working_days,
    "ninety_days": ninety_days,
    "seven_years": seven_years,
    "courier_threshold_g": courier,
}


def entries(kind: str) -> list[Any]:
    vectors = VECTORS[kind]
    return list(vectors.items()) if isinstance(vectors, dict) else vectors


def test_no_vector_is_left_out() -> None:
    assert set(CHECKS) == set(VECTORS)
    assert all(entries(kind) for kind in VECTORS)


@pytest.mark.parametrize(
    ("kind", "vector"),
    [
        pytest.param(kind, vector, id=f"{kind}-{n}")
        for kind in CHECKS
        for n, vector in enumerate(entries(kind))
    ],
)
def test_vector(kind: str, vector: Any) -> None:  # noqa: ANN401  the vectors are plain JSON
    CHECKS[kind](vector)
