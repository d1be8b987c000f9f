"""Dispatch's lists as a list model: what waits to be packed, and what is packed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, Qt

from mailroom.domain.parcels import Consignment, Outgoing
from ui.models.alarms import Index
from ui.texts import dispatch as words
from ui.texts.phrase import Sayer


class ParcelList(QAbstractListModel):
    def __init__(self, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._lines: tuple[Outgoing | Consignment, ...] = ()

    def show_parcels(self, lines: Sequence[Outgoing | Consignment]) -> None:
        if tuple(lines) == self._lines:
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or index.row() >= len(self._lines) or not shown:
            return None
        line = self._lines[index.row()]
        return self._waiting(line) if isinstance(line, Outgoing) else self._packed(line)

    def _waiting(self, line: Outgoing) -> str:
        say = self._say
        way = say(words.KINDS[line.kind]) if line.kind else say(words.HELD_SHORT)
        due = say(words.DUE, day=line.due_on.isoformat())
        weight = say(words.WEIGHT, grams=line.weight_g) if line.weight_g else ""
        below = "   ".join(one for one in (line.name, due, weight) if one)
        return f"{line.scan_id}   {way}\n{below}"

    def _packed(self, line: Consignment) -> str:
        say = self._say
        above = say(words.PARCEL, label=line.label, count=len(line.items))
        where = line.postal_operator or f"{line.name}, {line.city}"
        how = f"   {say(words.CARRIERS[line.carrier])}" if line.carrier else ""
        number = f"   {say(words.TRACKING, number=line.tracking)}" if line.tracking else ""
        return f"{above}   {say(words.KINDS[line.kind])}\n{where}{how}{number}"
