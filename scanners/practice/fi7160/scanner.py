"""The practice fi-7160 in this process: load it, break it, and let SANE's own backend scan."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from scanners.api import ScannerInfo
from scanners.practice.fi7160.identity import MODEL, SERIAL
from scanners.practice.fi7160.machine import Fi7160Machine, FiState
from scanners.practice.fi7160.sense import FiFault, FiMoment, OrderedFault
from scanners.practice.fi7160.usb import UsbPort
from scanners.practice.sheets import PracticeSheet

_SOURCE = Path(__file__).with_name("libusb.c")
_COMPILE = ("gcc", "-std=gnu11", "-shared", "-fPIC", "-O2", "-w")
_POLL_S = 0.05


def compile_libusb(folder: Path) -> Path:
    """The stand-in as a shared library in `folder`. Raises OSError or CalledProcessError."""
    library = folder / "practice-libusb.so"
    subprocess.run([*_COMPILE, "-o", library, _SOURCE], check=True, capture_output=True)  # noqa: S603  our own source
    return library


class PracticeFi7160:
    """A context manager; the machine is plugged in from entry to exit.

    `folder` takes its socket and SANE configuration and must have a short path, as sockets do;
    `libusb` is what `compile_libusb` made. SANE sees the machine in processes that have
    `environment` in theirs, besides `sane_config`.
    """

    def __init__(self, folder: Path, libusb: Path) -> None:
        self._socket = folder / "fi"
        self._libusb = libusb
        self.sane_config = _write_sane_config(folder / "sane")
        self.machine = Fi7160Machine()

    def __enter__(self) -> Self:
        self._port = UsbPort(self._socket, self.machine)
        self._thread = Thread(
            target=self._port.serve_forever, args=(_POLL_S,), name="practice-fi7160", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.machine.clear()
        self._port.shutdown()
        self._port.server_close()
        self._thread.join()
        self._socket.unlink()

    @property
    def device_name(self) -> str:
        return f"fujitsu:{MODEL}:{SERIAL}"

    @property
    def info(self) -> ScannerInfo:
        return ScannerInfo(id=self.device_name, label=f"Practice {MODEL}", driver="fujitsu")

    @property
    def environment(self) -> Mapping[str, str]:
        return {"LD_PRELOAD": str(self._libusb), "FAKEUSB_SOCKET": str(self._socket)}

    def load(self, sheets: Sequence[PracticeSheet]) -> None:
        """Lay sheets behind those already waiting. Raises SheetUnreadable."""
        self.machine.load(sheets)

    def fault(self, kind: FiFault, *, sheet: int = 1, moment: FiMoment = FiMoment.FEED) -> None:
        """Order a fault for a sheet, counted from 1 since the machine was plugged in."""
        self.machine.order_fault(OrderedFault(kind, sheet, moment))

    def refeed(self, count: int) -> None:
        """Lay the last `count` sheets of the output tray first in the hopper again."""
        self.machine.refeed(count)

    def clear(self) -> None:
        """Do what the trouble asks for: see `Fi7160Machine.clear`."""
        self.machine.clear()

    def state(self) -> FiState:
        return self.machine.state()


def _write_sane_config(folder: Path) -> Path:
    (folder / "dll.d").mkdir(parents=True, exist_ok=True)
    (folder / "dll.conf").write_text("fujitsu\n")
    (folder / "fujitsu.conf").write_text("usb 0x04c5 0x132e\n")
    return folder.absolute()
