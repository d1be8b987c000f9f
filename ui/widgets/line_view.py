"""A list that the frame's keys move in; a click is as many steps of the arrow keys."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView


class LineView(QListView):
    """Never takes the focus."""

    pressed_key = Signal(str)

    def __init__(self, model: QAbstractListModel) -> None:
        super().__init__()
        self._row = -1
        self.setModel(model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSpacing(3)
        self.setWordWrap(True)
        self.setProperty("role", "alarms")
        self.clicked.connect(self._clicked)

    def show_row(self, row: int, name: str) -> None:
        """`row` is -1 when nothing is chosen."""
        self._row = row
        chosen = self.model().index(row, 0) if row >= 0 else QModelIndex()
        self.setCurrentIndex(chosen)
        self.setAccessibleName(name)

    def _clicked(self, index: QModelIndex) -> None:
        """Qt has moved its own choice already; the screen's is moved by keys."""
        rows = index.row() - self._row if self._row >= 0 else 0
        for _ in range(abs(rows)):
            self.pressed_key.emit("Down" if rows > 0 else "Up")
