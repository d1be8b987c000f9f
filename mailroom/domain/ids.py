"""Registration numbers: every printed form in, ten checked digits out."""

import re
import unicodedata
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from stdnum import luhn

from mailroom.domain.lookalikes import digits_meant

LONGEST_WRITTEN = 40
"""Characters; whatever is longer is not one printed identifier and is not looked at."""

_ONE_WAY_OF_WRITING: Final = (
    str.maketrans(ascii_lowercase, ascii_uppercase)  # only these: "\u017f".upper() is an S too
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
    | dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f"), "")
)
_TEN_DIGITS: Final = re.compile(r"[0-9]{10}")
_ORG_NUMBER: Final = re.compile(r"(?:01-|16-?)?([0-9]{6})-?([0-9]{4})")
_VAT_NUMBER: Final = re.compile(r"SE-?([0-9]{6})-?([0-9]{4})-?([0-9]{2})")
_UNUSED_GROUPS: Final = "04"
_LOWEST_THIRD_DIGIT: Final = "2"


class Flaw(StrEnum):
    """What is wrong with a written identifier, so that it can be said in one sentence."""

    LENGTH = "length"
    CHARACTERS = "characters"
    """Something other than ASCII digits, the identifier's own letters, dashes and spaces."""
    DASH = "dash"
    """The digits may be right, the dash stands elsewhere: only a person may accept it."""
    PREFIX = "prefix"
    SUFFIX = "suffix"
    COUNTRY = "country"
    GROUP = "group"
    """The first digit names no group of legal persons (0 and 4 are unused)."""
    THIRD_DIGIT = "third_digit"
    """Below 2: a personnummer or samordningsnummer."""
    CHECK_DIGIT = "check_digit"
    DATE = "date"
    AMOUNT = "amount"
    SHAPE = "shape"


class NotAnIdentifier(ValueError):
    """`why` says what is wrong; the message never repeats what was read."""

    def __init__(self, why: Flaw) -> None:
        super().__init__(f"{type(self).__name__}: {why}")
        self.why = why


class NotAnOrgNumber(NotAnIdentifier):
    pass


class LegalForm(StrEnum):
    """By the number's first digit; 7 and 9 each cover forms that only the register tells apart."""

    ESTATE = "1"
    PUBLIC_BODY = "2"
    FOREIGN_COMPANY = "3"
    LIMITED_COMPANY = "5"
    SIMPLE_PARTNERSHIP = "6"
    ECONOMIC_ASSOCIATION = "7"
    """Ekonomisk förening, bostadsrättsförening."""
    NON_PROFIT = "8"
    """Ideell förening, stiftelse."""
    PARTNERSHIP = "9"
    """Handelsbolag, kommanditbolag."""


SERVED_FORMS: Final = frozenset(
    {LegalForm.LIMITED_COMPANY, LegalForm.ECONOMIC_ASSOCIATION, LegalForm.PARTNERSHIP}
)
"""R1; later terms also admit approved non-profit associations."""


def luhn_ok(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit; False for anything but ASCII digits."""
    return is_digits(digits) and luhn.is_valid(digits)


def luhn_digit(digits: str) -> str:
    """The digit to append so that `luhn_ok` holds."""
    return luhn.calc_check_digit(digits)


def is_digits(text: str) -> bool:
    """Whether this is one or more of ASCII 0 to 9; other scripts' digits are not digits here."""
    return text.isascii() and text.isdigit()


def is_plain(text: str) -> bool:
    """Whether it holds no control, bidirectional or unassigned characters."""
    return not any(unicodedata.category(char).startswith("C") for char in text)


def without_spaces(text: str) -> str:
    """As one run of characters: spaces of every width gone, every dash a hyphen, capitals."""
    return text.translate(_ONE_WAY_OF_WRITING)


def parse_org_number(text: str) -> str:
    """Ten digits from any printed form of the number; raises NotAnOrgNumber.

    Accepted: 556917-3544 with any dash or none, spaces anywhere, the prefix 16, the old
    prefix 01-, and the VAT form SE556917354401.
    """
    written = _written(text)
    if written.startswith("SE"):
        return parse_vat_number(text)
    shape = _ORG_NUMBER.fullmatch(written)
    if shape is None:
        raise NotAnOrgNumber(_flaw_of_shape(written))
    return _checked("".join(shape.groups()))


def parse_vat_number(text: str) -> str:
    """The ten digits inside SE..01; raises NotAnOrgNumber.

    Without SE it is refused: twelve bare digits may as well be a person's number.
    """
    written = _written(text)
    if not written.startswith("SE"):
        raise NotAnOrgNumber(Flaw.COUNTRY)
    shape = _VAT_NUMBER.fullmatch(written)
    if shape is None:
        raise NotAnOrgNumber(_flaw_of_shape(written.removeprefix("SE"), whole=12))
    if shape[3] != "01":
        raise NotAnOrgNumber(Flaw.SUFFIX)
    return _checked(shape[1] + shape[2])


def repair_org_number(text: str) -> str:
    """As `parse_org_number` after letters were taken for the digits they look like (O for 0).

    A repaired number may propose, never decide alone. Raises NotAnOrgNumber.
    """
    country = "SE" if text[:2].upper() == "SE" else ""
    return parse_org_number(country + digits_meant(text[len(country) :]))


def is_org_number(digits: str) -> bool:
    """Whether these are the ten bare digits of a legal person's number."""
    return _TEN_DIGITS.fullmatch(digits) is not None and _flaw_of(digits) is None


def org_number_text(digits: str) -> str:
    """As people write it: 556917-3544."""
    return f"{digits[:6]}-{digits[6:]}"


def vat_number_of(digits: str) -> str:
    """SE556917354401."""
    return f"SE{digits}01"


def legal_form_of(digits: str) -> LegalForm:
    """Raises NotAnOrgNumber when the first digit is of no group."""
    try:
        return LegalForm(digits[:1])
    except ValueError:
        raise NotAnOrgNumber(Flaw.GROUP) from None


def _written(text: str) -> str:
    if len(text) > LONGEST_WRITTEN:
        raise NotAnOrgNumber(Flaw.LENGTH)
    written = without_spaces(text)
    if not is_digits(written.removeprefix("SE").replace("-", "") or "0"):
        raise NotAnOrgNumber(Flaw.CHARACTERS)
    return written


def _flaw_of_shape(written: str, *, whole: int = 10) -> Flaw:
    digits = written.replace("-", "")
    if len(digits) == whole or (digits.startswith(("16", "01")) and len(digits) == whole + 2):
        return Flaw.DASH
    return Flaw.PREFIX if len(digits) == whole + 2 else Flaw.LENGTH


def _flaw_of(digits: str) -> Flaw | None:
    if not luhn_ok(digits):
        return Flaw.CHECK_DIGIT
    if digits[2] < _LOWEST_THIRD_DIGIT:
        return Flaw.THIRD_DIGIT
    return Flaw.GROUP if digits[0] in _UNUSED_GROUPS else None


def _checked(digits: str) -> str:
    flaw = _flaw_of(digits)
    if flaw is not None:
        raise NotAnOrgNumber(flaw)
    return digits
