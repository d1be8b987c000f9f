"""Capture: paper to pages; the only place that speaks of scanners and of mail."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from mailroom.domain.batches import (
    INTERRUPTED,
    Batch,
    BatchMode,
    Boundary,
    RunEnd,
    ScannedPage,
    SheetSeen,
    Slot,
)
from mailroom.domain.errors import DiskFailed, MailroomError, UnreadableImage
from mailroom.domain.events import Event, ItemChanged, PageCaptured
from mailroom.domain.items import Hold, HoldReason, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import Page, PageFlag, PageRole
from mailroom.domain.separators import Separator
from mailroom.pipeline.jpeg import measure
from mailroom.pipeline.ports import BatchStore, BoundaryReader, ItemStore
from mailroom.points import Point, reached
from scanners.api import BatchEnded, BatchRequest, PageScanned, Scanner, Situation

_LEFT = frozenset({ItemState.SENDING, ItemState.DELIVERED, ItemState.REFUSED})
_PAGE_FILE = re.compile(r"([0-9]{5})-(front|back)\.jpg")


@dataclass(frozen=True, slots=True)
class BatchEnd:
    """How a run ended. `situation` is None when the feeder ran empty after feeding something."""

    batch: Batch
    sheets: int
    situation: str | None
    detail: str = ""


class Adopted(Enum):
    """What came of a page file."""

    SHEET = auto()
    """Its sheet became whole."""
    SIDE = auto()
    BEFORE = auto()
    ASIDE = auto()
    DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class Capture:
    """Adopts every durable page file into the spool, once, in paper order.

    Live capture and recovery are the same adoption: what has a row is left alone, what has none
    gets one. Safe for one batch per scanner at a time, each on a thread of its own.
    """

    batches: BatchStore
    items: ItemStore
    boundary: BoundaryReader
    announce: Callable[[Event], None]

    def run(
        self,
        scanner: Scanner,
        batch: Batch,
        request: BatchRequest,
        watch: Callable[[int], None] = lambda _sheets: None,
        turn: Callable[[Separator], None] = lambda _separator: None,
    ) -> BatchEnd:
        """Feed one batch. `watch` hears the number of whole sheets after each.

        `turn` hears of each separator once it is durable. One for another profile ends the run:
        what the scanner has fetched behind it is to be fed again.

        Raises DiskFull or DiskFailed when a row cannot be made durable: the feeder is stopped,
        nothing fed after that counts, and the next start of the station adopts what is there.
        """
        self.batches.begin(batch)
        last = BatchEnded(Situation.SCANNER_FAILED, 0)
        sheets = sides = damaged = 0
        try:
            for event in scanner.scan(request):
                if isinstance(event, PageScanned):
                    adopted = self._adopt(batch, event.file, turn, event)
                    sheets += adopted is Adopted.SHEET
                    sides += adopted is Adopted.SIDE
                    damaged += adopted is Adopted.DAMAGED
                    watch(sheets)
                elif isinstance(event, BatchEnded):
                    last = event
        except MailroomError:
            scanner.stop()
            raise
        return self._end(batch, last, sheets, damaged=damaged > 0 or sides > sheets)

    def recover(
        self,
        is_live: Callable[[Path], bool],
        turn: Callable[[Separator], None] = lambda _separator: None,
    ) -> tuple[BatchEnd, ...]:
        """Adopt what batches of an earlier life left behind, and end them.

        A batch whose scanning child still lives is left for the next call.
        """
        return tuple(
            self._recover(batch, turn)
            for batch in self.batches.unfinished()
            if not is_live(batch.folder)
        )

    def _recover(self, batch: Batch, turn: Callable[[Separator], None]) -> BatchEnd:
        adopted = [self._adopt(batch, file, turn) for file in _page_files(batch.folder)]
        return self._finish(batch, adopted.count(Adopted.SHEET), RunEnd(INTERRUPTED))

    def _end(self, batch: Batch, event: BatchEnded, sheets: int, *, damaged: bool) -> BatchEnd:
        situation: Situation | None = event.situation
        ran_empty = situation is Situation.FEEDER_EMPTY
        if ran_empty and not event.lost_sheets:
            situation = Situation.PAGE_DAMAGED if damaged else None
        run = RunEnd(
            situation and situation.value,
            lost=event.lost_sheets,
            stuck=event.stuck_sheets,
            paper_left=event.paper_left,
            ran_empty=ran_empty,
        )
        end = self._finish(batch, sheets, run, event.detail)
        if end.situation is None and event.sheets == 0:
            return replace(end, situation=Situation.FEEDER_EMPTY.value)
        return end

    def _finish(self, batch: Batch, sheets: int, run: RunEnd, detail: str = "") -> BatchEnd:
        reached(Point.BATCH_DRAINED)
        situation, closed = self.batches.end(batch, run)
        filled = self.batches.filling(batch.id).item
        for item in closed or (filled,):
            if item is not None:
                self._tell(item)
        return BatchEnd(batch, sheets, situation, detail)

    def _adopt(
        self,
        batch: Batch,
        file: Path,
        turn: Callable[[Separator], None],
        seen: PageScanned | None = None,
    ) -> Adopted:
        """Give the page file its rows. A torn file keeps its sheet's place, to be fed again.

        `seen` is what the scanner found in it, which recovery does not know any more.
        """
        fed = _fed(file)
        try:
            page = _measured(batch, fed, file, seen)
        except UnreadableImage:
            self._keep_place(batch, fed)
            return Adopted.DAMAGED
        reached(Point.PAGE_ARRIVED)
        if self.batches.has(page):
            return Adopted.BEFORE
        slot = self.batches.slot_of(batch.id, fed) or self._new_slot(batch, fed, page)
        if slot.item is None and not slot.new_item:
            self._set_aside(batch, page, slot.separator)
            if slot.separator is not None:
                turn(slot.separator)
            return Adopted.ASIDE
        return self._put(page, slot)

    def _put(self, page: ScannedPage, slot: Slot) -> Adopted:
        item, visible, whole = self.batches.adopt(page, slot)
        if item is not None:
            for captured in visible:
                self.announce(PageCaptured(item.id, captured))
            if whole:
                self.announce(ItemChanged(item))
        if slot.new_item and slot.item is not None:
            self._tell(slot.item)
        return Adopted.SHEET if whole else Adopted.SIDE

    def _keep_place(self, batch: Batch, fed: int) -> None:
        if batch.mode not in (BatchMode.CONTENTS, BatchMode.STACK) or self.batches.slot_of(
            batch.id, fed
        ):
            return
        slot = self._new_slot(batch, fed, None)
        if slot.item is not None:
            self.batches.keep_place(batch.id, fed, slot)

    def _set_aside(self, batch: Batch, page: ScannedPage, separator: Separator | None) -> None:
        before = self.batches.filling(batch.id).item
        self.batches.set_aside(page, separator)
        if separator is not None and before is not None:
            self._tell(before)

    def _new_slot(self, batch: Batch, fed: int, page: ScannedPage | None) -> Slot:
        """Where a sheet goes of which nothing is adopted yet; no page when it cannot be seen."""
        match batch.mode:
            case BatchMode.FACE:
                waiting = self.batches.face_to_feed_again(batch.tray, batch.id)
                return waiting or Slot(item=None, new_item=True)
            case BatchMode.CONTENTS:
                return self._next_slot(batch, str(batch.item))
            case BatchMode.RESCAN | BatchMode.INSERT:
                return self._one_sheet(batch, fed)
            case BatchMode.STACK:
                return self._stack_slot(batch, page)

    def _one_sheet(self, batch: Batch, fed: int) -> Slot:
        """The first sheet; any after it, or one for an item that has left, belongs to nobody."""
        item = self.items.get(str(batch.item))
        if fed > 1 or item is None or item.state in _LEFT:
            return Slot(item=None)
        if batch.mode is BatchMode.RESCAN:
            return Slot(batch.item, batch.sheet)
        return Slot(batch.item, after=batch.sheet)

    def _stack_slot(self, batch: Batch, page: ScannedPage | None) -> Slot:
        filling = self.batches.filling(batch.id)
        if filling.parted:
            return Slot(item=None)
        seen = self._seen(page)
        if isinstance(seen, Separator):
            return Slot(item=None, separator=seen)
        if filling.faces:
            waiting = self.batches.face_to_feed_again(filling.tray, batch.id)
            return waiting or Slot(item=None, new_item=True)
        if seen is Boundary.ENVELOPE or filling.item is None:
            return Slot(filling.item, new_item=True, stack=True)
        if seen is Boundary.UNSURE:
            self._mark_unsure(filling.item)
        return self._next_slot(batch, filling.item)

    def _next_slot(self, batch: Batch, item: str) -> Slot:
        return Slot(item, self.batches.sheet_to_feed_again(item, batch.id))

    def _seen(self, page: ScannedPage | None) -> SheetSeen:
        try:
            return self.boundary(_as_seen(page)) if page else Boundary.UNSURE
        except MailroomError:
            return Boundary.UNSURE

    def _mark_unsure(self, item: str) -> None:
        hold = Hold(HoldReason.BOUNDARY_UNSURE)
        self.items.change(item, lambda now: replace(now, hold=hold), Note("boundary_unsure"))

    def _tell(self, item: str) -> None:
        changed = self.items.get(item)
        if changed is not None:
            self.announce(ItemChanged(changed))


def _as_seen(page: ScannedPage) -> Page:
    """The page before it belongs anywhere, for whoever must say where it belongs."""
    return Page(
        id=f"{page.batch}-{page.fed:05d}",
        role=PageRole.FACE,
        number=0,
        image=page.file,
        sha256=page.sha256,
        width_px=page.width_px,
        height_px=page.height_px,
        dpi=page.dpi,
    )


def _page_files(folder: Path) -> Iterable[Path]:
    """In the order fed, front before back."""
    found = [file for file in folder.glob("*.jpg") if _PAGE_FILE.fullmatch(file.name)]
    return sorted(found, key=lambda file: (file.name[:5], file.name[6:] != "front.jpg"))


def _fed(file: Path) -> int:
    """The sheet's number within its batch, as the scanners name their files."""
    return int(file.name[:5])


def _measured(batch: Batch, fed: int, file: Path, seen: PageScanned | None) -> ScannedPage:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DiskFailed(file.name) from error
    facts = measure(content)
    return ScannedPage(
        batch=batch.id,
        fed=fed,
        back=file.name.endswith("-back.jpg"),
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        width_px=facts.width_px,
        height_px=facts.height_px,
        dpi=facts.dpi or batch.dpi,
        flags=tuple(PageFlag(finding.value) for finding in seen.findings) if seen else (),
        streaks_mm=seen.streaks_mm if seen else (),
    )
