"""The EPC's QR code for a SEPA credit transfer in euros (EPC069-12)."""

import re
from dataclasses import dataclass
from typing import Final

from stdnum import iso11649
from stdnum.exceptions import ValidationError

from mailroom.domain.giro import NotAnIban, parse_iban
from mailroom.domain.ids import Flaw, NotAnIdentifier, is_plain

_MOST_BYTES: Final = 331
_FEWEST_LINES: Final = 7
_MOST_LINES: Final = 12
_HEAD: Final = re.compile(r"BCD\n00(?P<version>[12])\n[1-8]\n(?:SCT|INST)\n")
_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_AMOUNT: Final = re.compile(r"EUR(?P<euros>[0-9]{1,9})(?:\.(?P<cents>[0-9]{1,2}))?")
_PURPOSE: Final = re.compile(r"[A-Z0-9]{0,4}")
_LONGEST_NAME: Final = 70
_LONGEST_REFERENCE: Final = 35
_LONGEST_MESSAGE: Final = 140


class NotAnEpcCode(NotAnIdentifier):
    pass


@dataclass(frozen=True, slots=True)
class EpcCode:
    """The account has its check digits, a reference that begins with RF too; `bic` may be empty.

    One of `reference` and `message` at most. `euro_cents` None where the payer fills it in.
    """

    name: str
    iban: str
    bic: str
    euro_cents: int | None
    reference: str
    message: str


def parse_epc(payload: str) -> EpcCode:
    """Versions 1 and 2 of the format; raises NotAnEpcCode."""
    if len(payload.encode(errors="replace")) > _MOST_BYTES:
        raise NotAnEpcCode(Flaw.LENGTH)
    text = payload.replace("\r\n", "\n")
    head = _HEAD.match(text)
    lines = [line.strip() for line in text.rstrip("\n").split("\n")]
    if head is None or not _FEWEST_LINES <= len(lines) <= _MOST_LINES:
        raise NotAnEpcCode(Flaw.SHAPE)
    if not all(map(is_plain, lines)):
        raise NotAnEpcCode(Flaw.CHARACTERS)
    lines += [""] * (_MOST_LINES - len(lines))
    bic, name, iban, amount, purpose, reference, message, _ = lines[4:]
    needs_bic = head["version"] == "1"
    if not (_BIC.fullmatch(bic) or (not bic and not needs_bic)) or not _PURPOSE.fullmatch(purpose):
        raise NotAnEpcCode(Flaw.SHAPE)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise NotAnEpcCode(Flaw.LENGTH)
    if reference and message:
        raise NotAnEpcCode(Flaw.SHAPE)
    return EpcCode(name, _iban(iban), bic, _cents(amount), _reference(reference), _message(message))


def _iban(written: str) -> str:
    try:
        return parse_iban(written)
    except NotAnIban as error:
        raise NotAnEpcCode(error.why) from None


def _cents(written: str) -> int | None:
    if not written:
        return None
    shape = _AMOUNT.fullmatch(written)
    cents = 0
    if shape is not None:
        cents = int(shape["euros"]) * 100 + int((shape["cents"] or "").ljust(2, "0"))
    if cents == 0:
        raise NotAnEpcCode(Flaw.AMOUNT)
    return cents


def _reference(written: str) -> str:
    if len(written) > _LONGEST_REFERENCE:
        raise NotAnEpcCode(Flaw.LENGTH)
    if not written.upper().startswith("RF"):
        return written
    try:
        return iso11649.validate(written)
    except ValidationError:
        raise NotAnEpcCode(Flaw.CHECK_DIGIT) from None


def _message(written: str) -> str:
    if len(written) > _LONGEST_MESSAGE:
        raise NotAnEpcCode(Flaw.LENGTH)
    return written
