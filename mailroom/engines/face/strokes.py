"""Strokes that run across lines: what is struck out, and where."""

from typing import Final

import cv2
import numpy as np

from mailroom.domain.pages import Box
from mailroom.engines.face.picture import View
from mailroom.engines.face.pieces import binary
from mailroom.engines.pixels.image import Pixels

_SHARE: Final = 0.55
"""Of a line's width."""
_BAND: Final = (0.25, 0.75)
_STROKE_MM: Final = 10.0
"""No letter is so wide."""


def has_stroke(line: Pixels, width: int) -> bool:
    """Whether a stroke runs through the middle of a line `width` pixels wide, along most of it."""
    rows = [row / line.shape[0] for row in _strokes(line, max(8, int(_SHARE * width)))]
    return any(_BAND[0] < row < _BAND[1] for row in rows)


def has_strokes_between(view: View, box: Box, top: float, bottom: float) -> bool:
    """Whether one runs across in the box between two heights of the view."""
    length = round(_STROKE_MM / 25.4 * view.picture.dpi)
    return any(top < box.y + row < bottom for row in _strokes(view.crop(box), length))


def _strokes(crop: Pixels, length: int) -> list[int]:
    ink = 255 - binary(crop)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1))
    thick = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 5)))
    strokes = np.asarray(cv2.morphologyEx(thick, cv2.MORPH_OPEN, kernel))
    return [int(row) for row in np.flatnonzero(strokes.any(axis=1))]
