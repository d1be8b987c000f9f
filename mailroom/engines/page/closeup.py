"""A page without its empty margins and stretches: what layout analysis need not look at."""

import dataclasses
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.pixels.image import Pixels

_INKED: Final = 0.85
"""A share of the paper's brightness: also pale print is kept."""
_LONGEST_GAP_MM: Final = 10.0
"""Of a longer one so much is left, which still parts two paragraphs."""
_AIR_MM: Final = 2.0


@dataclass(frozen=True, slots=True)
class CloseUp:
    """`rows` are those of the page that are in `pixels`; `left` is its first column of them."""

    pixels: Pixels
    rows: NDArray[np.intp]
    left: int

    def on_page(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Lines that were found in `pixels`, where they stand on the page."""
        return tuple(
            dataclasses.replace(line, words=tuple(self._moved(word) for word in line.words))
            for line in lines
        )

    def _moved(self, word: Word) -> Word:
        # By its middle: that row is inked, or lies in a gap too short to have been cut.
        middle = min(max((word.top + word.bottom) // 2, 0), len(self.rows) - 1)
        return word.moved(self.left, int(self.rows[middle]) - middle)


def close_up(grey: Pixels, paper: int, dpi: int) -> CloseUp:
    """Everything darker than plain `paper` is in it, with a little air around."""
    mm = dpi / 25.4
    _, light = cv2.threshold(grey, _INKED * paper, 255, cv2.THRESH_BINARY)
    # A dark pixel by itself is noise.
    seen = np.asarray(cv2.dilate(light, np.ones((2, 2), dtype=np.uint8)))
    inked = np.flatnonzero(seen.min(axis=1) == 0)
    if not len(inked):
        return CloseUp(grey, np.arange(len(grey)), 0)
    columns = np.flatnonzero(seen.min(axis=0) == 0)
    air = round(_AIR_MM * mm)
    kept = np.zeros(len(grey), dtype=np.bool_)
    starts = np.flatnonzero(np.diff(inked, prepend=-len(grey)) > _LONGEST_GAP_MM * mm)
    ends = [*starts[1:], len(inked)]
    half = round(_LONGEST_GAP_MM * mm / 2)
    for start, end in zip(starts, ends, strict=True):
        kept[max(0, inked[start] - half) : inked[end - 1] + half] = True
    kept[: max(0, inked[0] - air)] = False
    kept[inked[-1] + air :] = False
    rows = np.flatnonzero(kept)
    left, right = max(0, int(columns[0]) - air), int(columns[-1]) + air
    return CloseUp(np.ascontiguousarray(grey[rows, left:right]), rows, left)
