"""What the codes on a letter ask to be paid, and where they and the paper beside them differ."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mailroom.backend.services.letter_pages import CodeOnPage
from mailroom.backend.services.printed_payment import (
    ACCOUNTS,
    Payment,
    Swish,
    euros_of,
    swish_numbers,
)
from mailroom.domain.epc import EpcCode, parse_epc
from mailroom.domain.ids import NotAnIdentifier
from mailroom.domain.invoicefields import Field, FieldName, Invoice, Printed, Source
from mailroom.domain.payment_codes import parse_swish
from mailroom.domain.references import REFERENCE_DIGITS

_COMPARED: Final = (
    FieldName.AMOUNT,
    FieldName.EUROS,
    FieldName.DUE_DATE,
    FieldName.BANKGIRO,
    FieldName.PLUSGIRO,
    FieldName.IBAN,
    FieldName.REFERENCE,
    FieldName.SWISH,
)
_COMPANY_SWISH: Final = re.compile(r"123[0-9]{7}")


@dataclass(frozen=True, slots=True)
class Said:
    """One reading of a field, as `Field.value` writes it; `page` is where it stands, from 1."""

    value: str
    page: int
    source: Source


@dataclass(frozen=True, slots=True)
class Transfer:
    """Euros to an account by its IBAN, as a code on page `page`, from 1, asks for."""

    code: EpcCode
    page: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is said of one field: a code says one thing, something else on the letter another."""

    name: FieldName
    said: tuple[Said, ...]


def disagreements(invoice: Invoice, lines: Sequence[Printed]) -> tuple[Disagreement, ...]:
    """In the order of a payment's fields; none where a code has nothing beside it to differ from.

    A reference that the page calls the invoice's number agrees with it.
    """
    found = (_disagreement(name, [*_said(invoice, lines, name)], invoice) for name in _COMPARED)
    return tuple(each for each in found if each is not None)


def of_code(invoice: Invoice) -> Payment | None:
    """One giro account and one reference of digits; what has no amount is filled in."""
    amounts = _coded(invoice, FieldName.AMOUNT)
    references = _coded(invoice, FieldName.REFERENCE)
    amount = int(amounts[0].value) if amounts else None
    for name, kind, written in ACCOUNTS:
        accounts = _coded(invoice, name)
        if not accounts or not references or not _is_number(references[0].value):
            continue
        giro, page = written(accounts[0].value), int(accounts[0].page)
        return Payment(kind, giro, references[0].value, amount, page, Source.QR)
    return None


def nothing_due(invoice: Invoice) -> bool:
    """Whether a code says that it is a credit note, or that nothing is to be paid."""
    return any(int(amount.value) <= 0 for amount in _coded(invoice, FieldName.AMOUNT))


def without_codes(invoice: Invoice) -> Invoice:
    return replace(invoice, fields=tuple(f for f in invoice.fields if f.source is not Source.QR))


def swish_of_code(codes: Sequence[CodeOnPage]) -> Swish | None:
    """Of the first; a number that is no company's is only pointed at."""
    for one in codes:
        try:
            read = parse_swish(one.code.text)
        except NotAnIdentifier:
            continue
        if not _COMPANY_SWISH.fullmatch(read.payee):
            return Swish(None, one.page, Source.QR)
        return Swish(read.payee, one.page, Source.QR, read.amount_ore, read.message)
    return None


def transfer_of(codes: Sequence[CodeOnPage]) -> Transfer | None:
    """What one code asks for; None where two ask for different things."""
    found: dict[EpcCode, int] = {}
    for one in codes:
        with contextlib.suppress(NotAnIdentifier):
            found.setdefault(parse_epc(one.code.text), one.page)
    if len(found) != 1:
        return None
    ((code, page),) = found.items()
    return Transfer(code, page)


def _said(invoice: Invoice, lines: Sequence[Printed], name: FieldName) -> Iterator[Said]:
    for field in invoice.fields:
        if field.name is name:
            yield Said(field.value, int(field.page), field.source)
    if name is FieldName.SWISH:
        for number, pages in swish_numbers(lines).items():
            yield Said(number, pages[0], Source.PRINT)
    if name is FieldName.EUROS:
        for cents, page in euros_of(lines):
            yield Said(str(cents), page, Source.PRINT)


def _disagreement(name: FieldName, said: Sequence[Said], invoice: Invoice) -> Disagreement | None:
    coded = {each.value for each in said if each.source is Source.QR}
    if not coded:
        return None
    other_names = _invoice_numbers(invoice) if name is FieldName.REFERENCE else set[str]()
    for source in (Source.CODE_LINE, Source.PRINT):
        beside = {each.value for each in said if each.source is source}
        if beside and not coded <= beside | other_names:
            break
    else:
        if len(coded) == 1:
            return None
    once = {(each.value, each.source): each for each in reversed(said)}
    return Disagreement(name, tuple(reversed(once.values())))


def _invoice_numbers(invoice: Invoice) -> set[str]:
    return {field.value for field in invoice.fields if field.name is FieldName.INVOICE_NUMBER}


def _coded(invoice: Invoice, name: FieldName) -> list[Field]:
    return [field for field in invoice.fields if field.name is name and field.source is Source.QR]


def _is_number(reference: str) -> bool:
    return reference.isascii() and reference.isdigit() and len(reference) in REFERENCE_DIGITS
