"""Numbered choices, one digit each: candidates, reasons, suggestions."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.style import Density, Look
from ui.verdict import Shape, Tone
from ui.widgets.drawing import Drawing
from ui.widgets.keycap import KeyCap
from ui.widgets.marks import MarkView
from ui.widgets.words import Elided, label, set_tone


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` is what picks it, empty for none; `text` is the main line, `beside` stands right.

    `drawing` names a drawing of what is meant, empty for none.
    """

    key: str
    text: str
    beside: str = ""
    below: str = ""
    mark: tuple[Tone, Shape] | None = None
    chosen: bool = False
    drawing: str = ""


class ChoiceRow(QFrame):
    clicked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("role", "panel")
        self._key = KeyCap(look)
        self._text, self._below = Elided("strong", lines=2), Elided("small", lines=2)
        self._beside = label("strong")
        self._mark = MarkView(look, 18)
        self._drawing = Drawing(look, 48)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._text)
        column.addWidget(self._below)
        row.addWidget(self._key)
        row.addWidget(self._mark)
        row.addWidget(self._drawing)
        row.addLayout(column, 1)
        row.addWidget(self._beside)

    def show_choice(self, choice: Choice) -> None:
        high = 5 if self._look.density is Density.ROOMY else 2
        self._row.setContentsMargins(8, high, 10, high)
        self._key.show_key(choice.key)
        self._key.setVisible(bool(choice.key))
        self._text.show_text(choice.text)
        self._below.show_text(choice.below)
        self._below.setVisible(bool(choice.below))
        self._beside.setText(choice.beside)
        self._beside.setVisible(bool(choice.beside))
        self._drawing.show_drawing(choice.drawing)
        self._drawing.setVisible(bool(choice.drawing))
        self._mark.setVisible(choice.mark is not None)
        if choice.mark is not None:
            self._mark.show_mark(*choice.mark)
        set_tone(self, Tone.CALM if choice.chosen else None)
        parts = (choice.key, choice.text, choice.beside, choice.below)
        self.setAccessibleName(" ".join(part for part in parts if part))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.clicked.emit()


class Choices(QWidget):
    """As many rows as there are choices; `picked` carries the place, from 0."""

    picked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[ChoiceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        while len(self._rows) < len(choices):
            self._add_row(len(self._rows))
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(choices))
            if place < len(choices):
                row.show_choice(choices[place])
        self.setVisible(bool(choices))

    def _add_row(self, place: int) -> None:
        row = ChoiceRow(self._look)
        row.clicked.connect(lambda: self.picked.emit(place))
        self._rows.append(row)
        self._column.addWidget(row)
