"""The upright page as it is read and kept: its paper even, at most 300 dpi."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np

from mailroom.engines.layers.layered import WHITE, Colour
from mailroom.engines.pixels.image import Pixels, grey_of, scaled
from mailroom.engines.pixels.paperlight import evened, paper_colour, tint_of

DOCUMENT_DPI: Final = 300


@dataclass(frozen=True, slots=True)
class FlatPage:
    """`paper` is what plain paper has become in `pixels`: white, or the sheet's own tint."""

    pixels: Pixels
    dpi: int
    paper: Colour
    one_bit: bool
    """The capture was black and white, and `pixels` are so too."""

    def grey(self) -> Pixels:
        return grey_of(self.pixels)

    @property
    def paper_grey(self) -> int:
        """What plain paper is in `grey()`."""
        return int(grey_of(np.array([[self.paper]], dtype=np.uint8))[0, 0])


def flattened(straight: Pixels, dpi: int, *, one_bit: bool) -> FlatPage:
    """`one_bit` says that the capture was black and white, whatever straightening made of it."""
    page = scaled(straight, DOCUMENT_DPI / dpi)
    dpi = min(dpi, DOCUMENT_DPI)
    if one_bit:
        _, page = cv2.threshold(grey_of(page), 127, 255, cv2.THRESH_BINARY)
        return FlatPage(_pixels(page), dpi, WHITE, one_bit=True)
    seen = paper_colour(page)
    return FlatPage(evened(page, dpi, seen), dpi, tint_of(seen), one_bit=False)


def _pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
