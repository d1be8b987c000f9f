"""A batch: one run of a feeder, and where each sheet it feeds belongs."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class BatchMode(StrEnum):
    FACE = "face"
    """Every sheet is the outside of an envelope: a new item."""
    CONTENTS = "contents"
    """Every sheet lay inside one item."""
    STACK = "stack"
    """An envelope front or a separator sheet begins the next item."""
    RESCAN = "rescan"
    """One sheet of one item again; its new pages take the old ones' place."""


class BatchState(StrEnum):
    FEEDING = "feeding"
    ENDED = "ended"
    """The feeder ran empty, and what it fed is durable."""
    PAUSED = "paused"
    """A situation or a crash stopped it; there may be more to feed."""


class Boundary(StrEnum):
    """What a sheet of a stack is."""

    CONTENT = "content"
    ENVELOPE = "envelope"
    SEPARATOR = "separator"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Batch:
    """Committed before anything is fed.

    `item` is the item being filled: given for CONTENTS and RESCAN, moving on in a STACK.
    `sheet` is the sheet to replace in a RESCAN.
    """

    id: str
    tray: str
    mode: BatchMode
    folder: Path
    duplex: bool
    dpi: int
    operator: str
    begun_at: dt.datetime
    item: str | None = None
    sheet: str | None = None
    state: BatchState = BatchState.FEEDING
    situation: str | None = None


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A durable page file as measured. `fed` counts the batch's sheets from 1."""

    batch: str
    fed: int
    back: bool
    file: Path
    sha256: str
    width_px: int
    height_px: int
    dpi: int


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a fed sheet belongs: a sheet of an item; no item means a sheet of no item.

    `sheet` is an existing sheet that waits for its pages; None makes a new one, last in the item.
    `new_item` makes the item itself.
    """

    item: str | None
    sheet: str | None = None
    new_item: bool = False
    stack: bool = False


@dataclass(frozen=True, slots=True)
class SheetAgain:
    """A sheet to feed again: the item (None when it never had one) and its number there."""

    item: str | None
    number: int
