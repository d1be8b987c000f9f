"""The archive: what may be asked about boxes and originals, and what is answered."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.mailpieces import PaperState


@dataclass(frozen=True, slots=True)
class Box:
    """`items` counts the positions that were given out."""

    label: str
    shelf: str | None
    custodian: str
    items: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class Original:
    """`box` and `position` None for what waits for a box or has left it."""

    item: str
    scan_id: str
    customer: str
    sender: str
    arrived_on: dt.date
    keep_until: dt.date
    box: str | None
    shelf: str | None
    position: int | None
    paper: PaperState
    held: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A box and the originals that lie in it by the register, in order of position."""

    box: Box
    originals: tuple[Original, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """How a count went; the box is sealed only when both agree."""

    contents: Contents
    counted: int

    @property
    def is_right(self) -> bool:
        return self.counted == len(self.contents.originals)


@dataclass(frozen=True, slots=True)
class Pull:
    """A line of the pick list. `shelf`, `box` and `position` None: it waits on the desk."""

    request: str
    item: str
    scan_id: str
    shelf: str | None
    box: str | None
    position: int | None
    due_on: dt.date


class BoxPaper(StrEnum):
    """What is printed for a box that is full."""

    RANGE = "range"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class SeeBoxes:
    """Every box in walking order. Answered by a tuple of `Box`."""


@dataclass(frozen=True, slots=True)
class SeeBox:
    """Answered by `Contents`."""

    label: str


@dataclass(frozen=True, slots=True)
class FileOriginal:
    """Lay it at the box's next position; again changes nothing. Answered by `Original`."""

    scan_id: str
    box: str


@dataclass(frozen=True, slots=True)
class CloseBox:
    """`counted` by the person. Answered by `Closing`."""

    label: str
    counted: int


@dataclass(frozen=True, slots=True)
class FindOriginals:
    """By whatever is known of it. Answered by a tuple of `Original`, newest first."""

    words: str


@dataclass(frozen=True, slots=True)
class SeePulls:
    """What to fetch, in walking order. Answered by a tuple of `Pull`."""


@dataclass(frozen=True, slots=True)
class PickOriginal:
    """It has been taken out of its box for who asked for it. Answered by None."""

    scan_id: str


@dataclass(frozen=True, slots=True)
class PrintBox:
    """Answered by the PDF's bytes."""

    label: str
    paper: BoxPaper


ShelfQuestion = (
    SeeBoxes | SeeBox | FileOriginal | CloseBox | FindOriginals | SeePulls | PickOriginal | PrintBox
)
SHELF_ACTS: Final = (FileOriginal, CloseBox, PickOriginal, PrintBox)
"""Never told a second time: a paper that was asked for once is not opened again."""
