"""Which tray lies on the desk and which profile feeds: what people and separators choose."""

from collections.abc import Callable
from dataclasses import dataclass

from mailroom.domain.events import Event, TrayOpened
from mailroom.domain.items import Tray
from mailroom.spool.spool import Spool
from mailroom.station.desk import Desk
from mailroom.station.profiles import Profile
from mailroom.station.scanning import Scanners


@dataclass(frozen=True, slots=True)
class StationSteering:
    """Implements Steering. Used on the command thread and on the feeder's."""

    spool: Spool
    desk: Desk
    scanners: Scanners
    announce: Callable[[Event], None]

    def lay_out(self, tray: Tray) -> None:
        """The desk shows this tray and whatever is unfinished of earlier ones."""
        earlier = tuple(item for item in self.spool.items.unfinished() if item.tray.id != tray.id)
        self.desk.lay_out(tray, (*earlier, *self.spool.items.of_tray(tray.id)))
        self.announce(TrayOpened(tray))

    def open_tray(self, tray: str) -> None:
        known = self.spool.trays.get(tray)
        if known is not None:
            self.lay_out(known)

    def choose_profile(self, profile: str) -> Profile:
        self.scanners.choose_profile(profile)
        return self.scanners.profile
