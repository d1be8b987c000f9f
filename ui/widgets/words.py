"""Labels and boxes with a role in the visual language."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.verdict import Tone


def label(role: str = "", text: str = "", *, wraps: bool = False) -> QLabel:
    """A label whose look is the role's; see the style sheet."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return made


def frame(role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    return frame("rule")


def set_tone(widget: QWidget, tone: Tone | None) -> None:
    """The widget takes the tone's colours from the style sheet."""
    _dress(widget, "tone", "" if tone is None else str(tone))


def set_role(widget: QWidget, role: str) -> None:
    """The widget takes the role's look from the style sheet."""
    _dress(widget, "role", role)


def _dress(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


_FILLED = 0.85
"""How much of a line words fill, where they go on in the next one."""


class Elided(QLabel):
    """Text from mail or register, as much as there is room for; whole in the tool tip.

    It takes up to `lines` lines. What goes missing of more is the middle: near twins among
    companies differ at the ends of their names.
    """

    def __init__(self, role: str = "", *, lines: int = 1) -> None:
        super().__init__()
        self._lines = lines
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(lines > 1)
        tall = QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Ignored, tall)
        self._whole = ""

    @property
    def is_whole(self) -> bool:
        return self.text() == self._whole

    def show_text(self, text: str) -> None:
        if text == self._whole:
            return
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        one = self._lines == 1
        return QSize(24, super().minimumSizeHint().height() if one else self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        # A line of several ends before its last word, so each is taken as shorter than it is.
        room = max(0, self.width() - 2) * (1 if self._lines == 1 else self._lines * _FILLED)
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideMiddle, round(room)))
