"""The scanners' public words: a Scanner scans a batch as a stream of typed events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol


class Source(StrEnum):
    FEEDER = "feeder"
    FEEDER_DUPLEX = "feeder_duplex"
    FLATBED = "flatbed"


class Mode(StrEnum):
    COLOUR = "colour"
    GREY = "grey"


class DoubleFeed(StrEnum):
    """What the scanner takes for two sheets at once."""

    OFF = "off"
    THICKNESS = "thickness"
    """By ultrasound."""
    LENGTH = "length"
    """By a sheet longer than the first."""
    BOTH = "both"


class Side(StrEnum):
    FRONT = "front"
    BACK = "back"


class Situation(StrEnum):
    """Why a batch ended or a scanner cannot start; each is something a person can act on."""

    FEEDER_EMPTY = "feeder_empty"
    """The normal end, believed only after proof; or nothing was fed (`sheets` is 0)."""
    STOPPED = "stopped"
    PAPER_JAM = "paper_jam"
    DOUBLE_FEED = "double_feed"
    SHEET_NOT_TAKEN = "sheet_not_taken"
    """The rollers slip: every sheet is still in the tray, or in hand."""
    IMPRINTER_EMPTY = "imprinter_empty"
    COVER_OPEN = "cover_open"
    SCANNER_GONE = "scanner_gone"
    SCANNER_STALLED = "scanner_stalled"
    SCANNER_BUSY = "scanner_busy"
    PAGE_DAMAGED = "page_damaged"
    OPTION_REFUSED = "option_refused"
    DISK_FULL = "disk_full"
    SCANNER_FAILED = "scanner_failed"


class Finding(StrEnum):
    """What is wrong with a page that is kept all the same; a person looks."""

    STREAK = "streak"
    """A line from end to end: dirt on the glass."""
    TOO_DARK = "too_dark"
    TOO_LIGHT = "too_light"
    TOO_LONG = "too_long"
    """Longer than its format: a second sign of a double feed."""
    CUT_OFF = "cut_off"
    """The picture ends before the paper does."""
    FOLDED = "folded"
    """A corner is folded over, or missing."""


class ScannerTrouble(Exception):
    """A question that a scanner did not answer; the message is for the expert."""

    def __init__(self, situation: Situation, detail: str) -> None:
        super().__init__(detail)
        self.situation = situation


@dataclass(frozen=True, slots=True)
class ScannerInfo:
    """`id` is stable across reboots and ports: driver plus model and serial, or URL."""

    id: str
    label: str
    driver: str


@dataclass(frozen=True, slots=True)
class Tuning:
    """What only some devices can do; None and False leave it as the device has it.

    Detection of double feeds and overscan are wishes: a device without them scans all the same.
    An imprint, a brightness or an automatic length that the device does not take refuses the
    batch. `imprint` is the imprinter's text in the vendor's own form; `brightness` and `contrast`
    go from -100 to 100.
    """

    double_feed: DoubleFeed = DoubleFeed.THICKNESS
    overscan: bool | None = None
    imprint: str | None = None
    brightness: int | None = None
    contrast: int | None = None
    auto_length: bool = False


UNTUNED: Final = Tuning()


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """Sizes in millimetres, resolution in dpi. Pages are written to `folder`.

    `format_height_mm` is how long a sheet should be, when all are of one format. After
    `max_sheets` the batch ends as STOPPED. `options` are set last, by the device's own names.
    """

    folder: Path
    source: Source = Source.FEEDER_DUPLEX
    mode: Mode = Mode.COLOUR
    dpi: int = 300
    width_mm: float = 216.0
    height_mm: float = 356.0
    page_timeout_s: float = 60.0
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    format_height_mm: float | None = None
    tuning: Tuning = UNTUNED
    max_sheets: int | None = None


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a device says it can do. `dpi` is empty where any within `dpi_range` is taken.

    Sizes are the largest picture, in millimetres, 0 where the device does not tell.
    """

    sources: tuple[Source, ...]
    modes: tuple[Mode, ...]
    dpi: tuple[int, ...] = ()
    dpi_range: tuple[int, int] | None = None
    max_width_mm: float = 0.0
    max_height_mm: float = 0.0
    double_feed: tuple[DoubleFeed, ...] = ()
    has_imprinter: bool = False
    has_button: bool = False
    feels_paper: bool = False


@dataclass(frozen=True, slots=True)
class Sensors:
    """What a resting device feels now; None where it has no such sensor."""

    paper_loaded: bool | None = None
    cover_open: bool | None = None
    ink_low: bool | None = None
    button: bool = False
    """Pressed since it was last asked."""


class Outcome(StrEnum):
    """What became of an option in a dry run."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    """The device took another value than it was given."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OptionTried:
    """`option` is the device's own name; `got` is what was read back."""

    option: str
    asked: str
    got: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class SheetFeeding:
    """The next sheet is being asked for; the watchdog's clock starts here."""

    sheet: int


@dataclass(frozen=True, slots=True)
class PageScanned:
    """A page file is durable: written, fsynced, renamed, its folder fsynced.

    `file` is named `SSSSS-front.jpg` or `SSSSS-back.jpg` by sheet number from 1. `streaks_mm`
    are the places of its streaks from the left.
    """

    sheet: int
    side: Side
    file: Path
    width_px: int
    height_px: int
    dpi: int
    findings: tuple[Finding, ...] = ()
    streaks_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchEnded:
    """The last event of every batch. `sheets` counts whole sheets that are durable.

    `lost_sheets` is how many further sheets the device may have fed without a durable page: they
    must be fed again. The last `stuck_sheets` of them are in the paper path, the others lie in
    the output tray. `paper_left` is whether the tray still holds paper, None when nobody can tell.
    """

    situation: Situation
    sheets: int
    lost_sheets: int = 0
    detail: str = ""
    stuck_sheets: int = 0
    paper_left: bool | None = None


BatchEvent = SheetFeeding | PageScanned | BatchEnded


class Scanner(Protocol):
    """One physical device. One thing at a time; `stop` may be called from any thread."""

    info: ScannerInfo

    def scan(self, request: BatchRequest) -> Iterator[BatchEvent]:
        """Feed until the feeder is empty, a situation stops it, or `stop` is called.

        Raises nothing for what a device does: the last event says it.
        """
        ...

    def capabilities(self) -> Capabilities:
        """Ask the device. Raises ScannerTrouble."""
        ...

    def try_out(self, request: BatchRequest) -> Iterator[OptionTried]:
        """Set what the batch would set, read it back, and feed nothing. Raises ScannerTrouble."""
        ...

    def watch(self, every_s: float = 0.5) -> Iterator[Sensors]:
        """What the device feels: at once, then at every change, until `stop`.

        Raises ScannerTrouble when it does not answer (any more).
        """
        ...

    def stop(self) -> None: ...

    def close(self) -> None: ...
