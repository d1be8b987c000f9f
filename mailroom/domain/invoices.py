"""What an invoice asks for: each field with its place on the paper and the checks it passed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from mailroom.domain.amounts import parse_amount
from mailroom.domain.epc import parse_epc
from mailroom.domain.giro import parse_bankgiro, parse_iban, parse_plusgiro
from mailroom.domain.ids import NotAnIdentifier, luhn_ok
from mailroom.domain.invoicefields import (
    Check,
    Field,
    FieldName,
    Invoice,
    InvoiceKind,
    Printed,
    Source,
)
from mailroom.domain.paperdates import find_date
from mailroom.domain.payment_codes import UsingQrCode, UsingQrKind, parse_swish, parse_using_qr
from mailroom.domain.references import parse_code_line, read_reference

_KINDS: Final = (
    (InvoiceKind.CREDIT_NOTE, re.compile(r"\bkredit(?:faktura|nota)", re.IGNORECASE)),
    (InvoiceKind.DEBT_COLLECTION, re.compile(r"\binkasso(?:krav)?\b", re.IGNORECASE)),
    (InvoiceKind.REMINDER, re.compile(r"\bp[åa]minnelse\b(?!avgift)", re.IGNORECASE)),
    (InvoiceKind.INVOICE, re.compile(r"\bfaktura\b|\bfakturan(?:r|ummer)", re.IGNORECASE)),
)
_DRAWN: Final = re.compile(
    r"(?:betalas|dras|betalning)\s.{0,20}(?:autogiro|automatiskt|e-faktura)|\bautogiro\s*:?\s*ja\b",
    re.IGNORECASE,
)
_AMOUNT_PRINTED: Final = re.compile(
    r"(?:-\s?)?[0-9][0-9 .\u00a0]*(?:[.,:][0-9]{2}|[,:]-)?(?:-)?(?:\s?(?:kr|sek)\b)?", re.IGNORECASE
)
_GIRO_PRINTED: Final = re.compile(r"[0-9][0-9 ]*-[0-9]{1,4}")
_IBAN_PRINTED: Final = re.compile(r"\b[A-Z]{2}[0-9]{2}(?:\s?[A-Z0-9]{4}){2,7}\s?[A-Z0-9]{0,4}\b")
_DIGITS_PRINTED: Final = re.compile(r"[0-9](?:[0-9 ]*[0-9])?")
_NUMBER_PRINTED: Final = re.compile(r"[A-Z0-9][A-Z0-9/-]*[0-9][A-Z0-9/-]*", re.IGNORECASE)
_LONGEST_LINE: Final = 200
"""Characters; a printed line of 10 points ends far below."""
DUE_WORDS: Final = (
    r"\bf[öo]rfallo(?:datum|dag)\b|\bbetalas senast\b|\boss tillhanda\b"
    r"|\bsista betalningsdag\b|\btillhanda senast\b"
)
"""What stands before a due date."""
_CURRENCY: Final = "SEK"
_CURRENCIES: Final = r"(?:[€$£]|\b(?:euros?|eur|usd|gbp|nok|dkk|chf)\b)"
_FOREIGN: Final = re.compile(_CURRENCIES, re.IGNORECASE)
_FOREIGN_THROUGHOUT: Final = re.compile(
    rf"\b(?:valuta|currency)\b\W{{0,3}}{_CURRENCIES}", re.IGNORECASE
)
_ACCOUNTS: Final[dict[str, tuple[FieldName, Callable[[str], str]]]] = {
    "BG": (FieldName.BANKGIRO, parse_bankgiro),
    "PG": (FieldName.PLUSGIRO, parse_plusgiro),
    "IBAN": (FieldName.IBAN, parse_iban),
}
"""UsingQR's kinds of payment; in a code an account often has no dash."""
_BESIDE: Final = 0.5
_BELOW: Final = 2.5

Read = Callable[[str], str | None]


def read_invoice(lines: Sequence[Printed], codes: Sequence[Printed] = ()) -> Invoice | None:
    """None when nothing says that this asks for money; never raises, whatever stands there.

    A credit note's amount is negative, also where the paper leaves the minus out.
    """
    lines = [replace(line, text=line.text[:_LONGEST_LINE]) for line in lines]
    kind = next((kind for kind, said in _KINDS if any(said.search(x.text) for x in lines)), None)
    found = [*_of_code_lines(lines), *_of_codes(codes), *_of_print(lines)]
    if kind is None and not any(field.source is not Source.PRINT for field in found):
        return None
    kind = kind or InvoiceKind.INVOICE
    if kind is InvoiceKind.CREDIT_NOTE:
        found = [_negative(field) for field in found]
    payable = kind is not InvoiceKind.CREDIT_NOTE and not any(_DRAWN.search(x.text) for x in lines)
    return Invoice(kind, payable, tuple(_compared(found)))


def _of_code_lines(lines: Iterable[Printed]) -> Iterator[Field]:
    for line in lines:
        try:
            read = parse_code_line(line.text)
        except NotAnIdentifier:
            continue
        said = {FieldName.REFERENCE: read.reference, FieldName.BANKGIRO: read.giro}
        if read.amount_ore is not None:
            said[FieldName.AMOUNT] = str(read.amount_ore)
        for name, value in said.items():
            yield Field(name, value, Source.CODE_LINE, line.page, line.box, (Check.CHECK_DIGIT,))


def _of_codes(codes: Iterable[Printed]) -> Iterator[Field]:
    for code in codes:
        for name, value in (*_of_using_qr(code.text), *_of_swish(code.text), *_of_epc(code.text)):
            yield Field(name, value, Source.QR, code.page, code.box, tuple(_own_check(name, value)))


def _of_using_qr(payload: str) -> Iterator[tuple[FieldName, str]]:
    try:
        read = parse_using_qr(payload)
    except NotAnIdentifier:
        return
    if read.currency != _CURRENCY:
        return  # its figures are no kronor, and its account none that a giro reaches
    credit = read.kind is UsingQrKind.CREDIT_NOTE
    if read.due_ore is not None:
        yield FieldName.AMOUNT, str(-abs(read.due_ore) if credit else read.due_ore)
    dates = ((FieldName.DUE_DATE, read.due_date), (FieldName.INVOICE_DATE, read.invoice_date))
    yield from ((name, day.isoformat()) for name, day in dates if day is not None)
    if read.invoice_reference:
        yield FieldName.REFERENCE, read.invoice_reference
    yield from _account_of(read)


def _account_of(read: UsingQrCode) -> Iterator[tuple[FieldName, str]]:
    if read.payment_type in _ACCOUNTS:
        name, parse = _ACCOUNTS[read.payment_type]
        try:
            yield name, parse(read.account)
        except NotAnIdentifier:
            return


def _of_epc(payload: str) -> Iterator[tuple[FieldName, str]]:
    try:
        read = parse_epc(payload)
    except NotAnIdentifier:
        return
    yield FieldName.IBAN, read.iban
    if read.euro_cents is not None:
        yield FieldName.EUROS, str(read.euro_cents)


def _of_swish(payload: str) -> Iterator[tuple[FieldName, str]]:
    try:
        read = parse_swish(payload)
    except NotAnIdentifier:
        return
    yield FieldName.SWISH, read.payee
    if read.amount_ore is not None:
        yield FieldName.AMOUNT, str(read.amount_ore)
    # Most messages are words to the payee: only a number may stand for the reference.
    reference = _FORMS[FieldName.REFERENCE](read.message)
    if reference is not None and reference == read.message:
        yield FieldName.REFERENCE, reference


def _of_print(lines: Sequence[Printed]) -> Iterator[Field]:
    """A label and its value: behind it, else beside it on the row, else right below it."""
    foreign = any(_FOREIGN_THROUGHOUT.search(line.text) for line in lines)
    for line in lines:
        for name, label in _LABELS:
            said = label.search(line.text)
            if said is None:
                continue
            places = [replace(line, text=line.text[said.end() :]), *_near(line, lines)]
            for place in places:
                if name is FieldName.AMOUNT and (
                    foreign or _FOREIGN.search(line.text + place.text)
                ):
                    break  # no kronor: the payer looks
                value = _FORMS[name](place.text)
                if value is not None:
                    checks = tuple(_own_check(name, value))
                    yield Field(name, value, Source.PRINT, place.page, place.box, checks)
                    break


def _near(label: Printed, lines: Sequence[Printed]) -> Iterator[Printed]:
    if label.box is None:
        return
    own = label.box
    others = [x for x in lines if x is not label and x.page == label.page and x.box is not None]
    for other in others:
        box = other.box or own
        level = abs(box.y + box.height / 2 - own.y - own.height / 2) < _BESIDE * own.height
        if level and box.x >= own.x + own.width:
            yield other
    for other in others:
        box = other.box or own
        under = 0 < box.y - own.y < _BELOW * own.height
        if under and box.x < own.x + own.width and own.x < box.x + box.width:
            yield other


def _money(text: str) -> str | None:
    for shape in _AMOUNT_PRINTED.findall(text):
        try:
            return str(parse_amount(shape.strip()))
        except NotAnIdentifier:
            continue
    return None


def _date(text: str) -> str | None:
    found = find_date(text)
    return found.isoformat() if found else None


def _first(shape: re.Pattern[str], parse: Callable[[str], str]) -> Read:
    def read(text: str) -> str | None:
        for piece in shape.findall(text):
            try:
                return parse(piece)
            except NotAnIdentifier:
                continue
        return None

    return read


def _reference(text: str) -> str:
    return read_reference(text).digits


_FORMS: Final[dict[FieldName, Read]] = {
    FieldName.AMOUNT: _money,
    FieldName.DUE_DATE: _date,
    FieldName.INVOICE_DATE: _date,
    FieldName.INVOICE_NUMBER: _first(_NUMBER_PRINTED, str),
    FieldName.REFERENCE: _first(_DIGITS_PRINTED, _reference),
    FieldName.BANKGIRO: _first(_GIRO_PRINTED, parse_bankgiro),
    FieldName.PLUSGIRO: _first(_GIRO_PRINTED, parse_plusgiro),
    FieldName.IBAN: _first(_IBAN_PRINTED, parse_iban),
}
_LABELS: Final = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        (
            FieldName.AMOUNT,
            (
                r"\b(?:summa )?att betala\b|\btotalt att betala\b|\bbelopp att betala\b"
                r"|\batt (?:erhålla|få tillbaka)\b"
            ),
        ),
        (FieldName.DUE_DATE, DUE_WORDS),
        (FieldName.INVOICE_DATE, r"\bfakturadatum\b|\bfaktura datum\b"),
        (FieldName.INVOICE_NUMBER, r"\bfaktura(?:nr|nummer|\s?nr)\b\.?\s*:?"),
        (
            FieldName.REFERENCE,
            r"\bocr(?:-?n(?:r|ummer))?\b|\b(?:referensnummer|betalningsreferens)\b",
        ),
        (FieldName.BANKGIRO, r"\bbankgiro\b|\bbg\b"),
        (FieldName.PLUSGIRO, r"\bplusgiro\b|\bpostgiro\b|\bpg\b"),
        (FieldName.IBAN, r"\biban\b"),
    )
)


def _own_check(name: FieldName, value: str) -> Iterator[Check]:
    giro = {FieldName.BANKGIRO, FieldName.PLUSGIRO, FieldName.IBAN}
    if name in giro or (name is FieldName.REFERENCE and luhn_ok(value)):
        yield Check.CHECK_DIGIT


def _negative(field: Field) -> Field:
    if field.name is not FieldName.AMOUNT or field.value.startswith("-") or field.value == "0":
        return field
    return replace(field, value=f"-{field.value}", checks=(*field.checks, Check.SIGN_FROM_KIND))


def _compared(fields: Sequence[Field]) -> Iterator[Field]:
    """Each against the other sources' readings of the same field."""
    for field in fields:
        others = {
            other.value
            for other in fields
            if other.name is field.name and other.source is not field.source
        }
        agrees = (Check.AGREES,) if field.value in others else ()
        disagrees = (Check.DISAGREES,) if others - {field.value} else ()
        yield replace(field, checks=(*field.checks, *agrees, *disagrees))
