"""The one door between threads: whatever other threads announce becomes a signal here."""

from PySide6.QtCore import QObject, Signal

from mailroom.station.station import Station
from ui.pictures import Picture


class Bridge(QObject):
    """Lives on the window's thread. Its signals may be emitted from any; Qt queues them across."""

    happened = Signal(object)
    pictured = Signal(object)

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = station.subscribe(self.happened.emit)

    def announce_picture(self, picture: Picture) -> None:
        self.pictured.emit(picture)

    def close(self) -> None:
        """No event comes through after this."""
        self._unsubscribe()
