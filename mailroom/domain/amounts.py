"""Amounts as Swedish paper prints them, in öre."""

import re
from decimal import Decimal
from typing import Final

from mailroom.domain.ids import Flaw, NotAnIdentifier

ORE_PER_KRONA: Final = 100
_LONGEST: Final = 40
_SPACES: Final = dict.fromkeys(map(ord, "\t\u00a0\u2007\u2009\u202f"), " ")
_MINUSES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_MACHINE_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_AMOUNT: Final = re.compile(
    r"""
    (?P<before>-?) \ ? (?:kr\.?|sek)? \ ? (?P<inside>-?) \ ?
    (?:
        (?P<kronor> [0-9]{1,12} | [0-9]{1,3}(?:\ [0-9]{3}){1,3} | [0-9]{1,3}(?:\.[0-9]{3}){1,3} )
        (?: [,:](?P<ore>[0-9]{2}) | [,:]- | :(?![0-9]) )?
      | (?P<kronor_en> [0-9]{1,12} | [0-9]{1,3}(?:,[0-9]{3}){1,3} ) \.(?P<ore_en>[0-9]{2})
    )
    (?P<after>-?) \ ? (?:kr\.?|sek)? (?P<last>-?)
    """,
    re.VERBOSE | re.ASCII,
)


class NotAnAmount(NotAnIdentifier):
    pass


def parse_amount(text: str) -> int:
    """Öre from `11 344,02 kr`, `11.344,02`, `1500:-`, `-300,00` or `300,00-`.

    The minus sign survives: a credit note never becomes a debt. What could mean two amounts
    (`1,500`) is refused. Raises NotAnAmount.
    """
    if len(text) > _LONGEST:
        raise NotAnAmount(Flaw.LENGTH)
    shape = _AMOUNT.fullmatch(text.translate(_SPACES).translate(_MINUSES).strip(" ").lower())
    if shape is None:
        raise NotAnAmount(Flaw.AMOUNT)
    signs = shape["before"] + shape["inside"] + shape["after"] + shape["last"]
    if len(signs) > 1:
        raise NotAnAmount(Flaw.AMOUNT)
    kronor = re.sub("[^0-9]", "", shape["kronor"] or shape["kronor_en"])
    ore = int(kronor) * ORE_PER_KRONA + int(shape["ore"] or shape["ore_en"] or 0)
    return -ore if signs else ore


def amount_text(ore: int) -> str:
    """`11 344,02 kr` with no-break spaces, the way Swedish prints it."""
    kronor, rest = divmod(abs(ore), ORE_PER_KRONA)
    grouped = f"{kronor:,}".replace(",", "\u00a0")
    sign = "\u2212" if ore < 0 else ""
    return f"{sign}{grouped},{rest:02}\u00a0kr"


def ore_of(kronor: str) -> int:
    """Öre of a number as machines write it (`-1500.5`); raises NotAnAmount when not whole öre."""
    if not _MACHINE_NUMBER.fullmatch(kronor):
        raise NotAnAmount(Flaw.AMOUNT)
    ore = Decimal(kronor) * ORE_PER_KRONA
    if ore != ore.to_integral_value():
        raise NotAnAmount(Flaw.AMOUNT)
    return int(ore)
