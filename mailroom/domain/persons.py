"""Personnummer and samordningsnummer, told apart and dated."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from personnummer import personnummer  # pyright: ignore[reportMissingTypeStubs]  ships no types

from mailroom.domain.ids import (
    LONGEST_WRITTEN,
    Flaw,
    NotAnIdentifier,
    is_digits,
    is_org_number,
    luhn_ok,
    without_spaces,
)

_PERSON_NUMBER: Final = re.compile(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})")
_PERHAPS_A_PERSON: Final = re.compile(r"(?<![0-9])(?:[0-9]{2})?[0-9]{6} ?[-+]? ?[0-9]{4}(?![0-9])")
_CENTURIES: Final = ("18", "19", "20")
_FIRST_COORDINATION_DAY: Final = 61
_COORDINATION_SHIFT: Final = 60
_CENTURY: Final = 100


class NotAPersonNumber(NotAnIdentifier):
    pass


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """`digits` is YYYYMMDDnnnn and stays out of every repr, and so out of logs."""

    digits: str = field(repr=False)

    @property
    def is_coordination(self) -> bool:
        """A samordningsnummer: the day of birth is written plus sixty."""
        return int(self.digits[6:8]) >= _FIRST_COORDINATION_DAY

    @property
    def born_on(self) -> dt.date:
        day = int(self.digits[6:8]) - (_COORDINATION_SHIFT if self.is_coordination else 0)
        return dt.date(int(self.digits[:4]), int(self.digits[4:6]), day)


def parse_person_number(text: str, *, today: dt.date) -> PersonNumber:
    """Any form of 10 to 13 characters; raises NotAPersonNumber.

    Ten digits leave the century open: `today` closes it, and "+" says a hundred years or more.
    """
    if len(text) > LONGEST_WRITTEN:
        raise NotAPersonNumber(Flaw.LENGTH)
    written = without_spaces(text)
    shape = _PERSON_NUMBER.fullmatch(written)
    if shape is None:
        raise NotAPersonNumber(_flaw_of_shape(written))
    century, short, sign, serial = shape.groups()
    if not luhn_ok(short + serial):
        raise NotAPersonNumber(Flaw.CHECK_DIGIT)
    century = century or _century_of(short, today=today, hundred=sign == "+")
    if century not in _CENTURIES:
        raise NotAPersonNumber(Flaw.PREFIX)
    digits = f"{century}{short}{serial}"
    if not personnummer.valid(digits):  # pyright: ignore[reportUnknownMemberType]  ships no types
        raise NotAPersonNumber(Flaw.DATE)
    person = PersonNumber(digits)
    if person.born_on > today:
        raise NotAPersonNumber(Flaw.DATE)
    return person


def is_for_a_person_alone(lines: Sequence[str], numbers: Sequence[str], *, today: dt.date) -> bool:
    """Whether an address bears a personnummer, and among its `numbers` is no organisation's (R59).

    So mail is addressed to those whose identity is protected.
    """
    if any(is_org_number(number) for number in numbers):
        return False
    written = (piece for line in lines for piece in _PERHAPS_A_PERSON.findall(line))
    return any(_is_a_person(piece, today) for piece in written)


def _is_a_person(written: str, today: dt.date) -> bool:
    try:
        parse_person_number(written, today=today)
    except NotAPersonNumber:
        return False
    return True


def _century_of(short: str, *, today: dt.date, hundred: bool) -> str:
    year_in_century, month_and_day = int(short[:2]), short[2:]
    year = today.year - (today.year - year_in_century) % _CENTURY
    day = int(month_and_day[2:])
    day -= _COORDINATION_SHIFT if day >= _FIRST_COORDINATION_DAY else 0
    if (year, int(month_and_day[:2]), day) > (today.year, today.month, today.day):
        year -= _CENTURY
    if hundred and today.year - year < _CENTURY:
        year -= _CENTURY
    return f"{year // _CENTURY:02}"


def _flaw_of_shape(written: str) -> Flaw:
    digits = written.replace("-", "").replace("+", "")
    if not is_digits(digits or "0"):
        return Flaw.CHARACTERS
    return Flaw.DASH if len(digits) in (10, 12) else Flaw.LENGTH
