"""The only file that knows SANE's status texts, and which cause counts when sensors add others."""

from enum import StrEnum
from typing import Protocol

from scanners.api import Situation
from scanners.failure import BatchFailure
from scanners.messages import Ended
from scanners.sane.quirks import Quirks


class SaneStatus(StrEnum):
    """Valued as `sane_strstatus` says them."""

    UNSUPPORTED = "Operation not supported"
    CANCELLED = "Operation was canceled"
    DEVICE_BUSY = "Device busy"
    INVAL = "Invalid argument"
    EOF = "End of file reached"
    JAMMED = "Document feeder jammed"
    NO_DOCS = "Document feeder out of documents"
    COVER_OPEN = "Scanner cover is open"
    IO_ERROR = "Error during device I/O"
    NO_MEM = "Out of memory"
    ACCESS_DENIED = "Access to resource has been denied"


class Step(StrEnum):
    """What was being done when SANE refused; the same text means different things."""

    OPENING = "opening the scanner"
    SETTING = "setting an option"
    SCANNING = "scanning"


_SITUATIONS = {
    SaneStatus.CANCELLED: Situation.STOPPED,
    SaneStatus.DEVICE_BUSY: Situation.SCANNER_BUSY,
    SaneStatus.JAMMED: Situation.PAPER_JAM,
    SaneStatus.NO_DOCS: Situation.FEEDER_EMPTY,
    SaneStatus.COVER_OPEN: Situation.COVER_OPEN,
}
# An address that leads nowhere is "invalid", a device that does not answer an "I/O error";
# airscan without a configuration for the name says "out of memory".
_GONE_WHEN_OPENING = frozenset({SaneStatus.INVAL, SaneStatus.IO_ERROR, SaneStatus.NO_MEM})


def failure(text: str, step: Step) -> BatchFailure:
    """The situation behind SANE's text. Unknown texts are SCANNER_FAILED, quoted."""
    try:
        status = SaneStatus(text)
    except ValueError:
        return BatchFailure(Situation.SCANNER_FAILED, f"{step}: {text}")
    detail = f"{step}: {status.name} ({status.value})"
    if step is Step.OPENING and status in _GONE_WHEN_OPENING:
        return BatchFailure(Situation.SCANNER_GONE, detail)
    if step is Step.SETTING:
        return BatchFailure(Situation.OPTION_REFUSED, detail)
    return BatchFailure(_SITUATIONS.get(status, Situation.SCANNER_FAILED), detail)


class Sensors(Protocol):
    """The part of an open device that is asked after trouble; see `driver.OpenDevice`."""

    def sensor(self, option: str) -> object: ...


def explained(failure: BatchFailure, sensors: Sensors | None, quirks: Quirks) -> Ended:
    """The status with what the device's sensors add to it, the likeliest cause first."""
    ended = _explained(failure, sensors, quirks)
    if sensors is None or ended.situation is Situation.SCANNER_GONE:
        return ended
    return Ended(ended.situation, ended.detail, paper_left=paper_left(sensors, quirks))


def paper_left(sensors: Sensors, quirks: Quirks) -> bool | None:
    """What the device's own sensor says of its tray, None without one."""
    if not quirks.loaded_sensors:
        return None
    return any(_is_on(sensors, sensor) for sensor in quirks.loaded_sensors)


def _explained(failure: BatchFailure, sensors: Sensors | None, quirks: Quirks) -> Ended:
    situation, detail = failure.situation, failure.detail
    if situation is Situation.STOPPED and quirks.cancelled_means_empty:
        situation = Situation.FEEDER_EMPTY
    if sensors is None:
        return Ended(situation, detail)
    match situation:
        case Situation.PAPER_JAM if _is_on(sensors, quirks.double_feed_sensor):
            return Ended(Situation.DOUBLE_FEED, detail)
        case Situation.SCANNER_FAILED if _is_on(sensors, quirks.no_ink_sensor):
            return Ended(Situation.IMPRINTER_EMPTY, detail)
        case Situation.FEEDER_EMPTY if any(_is_on(sensors, s) for s in quirks.loaded_sensors):
            # The same status comes from the scanner's own stop button.
            return Ended(Situation.STOPPED, f"{SaneStatus.NO_DOCS.name}, but paper is left")
        case Situation.SCANNER_FAILED if _is_silent(sensors, quirks):
            return Ended(Situation.SCANNER_GONE, f"{detail}; its sensors are silent too")
        case _:
            return Ended(situation, detail)


def _is_on(sensors: Sensors, option: str | None) -> bool:
    return option is not None and bool(sensors.sensor(option))


def _is_silent(sensors: Sensors, quirks: Quirks) -> bool:
    """An unplugged scanner and a broken part are the same I/O error; only one still answers."""
    return bool(quirks.loaded_sensors) and sensors.sensor(quirks.loaded_sensors[0]) is None
