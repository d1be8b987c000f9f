"""Swedish postcodes as envelopes print them, and as OCR misreads them."""

import re
from typing import Final

from mailroom.domain.ids import (
    LONGEST_WRITTEN,
    Flaw,
    NotAnIdentifier,
    is_digits,
    without_spaces,
)
from mailroom.domain.lookalikes import digits_meant

_COUNTRY: Final = re.compile(r"\s*(?:SE?[-\u2010-\u2015\u2212]|SE)", re.IGNORECASE | re.ASCII)
_DIGITS: Final = 5


class NotAPostcode(NotAnIdentifier):
    pass


def parse_postcode(text: str) -> str:
    """Five digits from `106 31`, `10631`, `SE-106 31` or `S-106 31`; raises NotAPostcode."""
    if len(text) > LONGEST_WRITTEN:
        raise NotAPostcode(Flaw.LENGTH)
    return _checked(without_spaces(_without_country(text)))


def repair_postcode(text: str) -> str:
    """As `parse_postcode` after letters were taken for digits; it may propose, never decide."""
    if len(text) > LONGEST_WRITTEN:
        raise NotAPostcode(Flaw.LENGTH)
    return _checked(without_spaces(digits_meant(_without_country(text))))


def postcode_text(digits: str) -> str:
    """106 31."""
    return f"{digits[:3]} {digits[3:]}"


def _without_country(text: str) -> str:
    country = _COUNTRY.match(text)
    return text[country.end() :] if country else text


def _checked(digits: str) -> str:
    if not is_digits(digits):
        raise NotAPostcode(Flaw.CHARACTERS if digits else Flaw.LENGTH)
    if len(digits) != _DIGITS:
        raise NotAPostcode(Flaw.LENGTH)
    if digits[0] == "0":
        raise NotAPostcode(Flaw.PREFIX)
    return digits
