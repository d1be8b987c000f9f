"""The signs that stand with every colour: drawn, so that they are sharp at any size."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import Look
from ui.verdict import Shape, Tone

_TICK: Final = ((0.28, 0.52), (0.44, 0.68), (0.74, 0.34))
_DOTS: Final = (0.28, 0.5, 0.72)


def draw_mark(painter: QPainter, area: QRectF, shape: Shape, colour: QColor, paper: QColor) -> None:
    """A filled sign in `colour` with its drawing cut out in `paper`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _DRAWN[shape](painter, area, _pen(area, paper), colour)
    painter.restore()


def _pen(area: QRectF, colour: QColor) -> QPen:
    pen = QPen(colour, max(1.6, area.width() * 0.11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _at(area: QRectF, x: float, y: float) -> QPointF:
    return QPointF(area.x() + area.width() * x, area.y() + area.height() * y)


def _polygon(area: QRectF, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([_at(area, x, y) for x, y in points])


def _tick(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawEllipse(area)
    painter.setPen(pen)
    painter.drawPolyline(_polygon(area, *_TICK))


def _question(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawPolygon(_polygon(area, (0.5, -0.02), (1.02, 0.5), (0.5, 1.02), (-0.02, 0.5)))
    _letter(painter, area, pen, "?")


def _bar(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    cut = 0.29
    corners = ((cut, 0), (1 - cut, 0), (1, cut), (1, 1 - cut), (1 - cut, 1), (cut, 1), (0, 1 - cut))
    painter.drawPolygon(_polygon(area, *corners, (0, cut)))
    painter.setPen(pen)
    painter.drawLine(_at(area, 0.28, 0.5), _at(area, 0.72, 0.5))


def _square(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 2, 2)
    painter.setPen(pen)
    painter.drawPolyline(_polygon(area, (0.26, 0.4), (0.5, 0.56), (0.74, 0.4)))
    painter.drawLine(_at(area, 0.5, 0.56), _at(area, 0.5, 0.78))


def _diamond(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawPolygon(_polygon(area, (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)))
    painter.setPen(pen)
    painter.drawLine(_at(area, 0.34, 0.5), _at(area, 0.66, 0.5))


def _triangle(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawPolygon(_polygon(area, (0.5, 0.02), (1.02, 0.96), (-0.02, 0.96)))
    painter.setPen(pen)
    painter.drawLine(_at(area, 0.5, 0.38), _at(area, 0.5, 0.62))
    painter.drawPoint(_at(area, 0.5, 0.8))


def _ring(painter: QPainter, area: QRectF, pen: QPen, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = QPen(colour, pen.widthF() * 1.3)
    painter.setPen(line)
    inset = line.widthF() / 2
    painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))


def _dots(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawEllipse(area)
    painter.setPen(pen)
    for x in _DOTS:
        painter.drawPoint(_at(area, x, 0.5))


def _cross(painter: QPainter, area: QRectF, pen: QPen, _colour: QColor) -> None:
    painter.drawEllipse(area)
    painter.setPen(pen)
    painter.drawLine(_at(area, 0.34, 0.34), _at(area, 0.66, 0.66))
    painter.drawLine(_at(area, 0.66, 0.34), _at(area, 0.34, 0.66))


def _letter(painter: QPainter, area: QRectF, pen: QPen, letter: str) -> None:
    font = painter.font()
    font.setPixelSize(max(8, round(area.height() * 0.62)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(pen.color())
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letter)


_Drawing = Callable[[QPainter, QRectF, QPen, QColor], None]
_DRAWN: Final[dict[Shape, _Drawing]] = {
    Shape.TICK: _tick,
    Shape.QUESTION: _question,
    Shape.BAR: _bar,
    Shape.SQUARE: _square,
    Shape.DIAMOND: _diamond,
    Shape.TRIANGLE: _triangle,
    Shape.RING: _ring,
    Shape.DOTS: _dots,
    Shape.CROSS: _cross,
}


class MarkView(QWidget):
    """One sign, as large as asked for at the usual text size."""

    def __init__(self, look: Look, size_px: int) -> None:
        super().__init__()
        self._look = look
        self._tone, self._shape = Tone.QUIET, Shape.RING
        self._size_px = size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._look.px(self._size_px)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def show_mark(self, tone: Tone, shape: Shape) -> None:
        self._tone, self._shape = tone, shape
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        ink = self._look.tone(self._tone)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        draw_mark(painter, area, self._shape, QColor(ink.ink), QColor(ink.fill))
        painter.end()
