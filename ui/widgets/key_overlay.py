"""The keys as they are now, over the desk."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.actions import Action, KeyMap
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Phrase, Sayer
from ui.widgets.key_hints import key_text
from ui.widgets.keycap import KeyCap
from ui.widgets.numpad import Numpad
from ui.widgets.scrolling import centred
from ui.widgets.words import frame, label

_GROUPS: Final = (
    (
        words.KEYS_DECIDE,
        (
            Action.GO_ON,
            Action.UNSCANNABLE,
            Action.MARKETING,
            Action.UNREADABLE,
            Action.LATER,
            Action.UNDO,
        ),
    ),
    (
        words.KEYS_LOOK,
        (
            Action.NEXT_PAGE,
            Action.PREVIOUS_PAGE,
            Action.NEXT_ITEM,
            Action.PREVIOUS_ITEM,
            Action.ZOOM,
            Action.BLANK,
        ),
    ),
    (
        words.KEYS_FEED,
        (Action.RESCAN, Action.INSERT, Action.ACCEPT_PAGE, Action.CLOSE_ITEM, Action.STOP),
    ),
    (
        words.KEYS_ROOM,
        (
            Action.SET_UP,
            Action.WAY_OF_WORKING,
            Action.HEALTH,
            Action.SCREENS,
            Action.TEXT_SIZE,
            Action.THEME,
            Action.SIGN_OUT,
            Action.KEYS,
        ),
    ),
)
_TO: Final = "\N{EN DASH}"
_CANDIDATES: Final = (
    (("1", "4"), words.PICK_KEYS),
    (("5", "9"), words.TYPE_KEYS),
    (("A", "Ö"), words.NAME_KEYS),
)


class KeyOverlay(QWidget):
    """Covers the desk; any key or click closes it."""

    closed = Signal()

    def __init__(self, look: Look, say: Sayer, key_map: KeyMap) -> None:
        super().__init__()
        self._look, self._say, self._key_map = look, say, key_map
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("overlay")
        card = frame("panel")
        self._room = centred(card)
        QVBoxLayout(self).addWidget(self._room)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(16)
        column.addWidget(label("heading", say(words.KEYS_TITLE)))
        column.addLayout(self._groups())
        column.addWidget(label("small", say(words.KEYS_CLOSE)))

    def leaf_by(self, step: int) -> bool:
        """By windows; False when everything can be seen at once."""
        return self._room.scroll_by_window(step)

    def resize_to_density(self) -> None:
        """In a tight window one group stands below the other, and the whole scrolls."""
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if tight else way.LeftToRight)

    def _groups(self) -> QBoxLayout:
        self._sides = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(48)
        for place, groups in enumerate((_GROUPS[:1], _GROUPS[1:])):
            grid = QGridLayout()
            grid.setHorizontalSpacing(20)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 1)
            for title, actions in groups:
                self._add_group(grid, title, actions)
            if place == 0:
                grid.setRowMinimumHeight(grid.rowCount(), 14)
                pad = Numpad(self._look, self._say, self._key_map)
                grid.addWidget(pad, grid.rowCount(), 0, 1, 2)
            grid.setRowStretch(grid.rowCount(), 1)
            row.addLayout(grid)
        return row

    def _add_group(self, grid: QGridLayout, title: Phrase, actions: tuple[Action, ...]) -> None:
        top = grid.rowCount()
        grid.setRowMinimumHeight(top, 30 if top > 1 else 0)
        caption = label("caption", self._say(title))
        grid.addWidget(caption, top, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
        rows = [(self._key_map[action], words.ACTIONS[action], " ") for action in actions]
        if title is words.KEYS_DECIDE:
            rows += [(keys, phrase, _TO) for keys, phrase in _CANDIDATES]
        for place, (keys, phrase, between) in enumerate(rows, start=top + 1):
            grid.addLayout(self._caps(keys, between), place, 0)
            grid.addWidget(label("", self._say(phrase)), place, 1)

    def _caps(self, keys: tuple[str, ...], between: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, key in enumerate(keys):
            if place and between.strip():
                row.addWidget(label("small", between))
            row.addWidget(KeyCap(self._look, key_text(key, self._say)))
        row.addStretch(1)
        return row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.closed.emit()
