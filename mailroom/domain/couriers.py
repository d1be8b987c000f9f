"""Couriers by name: how heavy each carries above twenty kilograms, and how it numbers it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Courier:
    """`number` is the whole form of its tracking numbers as a regular expression; empty for any.

    `heaviest_g` is the heaviest item it takes.
    """

    name: str
    service: str
    number: str
    heaviest_g: int

    @property
    def title(self) -> str:
        """As it stands on labels and lists."""
        return f"{self.name}, {self.service}" if self.service else self.name

    def numbers(self, tracking: str) -> bool:
        """Whether one of its own numbers can look like that."""
        return not self.number or re.fullmatch(self.number, tracking, re.ASCII) is not None


@dataclass(frozen=True, slots=True)
class SeeCouriers:
    """Those that this house sends by. Answered by a tuple of `Courier`."""


@dataclass(frozen=True, slots=True)
class ChooseCourier:
    """For a consignment above twenty kilograms that is still here. Answered by `Consignment`."""

    label: str
    title: str


def titled(couriers: Iterable[Courier], title: str) -> Courier | None:
    return next((one for one in couriers if one.title == title), None)
