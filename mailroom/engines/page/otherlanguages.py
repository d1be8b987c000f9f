"""Lines that the Swedish model is unsure of, read again in the site's other languages."""

import dataclasses
from collections.abc import Sequence
from typing import Final

import numpy as np

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.page.text import is_sure, read_single_line
from mailroom.engines.pixels.image import Pixels

_PADDING_PX: Final = 8
_DOUBTFUL_SHARE: Final = 0.25
_CLEARLY: Final = 5.0
"""By so much surer a reading must be before Swedish gives way: no å is lost to a close call."""


def in_other_languages(
    lines: tuple[Line, ...], grey: Pixels, dpi: int, languages: Sequence[str]
) -> tuple[Line, ...]:
    """The same lines; a letter wholly in Swedish costs only what its unsure lines cost."""
    if not languages:
        return lines
    return tuple(_read_again(line, grey, dpi, languages) for line in lines)


def _read_again(line: Line, grey: Pixels, dpi: int, languages: Sequence[str]) -> Line:
    if not _may_be_foreign(line):
        return line
    top, left = max(0, line.top - _PADDING_PX), max(0, line.left - _PADDING_PX)
    crop = grey[top : line.bottom + _PADDING_PX, left : line.right + _PADDING_PX]
    readings = (read_single_line(crop, dpi, language) for language in languages)
    best = max(readings, key=_surety)
    if _surety(best) < _surety(line.words) + _CLEARLY:
        return line
    return dataclasses.replace(line, words=tuple(word.moved(left, top) for word in best))


def _may_be_foreign(line: Line) -> bool:
    """A line in another language has several doubtful words; a smudged one in Swedish has one."""
    words = [word for word in line.words if any(map(str.isalpha, word.text))]
    unsure = sum(not is_sure(word) for word in words)
    return unsure >= max(1, _DOUBTFUL_SHARE * len(words))


def _surety(words: Sequence[Word]) -> float:
    """The mean over the signs: a long word says more than a dash."""
    if not words:
        return 0.0
    weights = [len(word.text) for word in words]
    return float(np.average([word.confidence for word in words], weights=weights))
