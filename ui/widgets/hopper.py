"""The practice feeder's tray, drawn from the front: what waits, the next sheet foremost."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.demo.tray import PaperSheet
from ui.geometry import Size, fitted
from ui.pictures import Picture, PictureStore, Urgency, Wanted
from ui.style import Look

_TALL: Final = 220
_DRAWN: Final = 7
_STEP: Final = 13
_BED: Final = 26


class HopperView(QWidget):
    def __init__(self, look: Look, store: PictureStore) -> None:
        super().__init__()
        self._look, self._store = look, store
        self._sheets: tuple[PaperSheet, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(360, self._look.px(_TALL))

    def show_sheets(self, sheets: tuple[PaperSheet, ...]) -> None:
        """`sheets` in the order in which they will be fed."""
        if sheets != self._sheets:
            self._sheets = sheets
            self.setAccessibleName(str(len(sheets)))
            self.update()

    def arrived(self, picture: Picture) -> None:
        if any(_wanted(sheet) == picture.wanted for sheet in self._sheets[:_DRAWN]):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_machine(painter)
        drawn = self._sheets[:_DRAWN]
        for place in reversed(range(len(drawn))):
            self._paint_sheet(painter, drawn[place], place)
        painter.end()

    def _paint_machine(self, painter: QPainter) -> None:
        """The paper guide behind, the slot below."""
        colours = self._look.colours
        wide, low = float(self.width()), float(self.height())
        guide = QPolygonF(
            [
                QPointF(wide * 0.2, 4),
                QPointF(wide * 0.8, 4),
                QPointF(wide * 0.88, low - _BED),
                QPointF(wide * 0.12, low - _BED),
            ]
        )
        painter.setPen(QPen(QColor(colours.line), 2))
        painter.setBrush(QColor(colours.raised))
        painter.drawPolygon(guide)
        painter.setBrush(QColor(colours.muted))
        painter.drawRoundedRect(QRectF(wide * 0.06, low - _BED, wide * 0.88, _BED - 4), 8, 8)

    def _paint_sheet(self, painter: QPainter, sheet: PaperSheet, place: int) -> None:
        """Each sheet behind stands a little higher; its upper edge is what is seen of it."""
        tall = self.height() - _BED - _STEP * _DRAWN
        room = Size(round(self.width() * 0.56), tall)
        picture = self._store.get(_wanted(sheet), Urgency.LIST)
        image = picture.image if picture else None
        size = fitted(Size(image.width(), image.height()), room) if image else room
        low = self.height() - _BED + 6 - _STEP * place
        area = QRectF((self.width() - size.width) / 2, low - size.height, size.width, size.height)
        painter.fillRect(area, QColor("#FFFFFF"))
        if image is not None:
            painter.drawImage(area, image)
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)


def _wanted(sheet: PaperSheet) -> Wanted:
    return Wanted(sheet.front, 420, 420)
