"""Draws what is printed: labels with a code to scan, and sheets with a table; words come in."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pagesizes import A4, A6
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mailroom.settings import resources

FONT: Final = "DejaVuSans"
_FONT_FILE: Final = "fonts/DejaVuSans.ttf"
_STICKER: Final = (70 * mm, 36 * mm)
_LEFT: Final = 20 * mm
_RIGHT: Final = A4[0] - _LEFT
_LEADING: Final = 14.0
_BOTTOM: Final = 28 * mm
_SMALL: Final = 8.0
_TEXT: Final = 9.5
_TITLE: Final = 18.0
"""Smaller where the page is not wide enough for it."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A label for a consignment. `badge` is its carrier, `notes` the small lines below."""

    code: str
    to: tuple[str, ...]
    returns_to: tuple[str, ...]
    badge: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the table's width; figures stand to the right."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of one table. `sums` follow it, the last one is what matters."""

    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: Sequence[tuple[str, ...]]
    address: tuple[str, ...] = ()
    sums: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()


def cover(label: Cover) -> bytes:
    """A6, for the printer beside the packing table."""
    canvas, target = _canvas(A6)
    width, height = A6
    edge = 8 * mm
    _lines(canvas, label.returns_to, at=(edge, height - edge - 4), size=7, leading=9)
    canvas.setLineWidth(0.6)
    canvas.line(edge, height - 26 * mm, width - edge, height - 26 * mm)
    canvas.setFont(FONT, 15)
    canvas.drawRightString(width - edge, height - edge - 12, label.badge)
    _lines(canvas, label.to, at=(edge, height - 42 * mm), size=13, leading=18)
    code = Code128(label.code, barHeight=18 * mm, barWidth=0.42 * mm)
    _centred(code, canvas, width, 24 * mm)
    canvas.setFont(FONT, 11)
    canvas.drawCentredString(width / 2, 18 * mm, label.code)
    canvas.setFont(FONT, 7)
    canvas.drawCentredString(width / 2, 10 * mm, "   ".join(label.notes))
    return _saved(canvas, target)


def sticker(code: str, caption: str) -> bytes:
    """70 x 36 mm, for a box or a shelf."""
    canvas, target = _canvas(_STICKER)
    width, height = _STICKER
    bars = Code128(code, barHeight=14 * mm, barWidth=0.36 * mm)
    _centred(bars, canvas, width, 14 * mm)
    canvas.setFont(FONT, 12)
    canvas.drawCentredString(width / 2, 7 * mm, code)
    canvas.setFont(FONT, 7)
    canvas.drawCentredString(width / 2, height - 5 * mm, caption)
    return _saved(canvas, target)


def sheet(page: Sheet) -> bytes:
    """A4, as many pages as the table needs; its head is repeated on each."""
    canvas, target = _canvas(A4)
    canvas.setTitle(page.title)
    at = _head(canvas, page)
    number = 1
    for row in page.rows:
        if at < _BOTTOM + 5 * _LEADING:
            _page_number(canvas, number)
            canvas.showPage()
            number += 1
            at = _columns(canvas, page, A4[1] - 25 * mm)
        at = _row(canvas, page, row, at)
    _tail(canvas, page, at)
    _page_number(canvas, number)
    return _saved(canvas, target)


def _head(canvas: Canvas, page: Sheet) -> float:
    """Title, address and facts; where the table goes on."""
    top = A4[1] - 28 * mm
    canvas.setFont(FONT, min(_TITLE, _TITLE * (_RIGHT - _LEFT) / _width(page.title, _TITLE)))
    canvas.drawString(_LEFT, top, page.title)
    _lines(canvas, page.address, at=(_LEFT, top - 34), size=10, leading=_LEADING)
    at = top - 34
    middle = A4[0] / 2 + 10 * mm
    for name, value in page.facts:
        canvas.setFont(FONT, _SMALL)
        canvas.setFillGray(0.35)
        canvas.drawString(middle, at, name)
        canvas.setFillGray(0)
        canvas.setFont(FONT, _TEXT)
        canvas.drawRightString(_RIGHT, at, value)
        at -= _LEADING
    return _columns(canvas, page, min(at, top - 34 - len(page.address) * _LEADING) - 24)


def _columns(canvas: Canvas, page: Sheet, at: float) -> float:
    canvas.setFillGray(0.35)
    _cells(canvas, page, [column.title for column in page.columns], at, _SMALL)
    canvas.setFillGray(0)
    canvas.setLineWidth(0.6)
    canvas.line(_LEFT, at - 5, _RIGHT, at - 5)
    return at - 5 - _LEADING


def _row(canvas: Canvas, page: Sheet, row: Sequence[str], at: float) -> float:
    _cells(canvas, page, row, at, _TEXT)
    return at - _LEADING


def _cells(canvas: Canvas, page: Sheet, texts: Sequence[str], at: float, size: float) -> None:
    canvas.setFont(FONT, size)
    x = _LEFT
    for column, text in zip(page.columns, texts, strict=True):
        width = column.share * (_RIGHT - _LEFT)
        fitting = _fitting(text, width - 4, size)
        if column.right:
            canvas.drawRightString(x + width, at, fitting)
        else:
            canvas.drawString(x, at, fitting)
        x += width


def _tail(canvas: Canvas, page: Sheet, at: float) -> None:
    """Sums, places to sign, and the foot."""
    if page.sums:
        canvas.setLineWidth(0.6)
        canvas.line(_LEFT, at + 8, _RIGHT, at + 8)
        at -= 6
    for place, (name, value) in enumerate(page.sums, 1):
        canvas.setFont(FONT, 12 if place == len(page.sums) else _TEXT)
        canvas.drawRightString(_RIGHT - 45 * mm, at, name)
        canvas.drawRightString(_RIGHT, at, value)
        at -= _LEADING + 3
    for place, name in enumerate(page.signatures):
        x = _LEFT + place * 90 * mm
        canvas.line(x, _BOTTOM + 22, x + 75 * mm, _BOTTOM + 22)
        canvas.setFont(FONT, _SMALL)
        canvas.drawString(x, _BOTTOM + 10, name)
    _lines(canvas, page.foot, at=(_LEFT, 22 * mm), size=_SMALL, leading=11)


def _lines(
    canvas: Canvas, lines: Sequence[str], *, at: tuple[float, float], size: float, leading: float
) -> None:
    x, y = at
    canvas.setFont(FONT, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= leading


def _page_number(canvas: Canvas, number: int) -> None:
    canvas.setFont(FONT, _SMALL)
    canvas.drawRightString(_RIGHT, 12 * mm, str(number))


def _fitting(text: str, width: float, size: float) -> str:
    """The text, cut where it would run into the next column."""
    if _width(text, size) <= width:
        return text
    kept = text
    while kept and _width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept + "…"


def _width(text: str, size: float) -> float:
    return cast("float", cast("Any", stringWidth)(text, FONT, size))


def _canvas(size: tuple[float, float]) -> tuple[Canvas, io.BytesIO]:
    # The same paper has the same bytes, so that what was signed can be printed again.
    cast("Any", pdfmetrics).registerFont(TTFont(FONT, str(resources() / _FONT_FILE)))
    target = io.BytesIO()
    return Canvas(target, pagesize=size, invariant=1), target


def _centred(code: Code128, canvas: Canvas, width: float, y: float) -> None:
    bars = cast("Any", code)
    bars.drawOn(canvas, (width - bars.width) / 2, y)


def _saved(canvas: Canvas, target: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return target.getvalue()
