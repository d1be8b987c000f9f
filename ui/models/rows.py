"""Rows of a list: what one is called, what is known of it, and what stands to its right."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.verdict import Shape, Tone

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """`beside` stands to the right of `title`, `under` to the right of `below`.

    `mark` sets a row apart by colour and shape, and its words say the same.
    """

    title: str
    below: str = ""
    beside: str = ""
    under: str = ""
    mark: tuple[Tone, Shape] | None = None

    @property
    def said(self) -> str:
        """The row for whoever does not see it."""
        return ", ".join(one for one in (self.title, self.beside, self.below, self.under) if one)


class RowRole(IntEnum):
    ROW = int(Qt.ItemDataRole.UserRole) + 1


class RowList(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def is_marked(self) -> bool:
        """Whether every row has a mark, so that they stand in a column of their own."""
        return all(row.mark for row in self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole.ROW:
            return row
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return row.said if role in said else None
