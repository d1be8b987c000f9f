"""Specks: dust and salt that a one-bit scan is strewn with, taken away before reading."""

from typing import Any, Final

import cv2
import numpy as np

from mailroom.engines.pixels.image import Pixels, grey_of
from mailroom.engines.pixels.pieces import labelled

_DARK: Final = 64
_LIGHT: Final = 192
_EDGES_SHARE: Final = 0.1
"""A grey scan has its edges of ink between dark and light: a third of its ink, and mostly more."""
_LARGEST_SPECK_MM2: Final = 0.11
_REACH_MM: Final = 0.7
"""Nearer than this to real ink a speck may be a full stop, a dot or a ring."""


def is_one_bit(pixels: Pixels) -> bool:
    """Whether the scanner made it black and white only, also when it came as a JPEG since."""
    levels = np.bincount(grey_of(np.ascontiguousarray(pixels[::4, ::4])).ravel(), minlength=256)
    dark, light = int(levels[:_DARK].sum()), int(levels[_LIGHT:].sum())
    between = levels.sum() - dark - light
    return bool(dark and light and between <= _EDGES_SHARE * dark)


def without_specks(mono: Pixels, dpi: int) -> Pixels:
    """Black on white in, the same without small pieces that lie alone."""
    ink = np.asarray(cv2.bitwise_not(mono), dtype=np.uint8)
    per_mm = dpi / 25.4
    count, labels = labelled(ink)
    # Only where ink is, which is a tenth of the page.
    where = np.flatnonzero(ink.ravel() > 0)
    piece = labels.ravel()[where]
    small = np.bincount(piece, minlength=count) <= _LARGEST_SPECK_MM2 * per_mm**2
    specks = where[small[piece]]
    if not len(specks):
        return mono
    is_speck = np.zeros_like(ink)
    is_speck.ravel()[specks] = 255
    solid = _array(cv2.subtract(ink, is_speck))
    reach = int(_REACH_MM * per_mm) * 2 + 1
    near = cv2.dilate(solid, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    lone = cv2.bitwise_and(is_speck, cv2.bitwise_not(near))
    return np.asarray(cv2.bitwise_or(mono, lone), dtype=np.uint8)


def _array(matrix: Any) -> Any:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix)
