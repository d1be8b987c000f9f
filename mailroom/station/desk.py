"""What lies on this desk, in memory: so that a listener can ask without touching a disk."""

from collections.abc import Iterable
from threading import Lock

from mailroom.domain.decisions import Category
from mailroom.domain.events import Counters, Event, ItemChanged
from mailroom.domain.items import Item, ItemState, Tray

_SORTED_OUT = frozenset({ItemState.RELEASING, ItemState.SENDING, ItemState.DELIVERED})
_HELD = frozenset({ItemState.HELD, ItemState.REFUSED})


class Desk:
    """Items in order of arrival. Safe from any thread; an older revision never wins."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._tray: Tray | None = None
        self._lock = Lock()

    @property
    def tray(self) -> Tray | None:
        return self._tray

    def lay_out(self, tray: Tray | None, items: Iterable[Item]) -> None:
        """Begin with a tray: its items, and unfinished ones of earlier trays."""
        with self._lock:
            self._tray = tray
            self._items = {item.id: item for item in items}

    def take_in(self, event: Event) -> bool:
        """Remember an item's change; False when a later one is known already."""
        if not isinstance(event, ItemChanged):
            return True
        item = event.item
        with self._lock:
            known = self._items.get(item.id)
            if known is not None and known.revision > item.revision:
                return False
            self._items[item.id] = item
            return True

    def item(self, key: str) -> Item | None:
        with self._lock:
            return self._items.get(key)

    def items(self) -> tuple[Item, ...]:
        with self._lock:
            return tuple(self._items.values())

    def counters(self, *, sheets_fed: int, sheets_in_items: int, pages: int) -> Counters:
        """Of the open tray."""
        tray = self._tray
        items = [item for item in self.items() if tray and item.tray.id == tray.id]
        states = [item.state for item in items]
        return Counters(
            items=len(items),
            doubtful=states.count(ItemState.DOUBTFUL),
            scanned=sum(_is_scanned(item) for item in items),
            sorted_out=sum(_is_sorted_out(item) for item in items),
            held=sum(state in _HELD for state in states),
            waiting=states.count(ItemState.SENDING),
            delivered=states.count(ItemState.DELIVERED),
            sheets_fed=sheets_fed,
            sheets_in_items=sheets_in_items,
            pages=pages,
        )


def _is_scanned(item: Item) -> bool:
    opened = item.decision is not None and item.decision.category is Category.SCANNABLE
    return opened and item.closed


def _is_sorted_out(item: Item) -> bool:
    kept_shut = item.decision is not None and item.decision.category is not Category.SCANNABLE
    return kept_shut and item.state in _SORTED_OUT
