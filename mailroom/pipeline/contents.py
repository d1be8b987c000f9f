"""The short steps between the long ones: closed contents, a built document, the release delay."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailroom.domain.items import Hold, HoldReason, Item, ItemState
from mailroom.domain.pages import SheetPlace
from mailroom.pipeline.imprints import ImprintCheck
from mailroom.pipeline.ports import DocumentStage


def fill(item: Item) -> Item:
    """OPENING -> FILLED | HELD: the contents are closed."""
    if item.hold is not None and item.hold.reason is HoldReason.BOUNDARY_UNSURE:
        return replace(item, state=ItemState.HELD)
    return replace(item, state=ItemState.FILLED)


@dataclass(frozen=True, slots=True)
class Filled:
    """FILLED -> DOCUMENTED | HELD: no document is built while the sheets do not add up."""

    document: DocumentStage
    imprints: ImprintCheck

    def __call__(self, item: Item) -> Item:
        if any(sheet.place is SheetPlace.TO_FEED_AGAIN for sheet in item.sheets):
            return replace(item, state=ItemState.HELD, hold=Hold(HoldReason.SHEET_TO_FEED_AGAIN))
        hold = self.imprints(item)
        return replace(item, state=ItemState.HELD, hold=hold) if hold else self.document(item)


@dataclass(frozen=True, slots=True)
class Release:
    """DOCUMENTED -> RELEASING: from now on only the delay stands before the outbox."""

    delay: dt.timedelta
    now: Callable[[], dt.datetime]

    def __call__(self, item: Item) -> Item:
        return replace(item, state=ItemState.RELEASING, release_at=self.now() + self.delay)
