"""The only file that knows SANE's status texts; python-sane hands on nothing else."""

from enum import StrEnum

from scanners.api import Situation
from scanners.failure import BatchFailure


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
