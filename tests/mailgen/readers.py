"""Simulated text readers, which confuse digits and letters as recognition does."""

from dataclasses import dataclass
from random import Random
from typing import Final

from tests.mailgen.register import CONFUSED

_LETTERS: Final = {
    "ä": "aå",
    "ö": "oó",
    "å": "aä",
    "i": "l1",
    "l": "iI",
    "m": "nr",
    "n": "mr",
    "e": "c",
    "c": "e",
    "s": "5",
    "B": "8R",
    "I": "l",
    "V": "Y",
    "W": "V",
    "K": "C",
    "C": "K",
    "1": "7",
    "2": "7",
    "3": "8",
}
_VARIANTS: Final = 12
_LOOKALIKE: Final = 0.3
"""Share of misread digits that come out as a letter, and are repaired."""
_EXACT: Final = 0.2
"""How often the other make misreads digits, against the first two; an eighth was measured."""

Number = tuple[str, bool]
"""What a reader makes of ten digits, and whether it had to repair letters."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of what one reader misreads another misreads alike, sign by sign.

    `digits` and `letters` of one make, `across` two makes. Measured on 3,000 generated crops: 0.32,
    0.2 and 0.03 to 0.05.
    """

    digits: float = 0.3
    letters: float = 0.2
    across: float = 0.05


class Readers:
    """Two text readers of one make, and two of another that is asked in doubt."""

    def __init__(self, rng: Random, alike: Alike) -> None:
        self._rng = rng
        self._alike = alike
        self._variants: dict[str, tuple[str, ...]] = {}

    def number(self, digits: str, misread: float) -> tuple[Number, Number, Number, Number]:
        """By the first two readers, then by two of the other make."""
        first = self._digits(digits, misread, digits, 0.0)
        second = self._digits(digits, misread, first, self._alike.digits)
        third = self._digits(digits, misread * _EXACT, first, self._alike.across)
        fourth = self._digits(digits, misread * _EXACT, third, self._alike.digits)
        return (
            self._told(digits, first),
            self._told(digits, second),
            self._told(digits, third),
            self._told(digits, fourth),
        )

    def _digits(self, digits: str, misread: float, other: str, alike: float) -> str:
        """Where the `other` reader slipped it slips as well now and then; else by itself."""
        return "".join(
            seen if seen != true and self._rng.random() < alike else self._digit(true, misread)
            for true, seen in zip(digits, other, strict=True)
        )

    def _digit(self, true: str, misread: float) -> str:
        return self._rng.choice(CONFUSED[true]) if self._rng.random() < misread else true

    def _told(self, digits: str, read: str) -> Number:
        repaired = read != digits and self._rng.random() < _LOOKALIKE
        return (digits, True) if repaired else (read, False)

    def name(self, name: str, misread: float) -> tuple[str, str, str, str]:
        """By the same four."""
        first = self._letters(name, misread, name, 0.0)
        second = self._letters(name, misread, first, self._alike.letters)
        third = self._letters(name, misread, first, self._alike.across)
        fourth = self._letters(name, misread, third, self._alike.letters)
        return first, second, third, fourth

    def _letters(self, name: str, misread: float, other: str, alike: float) -> str:
        if other != name and self._rng.random() < alike:
            return other
        if self._rng.random() < (1 - misread) ** (len(name) / 2):
            return name
        if name not in self._variants:
            self._variants[name] = tuple(self._damaged(name) for _ in range(_VARIANTS))
        return self._rng.choice(self._variants[name])

    def _damaged(self, name: str) -> str:
        letters = list(name)
        for place in self._rng.sample(range(len(letters)), k=self._rng.choice((1, 1, 2, 3))):
            letters[place] = self._rng.choice(_LETTERS.get(letters[place], letters[place]))
        if self._rng.random() < 0.15:
            del letters[self._rng.randrange(len(letters))]
        return "".join(letters)
