"""The troubles of a practice fi-7160, when they strike, and the sense codes that tell of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class FiFault(StrEnum):
    JAM = "jam"
    DOUBLE_FEED = "double_feed"
    COVER_OPEN = "cover_open"
    UNUSUAL_PAPER = "unusual_paper"
    STOP_BUTTON = "stop_button"
    NO_INK = "no_ink"
    MECHANICAL = "mechanical"
    STALL = "stall"
    """The motor stands and the scanner says nothing more."""
    GONE = "gone"
    """The cable is out."""


class FiMoment(StrEnum):
    FEED = "feed"
    READ = "read"
    """When half of the front has been read."""


@dataclass(frozen=True, slots=True)
class OrderedFault:
    """Waits for its sheet, counted from 1 since the machine was switched on."""

    kind: FiFault
    sheet: int
    moment: FiMoment


class Sense(NamedTuple):
    """Key, code and qualifier of SCSI's REQUEST SENSE, and how many bytes did not come."""

    key: int
    code: int = 0
    qualifier: int = 0
    short_by: int = 0


NO_SENSE = Sense(0)
INVALID_COMMAND = Sense(5, 0x20)
INVALID_FIELD = Sense(5, 0x24)
INVALID_PARAMETER = Sense(5, 0x26)
OUT_OF_ORDER = Sense(5, 0x2C)
EMPTY = Sense(3, 0x80, 3)
SENSE_OF = {
    FiFault.JAM: Sense(3, 0x80, 1),
    FiFault.COVER_OPEN: Sense(3, 0x80, 2),
    FiFault.UNUSUAL_PAPER: Sense(3, 0x80, 4),
    FiFault.DOUBLE_FEED: Sense(3, 0x80, 7),
    FiFault.NO_INK: Sense(3, 0x80, 0x10),
    FiFault.STOP_BUTTON: Sense(3, 0x80, 0x20),
    FiFault.MECHANICAL: Sense(4, 0x80, 5),
}
SHEETS_SPOILT = {FiFault.JAM: 1, FiFault.UNUSUAL_PAPER: 1, FiFault.DOUBLE_FEED: 2}
"""How many leave the hopper without a picture when the fault strikes while feeding."""


def sense_bytes(sense: Sense) -> bytes:
    """As REQUEST SENSE answers: end of medium and wrong length are flagged with `short_by`."""
    said = bytearray(18)
    flags = 0x60 if sense.short_by else 0
    said[0], said[2], said[7] = 0x70, flags | sense.key, 10
    said[3:7] = sense.short_by.to_bytes(4, "big")
    said[12], said[13] = sense.code, sense.qualifier
    return bytes(said)
