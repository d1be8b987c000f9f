"""Rows of words as a list model, where a screen has said all there is to say of each."""

from PySide6.QtCore import QAbstractListModel, Qt

from ui.models.alarms import Index


class RowList(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[str, ...] = ()

    def show_rows(self, rows: tuple[str, ...]) -> None:
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        known = index.isValid() and index.row() < len(self._rows)
        return self._rows[index.row()] if known and role in said else None
