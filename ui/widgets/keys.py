"""Qt's key events by the names that the key map uses."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_NAMED: Final = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
}
# Pedals and programmable keyboards send the function keys beyond the twelfth.
_FUNCTION: Final = {Qt.Key(int(Qt.Key.Key_F1) + at): f"F{at + 1}" for at in range(24)}


def key_name(event: QKeyEvent) -> str:
    """`Space`, `F3`, or the character written; empty for modifiers and unnamed keys."""
    key = Qt.Key(event.key())
    named = _NAMED.get(key) or _FUNCTION.get(key)
    if named is not None:
        return named
    text = event.text()
    return text if len(text) == 1 and text.isprintable() else ""
