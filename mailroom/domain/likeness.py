"""Which customers could be taken for which others, as a list that can be shown and kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz, process

from mailroom.domain.names import plain, stem
from mailroom.domain.twins import TWIN_RATIO

_PAIRS_OF_DIGITS: Final = tuple(combinations(range(10), 2))


class Likeness(StrEnum):
    NAME = "name"
    NUMBER = "number"
    BOTH = "both"


class Crowd:
    """Everybody's names, made ready to be compared; the same likeness that makes a desk doubt."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._written: list[str] = []
        self._owners: list[str] = []
        self._of: dict[str, list[str]] = defaultdict(list)
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._by_mask: dict[str, set[str]] = defaultdict(set)
        for number, own in names.items():
            for name in own:
                written = plain(name)
                self._written.append(written)
                self._owners.append(number)
                self._of[number].append(written)
                self._by_stem[stem(written)].add(number)
            for mask in _masks(number):
                self._by_mask[mask].add(number)

    def twins_of(self, number: str) -> dict[str, Likeness]:
        """By number of the other; empty for somebody unlike all."""
        alike = self._by_name(number)
        slips = {other for mask in _masks(number) for other in self._by_mask[mask]} - {number}
        found = dict.fromkeys(sorted(alike), Likeness.NAME)
        for other in sorted(slips):
            found[other] = Likeness.BOTH if other in alike else Likeness.NUMBER
        return found

    def _by_name(self, number: str) -> set[str]:
        alike: set[str] = set()
        for written in self._of[number]:
            alike |= self._by_stem[stem(written)]
            hits = process.extract(
                written, self._written, scorer=fuzz.ratio, score_cutoff=TWIN_RATIO, limit=None
            )
            alike |= {self._owners[row] for _, _, row in hits}
        return alike - {number}


def _masks(number: str) -> Iterable[str]:
    """The number with every two of its digits covered: slips of two digits share one."""
    for one, other in _PAIRS_OF_DIGITS:
        yield f"{number[:one]}.{number[one + 1 : other]}.{number[other + 1 :]}"
