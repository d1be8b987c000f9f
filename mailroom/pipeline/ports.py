"""The tools a stage may use, as protocols; only the wiring knows who stands behind them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from mailroom.domain.evidence import Evidence
from mailroom.domain.items import Item, Receipt
from mailroom.domain.pages import Page

P = ParamSpec("P")
T = TypeVar("T")


class Workers(Protocol):
    """Child processes with wall, CPU and memory limits; untrusted bytes are decoded there only.

    An urgent call (the address path) goes before every other call that has not begun.
    The future raises `WorkerLost` when the worker died or was killed at its limit.
    """

    def submit(self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]: ...

    def submit_urgent(
        self, task: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]: ...

    def close(self) -> None: ...


class FaceReader(Protocol):
    """Reads the outside of an envelope. `register` is a snapshot file of today's register.

    Raises UnreadableImage or ImageTooLarge.
    """

    def __call__(self, face: Page, back: Page | None, register: Path) -> Evidence: ...


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


class PageReader(Protocol):
    """Page care and OCR of one content page; `folder` is where the word layer may be kept.

    Raises UnreadableImage or ImageTooLarge.
    """

    def __call__(self, page: Page, folder: Path) -> PageWork: ...


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    file: Path
    sha256: str
    size_bytes: int
    page_count: int


class DocumentWriter(Protocol):
    """Writes one searchable PDF from captured pages and their work, durably, at `target`.

    The scan id stands along the left edge of every page. Same input, same bytes.
    """

    def __call__(self, item: Item, work: Sequence[PageWork], target: Path) -> BuiltDocument: ...


class Backend(Protocol):
    """The central mailbox backend as a station sees it.

    Raises BackendUnreachable, BackendRefused, ReceiptInvalid, SignInRefused.
    """

    def put_item(self, item: Item) -> Receipt:
        """Upload the blobs, then the item under its id; same id and bytes, same receipt."""
        ...
