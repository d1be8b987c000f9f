"""Boxes around what was read, each with its word, laid so that they hide neither each other."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mailroom.domain.pages import Box, Page
from ui.geometry import upright_box, upright_size
from ui.style import BOX_COLOURS, Look

_TAG_PAD: Final = 5


@dataclass(frozen=True, slots=True)
class Outline:
    """A box in captured pixels, its kind (see BOX_COLOURS) and its word; dashed when ignored."""

    box: Box
    kind: str
    word: str
    ignored: bool = False


class OutlinePainter:
    """For one painting of one page; `seen` is the part of the widget that can be seen."""

    def __init__(self, painter: QPainter, look: Look, seen: QRectF) -> None:
        self._painter = painter
        self._look = look
        self._seen = seen
        self._taken: list[QRectF] = []

    def paint(self, outlines: tuple[Outline, ...], page: Page, area: QRectF) -> None:
        """`area` is where the upright page lies, in widget pixels."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = area.width() / max(1, upright_size(page).width)
        for outline in outlines:
            box = upright_box(outline.box, page)
            x, y = area.x() + box.x * scale, area.y() + box.y * scale
            place = QRectF(x, y, box.width * scale, box.height * scale).adjusted(-3, -3, 3, 3)
            self._paint_box(outline, place)
            self._paint_tag(outline, place)

    def _paint_box(self, outline: Outline, place: QRectF) -> None:
        colour = QColor(BOX_COLOURS[outline.kind])
        faint = outline.kind == "address" or outline.ignored
        pen = QPen(colour, 1.5 if faint else 2)
        if faint:
            pen.setStyle(Qt.PenStyle.DashLine)
        wash = QColor(colour)
        wash.setAlpha(0 if faint else 26)
        self._painter.setPen(pen)
        self._painter.setBrush(wash)
        self._painter.drawRoundedRect(place, 3, 3)

    def _paint_tag(self, outline: Outline, place: QRectF) -> None:
        font = self._look.font(self._look.sizes.small - 1, QFont.Weight.DemiBold)
        spot = self._free_spot(outline, place, QFontMetricsF(font))
        self._taken.append(spot)
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(BOX_COLOURS[outline.kind]))
        painter.drawRoundedRect(spot, 3, 3)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, outline.word)

    def _free_spot(self, outline: Outline, place: QRectF, metrics: QFontMetricsF) -> QRectF:
        """Where the word covers neither the reading nor another word."""
        width = metrics.horizontalAdvance(outline.word) + 2 * _TAG_PAD
        height = metrics.height() + 2
        left = QRectF(place.left() - width - 4, place.top(), width, height)
        right = QRectF(place.right() + 4, place.top(), width, height)
        above = QRectF(place.left(), place.top() - height - 2, width, height)
        below = QRectF(place.left(), place.bottom() + 2, width, height)
        spots = (above, below, right) if outline.kind == "address" else (left, right, above, below)
        return next((spot for spot in spots if self._is_free(spot)), spots[0])

    def _is_free(self, spot: QRectF) -> bool:
        return self._seen.contains(spot) and not any(spot.intersects(one) for one in self._taken)
