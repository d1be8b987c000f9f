"""The five fees and what they cost on which day, in öre without VAT (R26)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_PERCENT: Final = 100


class FeeKind(StrEnum):
    """Exactly these five; there is none for receiving (R47) and none for advertising (R22)."""

    MONTHLY = "monthly"
    SCANNING = "scanning"
    ORIGINAL = "original"
    UNSCANNABLE = "unscannable"
    CHANGE_OF_ADDRESS = "change_of_address"


class Unit(StrEnum):
    """What one price is for (G10)."""

    ITEM = "item"
    PAGE = "page"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Price:
    """In force from `valid_from` until a later one of the same kind."""

    kind: FeeKind
    valid_from: dt.date
    unit: Unit
    ore: int
    vat_percent: int


class NoPrice(LookupError):
    """The price list does not reach back to that day."""


def price_on(prices: Iterable[Price], kind: FeeKind, day: dt.date) -> Price:
    """Raises NoPrice."""
    begun = [price for price in prices if price.kind is kind and price.valid_from <= day]
    if not begun:
        raise NoPrice(kind)
    return max(begun, key=lambda price: price.valid_from)


def vat_of(net_ore: int, percent: int) -> int:
    """VAT in whole öre, half an öre away from zero, also for credits."""
    doubled = 2 * abs(net_ore) * percent + _PERCENT
    vat = doubled // (2 * _PERCENT)
    return vat if net_ore >= 0 else -vat
