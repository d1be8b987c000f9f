"""What parent and child say to each other: one JSON object a line, typed at both ends."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import cast

from scanners.api import (
    UNTUNED,
    BatchRequest,
    Capabilities,
    Finding,
    Mode,
    OptionTried,
    Sensors,
    Side,
    Situation,
    Source,
    Tuning,
)
from scanners.typed_json import value_of


class Driver(StrEnum):
    """Who speaks to the device in the child: SANE, or we ourselves in the eSCL protocol."""

    SANE = "sane"
    ESCL = "escl"


class MessageTorn(Exception):
    """A line that is not one of ours; the child is not to be trusted any further."""


@dataclass(frozen=True, slots=True)
class ListDevices:
    """Order: say which devices SANE sees, then end. `local_only` leaves the network alone."""

    local_only: bool = False


@dataclass(frozen=True, slots=True)
class ScanBatch:
    """Order: scan one batch from `device`, SANE's name for it or its eSCL address, then end.

    With `dry_run` nothing is fed: every option is set and read back, an `OptionTried` for each.
    """

    device: str
    folder: str
    source: Source
    mode: Mode
    dpi: int
    width_mm: float
    height_mm: float
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    driver: Driver = Driver.SANE
    page_timeout_s: float = 60.0
    format_height_mm: float | None = None
    tuning: Tuning = UNTUNED
    max_sheets: int | None = None
    dry_run: bool = False

    @classmethod
    def of(cls, device: str, request: BatchRequest, driver: Driver = Driver.SANE) -> "ScanBatch":
        return cls(
            device=device,
            folder=str(request.folder.absolute()),
            source=request.source,
            mode=request.mode,
            dpi=request.dpi,
            width_mm=request.width_mm,
            height_mm=request.height_mm,
            options=dict(request.options),
            driver=driver,
            page_timeout_s=request.page_timeout_s,
            format_height_mm=request.format_height_mm,
            tuning=request.tuning,
            max_sheets=request.max_sheets,
        )

    @property
    def folder_path(self) -> Path:
        return Path(self.folder)

    @property
    def sides(self) -> tuple[Side, ...]:
        duplex = self.source is Source.FEEDER_DUPLEX
        return (Side.FRONT, Side.BACK) if duplex else (Side.FRONT,)


def is_enough(order: ScanBatch, sheet: int) -> bool:
    """Whether this sheet is one more than was asked for."""
    return order.max_sheets is not None and sheet > order.max_sheets


@dataclass(frozen=True, slots=True)
class AskCapabilities:
    """Order: say what the device can do, then end."""

    device: str
    driver: Driver = Driver.SANE


@dataclass(frozen=True, slots=True)
class WatchSensors:
    """Order: say what the device feels, over and over until told to stop.

    A `Felt` comes at every change, and every few seconds as a sign of life.
    """

    device: str
    driver: Driver = Driver.SANE
    every_s: float = 0.5


@dataclass(frozen=True, slots=True)
class StopBatch:
    """Order: end after the sheet that is being scanned, or end watching."""


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    name: str
    vendor: str
    model: str
    kind: str


@dataclass(frozen=True, slots=True)
class CanDo:
    """The answer to AskCapabilities."""

    capabilities: Capabilities


@dataclass(frozen=True, slots=True)
class Felt:
    sensors: Sensors


@dataclass(frozen=True, slots=True)
class Tried:
    """One option of a dry run."""

    option: OptionTried


@dataclass(frozen=True, slots=True)
class Asking:
    """A side is being asked of the device; the parent's watchdog starts anew."""

    sheet: int
    side: Side


@dataclass(frozen=True, slots=True)
class PageWritten:
    """The page's file, named by `page_name`, is durable in the batch's folder."""

    sheet: int
    side: Side
    width_px: int
    height_px: int
    dpi: int
    findings: tuple[Finding, ...] = ()
    streaks_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The last message. `detail` is for the log and the expert, never from what was read.

    `paper_left` is what the device's own sensor says of its tray, None without one.
    """

    situation: Situation
    detail: str = ""
    paper_left: bool | None = None


Order = ListDevices | ScanBatch | AskCapabilities | WatchSensors | StopBatch
Report = DeviceSeen | CanDo | Felt | Tried | Asking | PageWritten | Ended

_KINDS: dict[str, type[Order | Report]] = {
    kind.__name__: kind
    for kind in (
        *(ListDevices, ScanBatch, AskCapabilities, WatchSensors, StopBatch),
        *(DeviceSeen, CanDo, Felt, Tried, Asking, PageWritten, Ended),
    )
}


def to_line(message: Order | Report) -> bytes:
    return json.dumps({"is": type(message).__name__, **asdict(message)}).encode() + b"\n"


def from_line(line: bytes) -> Order | Report:
    """Raises MessageTorn."""
    try:
        fields = cast("dict[str, object]", json.loads(line))
        return value_of(_KINDS[str(fields.pop("is"))], fields)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise MessageTorn(f"{len(line)} bytes that are no message") from problem
