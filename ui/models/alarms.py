"""What must be seen to as a list model, in the room's own order."""

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mailroom.domain.ids import is_digits, org_number_text
from mailroom.domain.room import Alarm
from ui.entry import DIGITS
from ui.texts.phrase import Sayer
from ui.texts.room import ALARM_KINDS

Index = QModelIndex | QPersistentModelIndex


class AlarmRole(IntEnum):
    ALARM = int(Qt.ItemDataRole.UserRole) + 1


class AlarmList(QAbstractListModel):
    def __init__(self, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._alarms: tuple[Alarm, ...] = ()

    def show_alarms(self, alarms: tuple[Alarm, ...]) -> None:
        if alarms == self._alarms:
            return
        self.beginResetModel()
        self._alarms = alarms
        self.endResetModel()

    def index_of(self, alarm: int | None) -> QModelIndex:
        ids = [one.id for one in self._alarms]
        return self.index(ids.index(alarm)) if alarm in ids else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._alarms)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._alarms):
            return None
        alarm = self._alarms[index.row()]
        if role == AlarmRole.ALARM:
            return alarm
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in said:
            return None
        kind = self._say(ALARM_KINDS[alarm.kind])
        return f"{kind}\n{_name(alarm)}  {alarm.day.isoformat()}".strip()


def _name(alarm: Alarm) -> str:
    """What people call it; a company with its number."""
    if alarm.known_as and is_digits(alarm.about) and len(alarm.about) == DIGITS:
        return f"{alarm.known_as} {org_number_text(alarm.about)}"
    return alarm.known_as or alarm.about
