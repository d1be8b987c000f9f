"""The ink that hangs on a drawn edge: a label's outline, a window's, a rule across the face."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.ink import Ink
from mailroom.engines.pixels.pieces import labelled_with_boxes

Mask = NDArray[np.bool_]
_LONG_MM: Final = 30.0
"""Labels and windows are larger, postmarks are not."""
_STRAIGHT_MM: Final = 6.0
"""Few strokes of a letter run straight so far, up, down or across."""
_THROUGH_MM: Final = 0.85
"""Thicker than an edge is drawn."""
_FRAME: Final = 0.2
"""Of a piece's box that is ink: print that hangs together, or a picture, has more."""
_EDGE_SHARE: Final = 0.2
"""Of a drawn edge that runs straight, with what is written across it; a round stamp has less."""
_OUTLINE: Final = 0.75
"""Of the picture, both ways: the envelope's own outline, upon which nobody writes."""
_MOST_EDGES: Final = 16
"""More of them are a drawing, which would take a worker's time and says nothing."""
_PAD_PX: Final = 8
_LEAN_PX: Final = 3
"""An edge that leans with the face stays within so many rows for a straight run."""


def freed(ink: Ink) -> Ink:
    """What is left of drawn edges once their straight runs are taken away: also what crosses."""
    _, _, width, height, area = ink.pieces.T
    drawn = (np.maximum(width, height) >= ink.px(_LONG_MM)) & (area < _FRAME * width * height)
    outline = (width > _OUTLINE * ink.width) & (height > _OUTLINE * ink.height)
    edges = ink.pieces[drawn & ~outline]
    longest = edges[np.argsort(-np.maximum(edges[:, 2], edges[:, 3]))][:_MOST_EDGES]
    rests = [rest for edge in longest for rest in _rest(ink, edge)]
    return replace(ink, pieces=np.array(rests, dtype=np.int32).reshape(-1, 5))


def _rest(ink: Ink, edge: NDArray[np.int32]) -> Iterator[NDArray[np.int32]]:
    left, top, width, height, area = map(int, edge)
    labels = ink.labels[top : top + height, left : left + width]
    own = np.flatnonzero(np.bincount(labels.ravel()) == area)[-1]
    # OpenCV takes what lies outside for ink, and the edge is where the piece ends.
    mask = np.pad(labels == own, _PAD_PX)
    straight = mask & _straight(mask, ink)
    if straight.sum() >= _EDGE_SHARE * area:
        _, pieces = labelled_with_boxes((mask & ~straight).astype(np.uint8))
        yield from pieces + np.array([left - _PAD_PX, top - _PAD_PX, 0, 0, 0], dtype=np.int32)


def _straight(mask: Mask, ink: Ink) -> Mask:
    """What lies in a long run across or down, but for where another stroke runs through it."""
    long, through = round(ink.px(_STRAIGHT_MM)), round(ink.px(_THROUGH_MM))
    straight = np.zeros_like(mask)
    for upright in (False, True):
        thick = _with(cv2.MORPH_DILATE, mask, _bar(_LEAN_PX, upright=not upright))
        run = _with(cv2.MORPH_OPEN, thick, _bar(long, upright=upright))
        crossing = _with(cv2.MORPH_OPEN, mask, _bar(through, upright=not upright))
        straight |= run & ~crossing
    return straight


def _with(operation: int, mask: Mask, bar: Pixels) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.view(np.uint8), operation, bar), dtype=np.bool_)


def _bar(length: int, *, upright: bool) -> Pixels:
    size = (1, length) if upright else (length, 1)
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_RECT, size), dtype=np.uint8)
