"""Capture at work over a real spool, one batch after another."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from mailroom.domain.batches import Batch, BatchMode, Boundary, SheetSeen
from mailroom.domain.events import Event, PageCaptured
from mailroom.domain.items import Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import Page
from mailroom.domain.paper import PaperPlace
from mailroom.domain.separators import Separator
from mailroom.pipeline.capture import BatchEnd, Capture
from mailroom.spool.spool import Spool
from scanners.api import BatchRequest, Source
from tests.pipeline.feeder import Feeder, PowerCut

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


@dataclass(slots=True)
class CaptureDesk:
    spool: Spool
    boundaries: dict[bytes, SheetSeen] = field(default_factory=dict)
    told: list[Event] = field(default_factory=list)
    turned: list[Separator] = field(default_factory=list)
    begun: dt.datetime = NOW
    imprint: str = ""

    @property
    def capture(self) -> Capture:
        return Capture(self.spool.batches, self.spool.items, self._boundary, self.told.append)

    def feed(  # noqa: PLR0913  what a run may be told, each with a default
        self,
        mode: BatchMode,
        feeder: Feeder,
        *,
        tray: str = "T1",
        item: str | None = None,
        sheet: str | None = None,
        duplex: bool = False,
        expected: int | None = None,
    ) -> BatchEnd | None:
        """One batch; None when the power was cut in it."""
        key = uuid4().hex
        folder = self.spool.workspace / "batches" / key
        if mode is BatchMode.STACK:
            item = self.spool.batches.open_stack_item(tray)
        self.begun += dt.timedelta(seconds=1)
        batch = Batch(
            key,
            tray,
            mode,
            folder,
            duplex,
            300,
            "anna",
            self.begun,
            item,
            sheet,
            expected=expected,
            imprint=self.imprint,
        )
        source = Source.FEEDER_DUPLEX if duplex else Source.FEEDER
        try:
            return self.capture.run(
                feeder, batch, BatchRequest(folder, source), turn=self.turned.append
            )
        except PowerCut:
            return None

    def opened(self, feeder: Feeder) -> Item:
        """An item whose face has been fed and which may be opened."""
        self.feed(BatchMode.FACE, feeder)
        item = self.items()[-1]
        for state in (ItemState.READ, ItemState.OPENING):
            item = self.spool.items.change(item.id, to(state), Note("test"))
        return item

    def recover(self) -> None:
        self.capture.recover(lambda _folder: False, self.turned.append)

    def items(self) -> tuple[Item, ...]:
        return self.spool.items.of_tray("T1")

    def contents(self, item: Item) -> list[bytes]:
        known = self.spool.items.get(item.id)
        assert known is not None
        return [page.image.read_bytes() for page in known.contents]

    def again(self) -> list[tuple[str | None, int]]:
        return [(one.item, one.number) for one in self.spool.batches.to_feed_again()]

    def paper(self) -> list[tuple[PaperPlace, int | None]]:
        """The output stack: places and numbers within the item."""
        account = self.spool.paused.account()
        assert account is not None
        assert [one.fed for one in account.sheets] == list(range(1, len(account.sheets) + 1))
        return [(one.place, one.number) for one in account.sheets]

    def captured(self) -> Counter[str]:
        return Counter(event.page.id for event in self.told if isinstance(event, PageCaptured))

    def _boundary(self, front: Page) -> SheetSeen:
        return self.boundaries.get(Path(front.image).read_bytes(), Boundary.CONTENT)


def to(state: ItemState) -> Callable[[Item], Item]:
    """A step that only moves the item on."""
    return lambda item: replace(item, state=state)
