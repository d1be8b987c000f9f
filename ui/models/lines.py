"""The archive's lists as a list model: what lies in a box, what was found, what is to be picked."""

from PySide6.QtCore import QAbstractListModel, Qt

from mailroom.domain.shelves import Original, Pull
from ui.models.alarms import Index
from ui.texts import archive as words
from ui.texts.phrase import Sayer


class LineList(QAbstractListModel):
    def __init__(self, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._lines: tuple[Original | Pull, ...] = ()

    def show_lines(self, lines: tuple[Original | Pull, ...]) -> None:
        if lines == self._lines:
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or index.row() >= len(self._lines) or role not in said:
            return None
        line = self._lines[index.row()]
        return f"{line.scan_id}   {self._place(line)}\n{self._about(line)}"

    def _place(self, line: Original | Pull) -> str:
        if line.box is None:
            return self._say(words.LINE_NOWHERE)
        return self._say(words.LINE_PLACE, box=line.box, position=line.position)

    def _about(self, line: Original | Pull) -> str:
        if isinstance(line, Pull):
            shelf = line.shelf or "\N{EN DASH}"
            return self._say(words.LINE_PULL, shelf=shelf, day=line.due_on.isoformat())
        known = (
            line.sender,
            line.arrived_on.isoformat(),
            self._say(words.HELD) if line.held else "",
        )
        return "  ".join(one for one in known if one)
