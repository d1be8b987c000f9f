"""Orders about a batch that has paused: go on, take what is here, give it up, drop a sheet."""

from collections.abc import Callable
from dataclasses import dataclass

from mailroom.domain.batches import BatchMode
from mailroom.domain.events import Event, ItemChanged
from mailroom.spool.spool import Spool
from mailroom.station.feeding import Feeding, FeedOrder


@dataclass(frozen=True, slots=True)
class PausedOrders:
    """Each raises CommandRefused while no batch is paused. Used while the feeder rests."""

    spool: Spool
    feeding: Feeding
    announce: Callable[[Event], None]

    def order(self, operator: str, *, keep_double: bool) -> FeedOrder:
        """The paused batch once more, from where its paper was put right."""
        batch = self.spool.paused.batch()
        return FeedOrder(
            batch.mode,
            batch.tray,
            operator,
            item=None if batch.mode is BatchMode.STACK else batch.item,
            sheet=batch.sheet,
            face=batch.mode is BatchMode.RESCAN and self._is_face(batch.item, batch.sheet),
            keep_double=keep_double,
        )

    def save(self, operator: str) -> None:
        self._tell(self.spool.paused.save(operator))
        self.announce(self.feeding.standing())

    def cancel(self, operator: str) -> None:
        self._tell(self.spool.paused.cancel(operator))
        self.announce(self.feeding.standing())

    def drop_last(self, operator: str) -> None:
        self._tell(self.spool.paused.drop_last(operator))
        self.announce(self.feeding.still_paused())

    def _is_face(self, item: str | None, sheet: str | None) -> bool:
        known = self.spool.items.get(item or "")
        sheets = known.sheets if known else ()
        return any(one.id == sheet and one.number == 1 for one in sheets)

    def _tell(self, items: tuple[str, ...]) -> None:
        for key in items:
            item = self.spool.items.get(key)
            if item is not None:
                self.announce(ItemChanged(item))
