"""An item and the states it passes on its way to the mailbox."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mailroom.domain.evidence import Evidence
from mailroom.domain.pages import Page, PageCode, PageRole, Sheet
from mailroom.domain.sorting import Decision, Doubt


class ItemState(StrEnum):
    """The digital life of an item; each state names what is durable, the flow does the rest.

    | CAPTURED   -> READ | DOUBTFUL (the image cannot be read)
    | READ       -> OPENING | RELEASING | DOUBTFUL
    | DOUBTFUL   -> OPENING | RELEASING (a person decided) | CAPTURED (the face was fed again)
    | OPENING    -> FILLED | HELD (a sheet may belong elsewhere) | RELEASING (a person saw a card)
    | FILLED     -> DOCUMENTED | HELD
    | HELD       -> FILLED (a person looked, or a sheet was fed again) | RELEASING (decided anew)
    | DOCUMENTED -> RELEASING | FILLED (a sheet was fed again or added)
    | RELEASING  -> SENDING | DOUBTFUL (recalled) | FILLED (a sheet was fed again or added)
    | SENDING    -> DELIVERED | REFUSED
    | REFUSED    -> OPENING | RELEASING (a person decided anew)
    """

    CAPTURED = "captured"
    """The face is durable; it is to be read."""
    READ = "read"
    """Evidence is stored; a decision is due."""
    DOUBTFUL = "doubtful"
    """Waits for a person's decision."""
    OPENING = "opening"
    """Scannable: may be opened; contents are awaited."""
    FILLED = "filled"
    """All contents are durable; the document is due."""
    HELD = "held"
    """Something about the contents waits for a person."""
    DOCUMENTED = "documented"
    """The document's bytes are frozen."""
    RELEASING = "releasing"
    """Release delay: can be recalled with one key. Items without a document come here too."""
    SENDING = "sending"
    """In the outbox until the backend's receipt is verified."""
    DELIVERED = "delivered"
    REFUSED = "refused"
    """The backend decided otherwise; a person must look."""


class HoldReason(StrEnum):
    FOREIGN_PAGE = "foreign_page"
    PAGE_MISSING = "page_missing"
    PAGE_UNREAD = "page_unread"
    """A page's text could not be read within its limits; the page itself is in the document."""
    PAGE_DAMAGED = "page_damaged"
    SHEET_TO_FEED_AGAIN = "sheet_to_feed_again"
    BROKE_THE_READER = "broke_the_reader"
    BOUNDARY_UNSURE = "boundary_unsure"
    """Stack mode: a sheet may have begun another item; it stayed with this one."""
    IMPRINT_LEAPS = "imprint_leaps"
    """The imprinter numbered a sheet between two of these that was never captured."""


@dataclass(frozen=True, slots=True)
class Hold:
    reason: HoldReason
    detail: str = ""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Tray:
    """What arrived together. `arrived_on` starts the clock of R11 (Europe/Stockholm date)."""

    id: str
    arrived_on: dt.date
    postal_operator: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, in reading order, for search and for the coherence check."""

    page: str
    text: str
    codes: tuple[PageCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One searchable PDF. `texts` stay beside it; they never enter a log or a file name."""

    file: Path
    sha256: str
    size_bytes: int
    page_count: int
    texts: tuple[PageText, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The backend's signed word (item id, mailbox, digests, page count, time, log index)."""

    item: str
    mailbox: str | None
    sha256: str
    page_count: int
    received_at: dt.datetime
    log_index: int
    signature: str


@dataclass(frozen=True, slots=True)
class Item:
    """`id` is a UUID and the idempotency key; `scan_id` is what people quote and find paper by."""

    id: str
    scan_id: str
    tray: Tray
    state: ItemState
    sheets: tuple[Sheet, ...]
    closed: bool = False
    evidence: Evidence | None = None
    decision: Decision | None = None
    doubt: Doubt | None = None
    hold: Hold | None = None
    """In HELD, why it waits; still set in FILLED when a person let it go on as it is."""
    document: Document | None = None
    release_at: dt.datetime | None = None
    receipt: Receipt | None = None
    revision: int = 0
    operator: str = ""
    """Who fed the face."""
    captured_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None
    """When the backend took it back out of the mailbox, unread; None while it stands."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages in paper order, face first."""
        return tuple(page for sheet in self.sheets for page in sheet.pages)

    @property
    def face(self) -> Page | None:
        return next((page for page in self.pages if page.role is PageRole.FACE), None)

    @property
    def contents(self) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.role is PageRole.CONTENT)
