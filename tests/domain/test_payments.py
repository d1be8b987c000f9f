"""Accounts, references, code lines, QR codes and amounts: what an invoice asks for."""

import datetime as dt
import json
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from mailroom.domain.amounts import NotAnAmount, amount_text, ore_of, parse_amount
from mailroom.domain.giro import (
    NotABankgiro,
    NotAPlusgiro,
    bankgiro_text,
    parse_bankgiro,
    parse_plusgiro,
    plusgiro_text,
)
from mailroom.domain.ids import Flaw, luhn_digit
from mailroom.domain.payment_codes import (
    NotASwishCode,
    NotAUsingQrCode,
    UsingQrKind,
    parse_swish,
    parse_using_qr,
)
from mailroom.domain.references import (
    CodeLine,
    NotACodeLine,
    NotAReference,
    make_reference,
    parse_code_line,
    read_reference,
)


def checked(least: int, most: int) -> st.SearchStrategy[str]:
    """Digit strings of that length, not starting with 0, that end in their check digit."""
    bodies = st.from_regex(rf"\A[1-9][0-9]{{{least - 2},{most - 2}}}\Z")
    return bodies.map(lambda body: body + luhn_digit(body))


bases = st.text("0123456789", min_size=1, max_size=23)


@given(digits=checked(7, 8))
def test_bankgiro_reads_back(digits: str) -> None:
    assert parse_bankgiro(bankgiro_text(digits)) == digits
    assert parse_bankgiro(digits) == digits


@given(digits=checked(2, 8))
def test_plusgiro_reads_back(digits: str) -> None:
    assert parse_plusgiro(plusgiro_text(digits)) == digits


@pytest.mark.parametrize("text", ["28 65 43-4", "410 54 68-5", "4-2", "474 70 02-6", "90 20 03-3"])
def test_plusgiro_is_written_in_pairs_from_the_right(text: str) -> None:
    assert plusgiro_text(parse_plusgiro(text)) == text


@given(digits=checked(7, 8), at=st.integers(0, 6), digit=st.sampled_from("0123456789"))
def test_one_misread_digit_of_an_account_is_always_caught(digits: str, at: int, digit: str) -> None:
    assume(digits[at] != digit)
    misread = digits[:at] + digit + digits[at + 1 :]
    with pytest.raises(NotABankgiro):
        parse_bankgiro(misread)
    with pytest.raises(NotAPlusgiro):
        parse_plusgiro(misread)


@given(base=bases, with_length=st.booleans())
def test_made_references_read_back(base: str, with_length: bool) -> None:  # noqa: FBT001  drawn by hypothesis
    reference = read_reference(make_reference(base, with_length=with_length))
    assert reference.digits.startswith(base)
    assert reference.check_digit_ok
    assert reference.length_digit_ok or not with_length


@pytest.mark.parametrize("base", ["", "1" * 24, "12a", "1" * 1000])
def test_no_reference_from_what_is_too_long_or_no_digits(base: str) -> None:
    with pytest.raises(NotAReference):
        make_reference(base, with_length=True)


code_lines = st.builds(
    CodeLine,
    reference=bases.map(lambda base: make_reference(base, with_length=False)),
    amount_ore=st.none() | st.integers(0, 9_999_999_999),
    giro=checked(7, 8),
    code=st.from_regex(r"\A[0-9]{2}\Z"),
)


@given(line=code_lines)
def test_code_lines_read_back_however_ocr_counts_the_spaces(line: CodeLine) -> None:
    printed = line.text()
    assert len(printed) == 82
    assert parse_code_line(printed) == line
    assert parse_code_line(" ".join(printed.split())) == line
    assert parse_code_line(printed.removeprefix("H")) == line


@given(line=code_lines, data=st.data())
def test_one_misread_digit_of_a_code_line_is_caught(line: CodeLine, data: st.DataObject) -> None:
    """But for the two digits of the form code, which nothing checks."""
    printed = line.text()
    places = [n for n, char in enumerate(printed[:72]) if char.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda other: other != printed[at]))
    with pytest.raises(NotACodeLine):
        parse_code_line(printed[:at] + digit + printed[at + 1 :])


@given(
    ore=st.none() | st.integers(0, 10**11),
    message=st.text(st.characters(exclude_categories=["C"]), max_size=50),
    mask=st.none() | st.integers(0, 7),
)
def test_swish_codes_read_back(ore: int | None, message: str, mask: int | None) -> None:
    amount = "" if ore is None else f"{ore // 100},{ore % 100:02}"
    end = "" if mask is None else f";{mask}"
    code = parse_swish(f"C1237856901;{amount};{quote(message, safe='')}{end}")
    assert (code.payee, code.amount_ore, code.message, code.mask) == (
        "1237856901",
        ore,
        message,
        mask or 0,
    )


@pytest.mark.parametrize(
    "payload",
    [
        "c1237856901;100,00;x;0",
        "C1237856901;100.00;x;0",
        "C1237856901;100,00;x;8",
        "C1237856901;100,00",
        "C1237856901;1,00;a%00b;0",
        "C1237856901;1,00;a%E2%80%AEb;0",
        "C1237856901;1,00;%FF;0",
    ],
)
def test_swish_codes_of_another_shape_are_refused(payload: str) -> None:
    with pytest.raises(NotASwishCode):
        parse_swish(payload)


def using_qr(**fields: object) -> str:
    return json.dumps({"uqr": 1, "tp": 1, **fields}, ensure_ascii=False)


def test_using_qr_is_read() -> None:
    code = parse_using_qr(
        using_qr(
            nme="Bäckström & Åkesson AB",
            cid="556917-3544",
            iref="1001",
            idt="20261120",
            ddt="20261220",
            due=1500.5,
            cur="SEK",
            pt="BG",
            acc="5402-9681",
        )
    )
    assert code.kind is UsingQrKind.INVOICE
    assert code.name == "Bäckström & Åkesson AB"
    assert code.invoice_date == dt.date(2026, 11, 20)
    assert code.due_date == dt.date(2026, 12, 20)
    assert code.due_ore == 150050
    assert parse_bankgiro(code.account) == "54029681"


def test_a_credit_note_stays_a_credit_note() -> None:
    code = parse_using_qr(using_qr(tp=2, due="-300.00"))
    assert (code.kind, code.due_ore, code.due_date) == (UsingQrKind.CREDIT_NOTE, -30000, None)


@pytest.mark.parametrize(
    "payload",
    [
        "[]",
        "{}",
        "{",
        using_qr(uqr=2),
        using_qr(tp=9),
        using_qr(nme=["x"]),
        using_qr(nme="a\u202eb"),
        using_qr(ddt="20261301"),
        using_qr(ddt="2026-12-01"),
        using_qr(due="1e3"),
        using_qr(due=0.001),
        '{"uqr":1,"tp":1,"due":Infinity}',
        '{"uqr":1,"tp":1,"due":' + "9" * 4_000 + "}",
        "[" * 4_000,
        " " * 5_000,
    ],
)
def test_using_qr_of_another_shape_is_refused(payload: str) -> None:
    with pytest.raises(NotAUsingQrCode):
        parse_using_qr(payload)


@given(ore=st.integers(-(10**13), 10**13))
@example(ore=0)
@example(ore=-1)
def test_amounts_read_back(ore: int) -> None:
    assert parse_amount(amount_text(ore)) == ore


@given(ore=st.integers(-(10**13), 10**13))
def test_machine_amounts_read_back(ore: int) -> None:
    sign = "-" if ore < 0 else ""
    assert ore_of(f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02}") == ore


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("11 344,02", 1134402),
        ("11\u00a0344,02 kr", 1134402),
        ("11.344,02", 1134402),
        ("11,344.02", 1134402),
        ("1500:-", 150000),
        ("1 500,-", 150000),
        ("123:50", 12350),
        ("kr 1 500", 150000),
        ("SEK 1.500,00", 150000),
        ("1 500 SEK", 150000),
        ("1.500", 150000),
        ("0,01", 1),
        ("-300,00", -30000),
        ("\u2212300,00 kr", -30000),
        ("300,00-", -30000),
        ("kr -300", -30000),
        ("1.50", 150),
    ],
)
def test_amounts_as_paper_prints_them(text: str, ore: int) -> None:
    assert parse_amount(text) == ore


@pytest.mark.parametrize(
    "text",
    ["1,500", "1 50,00", "12,5", "--3", "-3-", "1.5.00", "", "kr", "1 500,000", "EUR 5", "5 %"],
)
def test_what_could_mean_two_amounts_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount) as refusal:
        parse_amount(text)
    assert refusal.value.why is Flaw.AMOUNT
