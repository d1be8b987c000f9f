"""Two simulated text readers, which confuse digits and letters as recognition does."""

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


class Readers:
    """Two text readers; `together` is the share of misreadings that both make alike."""

    def __init__(self, rng: Random, *, together: float) -> None:
        self._rng = rng
        self._together = together
        self._variants: dict[str, tuple[str, ...]] = {}

    def number(self, digits: str, misread: float) -> tuple[tuple[str, bool], tuple[str, bool]]:
        """What each reader makes of ten digits, and whether it had to repair letters."""
        one = self._digits(digits, misread)
        if one[0] != digits and self._rng.random() < self._together:
            return one, one
        return one, self._digits(digits, misread)

    def _digits(self, digits: str, misread: float) -> tuple[str, bool]:
        if self._rng.random() < (1 - misread) ** len(digits):
            return digits, False
        read = list(digits)
        read[self._rng.randrange(len(read))] = "?"
        shown = [
            self._rng.choice(CONFUSED[true])
            if mark == "?" or self._rng.random() < misread
            else mark
            for mark, true in zip(read, digits, strict=True)
        ]
        if self._rng.random() < _LOOKALIKE:
            return digits, True
        return "".join(shown), False

    def name(self, name: str, misread: float) -> tuple[str, str]:
        """What each reader makes of a name."""
        one = self._letters(name, misread)
        if one != name and self._rng.random() < self._together:
            return one, one
        return one, self._letters(name, misread)

    def _letters(self, name: str, misread: float) -> str:
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
