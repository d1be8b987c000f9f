"""The numeric keypad, drawn, with what each of its keys means now."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.actions import Action, KeyMap, action_for
from ui.style import Look
from ui.texts import desk as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Tone

_KEY: Final = 58
_GAP: Final = 5
_COLUMNS: Final = 4
_ROWS: Final = 5
_PLACES: Final = (
    ("/", 1, 0, 1, 1),
    ("*", 2, 0, 1, 1),
    ("-", 3, 0, 1, 1),
    *((str(7 + at), at, 1, 1, 1) for at in range(3)),
    ("+", 3, 1, 1, 2),
    *((str(4 + at), at, 2, 1, 1) for at in range(3)),
    *((str(1 + at), at, 3, 1, 1) for at in range(3)),
    ("Enter", 3, 3, 1, 2),
    ("0", 0, 4, 2, 1),
    (".", 2, 4, 1, 1),
)
"""Key, column, row, columns wide, rows tall."""
_TONES: Final = {
    Action.GO_ON: Tone.GO,
    Action.UNSCANNABLE: Tone.ASIDE,
    Action.MARKETING: Tone.ASIDE,
    Action.UNREADABLE: Tone.ASIDE,
    Action.LATER: Tone.LOOK,
}


class Numpad(QWidget):
    def __init__(self, look: Look, say: Sayer, key_map: KeyMap) -> None:
        super().__init__()
        self._look, self._say, self._key_map = look, say, key_map
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(words.NUMPAD))
        meant = ((key, self._meaning(key)[1]) for key, *_ in _PLACES)
        said = (f"{key}: {say(phrase)}" for key, phrase in meant if phrase)
        self.setAccessibleDescription("; ".join(said))

    def sizeHint(self) -> QSize:
        step = self._look.px(_KEY) + _GAP
        wide = self._look.px(_KEY * 1.6) + _GAP
        return QSize(_COLUMNS * wide, _ROWS * step)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, tall = self.width() / _COLUMNS, self.height() / _ROWS
        for key, column, row, across, down in _PLACES:
            area = QRectF(column * wide, row * tall, across * wide - _GAP, down * tall - _GAP)
            self._paint_key(painter, key, area)
        painter.end()

    def _paint_key(self, painter: QPainter, key: str, area: QRectF) -> None:
        tone, phrase = self._meaning(key)
        ink, look = self._look.tone(tone), self._look
        painter.setPen(QPen(QColor(ink.line), 1))
        painter.setBrush(QColor(ink.fill))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QColor(ink.ink))
        painter.setFont(look.font(look.sizes.body, QFont.Weight.DemiBold))
        inside = area.adjusted(8, 5, -6, -5)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), key)
        painter.setFont(look.font(look.sizes.small - 1))
        flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, int(flags), self._say(phrase) if phrase else "")

    def _meaning(self, key: str) -> tuple[Tone, Phrase | None]:
        action = action_for(self._key_map, key)
        if action is not None:
            return _TONES.get(action, Tone.QUIET), words.PAD_ACTIONS.get(action)
        if key in "1234":
            return Tone.CALM, words.PAD_PICK
        return (Tone.CALM, words.PAD_TYPE) if key in "56789" else (Tone.QUIET, None)
