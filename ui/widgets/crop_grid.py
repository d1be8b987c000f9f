"""Crops of digits in rows, each on its own paper: one is marked by the arrows, some are doubted."""

import base64
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import LIGHT, Look
from ui.verdict import Tone

_GAP: Final = 10
_TALLEST: Final = 1.25
"""A cell's height by its width."""
PAPER: Final = "#FFFFFF"
"""White in every theme, so what is drawn on it has the light theme's colours."""
_RING_PX: Final = 3
_PAD: Final = 0.12


class CropGrid(QWidget):
    """`picked` carries the place that was clicked. Pictures are decoded once."""

    picked = Signal(int)

    def __init__(self, look: Look, columns: int, rows: int) -> None:
        super().__init__()
        self._look, self._columns, self._rows = look, columns, rows
        self._crops: tuple[str, ...] = ()
        self._images: list[QImage] = []
        self._marked, self._doubted = 0, frozenset[int]()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(200))

    def show_crops(self, crops: tuple[str, ...], marked: int, doubted: frozenset[int]) -> None:
        if crops != self._crops:
            self._crops = crops
            self._images = [_decoded(crop) for crop in crops]
        self._marked, self._doubted = marked, doubted
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, image in enumerate(self._images):
            self._paint(painter, self._cell(place), image, place)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._images)):
            if self._cell(place).contains(event.position()):
                self.picked.emit(place)

    def _cell(self, place: int) -> QRectF:
        wide = (self.width() - _GAP) / self._columns
        high = min(wide * _TALLEST, (self.height() - _GAP) / self._rows)
        down, across = divmod(place, self._columns)
        at = QRectF(_GAP / 2 + across * wide, _GAP / 2 + down * high, wide, high)
        return at.adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2)

    def _paint(self, painter: QPainter, cell: QRectF, image: QImage, place: int) -> None:
        doubted, marked = place in self._doubted, place == self._marked
        edge = LIGHT.tones[Tone.LOOK].line if doubted else self._look.colours.line
        pen = QPen(QColor(LIGHT.accent if marked else edge), _RING_PX if marked else 2)
        painter.setPen(pen)
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(cell, 6, 6)
        if marked:
            self._paint_ring(painter, cell)
        self._paint_digit(painter, cell, image)
        if doubted:
            self._paint_doubt(painter, cell)

    def _paint_digit(self, painter: QPainter, cell: QRectF, image: QImage) -> None:
        if image.isNull():
            return
        room = cell.adjusted(*(side * cell.height() * _PAD for side in (1, 1, -1, -1)))
        scale = min(room.width() / image.width(), room.height() / image.height())
        area = QRectF(0, 0, image.width() * scale, image.height() * scale)
        area.moveCenter(cell.center())
        painter.drawImage(area, image)

    def _paint_ring(self, painter: QPainter, cell: QRectF) -> None:
        """Around the paper, to be seen on the panel as the edge within is seen on the paper."""
        painter.setPen(QPen(QColor(self._look.colours.accent), _RING_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell.adjusted(-_RING_PX, -_RING_PX, _RING_PX, _RING_PX), 8, 8)

    def _paint_doubt(self, painter: QPainter, cell: QRectF) -> None:
        """A badge in the corner: told by shape as well as by colour."""
        tone = LIGHT.tones[Tone.LOOK]
        size = max(18.0, cell.height() * 0.26)
        badge = QRectF(cell.right() - size - 3, cell.top() + 3, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ink))
        painter.drawEllipse(badge)
        painter.setPen(QColor(tone.fill))
        font = painter.font()
        font.setPixelSize(max(11, round(size * 0.7)))
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "?")


def _decoded(crop: str) -> QImage:
    """Null for what is no picture."""
    try:
        return QImage.fromData(base64.b64decode(crop, validate=True), "JPEG")  # pyright: ignore[reportArgumentType]  the stubs want bytes, the library a word
    except ValueError:
        return QImage()
