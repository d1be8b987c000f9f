"""The ink of a page in full resolution: every piece of print by its own contrast."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels, grey_of
from mailroom.engines.pixels.pieces import labelled

_HALVINGS: Final = 2
_STROKE_PX: Final = 13
"""The closing that fills strokes up to four millimetres thick, after `_HALVINGS`."""
_SEEN_TO: Final = 0.87
"""Show-through of the other side is rarely darker than this share of the paper around it."""
_LEVEL: Final = 0.35
"""Ink begins at this share of a piece's own contrast: thin joins of letters hold together."""
_SPECK_PX: Final = 4
"""A piece no larger than this, 0.03 mm² at 300 dpi, is the sensor's noise; a full stop has 16."""
_FAINT_SPECK_PX: Final = 20
_FAINT: Final = 205.0
_DOT_PX: Final = 3
_SHARPENED: Final = 1.0
_BLUR_PX: Final = 1.0
"""A scanner's lens spreads a hairline so far; taken back, thin strokes keep their contrast."""
INKED: Final = 128
"""From here a pixel's depth is ink."""
_REACH_PX: Final = 17
"""Eight pixels, 0.7 mm, on every side."""

DARKNESS: Final = (256.0 - np.arange(256)) ** 4
"""How much a pixel of each brightness says of its ink: the edges of strokes are half paper."""
_DARK_VALUES: Final = DARKNESS * np.arange(256)

Numbers = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Strokes:
    """`where` are inked pixels of the flattened page, `piece` the number of each one's piece.

    `depth` says for every pixel how far it is inside or outside the ink, about `INKED`: where a
    stroke's edge runs between the pixels.
    """

    shape: tuple[int, ...]
    where: Numbers
    piece: Numbers
    count: int
    depth: Pixels


def strokes_of(page: Pixels) -> Strokes:
    """Dark print and faint alike: pencil, a tired ribbon and a pale stamp have their own level."""
    against = _sharpened(_against_surroundings(grey_of(page)))
    seen = _pixels(cv2.threshold(against, _SEEN_TO * 255, 255, cv2.THRESH_BINARY_INV)[1])
    count, labels = labelled(seen)
    # As truth values: numpy finds them ten times as fast as numbers.
    where = np.flatnonzero(seen.ravel() > 0)
    piece = labels.ravel()[where].astype(np.intp)
    value = against.ravel()[where]
    total = np.maximum(np.bincount(piece, DARKNESS[value], count), 1e-9)
    dark = np.bincount(piece, _DARK_VALUES[value], count) / total
    level = (255.0 - _LEVEL * (255.0 - dark)).astype(np.uint8)
    inked = value <= level[piece]
    size = np.bincount(piece[inked], minlength=count)
    believed = size > np.where(dark < _FAINT, _SPECK_PX, _FAINT_SPECK_PX)
    # A ring, a dot or a dash may be fainter and smaller than noise, but it stands by its letter.
    near = _near(where[inked & believed[piece]], page.shape[:2]).ravel()[where]
    beside = np.bincount(piece[inked], near[inked], count) > 0
    believed |= beside & (size >= _DOT_PX)
    inked &= believed[piece]
    levels = np.zeros_like(against)
    levels.ravel()[where] = np.where(believed, level + 1, 0)[piece]
    return Strokes(page.shape[:2], where[inked], piece[inked], count, _depth(against, levels))


def _depth(against: Pixels, levels: Pixels) -> Pixels:
    """`levels` is where ink ends, for what was seen of it; the paper beside takes it over."""
    beside = cv2.dilate(levels, np.ones((3, 3), np.uint8))
    unseen = cv2.threshold(against, _SEEN_TO * 255, _SEEN_TO * 255, cv2.THRESH_BINARY)[1]
    near = cv2.max(levels, cv2.min(_pixels(beside), _pixels(unseen)))
    # Where there is no level nothing is ink, however dark.
    return _pixels(cv2.addWeighted(near, 1.0, against, -1.0, INKED - 1))


def _sharpened(grey: Pixels) -> Pixels:
    soft = cv2.GaussianBlur(grey, (5, 5), _BLUR_PX)
    return _pixels(cv2.addWeighted(grey, 1 + _SHARPENED, soft, -_SHARPENED, 0))


def _near(where: Numbers, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    mask = np.zeros(shape, dtype=np.uint8)
    mask.ravel()[where] = 1
    reach = np.ones((_REACH_PX, _REACH_PX), dtype=np.uint8)
    return _pixels(cv2.dilate(mask, reach)) > 0


def _against_surroundings(grey: Pixels) -> Pixels:
    height, width = grey.shape
    # By halves: OpenCV has a path of its own for them, six times as fast as a quarter at once.
    small = grey
    for _ in range(_HALVINGS):
        small = _pixels(cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE_PX, _STROKE_PX))
    around = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    full = np.maximum(_pixels(cv2.resize(around, (width, height))), 1)
    return _pixels(cv2.divide(grey, full, scale=255))


def _pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
