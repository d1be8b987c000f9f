"""Short lines that page layout analysis passed over, such as a lone page number."""

import re
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.page.text import ENGLISH, SWEDISH, read_single_line
from mailroom.engines.pixels.image import Pixels, scaled

_SIGHT_DPI: Final = 150
_MOST_READ: Final = 10
_FIGURES: Final = re.compile(r"[0-9]{1,3}(?:/[0-9]{1,3}|\([0-9]{1,3}\))")
"""The Swedish model takes the stroke of 2/3 for a one."""
_BELIEVED: Final = 65.0
_PADDING_PX: Final = 12
_HIDING: Final = 60.0
_ONE_LINE_MM: Final = 5.0
_Place = tuple[int, int, int, int]


def with_overlooked(lines: tuple[Line, ...], mono: Pixels, dpi: int) -> tuple[Line, ...]:
    """The same lines and, in their places, those found by reading what no word covers."""
    found: list[Line] = []
    for place in _places(lines, mono, dpi):
        line = _read(mono, place, dpi)
        if line is not None:
            found.append(line)
    whole = list(lines)
    for line in found:
        below = (at for at, other in enumerate(whole) if other.top > line.bottom)
        whole.insert(next(below, len(whole)), line)
    return tuple(whole)


def _places(lines: Sequence[Line], mono: Pixels, dpi: int) -> list[_Place]:
    """Line-shaped groups of uncovered ink in pixels of `mono`, nearest to the page's ends first."""
    factor = min(1.0, _SIGHT_DPI / dpi)
    mm = dpi * factor / 25.4
    ink = np.asarray(scaled(mono, factor) < 160, dtype=np.uint8)  # noqa: PLR2004
    for word in (word for line in lines for word in line.words if _covers(word, dpi)):
        top, bottom = int(word.top * factor) - 2, int(word.bottom * factor) + 3
        left, right = int(word.left * factor) - 2, int(word.right * factor) + 3
        ink[max(0, top) : bottom, max(0, left) : right] = 0
    joined = cv2.dilate(ink, np.ones((1, int(2.2 * mm) * 2 + 1), dtype=np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    height = ink.shape[0]
    places = [
        (int(x), int(y), int(w), int(h))
        for x, y, w, h, area in np.asarray(stats, dtype=np.int32)[1:]
        if 1.2 * mm <= h <= 7 * mm
        and 5 * mm <= w <= 90 * mm
        and area > 0.4 * w * h
        and x > mm
        and x + w < ink.shape[1] - mm
    ]
    places.sort(key=lambda place: min(place[1], height - place[1] - place[3]))
    return [
        (int(x / factor), int(y / factor), int(w / factor), int(h / factor))
        for x, y, w, h in places[:_MOST_READ]
    ]


def _covers(word: Word, dpi: int) -> bool:
    """A doubtful word over several lines' height hides what really stands there."""
    return word.confidence >= _HIDING or (word.bottom - word.top) < _ONE_LINE_MM / 25.4 * dpi


def _read(mono: Pixels, place: _Place, dpi: int) -> Line | None:
    """Read in both languages: the English model is the better one for lone figures."""
    x, y, width, height = place
    top, left = max(0, y - _PADDING_PX), max(0, x - _PADDING_PX)
    crop = mono[top : y + height + _PADDING_PX, left : x + width + _PADDING_PX]
    swedish, english = (read_single_line(crop, dpi, language) for language in (SWEDISH, ENGLISH))
    words = max(swedish, english, key=_surety)
    if _FIGURES.fullmatch("".join(word.text for word in english)):
        words = english
    if _surety(words) < _BELIEVED or not any(s.isalnum() for word in words for s in word.text):
        return None
    return Line(tuple(word.moved(left, top) for word in words), new_block=True)


def _surety(words: Sequence[Word]) -> float:
    return min((word.confidence for word in words), default=0.0)
