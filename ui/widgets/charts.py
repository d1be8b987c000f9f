"""Charts read at a glance: hours as bars, a rate beside others, a share with its interval."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import Look
from ui.texts.phrase import Sayer, grouped
from ui.texts.room import SCALE_END
from ui.verdict import Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """`is_now` marks the one that still grows."""

    name: str
    value: int
    is_now: bool = False


class BarChart(QWidget):
    """Upright bars with their values above and their names below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], said: str) -> None:
        """`said` is the chart in words, for whoever does not see it."""
        self._bars = tuple(bars)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._look.font(self._look.sizes.far, QFont.Weight.DemiBold)
        painter.setFont(font)
        line = QFontMetrics(font).height()
        ground = self.height() - line - 6
        room = max(1, ground - line - 4)
        step = min(self.width() / len(self._bars), self._look.px(150))
        highest = max(bar.value for bar in self._bars) or 1
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        for place, bar in enumerate(self._bars):
            tall = room * bar.value / highest
            column = QRectF(place * step + step * 0.14, ground - tall, step * 0.72, tall)
            self._draw_bar(painter, bar, column, line, step)
        painter.end()

    def _draw_bar(
        self, painter: QPainter, bar: Bar, column: QRectF, line: int, step: float
    ) -> None:
        colours = self._look.colours
        ink = self._look.tone(Tone.CALM)
        painter.setPen(QPen(QColor(colours.accent), 2) if bar.is_now else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.fill if bar.is_now else colours.accent))
        painter.drawRoundedRect(column, 3, 3)
        middle = Qt.AlignmentFlag.AlignCenter
        left = column.center().x() - step / 2
        painter.setPen(QColor(colours.ink))
        if bar.value:
            above = QRectF(left, column.top() - line - 3, step, line)
            painter.drawText(above, middle, str(bar.value))
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRectF(left, column.bottom() + 5, step, line), middle, bar.name)


class Gauge(QWidget):
    """How far along one is: a line that fills."""

    def __init__(self, look: Look, high_px: int = 10) -> None:
        super().__init__()
        self._look, self._high_px = look, high_px
        self._share = 0.0
        self._tone = Tone.CALM
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: Tone = Tone.CALM) -> None:
        """`share` from 0 to 1; more is drawn as full."""
        self._share, self._tone = min(max(share, 0.0), 1.0), tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(self._high_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.setBrush(QColor(self._look.colours.raised))
        round_px = area.height() / 2
        painter.drawRoundedRect(area, round_px, round_px)
        filled = QRectF(area.topLeft(), area.size())
        filled.setWidth(max(area.height(), area.width() * self._share))
        if self._share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.tone(self._tone).line))
            painter.drawRoundedRect(filled, round_px, round_px)
        painter.end()


class IntervalChart(QWidget):
    """A share as a point on its interval; the scale is said in so many of `of`.

    `far`: read from across the room.
    """

    def __init__(self, look: Look, say: Sayer, of: int, *, far: bool = False) -> None:
        super().__init__()
        self._look, self._say, self._of, self._far = look, say, of, far
        self._low, self._high, self._share = 0.0, 1.0, 0.0
        self._end = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_interval(self, low: float, high: float, share: float) -> None:
        """All from 0 to 1; the scale goes a quarter further than the interval."""
        self._low, self._high, self._share = low, high, share
        self._end = max(1, math.ceil(high * self._of * 1.25)) / self._of
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(24) + self._line)

    @property
    def _line(self) -> int:
        return QFontMetrics(self._font).height()

    @property
    def _font(self) -> QFont:
        sizes = self._look.sizes
        return self._look.font(sizes.far if self._far else sizes.small)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, middle = self._look.tone(Tone.CALM), (self.height() - self._line) / 2
        edge = self._look.px(7)
        room = self.width() - 2 * edge
        low, high, share = (
            edge + room * min(1.0, value / self._end)
            for value in (self._low, self._high, self._share)
        )
        painter.setPen(QPen(QColor(self._look.colours.line), 2))
        painter.drawLine(QPointF(edge, middle), QPointF(edge + room, middle))
        pen = QPen(QColor(ink.line), self._look.px(8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        painter.setPen(QPen(QColor(self._look.colours.surface), 2))
        painter.setBrush(QColor(self._look.colours.ink))
        radius = self._look.px(6)
        painter.drawEllipse(QPointF(share, middle), radius, radius)
        painter.setFont(self._font)
        painter.setPen(QColor(self._look.colours.muted))
        counts = {"high": grouped(round(self._end * self._of), self._say)}
        said = self._say(SCALE_END, of=grouped(self._of, self._say), **counts)
        below = QRectF(edge, self.height() - self._line, room, self._line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, said)
        painter.end()
