"""Flagged blocks of a page as few rectangles."""

from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.layers.layered import Place

_FULL: Final = 0.5
"""A region that fills this share of its rectangle is taken as that rectangle."""

Flags = NDArray[np.bool_]
_Box = tuple[int, int, int, int]


def tiles_of(flags: Flags, block_px: int, width_px: int, height_px: int) -> tuple[Place, ...]:
    """Rectangles that together cover every flagged block; they do not overlap one another."""
    left = flags.copy()
    boxes: list[_Box] = []
    for box in _regions(flags):
        boxes.extend(_cut(left, box))
    return tuple(
        Place(
            x * block_px,
            y * block_px,
            min(right * block_px, width_px),
            min(bottom * block_px, height_px),
        )
        for x, y, right, bottom in boxes
    )


def _regions(flags: Flags) -> Iterator[_Box]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(flags.astype(np.uint8), connectivity=4)
    rows: Any = np.asarray(stats)[1:]
    for x, y, width, height, _ in rows:
        yield int(x), int(y), int(x + width), int(y + height)


def _cut(left: Flags, box: _Box) -> Iterator[_Box]:
    x, y, right, bottom = box
    piece = left[y:bottom, x:right]
    if not piece.any():
        return
    if piece.mean() >= _FULL:
        left[y:bottom, x:right] = False
        yield box
        return
    if bottom - y >= right - x:
        middle = (y + bottom) // 2
        halves = ((x, y, right, middle), (x, middle, right, bottom))
    else:
        middle = (x + right) // 2
        halves = ((x, y, middle, bottom), (middle, y, right, bottom))
    for half in halves:
        yield from _cut(left, _shrunk(left, half))


def _shrunk(left: Flags, box: _Box) -> _Box:
    """To what is flagged in it."""
    x, y, right, bottom = box
    piece = left[y:bottom, x:right]
    rows, columns = np.flatnonzero(piece.any(axis=1)), np.flatnonzero(piece.any(axis=0))
    if not len(rows):
        return box
    return (
        x + int(columns[0]),
        y + int(rows[0]),
        x + int(columns[-1]) + 1,
        y + int(rows[-1]) + 1,
    )
