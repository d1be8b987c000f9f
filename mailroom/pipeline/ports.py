"""The tools a stage may use, as protocols; only the wiring knows who stands behind them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from mailroom.domain.evidence import Evidence
from mailroom.domain.items import Item, Receipt
from mailroom.domain.pages import Page
from mailroom.domain.pagework import BuiltDocument, PageWork

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


class PageReader(Protocol):
    """Page care and OCR of one content page; `folder` is where the word layer may be kept.

    Raises UnreadableImage or ImageTooLarge.
    """

    def __call__(self, page: Page, folder: Path) -> PageWork: ...


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
