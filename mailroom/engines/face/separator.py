"""What a sheet of a stack is: our separator, an envelope's front, or a page of a letter."""

from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mailroom.domain.batches import Boundary, SheetSeen
from mailroom.domain.errors import ImageTooLarge, UnreadableImage
from mailroom.domain.evidence import Evidence, MarkKind
from mailroom.domain.pages import Page
from mailroom.domain.separators import Separator, SeparatorKind, parse_separator
from mailroom.engines.face.outside import read_face

LARGEST_PX: Final = 250_000_000
_SEARCHED_PX: Final = 1800
"""The longer side that is looked at: the separator's modules are several pixels wide then."""
_LETTER_MM: Final = (210.0, 297.0)
_LETTER_OFF: Final = 0.05
_FULL_WINDOW_MM: Final = 340.0
"""A picture this large both ways is the device's whole window, padded around the paper."""
_DARK: Final = 100
_SIDES: Final = 2
_BARS_MM: Final = 180.0
_CODES: Final = 2
"""Of the four on each side. One alone may stand on somebody's letter."""
_WORDS: Final = {
    SeparatorKind.ITEM: "NÄSTA FÖRSÄNDELSE · NEXT ITEM",
    SeparatorKind.TRAY: "BRICKA · TRAY",
    SeparatorKind.FACES: "BARA UTSIDOR · FACES ONLY",
    SeparatorKind.PROFILE: "PROFIL · PROFILE",
}
"""Both languages: the sheets outlive the person who printed them."""
NEXT_ITEM: Final = Separator(SeparatorKind.ITEM)
_Grey = NDArray[np.uint8]


def read_boundary(page: Page, register: Path | None) -> SheetSeen:
    """UNSURE for what may be an envelope but does not prove it: a person looks.

    Same file, same answer. Raises UnreadableImage or ImageTooLarge.
    """
    grey, factor = _look(page.image)
    ours = [parse_separator(code.text) for code in zxingcpp.read_barcodes(grey)]
    told = [one for one in ours if one is not None]
    if told:
        return told[0] if len(told) >= _CODES and len(set(told)) == 1 else Boundary.UNSURE
    paper_mm = _paper_mm(grey, dpi=page.dpi * factor)
    if paper_mm is not None and _is_letter_paper(paper_mm):
        return Boundary.CONTENT
    if register is None:
        return Boundary.UNSURE
    return _judged(read_face(page, None, register), sized=paper_mm is not None)


def write_separators(
    target: Path | BinaryIO, sheets: int = 1, separator: Separator = NEXT_ITEM
) -> None:
    """Two A4 pages for each sheet, its sides, readable whichever way round it is fed."""
    canvas = Canvas(target if not isinstance(target, Path) else str(target), A4, invariant=1)
    canvas.setTitle("Separators")
    width, height = A4
    for _ in range(_SIDES * sheets):
        for turn in (0, 180):
            canvas.saveState()
            canvas.translate(width / 2, height / 2)
            canvas.rotate(turn)
            _draw(canvas, height, separator)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, height: float, separator: Separator) -> None:
    """One half, from the sheet's middle up: a code that skew, a fold or a hand leaves whole."""
    code = QrCode(separator.payload, width=60 * mm, height=60 * mm)
    code.drawOn(canvas, -30 * mm, 45 * mm)
    modules = _width(Code128(separator.payload, barWidth=1.0))
    module = min(0.5 * mm, _BARS_MM * mm / modules)
    bars = Code128(separator.payload, barHeight=18 * mm, barWidth=module)
    bars.drawOn(canvas, -_width(bars) / 2, height / 2 - 38 * mm)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawCentredString(0, 30 * mm, _WORDS[separator.kind])
    if separator.name:
        canvas.setFont("Helvetica-Bold", 36)
        canvas.drawCentredString(0, 14 * mm, separator.name)


def _width(bars: Code128) -> float:
    return float(bars.width)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]  ReportLab says nothing of it


def _look(file: Path) -> tuple[_Grey, float]:
    """The picture in grey, smaller, and how much smaller."""
    try:
        with Image.open(file, formats=("JPEG",)) as image:
            if image.width * image.height > LARGEST_PX:
                raise ImageTooLarge("boundary")
            full = image.width
            image.draft("L", (_SEARCHED_PX, _SEARCHED_PX))
            grey = np.asarray(image.convert("L"))
    except OSError as error:
        raise UnreadableImage("boundary") from error
    return grey, grey.shape[1] / full


def _paper_mm(grey: _Grey, *, dpi: float) -> tuple[float, float] | None:
    """The paper's width and height; None when white paper lies in a white window."""
    height, width = grey.shape
    corners = grey[:: height - 1, :: width - 1]
    if float(np.median(corners)) < _DARK:
        lit = grey > _DARK
        rows = np.flatnonzero(lit.mean(axis=1) > _LETTER_OFF)
        columns = np.flatnonzero(lit.mean(axis=0) > _LETTER_OFF)
        if not rows.size or not columns.size:
            return None
        height, width = int(rows[-1] - rows[0] + 1), int(columns[-1] - columns[0] + 1)
    size = width / dpi * 25.4, height / dpi * 25.4
    return None if min(size) >= _FULL_WINDOW_MM else size


def _is_letter_paper(paper_mm: tuple[float, float]) -> bool:
    pairs = zip(sorted(paper_mm), _LETTER_MM, strict=True)
    return all(abs(seen / wanted - 1) <= _LETTER_OFF for seen, wanted in pairs)


def _judged(evidence: Evidence, *, sized: bool) -> Boundary:
    """Franking proves an envelope; an address does where the paper is seen to be none of A4's."""
    if any(mark.kind is MarkKind.FRANKING for mark in evidence.marks):
        return Boundary.ENVELOPE
    if sized and evidence.address is not None and evidence.numbers_seen:
        return Boundary.ENVELOPE
    return Boundary.UNSURE
