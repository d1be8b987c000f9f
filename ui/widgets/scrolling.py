"""A place that scrolls when what stands in it is taller than the room there is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


class Scrolling(QScrollArea):
    """As wide as its content, never scrolling sideways; the keyboard stays with the screen."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "scrolling")
        content.setProperty("role", "scrolled")
        self._content = content
        self.setWidget(content)

    def scroll_by_window(self, step: int) -> bool:
        """False when everything can be seen at once."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())
        return bar.maximum() > 0

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), 60)


def centred(card: QWidget) -> Scrolling:
    """The card in the middle of whatever room there is."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    row = QHBoxLayout()  # an alignment would ask the card how tall it is at the room's width
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return Scrolling(room)
