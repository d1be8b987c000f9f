"""The tools a stage may use, as protocols; only the wiring knows who stands behind them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from mailroom.domain.batches import Batch, Filling, RunEnd, ScannedPage, SheetAgain, SheetSeen, Slot
from mailroom.domain.decisions import Decision, Doubt
from mailroom.domain.evidence import Evidence
from mailroom.domain.imprints import Leap
from mailroom.domain.items import Item, ItemState, Receipt
from mailroom.domain.notes import Note
from mailroom.domain.outgoing import Blob, SealedItem
from mailroom.domain.pages import Page
from mailroom.domain.pagework import BuiltDocument, PageWork
from mailroom.domain.review import DrawnFace
from mailroom.domain.separators import Separator

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


class FaceDrawer(Protocol):
    """The outside as it is sent to another console: address, sides and digits as small JPEGs.

    Raises UnreadableImage or ImageTooLarge.
    """

    def __call__(self, face: Page, back: Page | None, evidence: Evidence) -> DrawnFace: ...


class PageReader(Protocol):
    """Page care and OCR of one content page; `folder` is where the word layer may be kept.

    Raises UnreadableImage or ImageTooLarge.
    """

    def __call__(self, page: Page, folder: Path) -> PageWork: ...


class ImprintReader(Protocol):
    """The imprinter's number on a page's sheet, None when it is not to be seen.

    Raises UnreadableImage or ImageTooLarge.
    """

    def __call__(self, page: Page, imprint: str) -> int | None: ...


class DocumentWriter(Protocol):
    """Writes one searchable PDF from captured pages and their work, durably, at `target`.

    The scan id stands along the left edge of every page. Same input, same bytes.
    """

    def __call__(self, item: Item, work: Sequence[PageWork], target: Path) -> BuiltDocument: ...


class Prover(Protocol):
    """Writes the signed proof of a document beside it, durably.

    `work` is of every captured side; those in the document come first, in its order.
    """

    def __call__(self, item: Item, work: Sequence[PageWork], built: BuiltDocument) -> None: ...


class BoundaryReader(Protocol):
    """Says what a sheet of a stack is. When it cannot tell, UNSURE.

    The same file always gives the same answer, since recovery asks again.
    """

    def __call__(self, front: Page) -> SheetSeen: ...


class Decider(Protocol):
    """Evidence to decision or doubt, as of now; the sorting rules with today's settings bound."""

    def __call__(self, evidence: Evidence) -> Decision | Doubt: ...


class DocumentStage(Protocol):
    """FILLED -> DOCUMENTED | HELD: reads the pages, judges them together, builds the document."""

    def __call__(self, item: Item, /) -> Item: ...

    def prepare(self, item: Item, page: Page) -> Future[PageWork]:
        """Begin to read a page as soon as it is captured; asking again costs nothing."""
        ...


class ItemStore(Protocol):
    """The queue of the flow: items are asked for by state, and moved on one step at a time."""

    def get(self, item: str) -> Item | None: ...

    def due(self, states: Iterable[ItemState]) -> tuple[Item, ...]: ...

    def change(self, item: str, step: Callable[[Item], Item], note: Note) -> Item: ...

    def put_off(self, item: str, *, until: dt.datetime) -> None: ...

    def failed(self, item: str, *, broke_worker: bool) -> tuple[int, int]: ...


class BatchStore(Protocol):
    """Where capture keeps what the feeder brings; every call is one durable transaction."""

    def begin(self, batch: Batch) -> None: ...

    def unfinished(self) -> tuple[Batch, ...]: ...

    def filling(self, batch: str) -> Filling: ...

    def open_stack_item(self, tray: str) -> str | None: ...

    def slot_of(self, batch: str, fed: int) -> Slot | None: ...

    def has(self, page: ScannedPage) -> bool: ...

    def face_to_feed_again(self, tray: str, batch: str) -> Slot | None: ...

    def sheet_to_feed_again(self, item: str, batch: str) -> str | None: ...

    def adopt(
        self, page: ScannedPage, slot: Slot
    ) -> tuple[Item | None, tuple[Page, ...], bool]: ...

    def keep_place(self, batch: str, fed: int, slot: Slot) -> None: ...

    def set_aside(self, page: ScannedPage, separator: Separator | None) -> None: ...

    def end(self, batch: Batch, run: RunEnd) -> tuple[str | None, tuple[str, ...]]: ...

    def to_feed_again(self) -> tuple[SheetAgain, ...]: ...


class ImprintStore(Protocol):
    """The imprinter's numbers, by the sheet on which they were read."""

    def expected_on(self, page: Page) -> str | None: ...

    def keep(self, page: Page, number: int) -> None: ...

    def leaps_at(self, page: Page) -> tuple[Leap, ...]: ...


class Seal(Protocol):
    """Freezes outgoing bytes durably; what is sealed once is what every retry sends."""

    def __call__(self, item: str, manifest: bytes, blobs: Sequence[Blob]) -> SealedItem: ...


class Sealed(Protocol):
    """What was sealed for this item; None when nothing was. Raises BytesChanged."""

    def __call__(self, item: str) -> SealedItem | None: ...


class Backend(Protocol):
    """The central mailbox backend as a station sees it.

    Raises BackendUnreachable, BackendRefused, ReceiptInvalid, SignInRefused, BytesChanged.
    """

    def put_item(self, sealed: SealedItem) -> Receipt:
        """Upload the blobs, then the item under its id; same id and bytes, same receipt."""
        ...

    def recall(self, item: str) -> bool:
        """Take a delivered item back; whether it was withdrawn, unread."""
        ...
