"""An operator's hand in a test: gives commands and waits for what comes of them."""

import datetime as dt
import time
from collections.abc import Callable
from queue import Empty, Queue

from mailroom.domain.events import (
    Counters,
    CountersChanged,
    Event,
    FeederChanged,
    FeederState,
    ItemChanged,
    Refused,
    SignedIn,
    TrayOpened,
)
from mailroom.domain.items import Item, ItemState
from mailroom.domain.workdays import stockholm_date
from mailroom.station.commands import Command, OpenTray, SignIn
from mailroom.station.station import Station
from tests.station.central import SECRET

PATIENCE_S = 20.0
ARRIVED = stockholm_date(dt.datetime.now(dt.UTC))


class Hand:
    def __init__(self, station: Station, patience_s: float = PATIENCE_S) -> None:
        self.station = station
        self.patience_s = patience_s
        self.seen: list[Event] = []
        self.items: dict[str, Item] = {}
        self.counters = Counters()
        self._events: Queue[Event] = Queue()
        station.subscribe(self._events.put)

    def sign_in(self, tray: str = "T1", secret: str = SECRET) -> None:
        self.do(SignIn("anna", secret), lambda event: isinstance(event, SignedIn))
        self.do(OpenTray(tray, ARRIVED, "PostNord"), lambda event: isinstance(event, TrayOpened))

    def do(self, command: Command, until: Callable[[Event], bool]) -> Event:
        self.settle()
        self.station.do(command)
        return self.wait(until)

    def feed(self, command: Command) -> FeederChanged:
        """Run the feeder: its standing after the batch."""
        event = self.do(
            command,
            lambda event: (
                isinstance(event, FeederChanged) and event.state is not FeederState.SCANNING
            ),
        )
        assert isinstance(event, FeederChanged)
        return event

    def refused(self, command: Command) -> Refused:
        event = self.do(command, lambda event: isinstance(event, Refused))
        assert isinstance(event, Refused)
        return event

    def item_in(self, *states: ItemState, item: str | None = None) -> Item:
        """Wait until an item (this one, or any) is in one of these states."""

        def there() -> Item | None:
            found = [one for one in self.items.values() if item in (None, one.id)]
            return next((one for one in found if one.state in states), None)

        self.wait(lambda _event: there() is not None, at_once=lambda: there() is not None)
        known = there()
        assert known is not None
        return known

    def settle(self) -> None:
        """Take in whatever has been said until now."""
        while True:
            try:
                self._take_in(self._events.get_nowait())
            except Empty:
                return

    def wait(
        self, until: Callable[[Event], bool], *, at_once: Callable[[], bool] = lambda: False
    ) -> Event:
        deadline = time.monotonic() + self.patience_s
        if at_once():
            return self.seen[-1]
        while True:
            try:
                event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                tail = [type(one).__name__ for one in self.seen[-8:]]
                states = [item.state.value for item in self.items.values()]
                raise AssertionError(f"waited in vain; {tail}; {states}") from None
            self._take_in(event)
            if until(event):
                return event

    def _take_in(self, event: Event) -> None:
        self.seen.append(event)
        if isinstance(event, ItemChanged):
            self.items[event.item.id] = event.item
        if isinstance(event, CountersChanged):
            self.counters = event.counters
