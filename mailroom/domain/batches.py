"""A batch: one run of a feeder, and where each sheet it feeds belongs."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mailroom.domain.pages import PageFlag
from mailroom.domain.separators import Separator

INTERRUPTED = "interrupted"
"""The situation of a batch that a crash or a power cut ended."""


class BatchMode(StrEnum):
    FACE = "face"
    """Every sheet is the outside of an envelope: a new item."""
    CONTENTS = "contents"
    """Every sheet lay inside one item."""
    STACK = "stack"
    """An envelope front or a separator sheet begins the next item."""
    RESCAN = "rescan"
    """One sheet of one item again; its new pages take the old ones' place."""
    INSERT = "insert"
    """One sheet more of one item, behind a sheet that it has."""


class BatchState(StrEnum):
    FEEDING = "feeding"
    ENDED = "ended"
    """The feeder ran empty, and what it fed is durable."""
    PAUSED = "paused"
    """A situation or a crash stopped it; there may be more to feed."""


class Boundary(StrEnum):
    """What a sheet of mail in a stack is."""

    CONTENT = "content"
    ENVELOPE = "envelope"
    UNSURE = "unsure"


SheetSeen = Boundary | Separator
"""Mail, or a sheet of ours between it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Committed before anything is fed.

    `item` is the item being filled: given for CONTENTS, RESCAN and INSERT, moving on in a STACK.
    `sheet` is the sheet to replace in a RESCAN, and the one before the new in an INSERT.
    `expected` is how many sheets a person counted, over all runs that go on with one another.
    `imprint` is what the scanner was told to print on each sheet, in the maker's own form.
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
    expected: int | None = None
    imprint: str = ""


@dataclass(frozen=True, slots=True)
class RunEnd:
    """How a run ended, as the scanner told it. `situation` None means that all went well.

    `lost` sheets may have been fed without a durable page; the last `stuck` of them are in the
    paper path. `paper_left` is None when the scanner cannot tell.
    """

    situation: str | None
    lost: int = 0
    stuck: int = 0
    paper_left: bool | None = None
    ran_empty: bool = False


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
    flags: tuple[PageFlag, ...] = ()
    streaks_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a fed sheet belongs: a sheet of an item; no item means a sheet of no item.

    `sheet` is an existing sheet that waits for its pages; None makes a new one, behind the sheet
    `after` or last in the item. `new_item` makes the item itself. A `separator` is no mail.
    """

    item: str | None
    sheet: str | None = None
    new_item: bool = False
    stack: bool = False
    after: str | None = None
    separator: Separator | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """What a running batch is filling: an item of a tray, or with `faces` a new one each sheet.

    `parted` it is filling nothing any more: a separator asked for another profile.
    """

    item: str | None
    tray: str
    faces: bool = False
    parted: bool = False


@dataclass(frozen=True, slots=True)
class SheetAgain:
    """A sheet to feed again: the item (None when it never had one) and its number there."""

    item: str | None
    number: int
