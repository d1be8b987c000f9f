"""The digits of the recipient's number, cut out one by one for people to verify in groups."""

import base64
import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mailroom.domain.digits import DigitCrop, DigitsRead, number_to_verify
from mailroom.domain.evidence import Evidence
from mailroom.domain.ids import is_digits
from mailroom.domain.pages import Box, Page
from mailroom.engines.ocr.tesseract import SWEDISH, ReadingTooSlow, Symbol, engine
from mailroom.engines.pixels.image import Pixels, grey_of

_TALL_PX: Final = 28
"""Digits are read at this height, as lines of an address are."""
_AIR: Final = 0.25
_LEANS: Final = tuple(np.tan(np.radians(at / 2)) for at in range(-10, 11))
"""Up to five degrees either way, in halves."""
_FAINT: Final = 24
"""Grey levels by which paper varies."""
_BARE: Final = 0.04
_LEAST_PX: Final = 8
_PAD_PX: Final = 12
_SHOWN_PX: Final = 56
_QUALITY: Final = 80
_QUARTER: Final = 90
_NARROW, _BROAD = 0.15, 1.15
"""Widths of a digit by its height; what is outside was not cut at a digit's edges."""


def cut_digits(pixels: Pixels, face: Page, evidence: Evidence) -> DigitsRead | None:
    """Of the captured `pixels` of the face; nothing but the digits is in the crops.

    None where the recipient's number was not read, or its digits cannot be told apart.
    """
    reading = number_to_verify(evidence)
    if reading is None or reading.box is None or reading.page != face.id:
        return None
    line, factor = _line(pixels, reading.box, face.turned_deg or 0)
    if line.size == 0:
        return None
    try:
        symbols = engine(SWEDISH).symbols(_resized(line, factor))
    except ReadingTooSlow:
        return None
    found = _run_of(symbols, reading.text)
    if found is None or not _is_evenly_cut(found):
        return None
    return DigitsRead(reading.text, tuple(_crop(line, one, factor) for one in found))


def _line(pixels: Pixels, box: Box, turned_deg: int) -> tuple[Pixels, float]:
    """The line alone, upright and level, and what makes its letters as tall as are read."""
    air = round(min(box.width, box.height) * _AIR)
    top, left = max(0, box.y - air), max(0, box.x - air)
    part = grey_of(pixels[top : box.y + box.height + air, left : box.x + box.width + air])
    upright = np.ascontiguousarray(np.rot90(part, k=-(turned_deg // _QUARTER)))
    if min(upright.shape) < _LEAST_PX:
        return upright[:0], 1.0
    level = max((_leant(upright, lean) for lean in _LEANS), key=_evenness)
    top, bottom = _band(_ink(level).sum(axis=1))
    hair = max(2, (bottom - top) // 6)
    return level[max(0, top - hair) : bottom + hair], _TALL_PX / max(1, bottom - top)


def _leant(image: Pixels, lean: float) -> Pixels:
    """Columns moved up or down, so that a line that leans lies level."""
    height, width = image.shape
    matrix = np.array([[1.0, 0.0, 0.0], [lean, 1.0, -lean * width / 2]])
    moved = cv2.warpAffine(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, dtype=np.uint8)


def _ink(image: Pixels) -> NDArray[np.float64]:
    """How much darker than the paper each pixel is."""
    return np.clip(np.median(image) - image.astype(np.float64) - _FAINT, 0, None)


def _evenness(image: Pixels) -> float:
    """Level lines have rows full of ink and rows with none."""
    return float(np.var(_ink(image).sum(axis=1)))


def _band(rows: NDArray[np.float64]) -> tuple[int, int]:
    """The rows from end to end of the line in the middle."""
    inked = rows > rows.max() * _BARE
    middle = len(rows) // 2
    if not inked[middle]:
        return 0, len(rows)
    bare = np.flatnonzero(~inked)
    above, below = bare[bare < middle], bare[bare > middle]
    top = int(above[-1]) + 1 if above.size else 0
    return top, int(below[0]) if below.size else len(rows)


def _resized(line: Pixels, factor: float) -> Pixels:
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    sized = cv2.resize(line, None, fx=factor, fy=factor, interpolation=way)
    paper = int(np.median(sized))
    return np.pad(np.asarray(sized, dtype=np.uint8), _PAD_PX, constant_values=paper)


def _run_of(symbols: Sequence[Symbol], number: str) -> Sequence[Symbol] | None:
    """The symbols that spell the number, once; dashes and spaces between them do not count."""
    digits = [one for one in symbols if one.text not in "-\u2013 "]
    spelt = "".join(one.text if is_digits(one.text) else "?" for one in digits)
    if spelt.count(number) != 1:
        return None
    at = spelt.index(number)
    return digits[at : at + len(number)]


def _is_evenly_cut(found: Sequence[Symbol]) -> bool:
    """Each of a digit's shape, and none reaching into the next."""
    tall = float(np.median([one.bottom - one.top for one in found]))
    shapes = all(_NARROW * tall <= one.right - one.left <= _BROAD * tall for one in found)
    steps = pairwise(found)
    return shapes and all((one.left + one.right) / 2 < other.left for one, other in steps)


def _crop(line: Pixels, one: Symbol, factor: float) -> DigitCrop:
    """A hair of paper about the digit, on white, all of one height."""
    hair = max(1, round((one.bottom - one.top) * 0.06))
    sides = [one.left - hair, one.top - 2 * hair, one.right + hair, one.bottom + 2 * hair]
    left, top, right, bottom = (max(0, round((at - _PAD_PX) / factor)) for at in sides)
    part = line[top:bottom, left:right]
    scale = _SHOWN_PX / max(1, part.shape[0])
    shown = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    out = io.BytesIO()
    Image.fromarray(np.asarray(shown, dtype=np.uint8)).save(out, "JPEG", quality=_QUALITY)
    jpeg = base64.b64encode(out.getvalue()).decode("ascii")
    return DigitCrop(one.text, round(one.confidence * 10), jpeg)
