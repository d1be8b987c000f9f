"""A card under the paper: the faint outline that an ID-1 card presses into an envelope."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.face.picture import LOOK_DPI
from mailroom.engines.pixels.image import Pixels

CARD_FROM: Final = 0.85
"""A fold and a window's edge together may reach half of it."""
CARD_OF_ISSUER_FROM: Final = 0.5
"""Enough from a sender who issues cards."""
_CARD_MM: Final = (85.6, 53.98)
_RIDGE_PX: Final = 4
_FAINT: Final = 1.6
"""Grey levels that count as a full line; the paper's grain stays below."""
_PRINTED: Final = 13.0
"""A line this dark is printed or a window's edge."""
_BEYOND_PX: Final = 24
_FAR_BEYOND_PX: Final = 60
_DRIFT_PX: Final = 4
"""The paper's own edge is seldom quite level: over a card's length it moves a millimetre."""
_GOES_ON: Final = 0.5
_CLOSED: Final = 0.6
_GAP_PX: Final = 8
_SAME_PAPER: Final = 4.0
_PLACES: Final = 4
_FAR_PART: Final = 5
_REACHED: Final = 0.3
"""Of the last fifth of either edge: a label's or a window's edge has ended before."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Relief:
    """`share` of a card's upper and left edge that is there as a faint dark line, 0 to 1.

    `closed` says that the lower and right edges are there as well, as lines that catch the light.
    """

    share: float
    closed: bool


_NONE: Final = Relief(0.0, closed=False)


def card_relief(look: Pixels) -> Relief:
    """The likeliest card; `look` is the upright face in grey at LOOK_DPI."""
    grey = np.asarray(cv2.GaussianBlur(look.astype(np.float32), (0, 0), 0.8), dtype=np.float32)
    level, steep = _ridges(grey), np.ascontiguousarray(_ridges(grey.T).T)
    long, short = (round(side / 25.4 * LOOK_DPI) for side in _CARD_MM)
    lying = _best(grey, level, steep, (long, short))
    standing = _best(grey, level, steep, (short, long))
    return max(lying, standing, key=lambda relief: relief.share)


def _ridges(grey: Floats) -> Floats:
    """Thin horizontal lines darker than both their sides, 1 for a faint line, 0 for print."""
    k = _RIDGE_PX
    found = np.zeros(grey.shape, dtype=np.float32)
    found[k:-k] = np.minimum(grey[2 * k :], grey[: -2 * k]) - grey[k:-k]
    wide = np.asarray(cv2.dilate(np.ascontiguousarray(found), np.ones((3, 1), np.uint8)))
    weighed = np.clip(wide / _FAINT, -0.6, 1.0)
    return np.where(wide > _PRINTED, 0.0, weighed).astype(np.float32)


def _best(grey: Floats, level: Floats, steep: Floats, size: tuple[int, int]) -> Relief:
    width, height = size
    rows, columns = grey.shape[0] - height, grey.shape[1] - width
    if min(rows, columns) < _BEYOND_PX:
        return _NONE
    left = _edge(np.ascontiguousarray(steep.T), height, columns, rows).T
    # Nothing upright is as straight as the face's own upper edge: two faces of five end here.
    if left.max() < CARD_OF_ISSUER_FROM:
        return _NONE
    scores = np.minimum(_edge(level, width, rows, columns), left)
    # The best places are checked: the paper must be the same on both sides of the line.
    for _ in range(_PLACES):
        y, x = divmod(int(scores.argmax()), columns)
        best = float(scores[y, x])
        if best < CARD_OF_ISSUER_FROM:
            break
        edges = level[y, x : x + width], steep[y : y + height, x]
        if (
            _is_same_paper(grey, x, y, size)
            and all(map(_reaches_corner, edges))
            and not (_goes_on(level, y, x + width) or _goes_on(steep.T, x, y + height))
        ):
            return Relief(best, closed=_is_closed(grey, x, y, size))
        scores[max(0, y - _GAP_PX) : y + _GAP_PX, max(0, x - _GAP_PX) : x + _GAP_PX] = 0
    return _NONE


def _edge(ridges: Floats, length: int, rows: int, columns: int) -> Floats:
    """Mean along a line of this length, less what goes on beyond its ends: a fold goes on."""
    looked_at = ridges[:rows]

    def mean(run: int) -> Floats:
        from_here = cv2.blur(looked_at, (run, 1), anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
        return np.asarray(from_here[:, : ridges.shape[1] - run + 1], dtype=np.float32)

    along, beyond = mean(length)[:, :columns], mean(_BEYOND_PX)
    after = _shifted(beyond, length + _GAP_PX, columns)
    before = _shifted(beyond, -_BEYOND_PX - _GAP_PX, columns)
    return np.asarray(along - np.maximum(np.maximum(after, before), 0), dtype=np.float32)


def _shifted(values: Floats, by: int, columns: int) -> Floats:
    """So many columns from `by` on; beyond either end the outermost is repeated."""
    first, last = max(0, min(by, values.shape[1] - 1)), min(values.shape[1], by + columns)
    inside = np.ascontiguousarray(values[:, first : max(first + 1, last)])
    left = max(0, min(-by, columns - inside.shape[1]))
    right = columns - left - inside.shape[1]
    framed = cv2.copyMakeBorder(inside, 0, 0, left, right, cv2.BORDER_REPLICATE)
    return np.asarray(framed, dtype=np.float32)


def _is_closed(grey: Floats, x: int, y: int, size: tuple[int, int]) -> bool:
    """Pressed paper is dark on two sides and light on the other two."""
    width, height = size
    around = grey[y : y + height + 2 * _GAP_PX, x : x + width + 2 * _GAP_PX]
    bottom, right = (
        _ridges(-around)[height - _GAP_PX :, :width],
        _ridges(-around.T)[width - _GAP_PX :],
    )
    return min(_fullest(bottom), _fullest(right[:, :height])) >= _CLOSED


def _fullest(ridges: Floats) -> float:
    return float(ridges.mean(axis=1).max()) if ridges.size else 0.0


def _reaches_corner(edge: Floats) -> bool:
    return float(edge[-(len(edge) // _FAR_PART) :].mean()) >= _REACHED


def _goes_on(ridges: Floats, row: int, end: int) -> bool:
    """Whether the line goes on far beyond a card's length, as the edge of the paper does."""
    rows = slice(max(0, row - _DRIFT_PX), row + _DRIFT_PX + 1)
    beyond = ridges[rows, end + _GAP_PX : end + _GAP_PX + _FAR_BEYOND_PX]
    return beyond.size > 0 and float(beyond.mean(axis=1).max()) >= _GOES_ON


def _is_same_paper(grey: Floats, x: int, y: int, size: tuple[int, int]) -> bool:
    width, height = size
    gap = 2 * _RIDGE_PX

    def level(rows: slice, columns: slice) -> float:
        piece: Any = grey[rows, columns]
        return float(np.median(piece)) if piece.size else -1e3

    above = level(slice(max(0, y - 2 * gap), max(1, y - gap)), slice(x, x + width))
    below = level(slice(y + gap, y + 2 * gap), slice(x, x + width))
    outside = level(slice(y, y + height), slice(max(0, x - 2 * gap), max(1, x - gap)))
    inside = level(slice(y, y + height), slice(x + gap, x + 2 * gap))
    return abs(above - below) < _SAME_PAPER and abs(outside - inside) < _SAME_PAPER
