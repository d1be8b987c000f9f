"""Bankgiro, plusgiro and IBAN: the accounts a letter asks to be paid."""

import re
from typing import Final

from stdnum import iban
from stdnum.exceptions import ValidationError

from mailroom.domain.ids import (
    LONGEST_WRITTEN,
    Flaw,
    NotAnIdentifier,
    is_digits,
    luhn_ok,
    without_spaces,
)

_BANKGIRO: Final = re.compile(r"([0-9]{3,4})-?([0-9]{4})")
_PLUSGIRO: Final = re.compile(r"([0-9]{1,7})-?([0-9])")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_BANKGIRO_DIGITS: Final = range(7, 9)
_PLUSGIRO_DIGITS: Final = range(2, 9)


class NotABankgiro(NotAnIdentifier):
    pass


class NotAPlusgiro(NotAnIdentifier):
    pass


class NotAnIban(NotAnIdentifier):
    pass


def parse_bankgiro(text: str) -> str:
    """Seven or eight digits from `595-4300` or `5402-9681`; raises NotABankgiro."""
    digits, flaw = _parsed(text, _BANKGIRO, _BANKGIRO_DIGITS)
    if flaw is not None:
        raise NotABankgiro(flaw)
    return digits


def parse_plusgiro(text: str) -> str:
    """Two to eight digits from `28 65 43-4`; raises NotAPlusgiro."""
    digits, flaw = _parsed(text, _PLUSGIRO, _PLUSGIRO_DIGITS)
    if flaw is not None:
        raise NotAPlusgiro(flaw)
    return digits


def bankgiro_text(digits: str) -> str:
    return f"{digits[:-4]}-{digits[-4:]}"


def plusgiro_text(digits: str) -> str:
    """In pairs from the right before the dash; an odd first digit joins the first pair."""
    base, check = digits[:-1], digits[-1]
    first = len(base) % 2 + 2 if len(base) > 1 else 1
    groups = [base[:first], *(base[at : at + 2] for at in range(first, len(base), 2))]
    return f"{' '.join(groups)}-{check}"


def parse_iban(text: str) -> str:
    """Compact and in capitals, every country's length and check digits; raises NotAnIban."""
    if len(text) > LONGEST_WRITTEN + 2:
        raise NotAnIban(Flaw.LENGTH)
    written = without_spaces(text)
    if not _IBAN.fullmatch(written):
        raise NotAnIban(Flaw.SHAPE)
    try:
        return iban.validate(written)
    except ValidationError:
        raise NotAnIban(Flaw.CHECK_DIGIT) from None


def _parsed(text: str, shape: re.Pattern[str], lengths: range) -> tuple[str, Flaw | None]:
    if len(text) > LONGEST_WRITTEN:
        return "", Flaw.LENGTH
    written = without_spaces(text)
    digits = written.replace("-", "")
    if not is_digits(digits):
        return "", Flaw.CHARACTERS if digits else Flaw.LENGTH
    if len(digits) not in lengths:
        return "", Flaw.LENGTH
    if not shape.fullmatch(written):
        return "", Flaw.DASH
    if digits[0] == "0":
        return "", Flaw.PREFIX
    return digits, None if luhn_ok(digits) else Flaw.CHECK_DIGIT
