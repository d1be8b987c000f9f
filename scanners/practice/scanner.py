"""The practice feeder in this process: load it, break it, and let SANE scan from it."""

import uuid
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from scanners.api import ScannerInfo
from scanners.practice.device import PracticeDevice, PracticeState
from scanners.practice.documents import UNITS_PER_INCH, Identity
from scanners.practice.faults import Fault, FaultKind, Moment
from scanners.practice.sane_config import sane_device_name, write_sane_config
from scanners.practice.server import PracticeServer
from scanners.practice.sheets import PracticeSheet

NAME = "Mailroom Practice Feeder"
MAX_SIDE_MM = 365.0
"""Wide enough for a C4 envelope and the front of a parcel in either direction."""
_MM_PER_INCH = 25.4
_POLL_S = 0.05


class PracticeScanner:
    """A context manager; the device listens on loopback from entry to exit.

    `port` 0 takes a free one. `ppm` is the pace in sheets a minute, 0 as fast as asked.
    `mimes` are the formats offered; sane-airscan prefers PNG, which is exact and slow.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        ppm: float = 0.0,
        ahead: int = 3,
        mimes: Sequence[str] = ("image/jpeg",),
    ) -> None:
        side = round(MAX_SIDE_MM / _MM_PER_INCH * UNITS_PER_INCH)
        identity = Identity(
            name=NAME,
            serial="PRACTICE-1",
            uuid=str(uuid.uuid5(uuid.NAMESPACE_DNS, NAME)),
            max_units=(side, side),
            mimes=tuple(mimes),
        )
        self.device = PracticeDevice(identity, ppm=ppm, ahead=ahead)
        self._server = PracticeServer(self.device, port)
        self._thread = Thread(
            target=self._server.serve_forever, args=(_POLL_S,), name="practice-feeder", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.device.clear()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def device_name(self) -> str:
        """The name SANE knows it by under the config that `write_sane_config` writes."""
        return sane_device_name()

    @property
    def info(self) -> ScannerInfo:
        return ScannerInfo(id=f"airscan:{self.url}", label=NAME, driver="airscan")

    def load(self, sheets: Sequence[PracticeSheet]) -> None:
        """Lay sheets behind those already waiting. Raises SheetUnreadable."""
        self.device.load(sheets)

    def refeed(self, count: int) -> None:
        """Lay the last `count` sheets of the output tray first in the hopper again."""
        self.device.refeed(count)

    def fault(  # noqa: PLR0913  a fault has this many independent sides, each with a default
        self,
        kind: FaultKind,
        *,
        sheet: int = 1,
        moment: Moment = Moment.FRONT,
        times: int = 1,
        http_status: int = 404,
        seconds: float = 3600.0,
    ) -> None:
        """Order a fault for a sheet, counted from 1 since the feeder was last reset."""
        self.device.add_fault(
            Fault(kind, sheet, moment, times, http_status=http_status, seconds=seconds)
        )

    def clear(self) -> None:
        """Take stuck paper out and close the cover; what waits in the hopper stays."""
        self.device.clear()

    def reset(self) -> None:
        """Clear, empty every tray, and count sheets from 1 again."""
        self.device.reset()

    def state(self) -> PracticeState:
        return self.device.state()

    def write_sane_config(self, folder: Path) -> Path:
        """A private SANE_CONFIG_DIR that knows this device only; returns the folder."""
        return write_sane_config(folder, self.url)
