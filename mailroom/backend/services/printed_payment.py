"""What a letter asks to be paid: by its machine-read line, by a code, or else by what is printed.

A giro number and a reference bear check digits. A printed amount and Swish number bear none, so
they must stand in two lines alike; a Swish number that stands once is only pointed at. A code
says with its own error correction that it was read whole.
"""

import contextlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mailroom.domain.amounts import NotAnAmount, parse_amount
from mailroom.domain.giro import bankgiro_text, plusgiro_text
from mailroom.domain.ids import luhn_ok
from mailroom.domain.invoicefields import Check, FieldName, Invoice, Printed, Source
from mailroom.domain.references import CodeLine

GiroKind = Literal["bankgiro", "plusgiro", "giro"]
BANKGIRO: Final = "bankgiro"
PLUSGIRO: Final = "plusgiro"
GIRO: Final = "giro"
_BANKGIRO_CODES: Final = frozenset({"41"})
_SWISH: Final = re.compile(
    r"\bswish(?:a|[ -]?n(?:umme)?r)?\b[^0-9\n]{0,20}(123(?:[ -]?[0-9]){7})(?![ -]?[0-9])",
    re.IGNORECASE,
)
_FIGURE: Final = r"([0-9][0-9 .,\u00a0]{0,18})"
_EURO: Final = r"(?:€|\beuros?\b|\beur\b)"
_EUROS: Final = re.compile(rf"{_EURO}[\s:)]{{0,3}}{_FIGURE}|{_FIGURE}\s?{_EURO}", re.IGNORECASE)
_TWICE: Final = 2
ACCOUNTS: Final[tuple[tuple[FieldName, GiroKind, Callable[[str], str]], ...]] = (
    (FieldName.BANKGIRO, BANKGIRO, bankgiro_text),
    (FieldName.PLUSGIRO, PLUSGIRO, plusgiro_text),
)


@dataclass(frozen=True, slots=True)
class Payment:
    """`giro_kind` is bankgiro, plusgiro, or giro when a machine-read line does not tell which.

    `page` is where it stands, from 1; `amount_ore` None where the payer fills it in.
    """

    giro_kind: GiroKind
    giro: str
    reference: str
    amount_ore: int | None
    page: int
    source: Source


@dataclass(frozen=True, slots=True)
class Swish:
    """`number` is None where it could not be read for sure; `page` is where it stands, from 1.

    Of a code, `amount_ore` and `message` are its own.
    """

    number: str | None
    page: int
    source: Source = Source.PRINT
    amount_ore: int | None = None
    message: str = ""


def of_code_line(code: CodeLine, page: int) -> Payment:
    bankgiro = code.code in _BANKGIRO_CODES
    return Payment(
        giro_kind=BANKGIRO if bankgiro else GIRO,
        giro=bankgiro_text(code.giro) if bankgiro else code.giro,
        reference=code.reference,
        amount_ore=code.amount_ore,
        page=page,
        source=Source.CODE_LINE,
    )


def of_print(invoice: Invoice) -> Payment | None:
    """One giro number and one reference whose check digits are right, or nothing."""
    references = values_of(invoice, FieldName.REFERENCE)
    for name, kind, written in ACCOUNTS:
        accounts = values_of(invoice, name)
        if len(accounts) == 1 and len(references) == 1:
            ((account, pages),) = accounts.items()
            ((reference, _),) = references.items()
            if not (_checked(invoice, name) and luhn_ok(reference)):
                return None
            amount = amount_of(invoice)
            return Payment(kind, written(account), reference, amount, pages[0], Source.PRINT)
    return None


def amount_of(invoice: Invoice) -> int | None:
    """What is to be paid, when two lines say so and none says otherwise."""
    amounts = values_of(invoice, FieldName.AMOUNT)
    if len(amounts) != 1:
        return None
    ((amount, pages),) = amounts.items()
    return int(amount) if len(pages) >= _TWICE and int(amount) > 0 else None


def swish_of(lines: Sequence[Printed]) -> Swish | None:
    """A number that two lines give alike; where it is, when they do not."""
    pages = swish_numbers(lines)
    if not pages:
        return None
    first = min(min(each) for each in pages.values())
    ((number, places), *others) = pages.items()
    return Swish(number if not others and len(places) >= _TWICE else None, first)


def swish_numbers(lines: Sequence[Printed]) -> Mapping[str, list[int]]:
    """Each number that is printed, and on which pages it stands."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for line in lines:
        for number in _SWISH.findall(line.text):
            pages[re.sub("[ -]", "", number)].append(int(line.page))
    return pages


def euros_of(lines: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """Every amount in euros that is printed, in cents, and on which page it stands."""
    for line in lines:
        for before, after in _EUROS.findall(line.text):
            with contextlib.suppress(NotAnAmount):
                yield parse_amount((before or after).strip(" .,\u00a0")), int(line.page)


def values_of(invoice: Invoice, name: FieldName) -> dict[str, list[int]]:
    """Each reading of a field, and on which pages it stands."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for field in invoice.fields:
        if field.name is name:
            found[field.value].append(int(field.page))
    return found


def _checked(invoice: Invoice, name: FieldName) -> bool:
    return all(Check.CHECK_DIGIT in field.checks for field in invoice.fields if field.name is name)
