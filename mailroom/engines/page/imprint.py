"""Reads what the imprinter printed along a sheet's edge while the sheet moved past it."""

from typing import Final

import cv2

from mailroom.domain.imprints import find_number
from mailroom.domain.pages import Page
from mailroom.engines.page.text import ReadingTooSlow, read_lines
from mailroom.engines.pixels.image import Pixels, believed_dpi, grey_of, load

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
    grey = grey_of(pixels)
    margin = round(_MARGIN_MM * dpi / _MM_PER_INCH)
    found: set[int] = set()
    for strip in (grey[:, :margin], grey[:, -margin:]):
        if (strip < _INK).mean() >= _LEAST_INK:
            for turn in (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE):
                number = find_number(_text(_turned(strip, turn), dpi), imprint)
                found |= {number} if number is not None else set()
    return found.pop() if len(found) == 1 else None


def _turned(strip: Pixels, turn: int) -> Pixels:
    return cv2.rotate(strip, turn).astype("uint8", copy=False)


def _text(strip: Pixels, dpi: int) -> str:
    try:
        lines = read_lines(strip, dpi, limit_s=_LIMIT_S)
    except ReadingTooSlow:
        return ""
    return "\n".join("".join(word.text for word in line.words) for line in lines)
