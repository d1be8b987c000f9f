"""The recipient box: name, number, and what the agreement allows, by colour, sign and word."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mailroom.domain.ids import org_number_text
from mailroom.domain.register import Standing
from ui.style import Look
from ui.texts import desk as words
from ui.texts.machine import NOT_A_CUSTOMER, STANDINGS
from ui.texts.phrase import Sayer
from ui.verdict import NOT_A_CUSTOMER_LOOK, STANDING_LOOKS, Shape, Tone
from ui.widgets.marks import MarkView
from ui.widgets.words import Elided, label, set_tone


class RecipientBox(QFrame):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._mark = MarkView(look, 36)
        self._name = Elided("value", lines=2)
        self._number = label("strong")
        self._standing = label("small")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._number)
        below.addWidget(self._standing)
        below.addStretch(1)
        column.addWidget(self._name)
        column.addLayout(below)
        row.addWidget(self._mark)
        row.addLayout(column, 1)

    def show_nobody(self) -> None:
        self._show(Tone.QUIET, Shape.RING, self._say(words.NO_RECIPIENT), "", "")

    def show_recipient(self, name: str, number: str, standing: Standing | None) -> None:
        """`standing` is None for somebody who is no customer."""
        tone, shape = NOT_A_CUSTOMER_LOOK if standing is None else STANDING_LOOKS[standing]
        word = self._say(NOT_A_CUSTOMER if standing is None else STANDINGS[standing])
        self._show(tone, shape, name or org_number_text(number), org_number_text(number), word)

    def _show(self, tone: Tone, shape: Shape, name: str, number: str, word: str) -> None:
        self._mark.show_mark(tone, shape)
        self._name.show_text(name)
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._standing.setText(word)
        self._standing.setVisible(bool(word))
        set_tone(self._standing, tone)
        set_tone(self, tone)
        self.setAccessibleName(f"{name} {number} {word}".strip())
