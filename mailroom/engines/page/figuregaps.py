"""The spaces inside figures, 1 176,79 or 106 31, which the reading model takes for nothing."""

import dataclasses
import re
from itertools import pairwise
from typing import Final

import numpy as np

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.pixels.image import Pixels

_FIGURES: Final = re.compile(r"[0-9](?=(?:[^0-9]*[0-9]){3})[0-9.,:#*-]*")
_GROUPED: Final = re.compile(
    r"[0-9]{1,3}(?: [0-9]{3}){1,2}(?:[.,:][0-9-]{1,2})?|[0-9]{2,3}(?: [0-9]{2}){1,2}"
)
"""Amounts, postcodes, telephone numbers: registration numbers are never cut."""
_WIDE: Final = 1.32
"""Figures stand at one pitch, also the slim 1; a space adds half of it or more."""
_LEAST_PAIRS: Final = 3
_DARK: Final = 128


def with_gaps(lines: tuple[Line, ...], mono: Pixels) -> tuple[Line, ...]:
    """Words of figures are cut where the print leaves a space between two digits."""
    return tuple(
        dataclasses.replace(
            line, words=tuple(part for word in line.words for part in _parts(word, mono))
        )
        for line in lines
    )


def _parts(word: Word, mono: Pixels) -> tuple[Word, ...]:
    if not _FIGURES.fullmatch(word.text):
        return (word,)
    signs = _signs(word, mono)
    if len(signs) != len(word.text):
        # Touching or broken print: no gap belongs to a certain pair of signs.
        return (word,)
    pitches = {
        at: (after[0] + after[1] - before[0] - before[1]) / 2
        for at, (before, after) in enumerate(pairwise(signs), start=1)
        if word.text[at - 1].isdigit() and word.text[at].isdigit()
    }
    if len(pitches) < _LEAST_PAIRS:
        return (word,)
    least = _WIDE * float(np.median(list(pitches.values())))
    cuts = [at for at, pitch in pitches.items() if pitch >= least]
    edges = [0, *cuts, len(signs)]
    texts = [word.text[start:end] for start, end in pairwise(edges)]
    if not _GROUPED.fullmatch(" ".join(texts)):
        return (word,)
    return tuple(_piece(word, signs, start, end) for start, end in pairwise(edges))


def _signs(word: Word, mono: Pixels) -> list[tuple[int, int]]:
    """From and to of every run of inked columns."""
    inked = (mono[word.top : word.bottom, word.left : word.right] < _DARK).any(axis=0)
    ends = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    return [
        (word.left + int(start), word.left + int(end))
        for start, end in zip(ends[::2], ends[1::2], strict=True)
    ]


def _piece(word: Word, signs: list[tuple[int, int]], start: int, end: int) -> Word:
    left, right = signs[start][0], signs[end - 1][1]
    slope = (word.base_right - word.base_left) / max(1, word.right - word.left)
    return dataclasses.replace(
        word,
        text=word.text[start:end],
        left=left,
        right=right,
        base_left=word.base_left + slope * (left - word.left),
        base_right=word.base_left + slope * (right - word.left),
    )
