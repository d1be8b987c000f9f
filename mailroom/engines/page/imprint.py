"""Reads what the imprinter printed along a sheet's edge while the sheet moved past it."""

from typing import Final

import cv2
import numpy as np

from mailroom.domain.imprints import find_number
from mailroom.domain.pages import Page
from mailroom.engines.page.text import ReadingTooSlow, read_lines
from mailroom.engines.pixels.image import Pixels, believed_dpi, load

_MARGIN_MM: Final = 30.0
_MM_PER_INCH: Final = 25.4
_INK: Final = 140
_LEAST_INK: Final = 0.0002
_LIMIT_S: Final = 10.0


def read_imprint(page: Page, imprint: str) -> int | None:
    """The number of the page's sheet; None when it is not to be seen, or not beyond doubt.

    Looked for along both long edges of the capture as it was fed, in either reading direction.
    Raises UnreadableImage or ImageTooLarge.
    """
    pixels = load(page)
    dpi = believed_dpi(page, pixels)
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)  # noqa: PLR2004  rows and columns
    margin = round(_MARGIN_MM * dpi / _MM_PER_INCH)
    found: set[int] = set()
    for strip in (grey[:, :margin], grey[:, -margin:]):
        if (strip < _INK).mean() < _LEAST_INK:
            continue
        for quarter_turns in (1, 3):
            number = find_number(_text(np.rot90(strip, quarter_turns), dpi), imprint)
            found |= {number} if number is not None else set()
    return found.pop() if len(found) == 1 else None


def _text(strip: Pixels, dpi: int) -> str:
    try:
        lines = read_lines(np.ascontiguousarray(strip), dpi, limit_s=_LIMIT_S)
    except ReadingTooSlow:
        return ""
    return "\n".join("".join(word.text for word in line.words) for line in lines)
