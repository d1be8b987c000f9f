"""One page of the document: the image, the invisible words on it, the scan id along its edge."""

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mailroom.engines.pageimage import Pixels
from mailroom.engines.words import Line, Word, WordLayer
from mailroom.settings import resources

FONT: Final = "DocumentSans"
_FONT_FILE: Final = "fonts/DejaVuSans.ttf"
_POINTS_PER_INCH: Final = 72.0
_ASCENT: Final = 0.76
"""Height of DejaVu's capitals and ascenders above the baseline, as a share of its size."""
_INVISIBLE: Final = 3
_SMALLEST_SIZE: Final = 3.0
_MARGIN_SIZE: Final = 6.0
_MARGIN_MM: Final = 1.6
_MARGIN_END_MM: Final = 8.0
_CLEAN: Final = 225


@dataclass(frozen=True, slots=True)
class Leaf:
    """`layer` is measured in pixels of `image`, a JPEG file."""

    image: Path
    layer: WordLayer
    label: str
    has_words: bool


def use_document_font() -> None:
    _drawer(pdfmetrics).registerFont(_font())


def draw(canvas: Canvas, leaf: Leaf, scan_id: str) -> None:
    """The page has the size of its paper."""
    scale = _POINTS_PER_INCH / leaf.layer.dpi
    width, height = leaf.layer.width_px * scale, leaf.layer.height_px * scale
    canvas.setPageSize((width, height))
    # ReportLab would select Helvetica on every page, which an archive file may not leave out.
    _drawer(canvas)._preamble = "1 0 0 1 0 0 cm"  # noqa: SLF001  no public switch
    _drawer(canvas).drawImage(str(leaf.image), 0, 0, width, height)
    if leaf.has_words:
        # Invisibility and width are states of the page, not of the text object.
        canvas.saveState()
        for line in leaf.layer.lines:
            _lay_line(canvas, line, scale, height)
        canvas.restoreState()
    _write_margin(canvas, leaf, f"{scan_id}  {leaf.label}", (width, height))
    canvas.showPage()


def _lay_line(canvas: Canvas, line: Line, scale: float, page_height: float) -> None:
    text = _drawer(canvas.beginText())
    text.setTextRenderMode(_INVISIBLE)
    rise = max((word.base_left + word.base_right) / 2 - word.top for word in line.words)
    size = max(_SMALLEST_SIZE, rise * scale / _ASCENT)
    text.setFont(FONT, size)
    for word in line.words:
        _lay_word(text, word, size, scale, page_height)
    canvas.drawText(text)


def _lay_word(text: Any, word: Word, size: float, scale: float, page_height: float) -> None:  # noqa: ANN401  ReportLab carries no types
    shown = _sayable(word.text)
    natural = pdfmetrics.stringWidth(shown, FONT, size)
    width = (word.right - word.left) * scale
    if not shown or natural <= 0 or width <= 0:
        return
    slope = -(word.base_right - word.base_left) / (word.right - word.left)
    length = float(np.hypot(1.0, slope))
    cos, sin = 1.0 / length, slope / length
    x, y = word.left * scale, page_height - word.base_left * scale
    text.setTextTransform(cos, sin, -sin, cos, x, y)
    text.setHorizScale(100.0 * width * length / natural)
    # Also after the last word of a line: some readers take no line end for a space.
    text.textOut(f"{shown} ")


def _sayable(text: str) -> str:
    known = _drawer(_font()).face.charToGlyph
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if ord(sign) in known else "\ufffd" for sign in composed)


def _write_margin(canvas: Canvas, leaf: Leaf, text: str, size: tuple[float, float]) -> None:
    """Upwards along the left edge, where the paper is emptiest, on a patch of its own if need be.

    Nothing of the capture is lost by it: the capture itself stays as it was.
    """
    length = pdfmetrics.stringWidth(text, FONT, _MARGIN_SIZE)
    mm = _POINTS_PER_INCH / 25.4
    x = _MARGIN_MM * mm
    strip = _strip(leaf.image, (x + _MARGIN_SIZE) / size[0])
    y, clean = _quiet_place(strip, length, size[1], _MARGIN_END_MM * mm)
    canvas.saveState()
    canvas.translate(x + _MARGIN_SIZE * _ASCENT, y)
    canvas.rotate(90)
    if not clean:
        canvas.setFillGray(1)
        canvas.rect(-2, -0.3 * _MARGIN_SIZE, length + 4, 1.3 * _MARGIN_SIZE, stroke=0, fill=1)
    canvas.setFillGray(0.25)
    canvas.setFont(FONT, _MARGIN_SIZE)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def _strip(image: Path, share: float) -> Pixels:
    """The left edge of the page at an eighth of its resolution, darkest value per row."""
    small = np.asarray(cv2.imread(str(image), cv2.IMREAD_REDUCED_GRAYSCALE_8), dtype=np.uint8)
    columns = max(1, round(share * small.shape[1]))
    return np.asarray(small[:, :columns].min(axis=1), dtype=np.uint8)


def _quiet_place(strip: Pixels, length: float, height: float, end: float) -> tuple[float, bool]:
    """Where along the edge the text hides least, from the bottom up, and whether nothing at all."""
    rows_per_point = len(strip) / height
    window = max(1, min(len(strip), round(length * rows_per_point)))
    dark = np.concatenate(([0], np.cumsum(strip < _CLEAN)))
    inked = dark[window:] - dark[:-window]
    first = min(len(inked) - 1, max(0, len(strip) - window - round(end * rows_per_point)))
    candidates = inked[: first + 1][::-1]
    chosen = int(candidates.argmin())
    bottom_row = first - chosen + window
    return max(0.0, height - bottom_row / rows_per_point), int(candidates[chosen]) == 0


@functools.cache
def _font() -> TTFont:
    return TTFont(FONT, str(resources() / _FONT_FILE))


def _drawer(thing: object) -> Any:  # noqa: ANN401  ReportLab carries no types
    return thing
