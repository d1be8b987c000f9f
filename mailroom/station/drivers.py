"""Which driver opens which scanner."""

from collections.abc import Sequence
from pathlib import Path

from mailroom.domain.errors import CommandRefused
from mailroom.settings import Feeder
from scanners.api import Scanner, ScannerInfo
from scanners.discovery import find_scanners
from scanners.folder import FolderScanner
from scanners.host import EsclScanner, SaneScanner


class Drivers:
    """The scanners that the settings name, and those that SANE finds when asked."""

    def __init__(self, feeders: Sequence[Feeder]) -> None:
        self._feeders = feeders

    def known(self) -> Sequence[Scanner]:
        """Raises CommandRefused for a driver that there is not."""
        return tuple(_opened(feeder) for feeder in self._feeders)

    def search(self) -> Sequence[Scanner]:
        """May take seconds: SANE asks the network."""
        return tuple(SaneScanner(seen.info, seen.device) for seen in find_scanners().found)


def _opened(feeder: Feeder) -> Scanner:
    info = ScannerInfo(feeder.id, feeder.label, feeder.driver)
    match feeder.driver:
        case "sane":
            return SaneScanner(info, feeder.device, feeder.sane_config)
        case "escl":
            return EsclScanner(info, feeder.device)
        case "folder":
            return FolderScanner(Path(feeder.device), info)
        case _:
            raise CommandRefused("driver")
