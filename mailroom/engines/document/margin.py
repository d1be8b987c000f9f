"""The scan id along the left edge of a page, in print and as a small Data Matrix."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

_SIZE: Final = 6.0
_MM: Final = 72 / 25.4
_END_MM: Final = 8.0
_LEFT_MM: Final = 1.8
_MODULE_MM: Final = 0.36
"""Four pixels at 300 dpi: readable from the screen, and from a copy of a print."""
_GAP_MM: Final = 2.0
_GREY: Final = 0.25
GUTTER_MM: Final = 7.0
"""What the page is widened by where its own content reaches the left edge everywhere."""
_zxing: Any = zxingcpp

Spans = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Margin:
    """`bottom` is in points from the page's lower edge; `gutter` widens the page to the left."""

    text: str
    code: str
    bottom: float
    gutter: float


def margin_of(text: str, code: str, *, font: str, height: float, inked: Spans) -> Margin:
    """The lowest free place along the edge. `inked` are spans from the upper edge, in points."""
    length = _length(text, code, font)
    bottom = _lowest_free(length, height, inked)
    if bottom is None:
        return Margin(text, code, _END_MM * _MM, GUTTER_MM * _MM)
    return Margin(text, code, bottom, 0.0)


def draw_margin(canvas: Canvas, margin: Margin, font: str) -> None:
    """Upwards; black print on whatever is there, which `margin_of` found to be nothing."""
    pen: Any = canvas
    modules = _modules(margin.code)
    across, along = (side * _MODULE_MM * _MM for side in modules.shape)
    pen.saveState()
    pen.translate(_LEFT_MM * _MM + across, margin.bottom)
    pen.rotate(90)
    pen.setFillGray(0)
    outline = pen.beginPath()
    for row, column in zip(*np.nonzero(modules), strict=True):
        side = _MODULE_MM * _MM
        outline.rect(column * side, across - (row + 1) * side, side, side)
    pen.drawPath(outline, stroke=0, fill=1)
    pen.setFillGray(_GREY)
    pen.setFont(font, _SIZE)
    pen.drawString(along + _GAP_MM * _MM, (across - _SIZE * 0.7) / 2, margin.text)
    pen.restoreState()


def _length(text: str, code: str, font: str) -> float:
    along = _modules(code).shape[1] * _MODULE_MM * _MM
    return along + _GAP_MM * _MM + float(pdfmetrics.stringWidth(text, font, _SIZE))


def _lowest_free(length: float, height: float, inked: Spans) -> float | None:
    """A code needs a little quiet around it; a page shorter than its margin has no place."""
    quiet = 2 * _MODULE_MM * _MM
    free_to = height - _END_MM * _MM
    for top, bottom in sorted(inked, key=lambda span: -span[1]):
        if free_to - bottom >= length + quiet:
            break
        free_to = min(free_to, top - quiet)
    return height - free_to if free_to >= length + quiet else None


@functools.lru_cache(maxsize=64)
def _modules(code: str) -> NDArray[np.bool_]:
    """Rows by columns, wider than high, without its quiet zone."""
    symbol = _zxing.create_barcode(code, _zxing.BarcodeFormat.DataMatrix)
    image = np.asarray(_zxing.write_barcode_to_image(symbol, add_quiet_zones=False))
    return np.asarray(image < 128)  # noqa: PLR2004
