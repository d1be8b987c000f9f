"""What parent and child say to each other: one JSON object a line, typed at both ends."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from scanners.api import (
    UNTUNED,
    BatchRequest,
    DoubleFeed,
    Finding,
    Mode,
    Side,
    Situation,
    Source,
    Tuning,
)


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
    """Order: scan one batch from `device`, SANE's name for it or its eSCL address, then end."""

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
class StopBatch:
    """Order: end after the sheet that is being scanned."""


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    name: str
    vendor: str
    model: str
    kind: str


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


Order = ListDevices | ScanBatch | StopBatch
Report = DeviceSeen | Asking | PageWritten | Ended

_KINDS: dict[str, type[Order | Report]] = {
    kind.__name__: kind
    for kind in (ListDevices, ScanBatch, StopBatch, DeviceSeen, Asking, PageWritten, Ended)
}
_ENUMS = {
    "source": Source,
    "mode": Mode,
    "side": Side,
    "situation": Situation,
    "driver": Driver,
}


def to_line(message: Order | Report) -> bytes:
    return json.dumps({"is": type(message).__name__, **asdict(message)}).encode() + b"\n"


def from_line(line: bytes) -> Order | Report:
    """Raises MessageTorn."""
    try:
        fields = cast(dict[str, Any], json.loads(line))
        kind = _KINDS[fields.pop("is")]
        for name, enum in _ENUMS.items():
            if name in fields:
                fields[name] = enum(fields[name])
        if "tuning" in fields:
            tuning = cast(dict[str, Any], fields["tuning"])
            tuning["double_feed"] = DoubleFeed(tuning["double_feed"])
            fields["tuning"] = Tuning(**tuning)
        if "findings" in fields:
            fields["findings"] = tuple(Finding(word) for word in fields["findings"])
            fields["streaks_mm"] = tuple(float(place) for place in fields["streaks_mm"])
        return kind(**fields)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise MessageTorn(f"{len(line)} bytes that are no message") from problem
