"""What a letter asks to be paid, when its machine-read line says so and every digit of it checks.

Nothing is made up: without such a line there is no payment, and the reader pays from the page.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from mailroom.domain.giro import bankgiro_text
from mailroom.domain.invoicefields import FieldName, Invoice, Printed
from mailroom.domain.invoices import DUE_WORDS, read_invoice
from mailroom.domain.references import CodeLine, NotACodeLine, parse_code_line

_BANKGIRO_CODES: Final = frozenset({"41"})
_PAID_OTHERWISE: Final = {
    "autogiro": re.compile(r"\b(?:betalas|dras) (?:automatiskt )?(?:via|med|genom) autogiro\b"),
    "e_invoice": re.compile(r"\b(?:betalas|skickas) (?:via|som) e-faktura\b"),
}
_CREDIT_HEADING: Final = re.compile(
    r"\s*kredit(?:faktura|nota)(?:[\s:.]*(?:nr|nummer)?[\s:.]*[0-9][\w/-]{0,20})?\s*", re.IGNORECASE
)
"""A heading of its own, with or without a number: an invoice's small print speaks of them too."""
_PERHAPS_DUE: Final = re.compile(DUE_WORDS.replace(r"\b", ""))
"""In folded text, and more than is meant: most letters are told quickly by it."""


@dataclass(frozen=True, slots=True)
class Payment:
    """`giro_kind` is bankgiro, or giro when the line does not tell which.

    `page` is where it stands, from 1; `amount_ore` None where the payer fills it in.
    """

    giro_kind: str
    giro: str
    reference: str
    amount_ore: int | None
    page: int
    line: str


@dataclass(frozen=True, slots=True)
class Paying:
    """`otherwise` says how it is paid by itself (R51): there is nothing to pay by hand then.

    `due_on` is None unless every due date that was read is the same. `credit_ore` is below zero.
    """

    payment: Payment | None = None
    otherwise: str | None = None
    due_on: dt.date | None = None
    credit: bool = False
    credit_ore: int | None = None


def paying_of(pages: list[str]) -> Paying:
    """From the text of a letter's pages.

    Two lines that disagree are no payment; neither is a line on what calls itself a credit note,
    which is then no credit note either: a person looks.
    """
    text = " ".join(" ".join(pages).casefold().split())
    for how, pattern in _PAID_OTHERWISE.items():
        if pattern.search(text):
            return Paying(otherwise=how)
    found = _payments(pages)
    if any(_CREDIT_HEADING.fullmatch(line) for page in pages for line in page.splitlines()):
        return Paying() if found else Paying(credit=True, credit_ore=_credit_of(pages))
    payment = found[0] if len(found) == 1 else None
    return Paying(payment=payment, due_on=_due_on(_invoice_of(pages)))


def due_day_of(pages: list[str]) -> dt.date | None:
    """As `paying_of` says it; quick for a letter that names no such day."""
    return (
        paying_of(pages).due_on
        if any(_PERHAPS_DUE.search(page.casefold()) for page in pages)
        else None
    )


def _payments(pages: list[str]) -> list[Payment]:
    """One for each machine-read line that says something else than the others."""
    found: dict[CodeLine, Payment] = {}
    for number, page in enumerate(pages, 1):
        for line in page.splitlines():
            try:
                code = parse_code_line(line)
            except NotACodeLine:
                continue
            found.setdefault(code, _payment(code, number, line))
    return list(found.values())


def _invoice_of(pages: list[str]) -> Invoice | None:
    lines = [
        Printed(line, str(number))
        for number, page in enumerate(pages, 1)
        for line in page.splitlines()
    ]
    return read_invoice(lines)


def _due_on(invoice: Invoice | None) -> dt.date | None:
    if invoice is None or not invoice.payable:
        return None
    days = {field.value for field in invoice.fields if field.name is FieldName.DUE_DATE}
    return dt.date.fromisoformat(days.pop()) if len(days) == 1 else None


def _credit_of(pages: list[str]) -> int | None:
    invoice = _invoice_of(pages)
    amounts = {
        int(field.value)
        for field in (invoice.fields if invoice else ())
        if field.name is FieldName.AMOUNT
    }
    amount = amounts.pop() if len(amounts) == 1 else 0
    return amount if amount < 0 else None


def _payment(code: CodeLine, page: int, line: str) -> Payment:
    bankgiro = code.code in _BANKGIRO_CODES
    return Payment(
        giro_kind="bankgiro" if bankgiro else "giro",
        giro=bankgiro_text(code.giro) if bankgiro else code.giro,
        reference=code.reference,
        amount_ore=code.amount_ore,
        page=page,
        line=" ".join(line.split()),
    )
