"""The imprinter as a witness: a leap in its numbers is a sheet that was fed and never seen."""

from dataclasses import dataclass
from typing import Final

from mailroom.domain.imprints import Leap
from mailroom.domain.items import Hold, HoldReason, Item
from mailroom.domain.pages import Page
from mailroom.pipeline.ports import ImprintReader, ImprintStore, Workers

_RAISED_FROM_HERE_ON: Final = frozenset(
    {
        HoldReason.IMPRINT_LEAPS,
        HoldReason.FOREIGN_PAGE,
        HoldReason.PAGE_MISSING,
        HoldReason.PAGE_UNREAD,
    }
)
"""Who has released one of these has seen the item past this check."""


@dataclass(frozen=True, slots=True)
class ImprintCheck:
    """Costs nothing where nothing was imprinted. Raises UnreadableImage, ImageTooLarge."""

    workers: Workers
    read: ImprintReader
    store: ImprintStore

    def __call__(self, item: Item) -> Hold | None:
        """A person who has looked at one of the item's leaps has looked at all of them."""
        if item.hold is not None and item.hold.reason in _RAISED_FROM_HERE_ON:
            return None
        fronts = [sheet.pages[0] for sheet in item.sheets if sheet.pages]
        told = [(page, imprint) for page in fronts if (imprint := self.store.expected_on(page))]
        reading = [(page, self.workers.submit(self.read, page, imprint)) for page, imprint in told]
        for page, future in reading:
            number = future.result()
            if number is not None:
                self.store.keep(page, number)
        found = ((page, leap) for page in fronts for leap in self.store.leaps_at(page))
        return next((_hold(page, leap) for page, leap in found), None)


def _hold(page: Page, leap: Leap) -> Hold:
    detail = f"{leap.before.number}-{leap.after.number}"
    return Hold(HoldReason.IMPRINT_LEAPS, detail, page=page.id)
