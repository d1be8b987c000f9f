"""One page of the document as it is drawn: the invisible words, the scan id along its edge."""

import functools
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mailroom.engines.document.images import HAIR_PX
from mailroom.engines.document.margin import Margin, draw_margin, margin_of
from mailroom.engines.layers.layered import LayeredPage
from mailroom.engines.ocr.words import Line, Word, WordLayer
from mailroom.settings import resources

FONT: Final = "DocumentSans"
_FONT_FILE: Final = "fonts/DejaVuSans.ttf"
_POINTS_PER_INCH: Final = 72.0
_ASCENT: Final = 0.76
"""Height of DejaVu's capitals and ascenders above the baseline, as a share of its size."""
_INVISIBLE: Final = 3
_SMALLEST_SIZE: Final = 3.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """`words` are measured in pixels of `image`; None leaves the page without any."""

    image: LayeredPage
    words: WordLayer | None
    label: str

    @property
    def scale(self) -> float:
        """Points per pixel."""
        return _POINTS_PER_INCH / self.image.dpi

    @property
    def height(self) -> float:
        return self.image.height_px * self.scale

    def margin(self, scan_id: str) -> Margin:
        """The document font must be in use already."""
        inked = [(top * self.scale, bottom * self.scale) for top, bottom in self.image.edge]
        text = f"{scan_id}  {self.label}"
        return margin_of(text, scan_id, font=FONT, height=self.height, inked=inked)


def use_document_font() -> None:
    _drawer(pdfmetrics).registerFont(_font())


def draw(canvas: Canvas, leaf: Leaf, margin: Margin) -> None:
    """The page has the size of its paper, and what its margin needs besides."""
    hair = HAIR_PX * leaf.scale
    width = leaf.image.width_px * leaf.scale + margin.gutter
    canvas.setPageSize((width - hair, leaf.height - hair))
    # ReportLab would select Helvetica on every page, which an archive file may not leave out.
    _drawer(canvas)._preamble = "1 0 0 1 0 0 cm"  # noqa: SLF001  no public switch
    if leaf.words is not None:
        # Invisibility and width are states of the page, not of the text object.
        canvas.saveState()
        canvas.translate(margin.gutter, 0)
        for line in leaf.words.lines:
            _lay_line(canvas, line, leaf.scale, leaf.height)
        canvas.restoreState()
    draw_margin(canvas, margin, FONT)
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


@functools.cache
def _font() -> TTFont:
    return TTFont(FONT, str(resources() / _FONT_FILE))


def _drawer(thing: object) -> Any:  # noqa: ANN401  ReportLab carries no types
    return thing
