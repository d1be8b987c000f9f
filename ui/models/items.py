"""The items of the desk as a list model, newest first."""

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mailroom.domain.items import Item

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    ITEM = int(Qt.ItemDataRole.UserRole) + 1


class ItemList(QAbstractListModel):
    """Rows change one by one as items change; a new item comes in at the top."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []
        self._rows: dict[str, int] = {}

    def show_items(self, items: tuple[Item, ...]) -> None:
        """`items` in order of arrival; what is gone is taken out, what is new comes first."""
        if not self._continues(items):
            self.beginResetModel()
            self._items = list(items)
            self._count_rows()
            self.endResetModel()
            return
        for place, item in enumerate(items[: len(self._items)]):
            if self._items[place] is not item:
                self._items[place] = item
                index = self.index(self._row(place))
                self.dataChanged.emit(index, index)
        for item in items[len(self._items) :]:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._rows[item.id] = len(self._items)
            self._items.append(item)
            self.endInsertRows()

    def index_of(self, item_id: str | None) -> QModelIndex:
        place = self._rows.get(item_id or "")
        return QModelIndex() if place is None else self.index(self._row(place))

    def item_at(self, index: Index) -> Item | None:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        return self._items[len(self._items) - 1 - index.row()]

    def repaint_thumbnail(self, item_id: str) -> None:
        index = self.index_of(item_id)
        if index.isValid():
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item_at(index)
        if item is None:
            return None
        if role == Role.ITEM:
            return item
        text_roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return item.scan_id if role in text_roles else None

    def _continues(self, items: tuple[Item, ...]) -> bool:
        return len(items) >= len(self._items) and all(
            known.id == item.id for known, item in zip(self._items, items, strict=False)
        )

    def _row(self, place: int) -> int:
        return len(self._items) - 1 - place

    def _count_rows(self) -> None:
        self._rows = {item.id: place for place, item in enumerate(self._items)}
