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
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
    return made


def frame(role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    return frame("rule")


def set_tone(widget: QWidget, tone: Tone | None) -> None:
    """The widget takes the tone's colours from the style sheet."""
    value = "" if tone is None else str(tone)
    if widget.property("tone") == value:
        return
    widget.setProperty("tone", value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Elided(QLabel):
    """Text from mail or register, as much as there is room for; whole in the tool tip.

    What goes missing is the middle: near twins among companies differ at the ends of their names.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def show_text(self, text: str) -> None:
        if text == self._whole:
            return
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.width() - 2)
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room))
