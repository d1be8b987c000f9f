"""The store drawn: shelves in walking order, boxes on them, and the place that is pointed at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.shelves import Box
from ui.style import Look
from ui.verdict import Tone

_FULL = 100
"""Positions that fill a drawn box; a fuller one is drawn as full."""


@dataclass(frozen=True, slots=True)
class Shelf:
    name: str
    boxes: tuple[Box, ...]


def shelves_of(boxes: Sequence[Box], nowhere: str) -> tuple[Shelf, ...]:
    """In the boxes' own order, which is the walking order."""
    labels = dict.fromkeys(box.shelf for box in boxes)
    return tuple(
        Shelf(label or nowhere, tuple(box for box in boxes if box.shelf == label))
        for label in labels
    )


class ShelfMap(QWidget):
    """Shelves far from the place are left out when there is no room; the place never is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shelves: tuple[Shelf, ...] = ()
        self._box: str | None = None
        self._position: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_place(
        self, shelves: tuple[Shelf, ...], box: str | None, position: int | None, said: str
    ) -> None:
        """`said` is the place in words, for whoever does not see it."""
        self._shelves, self._box, self._position = shelves, box, position
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(220), self._look.px(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetrics(self._small()).height()
        least = line * 3 + self._look.px(30)
        room = max(1, self.height() // least)
        high = min(self.height() / min(room, len(self._shelves) or 1), least * 1.8)
        for row, shelf in enumerate(self._in_view(room)):
            self._draw_shelf(painter, shelf, QRectF(0, row * high, self.width(), high), line)
        painter.end()

    def _small(self) -> QFont:
        return self._look.font(self._look.sizes.small, QFont.Weight.DemiBold)

    def _in_view(self, room: int) -> tuple[Shelf, ...]:
        holds = [any(box.label == self._box for box in shelf.boxes) for shelf in self._shelves]
        return self._shelves[_window(len(holds), holds.index(True) if any(holds) else 0, room)]

    def _draw_shelf(self, painter: QPainter, shelf: Shelf, area: QRectF, line: int) -> None:
        colours, gap = self._look.colours, self._look.px(8)
        painter.setFont(self._small())
        painter.setPen(QColor(colours.muted))
        head = QRectF(area.left(), area.top(), area.width(), line)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, shelf.name)
        ground, top = area.bottom() - self._look.px(10), head.bottom() + self._look.px(6)
        wide = self._box_wide(gap)
        fits = max(1, int((area.width() + gap) // (wide + gap)))
        labels = [box.label for box in shelf.boxes]
        place = labels.index(self._box) if self._box in labels else 0
        for at, box in enumerate(shelf.boxes[_window(len(labels), place, fits)]):
            left = area.left() + 2 + at * (wide + gap)
            self._draw_box(painter, box, QRectF(left, top, wide - 4, ground - top))
        painter.setPen(QPen(QColor(colours.line), self._look.px(4)))
        painter.drawLine(QPointF(area.left(), ground + 3), QPointF(area.right(), ground + 3))

    def _box_wide(self, gap: int) -> float:
        """The same on every shelf: as wide as the fullest one leaves room for."""
        most = max((len(shelf.boxes) for shelf in self._shelves), default=1)
        least, widest = self._look.px(84), self._look.px(190)
        return min(max((self.width() + gap) / max(1, most) - gap, least), widest)

    def _draw_box(self, painter: QPainter, box: Box, area: QRectF) -> None:
        """How full it is, a lid when it is closed, its number, and the place pointed at."""
        colours, here = self._look.colours, box.label == self._box
        ink = self._look.tone(Tone.CALM if here else Tone.QUIET)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(area, 4, 4)
        level = QRectF(area)
        level.setTop(area.bottom() - area.height() * min(1.0, box.items / _FULL))
        painter.setBrush(QColor(ink.fill))
        painter.drawRoundedRect(level, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if here else ink.line), 3 if here else 1))
        painter.drawRoundedRect(area, 4, 4)
        if box.sealed:
            lid = area.top() + self._look.px(5)
            painter.drawLine(QPointF(area.left() + 5, lid), QPointF(area.right() - 5, lid))
        self._write(painter, box, area)

    def _write(self, painter: QPainter, box: Box, area: QRectF) -> None:
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(self._look.colours.ink))
        painter.setFont(self._look.font(self._look.sizes.body, QFont.Weight.DemiBold))
        if box.label != self._box or self._position is None:
            painter.drawText(area, middle, _short(box.label))
            return
        half = area.height() / 2
        above = QRectF(area.left(), area.top() + self._look.px(4), area.width(), half)
        painter.drawText(above, middle, _short(box.label))
        painter.setFont(self._look.font(self._look.sizes.value, QFont.Weight.Bold))
        below = QRectF(area.left(), area.center().y() - 2, area.width(), half)
        painter.drawText(below, middle, f"\N{RIGHTWARDS ARROW} {self._position}")


def _window(count: int, place: int, room: int) -> slice:
    """As many as there is room for, with the place among them."""
    first = min(max(0, place - room // 2), max(0, count - room))
    return slice(first, first + room)


def _short(label: str) -> str:
    """The serial without its zeros, as people call the box."""
    return label[2:9].lstrip("0")
