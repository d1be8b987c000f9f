"""The scanner's dark backing around the paper, cut off where nothing of the paper goes with it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels, grey_of, scaled

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


@dataclass(frozen=True, slots=True)
class Cut:
    """Pixels of backing on each side of an upright page."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, page: Pixels) -> Pixels:
        """The rest of the page; the page itself where nothing is cut."""
        if not self.left + self.top + self.right + self.bottom:
            return page
        rows = slice(self.top, page.shape[0] - self.bottom)
        columns = slice(self.left, page.shape[1] - self.right)
        return np.ascontiguousarray(page[rows, columns])

    def and_then(self, inner: "Cut") -> "Cut":
        return Cut(
            self.left + inner.left,
            self.top + inner.top,
            self.right + inner.right,
            self.bottom + inner.bottom,
        )


def backing_of(straight: Pixels, dpi: int) -> Cut:
    """What of the upright page is no paper; nothing when there is no backing.

    Backing is even, black and on at least two sides; a printed band or a picture that reaches
    one edge stays. A rim too thin for that look is cut by the pixel.
    """
    wide = _wide_backing(straight, dpi)
    return wide.and_then(_rims(wide.of(straight), dpi))


def without_backing(straight: Pixels, dpi: int) -> Pixels:
    return backing_of(straight, dpi).of(straight)


def _wide_backing(straight: Pixels, dpi: int) -> Cut:
    look = scaled(grey_of(straight), _LOOK_DPI / dpi)
    top, bottom = _depths(look)
    left, right = _depths(look.T)
    if sum(depth > 0 for depth in (top, bottom, left, right)) < _LEAST_SIDES:
        return Cut(0, 0, 0, 0)
    factor = straight.shape[0] / look.shape[0]
    return Cut(*(int(depth * factor) for depth in (left, top, right, bottom)))


def _rims(page: Pixels, dpi: int) -> Cut:
    """A dark line along an edge is backing that shows beside the paper, unless it is broad."""
    deepest = round(_RIM_MM / 25.4 * dpi)
    grey = grey_of(page)
    top, bottom = _rim(grey, deepest), _rim(grey[::-1], deepest)
    left, right = _rim(grey.T, deepest), _rim(grey.T[::-1], deepest)
    return Cut(left, top, right, bottom)


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
