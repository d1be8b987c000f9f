"""The troubles a practice feeder can be told to have, and when."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """Paper faults latch until cleared; the others spoil one answer (or `times` of them)."""

    JAM = "jam"
    DOUBLE_FEED = "double_feed"
    COVER_OPEN = "cover_open"
    DOOR_OPEN = "door_open"
    MISPICK = "mispick"
    TRAY_FAILED = "tray_failed"
    PAGE_TOO_LONG = "page_too_long"
    PAGE_TOO_SHORT = "page_too_short"
    OVERLOADED = "overloaded"
    BUSY = "busy"
    REFUSED = "refused"
    SLOW = "slow"
    STALL = "stall"
    DROP = "drop"
    RESET = "reset"
    TRUNCATED = "truncated"
    CORRUPT = "corrupt"
    NOT_AN_IMAGE = "not_an_image"


# The AdfState list of the eSCL specification, plus DoorOpen, which is not in it but is sent.
ADF_STATES = {
    FaultKind.JAM: "ScannerAdfJam",
    FaultKind.DOUBLE_FEED: "ScannerAdfMultipickDetected",
    FaultKind.COVER_OPEN: "ScannerAdfHatchOpen",
    FaultKind.DOOR_OPEN: "ScannerAdfDoorOpen",
    FaultKind.MISPICK: "ScannerAdfMispick",
    FaultKind.TRAY_FAILED: "ScannerAdfInputTrayFailed",
    FaultKind.PAGE_TOO_LONG: "ScannerAdfDuplexPageTooLong",
    FaultKind.PAGE_TOO_SHORT: "ScannerAdfDuplexPageTooShort",
    FaultKind.OVERLOADED: "ScannerAdfInputTrayOverloaded",
}

# How many sheets leave the hopper without a picture of them being made.
SHEETS_SPOILT = {
    FaultKind.JAM: 1,
    FaultKind.DOUBLE_FEED: 2,
    FaultKind.COVER_OPEN: 1,
    FaultKind.DOOR_OPEN: 1,
    FaultKind.PAGE_TOO_LONG: 1,
    FaultKind.PAGE_TOO_SHORT: 1,
}


class Moment(StrEnum):
    FRONT = "front"
    BACK = "back"
    JOB = "job"
    """When a scan is asked for, before any paper moves."""
    STATUS = "status"
    """When somebody asks how the scanner is."""


@dataclass(slots=True)
class Fault:
    """Waits for its sheet, counted from 1 since the feeder was last reset."""

    kind: FaultKind
    sheet: int = 1
    moment: Moment = Moment.FRONT
    times: int = 1
    http_status: int = 404
    """What the device answers to the request for the page; devices differ."""
    seconds: float = 3600.0
    """How long SLOW waits and STALL says nothing."""

    def strikes(self, moment: Moment, sheet: int) -> bool:
        if self.times == 0 or self.moment is not moment:
            return False
        return moment in (Moment.JOB, Moment.STATUS) or self.sheet == sheet
