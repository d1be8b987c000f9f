"""What the keys do now, one after another, on as many rows as the letters' size takes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.style import Look
from ui.texts.phrase import Phrase, Sayer
from ui.widgets.key_hints import key_text
from ui.widgets.keycap import KeyCap
from ui.widgets.words import label

_BETWEEN: Final = 24
_ROWS: Final = 6


class _Flow(QLayout):
    """Left to right, and on the next row what the first has no room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  Qt takes None
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  Qt takes None
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._placed(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._placed(rect, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.sizeHint())
        return least.grownBy(self.contentsMargins())

    def _placed(self, rect: QRect, *, moves: bool) -> int:
        """The height that it takes."""
        inner = rect.marginsRemoved(self.contentsMargins())
        x, y, tallest = inner.x(), inner.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > inner.x() and x + size.width() > inner.right() + 1:
                x, y, tallest = inner.x(), y + tallest + _ROWS, 0
            if moves:
                item.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + _BETWEEN
            tallest = max(tallest, size.height())
        return y + tallest - rect.y() + self.contentsMargins().bottom()


class HintBar(QFrame):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setProperty("role", "bar")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = _Flow(self)
        self._flow.setContentsMargins(20, 8, 20, 8)
        self._shown: Sequence[tuple[Sequence[str], Phrase]] = ()

    def show_hints(self, hints: Sequence[tuple[Sequence[str], Phrase]]) -> None:
        if tuple(hints) == self._shown:
            return
        self._shown = tuple(hints)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # at once: the old key must not be seen beside the new one
                widget.deleteLater()
        for keys, phrase in hints:
            self._flow.addWidget(self._hint(keys, phrase))
        self._flow.invalidate()

    def _hint(self, keys: Sequence[str], phrase: Phrase) -> QWidget:
        hint = QWidget()
        row = QHBoxLayout(hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key in keys:
            row.addWidget(KeyCap(self._look, key_text(key, self._say)))
        row.addWidget(label("", self._say(phrase)))
        return hint
