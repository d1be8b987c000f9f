"""Items are made of sheets, sheets of pages; every page is an image file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the captured image, origin top left, before any turning."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageCode:
    """A payment code on a page; `text` is its payload, which is anybody's: data, never more.

    `box` lies in the page as its document shows it, which is `page_width_px` wide and
    `page_height_px` high.
    """

    text: str
    box: Box
    page_width_px: int
    page_height_px: int


class PageRole(StrEnum):
    FACE = "face"
    BACK = "back"
    CONTENT = "content"


class SheetPlace(StrEnum):
    """Where a physical sheet is. Captured means durable on disk, never merely in memory."""

    CAPTURED = "captured"
    TO_FEED_AGAIN = "to_feed_again"
    REMOVED = "removed"


class PageFlag(StrEnum):
    """What the capture found wrong with a page that is kept all the same."""

    STREAK = "streak"
    """A line from end to end: dirt on the scanner's glass."""
    TOO_DARK = "too_dark"
    TOO_LIGHT = "too_light"
    TOO_LONG = "too_long"
    """Longer than its format: a second sign of a double feed."""
    CUT_OFF = "cut_off"
    """The picture ends before the paper does."""
    FOLDED = "folded"
    """A corner is folded over, or missing."""


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet. `image` is the untouched capture; nothing ever rewrites it.

    `turned_deg` is the clockwise quarter turn that makes the image upright, None until known.
    `number` counts content pages from 1 in paper order; the face is 0, the back -1.
    `flags` stand until a person has looked; `streaks_mm` are the places of streaks from the left.
    """

    id: str
    role: PageRole
    number: int
    image: Path
    sha256: str
    width_px: int
    height_px: int
    dpi: int
    blank: bool | None = None
    turned_deg: int | None = None
    flags: tuple[PageFlag, ...] = ()
    streaks_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    id: str
    number: int
    """Position within the item, from 1, in the order fed."""
    place: SheetPlace
    pages: tuple[Page, ...]
