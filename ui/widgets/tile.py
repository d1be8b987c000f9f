"""One figure in a frame: what it is, how much, what it means, and a share where there is one."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.style import Look
from ui.verdict import Shape, Tone
from ui.widgets.charts import Gauge
from ui.widgets.marks import MarkView
from ui.widgets.words import label, set_tone

_SHAPES: Final = {
    Tone.GO: Shape.TICK,
    Tone.LOOK: Shape.TRIANGLE,
    Tone.STOP: Shape.CROSS,
    Tone.ASIDE: Shape.DIAMOND,
    Tone.CALM: Shape.DOTS,
    Tone.QUIET: Shape.RING,
}
"""The sign that says what the tile's colour says."""


class Tile(QFrame):
    """`far`: read from across the room."""

    def __init__(self, look: Look, caption: str, *, far: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._caption = caption
        self._number = label("figure" if far else "heading")
        self._note = label("far" if far else "small", wraps=True)
        self._mark = MarkView(look, 28 if far else 22)
        self._gauge = Gauge(look, 14 if far else 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(2)
        column.addWidget(label("far_value" if far else "caption", caption))
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self._number)
        beside.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addStretch(1)
        column.addLayout(beside)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._note, 1)
        column.addWidget(self._gauge)

    def show_figure(
        self, number: str, note: str, share: float | None = None, tone: Tone | None = None
    ) -> None:
        self._number.setText(number)
        self._note.setText(note)
        self._gauge.setVisible(share is not None)
        self._gauge.show_share(share or 0.0, tone or Tone.CALM)
        self._mark.setVisible(tone is not None)
        if tone is not None:
            self._mark.show_mark(tone, _SHAPES[tone])
        for toned in (self, self._number, self._note):
            set_tone(toned, tone)
        self.setAccessibleName(f"{self._caption}: {number}, {note}")
