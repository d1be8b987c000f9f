"""What looks wrong with the shown page, what to do, and the keys for it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from mailroom.domain.pages import Page
from ui.actions import Action, KeyMap
from ui.streaks import Trail
from ui.style import Density, Look
from ui.texts.pausing import ACCEPT_PAGE, ALSO, ALSO_MANY, FLAGS, SCAN_AGAIN, TRAIL
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.key_hints import key_text
from ui.widgets.keycap import KeyCap
from ui.widgets.marks import MarkView
from ui.widgets.words import label, set_tone

_NAMED: Final = 3
"""More scan ids than this nobody reads."""


class FlagBar(QFrame):
    """`asked` carries the action of a click."""

    asked = Signal(object)

    def __init__(self, look: Look, say: Sayer, key_map: KeyMap) -> None:
        super().__init__()
        self._look, self._say = look, say
        set_tone(self, Tone.LOOK)
        mark = MarkView(look, 28)
        mark.show_mark(Tone.LOOK, Shape.TRIANGLE)
        self._what, self._order = label("strong", wraps=True), label("small", wraps=True)
        self._row = outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        outer.setContentsMargins(14, 8, 14, 8)
        outer.setSpacing(8)
        told, row = QHBoxLayout(), QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(mark)
        outer.addLayout(told, 1)
        outer.addLayout(row)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._what)
        column.addWidget(self._order)
        told.addLayout(column, 1)
        for action, phrase in ((Action.RESCAN, SCAN_AGAIN), (Action.ACCEPT_PAGE, ACCEPT_PAGE)):
            row.addWidget(self._button(action, phrase))
            row.addWidget(KeyCap(look, key_text(key_map[action][0], say)))
        self.hide()

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if tight else way.LeftToRight)

    def show_page(self, page: Page | None, trail: Trail | None = None) -> None:
        found = [FLAGS[flag] for flag in page.flags] if page else []
        self.setVisible(bool(found))
        if found:
            self._what.setText(". ".join(self._say(what) for what, _ in found) + ".")
            self._order.setText(" ".join([self._say(found[0][1]), *self._told(trail)]))
            self.setAccessibleName(f"{self._what.text()} {self._order.text()}")

    def _told(self, trail: Trail | None) -> list[str]:
        """Where the dirt lies, and which items went past it before."""
        if trail is None:
            return []
        item, sheet = trail.since
        place = round(trail.place_mm)
        told = [self._say(TRAIL[trail.back], place=place, sheet=sheet, item=item)]
        shown, more = ", ".join(trail.also[:_NAMED]), len(trail.also) - _NAMED
        if more > 0:
            told.append(self._say(ALSO_MANY, items=shown, more=more))
        elif shown:
            told.append(self._say(ALSO, items=shown))
        return told

    def _button(self, action: Action, phrase: Phrase) -> QPushButton:
        button = QPushButton(self._say(phrase))
        button.setFocusPolicy(self.focusPolicy())
        button.clicked.connect(lambda: self.asked.emit(action))
        return button
