"""How far a text read from a page is from what stands there, whatever the order of columns."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_GAP: Final = re.compile(r" {2,}|\t")
"""Where the known text leaves a gap in a line, as between the cells of a table."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Mistakes and totals, so that pages add up by their length."""

    wrong_signs: int = 0
    signs: int = 0
    wrong_words: int = 0
    words: int = 0

    def __add__(self, other: "Wording") -> "Wording":
        return Wording(
            self.wrong_signs + other.wrong_signs,
            self.signs + other.signs,
            self.wrong_words + other.wrong_words,
            self.words + other.words,
        )

    @property
    def cer(self) -> float:
        """Per cent of characters."""
        return 100 * self.wrong_signs / max(1, self.signs)

    @property
    def wer(self) -> float:
        """Per cent of words; a word too many counts like one that is missing."""
        return 100 * self.wrong_words / max(1, self.words)


def compare(truth: str, seen: str) -> Wording:
    """Each true line, or cell of a line, where it fits `seen` best; words as a bag.

    White space counts as one space, capitals and hyphens as they stand. Text that is nowhere on
    the page raises the share of wrong words, not of wrong signs.
    """
    cells = [" ".join(cell.split()) for line in truth.splitlines() for cell in _GAP.split(line)]
    lines = [cell for cell in cells if cell]
    found = " ".join(seen.split())
    wanted, got = Counter(truth.split()), Counter(found.split())
    missed, extra = (wanted - got).total(), (got - wanted).total()
    return Wording(
        wrong_signs=sum(_distance(line, found) for line in lines),
        signs=sum(map(len, lines)),
        wrong_words=max(missed, extra),
        words=wanted.total(),
    )


def _distance(line: str, found: str) -> int:
    if len(found) <= len(line):
        return min(Levenshtein.distance(line, found), len(line))
    place = fuzz.partial_ratio_alignment(line, found)
    if place is None:
        return len(line)
    # The window is as long as the line; a sign too many or too few moves its ends.
    windows = (
        found[max(0, place.dest_start + start) : place.dest_end + end]
        for start in (-2, -1, 0, 1, 2)
        for end in (-2, -1, 0, 1, 2)
    )
    return min(len(line), *(Levenshtein.distance(line, window) for window in windows))
