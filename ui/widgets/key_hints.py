"""The keys that decide the shown item, in words, so that nobody has to remember them."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mailroom.domain.items import Item, ItemState
from ui.actions import Action, KeyMap
from ui.keyboard import MAY_BE_DECIDED
from ui.style import Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.widgets.keycap import KeyCap
from ui.widgets.words import label

_COLUMNS: Final = 2
_DECIDING: Final = (Action.UNSCANNABLE, Action.MARKETING, Action.UNREADABLE, Action.LATER)
_UNDOING: Final = (Action.UNDO,)
_OPENING: Final = (Action.UNSCANNABLE, Action.CLOSE_ITEM)


def hints_for(item: Item | None) -> tuple[Action, ...]:
    """What can be done to the item by one key besides going on."""
    if item is None:
        return ()
    if item.state is ItemState.OPENING:
        return _OPENING
    if item.state in MAY_BE_DECIDED:
        return _DECIDING
    return _UNDOING if item.state is ItemState.RELEASING else ()


class _Hint(QWidget):
    clicked = Signal()

    def __init__(self, look: Look, key: str, text: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{key} {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(KeyCap(look, key))
        row.addWidget(label("", text), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.clicked.emit()


class KeyHints(QWidget):
    """`asked` carries the action that was clicked."""

    asked = Signal(object)

    def __init__(self, look: Look, say: Sayer, key_map: KeyMap) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._shown: tuple[Action, ...] = ()
        self._hints: dict[Action, _Hint] = {}
        for action in dict.fromkeys((*_DECIDING, *_UNDOING, *_OPENING)):
            text = say(words.SHORT_ACTIONS.get(action, words.ACTIONS[action]))
            hint = _Hint(look, key_text(key_map[action][0], say), text)
            hint.clicked.connect(lambda action=action: self.asked.emit(action))
            hint.hide()
            self._hints[action] = hint

    def show_actions(self, actions: tuple[Action, ...]) -> None:
        self.setVisible(bool(actions))
        if actions == self._shown:
            return
        for action in self._shown:
            self._grid.removeWidget(self._hints[action])
            self._hints[action].hide()
        for place, action in enumerate(actions):
            self._grid.addWidget(self._hints[action], *divmod(place, _COLUMNS))
            self._hints[action].show()
        self._shown = actions


def key_text(key: str, say: Sayer) -> str:
    """What is printed on the key."""
    return say(words.KEY_NAMES[key]) if key in words.KEY_NAMES else key
