"""The one door between threads: whatever other threads announce becomes a signal here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mailroom.station.station import Station
from ui.pictures import Picture


class Bridge(QObject):
    """Lives on the window's thread. Its signals may be emitted from any; Qt queues them across."""

    happened = Signal(object)
    pictured = Signal(object)

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._unsubscribe: Callable[[], None] | None = None

    def open(self) -> None:
        """Begin, once everybody is connected: what is said before that would be lost."""
        self._unsubscribe = self._station.subscribe(self.happened.emit)

    def announce_picture(self, picture: Picture) -> None:
        self.pictured.emit(picture)

    def close(self) -> None:
        """No event comes through after this."""
        if self._unsubscribe is not None:
            self._unsubscribe()
