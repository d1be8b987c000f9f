"""What a letter asks to be paid, when its machine-read line says so and every digit of it checks.

Nothing is made up: without such a line there is no payment, and the reader pays from the page.
"""

import re
from dataclasses import dataclass
from typing import Final

from mailroom.domain.giro import bankgiro_text
from mailroom.domain.references import CodeLine, NotACodeLine, parse_code_line

_BANKGIRO_CODES: Final = frozenset({"41"})
_PAID_OTHERWISE: Final = {
    "autogiro": re.compile(r"\b(?:betalas|dras) (?:automatiskt )?(?:via|med|genom) autogiro\b"),
    "e_invoice": re.compile(r"\b(?:betalas|skickas) (?:via|som) e-faktura\b"),
}


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
    """`otherwise` says how it is paid by itself (R51): there is nothing to pay by hand then."""

    payment: Payment | None
    otherwise: str | None


def paying_of(pages: list[str]) -> Paying:
    """From the text of a letter's pages. Two lines that disagree are no payment."""
    text = " ".join(" ".join(pages).casefold().split())
    for how, pattern in _PAID_OTHERWISE.items():
        if pattern.search(text):
            return Paying(None, how)
    found: dict[CodeLine, Payment] = {}
    for number, page in enumerate(pages, 1):
        for line in page.splitlines():
            try:
                code = parse_code_line(line)
            except NotACodeLine:
                continue
            found.setdefault(code, _payment(code, number, line))
    return Paying(next(iter(found.values())) if len(found) == 1 else None, None)


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
