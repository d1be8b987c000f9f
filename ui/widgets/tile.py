"""One figure in a frame: what it is, how much, what it means, and a share where there is one."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.style import Look
from ui.verdict import Tone
from ui.widgets.charts import Gauge
from ui.widgets.words import label, set_tone


class Tile(QFrame):
    def __init__(self, look: Look, caption: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._caption = caption
        self._number = label("heading")
        self._note = label("small", wraps=True)
        self._gauge = Gauge(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(2)
        column.addWidget(label("caption", caption))
        column.addWidget(self._number)
        column.addWidget(self._note, 1)
        column.addWidget(self._gauge)

    def show_figure(
        self, number: str, note: str, share: float | None = None, tone: Tone | None = None
    ) -> None:
        self._number.setText(number)
        self._note.setText(note)
        self._gauge.setVisible(share is not None)
        self._gauge.show_share(share or 0.0)
        set_tone(self, tone)
        set_tone(self._number, tone)
        self.setAccessibleName(f"{self._caption}: {number}, {note}")
