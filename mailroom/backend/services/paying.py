"""How a letter is to be paid: by hand, by itself, or not at all; nothing is made up."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.backend.services.coded_payment import (
    Disagreement,
    Transfer,
    disagreements,
    nothing_due,
    of_code,
    swish_of_code,
    transfer_of,
    without_codes,
)
from mailroom.backend.services.letter_pages import CodeOnPage
from mailroom.backend.services.printed_payment import (
    Payment,
    Swish,
    of_code_line,
    of_print,
    swish_of,
)
from mailroom.domain.invoicefields import FieldName, Invoice, Printed
from mailroom.domain.invoices import DUE_WORDS, read_invoice
from mailroom.domain.references import CodeLine, NotACodeLine, parse_code_line

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
class Paying:
    """`otherwise` says how it is paid by itself (R51): there is nothing to pay by hand then.

    `due_on` is None unless every due date that was read is the same; `due_page`, from 1, is where
    it stands first. `credit_ore` is below zero. Where there are `disagreements`, nothing is
    offered to pay.
    """

    payment: Payment | None = None
    swish: Swish | None = None
    transfer: Transfer | None = None
    otherwise: str | None = None
    due_on: dt.date | None = None
    due_page: int | None = None
    credit: bool = False
    credit_ore: int | None = None
    disagreements: tuple[Disagreement, ...] = ()


def paying_of(pages: Sequence[str], codes: Sequence[CodeOnPage] = ()) -> Paying:
    """From the text of a letter's pages and the payment codes on them.

    Two lines that disagree are no payment; neither is a line on what calls itself a credit note,
    which is then no credit note either: a person looks.
    """
    text = " ".join(" ".join(pages).casefold().split())
    for how, pattern in _PAID_OTHERWISE.items():
        if pattern.search(text):
            return Paying(otherwise=how)
    found = _payments(pages)
    if any(_CREDIT_HEADING.fullmatch(line) for page in pages for line in page.splitlines()):
        asks = found or codes
        return Paying() if asks else Paying(credit=True, credit_ore=_credit_of(pages))
    invoice = _invoice_of(pages, codes)
    if invoice is None or not invoice.payable:
        return Paying(payment=found[0] if len(found) == 1 else None)
    return _asked(invoice, found, _printed(pages), codes)


def due_day_of(pages: Sequence[str], codes: Sequence[CodeOnPage] = ()) -> dt.date | None:
    """As `paying_of` says it; quick for a letter that names no such day."""
    if codes or any(_PERHAPS_DUE.search(page.casefold()) for page in pages):
        return paying_of(pages, codes).due_on
    return None


def _asked(
    invoice: Invoice,
    lines_for_machines: Sequence[Payment],
    printed: Sequence[Printed],
    codes: Sequence[CodeOnPage],
) -> Paying:
    due_on, due_page = _due_of(invoice)
    differ = disagreements(invoice, printed)
    if differ:
        return Paying(due_on=due_on, due_page=due_page, disagreements=differ)
    if nothing_due(invoice):
        return Paying()
    if lines_for_machines:
        payment = lines_for_machines[0] if len(lines_for_machines) == 1 else None
    else:
        payment = of_code(invoice) or of_print(without_codes(invoice))
    swish = swish_of_code(codes) or swish_of(printed)
    return Paying(payment, swish, transfer_of(codes), due_on=due_on, due_page=due_page)


def _payments(pages: Sequence[str]) -> list[Payment]:
    """One for each machine-read line that says something else than the others."""
    found: dict[CodeLine, Payment] = {}
    for number, page in enumerate(pages, 1):
        for line in page.splitlines():
            try:
                code = parse_code_line(line)
            except NotACodeLine:
                continue
            found.setdefault(code, of_code_line(code, number))
    return list(found.values())


def _invoice_of(pages: Sequence[str], codes: Sequence[CodeOnPage] = ()) -> Invoice | None:
    drawn = [Printed(one.code.text, str(one.page), one.code.box) for one in codes]
    return read_invoice(_printed(pages), drawn)


def _printed(pages: Sequence[str]) -> list[Printed]:
    return [
        Printed(line, str(number))
        for number, page in enumerate(pages, 1)
        for line in page.splitlines()
    ]


def _due_of(invoice: Invoice) -> tuple[dt.date | None, int | None]:
    read = [field for field in invoice.fields if field.name is FieldName.DUE_DATE]
    if len({field.value for field in read}) != 1:
        return None, None
    return dt.date.fromisoformat(read[0].value), min(int(field.page) for field in read)


def _credit_of(pages: Sequence[str]) -> int | None:
    invoice = _invoice_of(pages)
    amounts = {
        int(field.value)
        for field in (invoice.fields if invoice else ())
        if field.name is FieldName.AMOUNT
    }
    amount = amounts.pop() if len(amounts) == 1 else 0
    return amount if amount < 0 else None
