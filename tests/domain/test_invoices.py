"""Invoices as Swedish paper prints them: every field with its place, its source and its checks."""

import pytest
from hypothesis import given

from mailroom.domain.invoicefields import Check, Field, FieldName, Invoice, InvoiceKind, Printed
from mailroom.domain.invoices import read_invoice
from mailroom.domain.pages import Box
from mailroom.domain.paperdates import find_date
from mailroom.domain.references import CodeLine
from tests.domain.hostile import hostile

CODE_LINE = CodeLine("25042950342", 1447100, "2374825", "41").text()
QR = (
    '{"uqr":1,"tp":1,"nme":"Plåt AB","cid":"5569173544","iref":"25042950342","idt":"20261101",'
    '"ddt":"20261130","due":14471,"cur":"SEK","pt":"BG","acc":"237-4825"}'
)


def printed(*lines: str) -> list[Printed]:
    return [
        Printed(text, "page-1", Box(100, 100 + 60 * at, 900, 40)) for at, text in enumerate(lines)
    ]


def invoice(*lines: str, codes: tuple[str, ...] = ()) -> Invoice:
    found = read_invoice(printed(*lines), [Printed(code, "page-1") for code in codes])
    assert found is not None
    return found


def field(found: Invoice, name: FieldName) -> Field:
    one = found.field(name)
    assert one is not None, name
    return one


def test_an_invoice_by_print_alone():
    found = invoice(
        "Faktura",
        "Fakturanr: 2026-1017",
        "Fakturadatum: 2026-11-01",
        "Förfallodatum 30 november 2026",
        "Bankgiro: 237-4825",
        "OCR: 25042950342",
        "Att betala: 14 471,00 kr",
    )
    assert (found.kind, found.payable) == (InvoiceKind.INVOICE, True)
    values = {name: field(found, name).value for name in FieldName if found.field(name)}
    assert values == {
        FieldName.INVOICE_NUMBER: "2026-1017",
        FieldName.INVOICE_DATE: "2026-11-01",
        FieldName.DUE_DATE: "2026-11-30",
        FieldName.BANKGIRO: "2374825",
        FieldName.REFERENCE: "25042950342",
        FieldName.AMOUNT: "1447100",
    }
    assert field(found, FieldName.BANKGIRO).sound
    assert not field(found, FieldName.AMOUNT).sound, "nothing but the print speaks for it"
    assert field(found, FieldName.AMOUNT).box == Box(100, 460, 900, 40)


def test_sources_that_agree_make_a_field_sound():
    found = invoice("Faktura", "Att betala 14 471,00", CODE_LINE, codes=(QR,))
    amount = field(found, FieldName.AMOUNT)
    assert (amount.value, amount.sound) == ("1447100", True)
    assert set(amount.checks) == {Check.CHECK_DIGIT, Check.AGREES}
    assert field(found, FieldName.DUE_DATE).value == "2026-11-30"


def test_sources_that_disagree_are_said_to():
    found = invoice("Faktura", "Att betala 14 417,00", CODE_LINE)
    assert field(found, FieldName.AMOUNT).value == "1447100", "the code line has a check digit"
    assert Check.DISAGREES in field(found, FieldName.AMOUNT).checks
    assert not field(found, FieldName.AMOUNT).sound


@pytest.mark.parametrize("amount", ["500,00", "-500,00", "500,00-"])
def test_a_credit_note_never_becomes_a_debt(amount: str):
    found = invoice("KREDITFAKTURA", f"Att erhålla: {amount}")
    assert (found.kind, found.payable) == (InvoiceKind.CREDIT_NOTE, False)
    assert field(found, FieldName.AMOUNT).value == "-50000"


def test_what_is_drawn_anyway_is_not_payable():
    assert not invoice("Faktura", "Beloppet dras via autogiro 2026-11-30").payable
    assert not invoice("Faktura", "Betalas via e-faktura").payable


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("PÅMINNELSE", InvoiceKind.REMINDER),
        ("Inkassokrav", InvoiceKind.DEBT_COLLECTION),
        ("Faktura", InvoiceKind.INVOICE),
    ],
)
def test_kinds(line: str, kind: InvoiceKind):
    assert invoice(line, "Att betala 100,00").kind is kind


def test_the_value_may_stand_beside_its_label_or_below_it():
    beside = [
        Printed("Faktura", "p", Box(0, 0, 100, 40)),
        Printed("Att betala", "p", Box(100, 100, 200, 40)),
        Printed("1 250,50", "p", Box(700, 104, 150, 40)),
        Printed("Förfallodag", "p", Box(100, 300, 200, 40)),
        Printed("2026-12-24", "p", Box(110, 350, 200, 40)),
    ]
    found = read_invoice(beside)
    assert found is not None
    assert field(found, FieldName.AMOUNT).value == "125050"
    assert field(found, FieldName.AMOUNT).box == Box(700, 104, 150, 40)
    assert field(found, FieldName.DUE_DATE).value == "2026-12-24"


def test_swish():
    found = invoice("Faktura", codes=("C1237856901;100,00;12229445;0",))
    assert field(found, FieldName.SWISH).value == "1237856901"
    assert field(found, FieldName.AMOUNT).value == "10000"


def test_a_wrong_giro_number_is_not_read():
    assert invoice("Faktura", "Bankgiro: 1234-5678").field(FieldName.BANKGIRO) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-30", "2026-11-30"),
        ("20261130", "2026-11-30"),
        ("26-11-30", "2026-11-30"),
        ("30/11 2026", "2026-11-30"),
        ("30 november 2026", "2026-11-30"),
        ("2026-13-30", None),
        ("5569173544", None),
        ("", None),
    ],
)
def test_dates(text: str, day: str | None):
    found = find_date(text)
    assert (found.isoformat() if found else None) == day


def test_a_letter_asks_for_nothing():
    assert read_invoice(printed("Välkommen till årsstämman", "2026-11-30")) is None


@given(hostile)
def test_hostile_text_is_data(text: str):
    read_invoice(printed("Faktura", f"Att betala: {text}", text), [Printed(text, "p")])
