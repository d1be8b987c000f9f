"""What page care and page OCR hand on, and the document that is built from it."""

from dataclasses import dataclass
from pathlib import Path

from mailroom.domain.pages import PageCode


@dataclass(frozen=True, slots=True)
class PageWork:
    """What page care and page OCR found: how to make the page upright and what stands on it.

    `skew_deg` is the clockwise correction after turning. `words` is the page's word layer, kept
    in a file because it is large. `numbers` are registration numbers found on the page;
    `page_of` is a printed "sida n av m" as (n, m). `unread` says that OCR failed at its limits.
    `turned_deg` 0 with `turn_sure` False means "don't know": left as it is and marked.
    """

    page: str
    blank: bool
    turned_deg: int
    turn_sure: bool
    skew_deg: float
    text: str
    words: Path | None
    numbers: tuple[str, ...] = ()
    recipient_numbers: tuple[str, ...] = ()
    """Registration numbers in an address block of this page (beside the Kivra postcode)."""
    page_of: tuple[int, int] | None = None
    unread: bool = False
    cropped_px: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Scanner's backing cut off left, top, right and bottom, after straightening."""
    paper: str = ""
    """What the paper is shown as, "#ffffff" for white; empty when the capture is shown as it is."""
    encoding: str = "picture"
    """How the document keeps the page: "bilevel", "mixed" or "picture"."""
    codes: tuple[PageCode, ...] = ()
    """What codes on it ask to be paid."""


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    file: Path
    sha256: str
    size_bytes: int
    page_count: int
