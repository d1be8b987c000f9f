"""Words on the outside that go on in the next line, as on a narrow label."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from rapidfuzz import fuzz

from mailroom.domain.evidence import MarkKind
from mailroom.domain.marks import KINDS, VALUE, folded, phrases_of_several_words

_LEAST: Final = 2
"""Letters on either side of a break, as of "ej" and "ut"; one may be a slip of the reading."""


def wrapped_marks(lines: Sequence[str]) -> Iterator[tuple[MarkKind, str, tuple[int, int]]]:
    """The kinds that lines below one another speak of together, with the first line and the last.

    What one line says by itself is not among them.
    """
    written = [folded(line) for line in lines]
    text = " ".join(written)
    begins = [0, *accumulate(len(line) + 1 for line in written[:-1])]
    for kind, phrase, first, last in _spans(text):
        rows = bisect_right(begins, first) - 1, bisect_right(begins, last) - 1
        if rows[0] < rows[1]:
            yield kind, phrase, rows


def _spans(text: str) -> Iterator[tuple[MarkKind, str, int, int]]:
    """Where what is said begins and ends, at letters that are certainly its own."""
    for phrase in phrases_of_several_words(text):
        found = fuzz.partial_ratio_alignment(phrase, text)
        if found is not None:
            begin, end = found.dest_start + _LEAST - 1, found.dest_end - _LEAST
            yield from ((kind, phrase, begin, end) for kind in KINDS[phrase])
    for valued in VALUE.finditer(text):
        yield MarkKind.INSURED, VALUE.pattern, valued.start(), valued.end() - 1
