"""The one field of a screen that is worked by labels: what it asks, what is written, what came."""

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.style import Look
from ui.verdict import Shape, Tone
from ui.widgets.marks import MarkView
from ui.widgets.words import Elided, frame, label, set_tone

_CARET_PX: Final = 2


class _Line(Elided):
    """What is written, and where the next sign goes: the frame has the focus, not the field."""

    def __init__(self) -> None:
        super().__init__("field")
        self.setIndent(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        room, metrics = self.contentsRect(), self.fontMetrics()
        x = room.left() + min(metrics.horizontalAdvance(self.text()) + 1, room.width())
        tall = metrics.height()
        caret = QRect(x, room.center().y() - tall // 2, _CARET_PX, tall)
        painter.fillRect(caret, self.palette().color(QPalette.ColorRole.WindowText))
        painter.end()


class ScanField(QFrame):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._asks = label("caption", wraps=True)
        self._field = _Line()
        self._mark = MarkView(look, 28)
        self._said = label("order", wraps=True)
        self._outcome = frame("outcome")
        column = column_of(self)
        column.addWidget(self._asks)
        column.addWidget(self._field)
        beside = QHBoxLayout(self._outcome)
        beside.setContentsMargins(12, 8, 12, 8)
        beside.setSpacing(12)
        beside.addWidget(self._mark)
        beside.addWidget(self._said, 1)
        column.addWidget(self._outcome)

    def show_line(self, asks: str, line: str) -> None:
        self._asks.setText(asks)
        self._field.show_text(line)
        self._field.setAccessibleName(f"{asks}: {line}")

    def show_outcome(self, said: str, look: tuple[Tone, Shape]) -> None:
        tone, shape = look
        self._mark.show_mark(tone, shape)
        self._said.setText(said)
        set_tone(self._outcome, tone)
        set_tone(self._said, tone)


def column_of(panel: QFrame) -> QVBoxLayout:
    """What stands in a panel, from the top."""
    column = QVBoxLayout(panel)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(8)
    return column
