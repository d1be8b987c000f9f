"""The one field of a screen that is worked by labels: what it asks, what is written, what came."""

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.style import Look
from ui.verdict import Shape, Tone
from ui.widgets.marks import MarkView
from ui.widgets.words import Elided, frame, label, set_tone

_CARET: Final = "\N{BOX DRAWINGS LIGHT VERTICAL}"
"""The frame has the focus; this shows where the next sign goes."""


class ScanField(QFrame):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._asks = label("caption", wraps=True)
        self._field = Elided("field")
        self._mark = MarkView(look, 28)
        self._said = label("order", wraps=True)
        self._outcome = frame("panel")
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
        self._field.show_text(f"{line}{_CARET}")
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
