"""The scanner's dark backing around the paper, cut off where nothing of the paper goes with it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pageimage import Pixels, grey_of, scaled

_LOOK_DPI: Final = 75
_DARKEST: Final = 60
_WHOLLY: Final = 0.9
"""A row is backing when this share of it is dark; anything less may belong to the paper."""
_EVEN: Final = 14.0
_LEAST_SIDES: Final = 2
_MOST_CUT: Final = 0.45
_RIM_MM: Final = 1.5
_SHADED: Final = 150
_HALF: Final = 0.5


def without_backing(straight: Pixels, dpi: int) -> Pixels:
    """The upright page within its backing, or as it is when there is none.

    Backing is even, black and on at least two sides; a printed band or a picture that reaches
    one edge stays. A rim too thin for that look is cut by the pixel.
    """
    return _without_rim(_without_wide_backing(straight, dpi), dpi)


def _without_wide_backing(straight: Pixels, dpi: int) -> Pixels:
    look = scaled(grey_of(straight), _LOOK_DPI / dpi)
    top, bottom = _depths(look)
    left, right = _depths(look.T)
    if sum(depth > 0 for depth in (top, bottom, left, right)) < _LEAST_SIDES:
        return straight
    factor = straight.shape[0] / look.shape[0]
    rows = slice(int(top * factor), straight.shape[0] - int(bottom * factor))
    columns = slice(int(left * factor), straight.shape[1] - int(right * factor))
    return np.ascontiguousarray(straight[rows, columns])


def _without_rim(page: Pixels, dpi: int) -> Pixels:
    """A dark line along an edge is backing that shows beside the paper, unless it is broad."""
    deepest = round(_RIM_MM / 25.4 * dpi)
    grey = grey_of(page)
    top, bottom = _rim(grey, deepest), _rim(grey[::-1], deepest)
    left, right = _rim(grey.T, deepest), _rim(grey.T[::-1], deepest)
    if not top + bottom + left + right:
        return page
    rows = slice(top, page.shape[0] - bottom)
    columns = slice(left, page.shape[1] - right)
    return np.ascontiguousarray(page[rows, columns])


def _rim(grey: NDArray[np.uint8], deepest: int) -> int:
    """How many rows to cut; 0 when there is no rim, or one so deep that it belongs to the page."""
    edge = grey[: deepest + 1]
    dark = (edge < _SHADED).mean(axis=1) >= _HALF
    if dark.all() or not dark.any():
        return 0
    # Counted from the last dark row: straightening may lay a lighter row outermost.
    return min(deepest, int(len(dark) - dark[::-1].argmax()))


def _depths(look: NDArray[np.uint8]) -> tuple[int, int]:
    """How many whole rows of backing lie at the beginning and at the end."""
    dark = look < _DARKEST
    backing = dark.mean(axis=1) >= _WHOLLY
    if backing.all():
        return 0, 0
    first, last = int(backing.argmin()), int(backing[::-1].argmin())
    return _checked(look, first), _checked(look[::-1], last)


def _checked(look: NDArray[np.uint8], depth: int) -> int:
    if depth == 0 or depth > _MOST_CUT * len(look):
        return 0
    strip = look[:depth]
    return depth if float(strip[strip < _DARKEST].std()) < _EVEN else 0
