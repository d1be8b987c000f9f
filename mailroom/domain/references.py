"""Payment references (OCR numbers) and the machine-read line at the foot of a giro form."""

import re
from dataclasses import dataclass
from typing import Final

from mailroom.domain.amounts import ORE_PER_KRONA
from mailroom.domain.ids import (
    LONGEST_WRITTEN,
    Flaw,
    NotAnIdentifier,
    is_digits,
    luhn_digit,
    luhn_ok,
    without_spaces,
)

REFERENCE_DIGITS: Final = range(2, 26)
_LONGEST_LINE: Final = 120
_CODE_LINE: Final = re.compile(
    r"""
    \s* (?:H\s*)?
    \# \s* (?P<reference>[0-9]{2,25}) \s*
    \# \s* (?: (?P<kronor>[0-9]{1,8}) \s+ (?P<ore>[0-9]{2}) \s+ (?P<check>[0-9]) \s* )?
    >  \s* (?P<giro>[0-9]{2,8} | [0-9]{3,4}-[0-9]{4}) \s*
    \# \s* (?P<code>[0-9]{2}) \s* \# \s*
    """,
    re.VERBOSE | re.ASCII,
)


class NotAReference(NotAnIdentifier):
    pass


class NotACodeLine(NotAnIdentifier):
    pass


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference without a check digit is legal (soft control): say so, never "invalid"."""

    digits: str
    check_digit_ok: bool
    length_digit_ok: bool


@dataclass(frozen=True, slots=True)
class CodeLine:
    """`amount_ore` is None where the payer fills the amount in. `giro` is digits only."""

    reference: str
    amount_ore: int | None
    giro: str
    code: str

    def text(self) -> str:
        """The line as it is printed, 82 columns at ten per inch."""
        amount = " " * 16
        if self.amount_ore is not None:
            kronor, ore = divmod(self.amount_ore, ORE_PER_KRONA)
            check = luhn_digit(f"{kronor}{ore:02}")
            amount = f"{kronor:>8} {ore:02}   {check} "
        return f"H  # {self.reference:>25} #{amount}>{self.giro:>25}#{self.code}#    "


def make_reference(base: str, *, with_length: bool) -> str:
    """`base` plus its check digit, before it the length digit (total length modulo 10) if asked.

    Raises NotAReference.
    """
    if not is_digits(base):
        raise NotAReference(Flaw.CHARACTERS)
    body = f"{base}{(len(base) + 2) % 10}" if with_length else base
    if len(body) + 1 not in REFERENCE_DIGITS:
        raise NotAReference(Flaw.LENGTH)
    return body + luhn_digit(body)


def read_reference(text: str) -> Reference:
    """Two to 25 digits, spaces between them allowed; raises NotAReference."""
    if len(text) > LONGEST_WRITTEN:
        raise NotAReference(Flaw.LENGTH)
    digits = without_spaces(text)
    if not is_digits(digits):
        raise NotAReference(Flaw.CHARACTERS)
    if len(digits) not in REFERENCE_DIGITS:
        raise NotAReference(Flaw.LENGTH)
    return Reference(
        digits=digits,
        check_digit_ok=luhn_ok(digits),
        length_digit_ok=digits[-2] == str(len(digits) % 10),
    )


def parse_code_line(line: str) -> CodeLine:
    """Raises NotACodeLine unless the reference, the amount and the account all check.

    Columns may have slid (OCR does not count spaces); the order of the fields may not.
    """
    if len(line) > _LONGEST_LINE:
        raise NotACodeLine(Flaw.LENGTH)
    shape = _CODE_LINE.fullmatch(line)
    if shape is None:
        raise NotACodeLine(Flaw.SHAPE)
    amount_ore = None
    if shape["kronor"] is not None:
        amount = shape["kronor"] + shape["ore"]
        if not luhn_ok(amount + shape["check"]):
            raise NotACodeLine(Flaw.AMOUNT)
        amount_ore = int(amount)
    giro = shape["giro"].replace("-", "")
    if not (luhn_ok(shape["reference"]) and luhn_ok(giro)):
        raise NotACodeLine(Flaw.CHECK_DIGIT)
    return CodeLine(shape["reference"], amount_ore, giro, shape["code"])
