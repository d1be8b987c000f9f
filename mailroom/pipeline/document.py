"""The document stage: pages read as they come, judged together, written as one PDF."""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from mailroom.domain.coherence import PageFinding, check_contents
from mailroom.domain.errors import BytesChanged, WorkerLost
from mailroom.domain.items import Document, Hold, HoldReason, Item, ItemState, PageText
from mailroom.domain.pages import Page, PageRole
from mailroom.domain.pagework import PageWork
from mailroom.domain.register import Customer
from mailroom.pipeline.integrity import is_untouched
from mailroom.pipeline.ports import DocumentWriter, PageReader, Prover, Workers

_Key = tuple[str, str, bool | None, int | None]


@dataclass(frozen=True, slots=True)
class _Readings:
    """The pages being read or read already, so that nothing is read twice."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    futures: dict[_Key, Future[PageWork]] = field(default_factory=dict[_Key, Future[PageWork]])


@dataclass(frozen=True, slots=True)
class DocumentStage:
    """FILLED -> DOCUMENTED | HELD. Safe to use from several threads.

    The letter comes first, in paper order, its blank sides in their places; the envelope's face
    stands last, and its back too unless it is blank; an item of which nothing is left is held.
    Raises UnreadableImage, ImageTooLarge, BytesChanged; WorkerLost when writing lost its worker.
    `prove` runs before the item moves on. `folder` is where an item's word layers and its document
    lie; `customers` are today's, by number.
    """

    workers: Workers
    folder: Callable[[Item], Path]
    read: PageReader
    write: DocumentWriter
    customers: Callable[[], Mapping[str, Customer]]
    prove: Prover
    _readings: _Readings = field(default_factory=_Readings, init=False, repr=False, compare=False)

    def prepare(self, item: Item, page: Page) -> Future[PageWork]:
        """Begin to read a page as soon as it is captured; asking again costs nothing."""
        readings = self._readings
        with readings.lock:
            future = readings.futures.get(_key(page))
            if future is None or future.cancelled():
                future = self.workers.submit(self.read, page, self.folder(item))
                readings.futures[_key(page)] = future
            return future

    def __call__(self, item: Item) -> Item:
        pages = _in_document_order(item)
        try:
            work = self._read_all(item, pages)
        finally:
            self._forget(pages)
        item = _with_findings(item, work)
        hold = check_contents(item, _findings(item, work), self.customers())
        if not hold and all(_is_blank_back(item, one) for one in work):
            hold = Hold(HoldReason.PAGE_MISSING)
        if hold is not None:
            return replace(item, state=ItemState.HELD, hold=hold)
        return replace(item, state=ItemState.DOCUMENTED, document=self._write(item, work))

    def _read_all(self, item: Item, pages: Sequence[Page]) -> list[PageWork]:
        if not all(map(is_untouched, pages)):
            raise BytesChanged("page")
        for page in heaviest_first(pages):
            self.prepare(item, page)
        return [self._read_one(item, page) for page in pages]

    def _read_one(self, item: Item, page: Page) -> PageWork:
        """A page that loses its worker twice goes on as an image without text, and is held."""
        try:
            return self.prepare(item, page).result()
        except WorkerLost:
            self._forget([page])
        try:
            return self.prepare(item, page).result()
        except WorkerLost:
            return _unread(page)

    def _write(self, item: Item, work: Sequence[PageWork]) -> Document:
        shown = [one for one in work if not _is_blank_back(item, one)]
        target = self.folder(item) / f"{item.id}.pdf"
        built = self.workers.submit(self.write, item, shown, target).result()
        self.prove(item, [*shown, *(one for one in work if one not in shown)], built)
        return Document(
            file=built.file,
            sha256=built.sha256,
            size_bytes=built.size_bytes,
            page_count=built.page_count,
            texts=tuple(PageText(one.page, one.text, one.codes) for one in shown),
        )

    def _forget(self, pages: Sequence[Page]) -> None:
        with self._readings.lock:
            for page in pages:
                self._readings.futures.pop(_key(page), None)


def heaviest_first(pages: Sequence[Page]) -> list[Page]:
    """What takes longest to read is begun first, so that no core ends long before the others."""
    return sorted(pages, key=lambda page: page.image.stat().st_size, reverse=True)


def _key(page: Page) -> _Key:
    """A page that was fed again, or that a person has judged since, is another page."""
    return page.id, page.sha256, page.blank, page.turned_deg


def _in_document_order(item: Item) -> list[Page]:
    back = [page for page in item.pages if page.role is PageRole.BACK]
    face = [item.face] if item.face else []
    return [*item.contents, *face, *back]


def _unread(page: Page) -> PageWork:
    return PageWork(
        page=page.id,
        blank=False,
        turned_deg=page.turned_deg or 0,
        turn_sure=page.turned_deg is not None,
        skew_deg=0.0,
        text="",
        words=None,
        unread=True,
    )


def _findings(item: Item, work: Sequence[PageWork]) -> list[PageFinding]:
    contents = {page.id for page in item.contents}
    return [
        PageFinding(
            page=one.page,
            blank=one.blank,
            unread=one.unread,
            recipient_numbers=one.recipient_numbers,
            page_of=one.page_of,
        )
        for one in work
        if one.page in contents
    ]


def _is_blank_back(item: Item, work: PageWork) -> bool:
    return work.blank and any(
        page.id == work.page and page.role is PageRole.BACK for page in item.pages
    )


def _with_findings(item: Item, work: Sequence[PageWork]) -> Item:
    """What page care found, on the pages; an unsure turn stays unknown, an unread page unjudged."""
    found = {one.page: one for one in work if not one.unread}
    sheets = tuple(
        replace(sheet, pages=tuple(_judged(page, found.get(page.id)) for page in sheet.pages))
        for sheet in item.sheets
    )
    return replace(item, sheets=sheets)


def _judged(page: Page, work: PageWork | None) -> Page:
    if work is None:
        return page
    turned = work.turned_deg if work.turn_sure else page.turned_deg
    return replace(page, blank=work.blank, turned_deg=turned)
