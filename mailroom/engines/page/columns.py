"""Whether a page's text is set in columns; tables, forms and slips are not."""

from typing import Final

import cv2
import numpy as np

from mailroom.engines.pixels.image import Pixels, scaled

_SIGHT_DPI: Final = 75
_WORD_SPACE_MM: Final = 2.5
"""Justified print spreads its words so far, and the gap between columns is wider."""
_LINE_MM: Final = 30.0
"""Print without a gap over this length is a line of running text."""
_BESIDE_MM: Final = 14.0
"""So high are seven or eight lines of small letters, without what lies between them."""
_DARK: Final = 167
"""Ten light pixels of sixteen average to 159, eleven to 175: rounding decides nothing."""


def has_columns(mono: Pixels, dpi: int) -> bool:
    """Many rows hold two lines of running text beside each other."""
    mm = min(dpi, _SIGHT_DPI) / 25.4
    ink = np.where(scaled(mono, _SIGHT_DPI / dpi) < _DARK, 255, 0).astype(np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _along(_WORD_SPACE_MM * mm))
    running = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _along(_LINE_MM * mm)) > 0
    starts = np.diff(running.astype(np.int8), axis=1, prepend=0) > 0
    return bool((starts.sum(axis=1) > 1).sum() >= _BESIDE_MM * mm)


def _along(length: float) -> Pixels:
    return np.ones((1, round(length)), dtype=np.uint8)
