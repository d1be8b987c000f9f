"""Station: commands in, events out; the one object the console holds."""

from collections.abc import Callable
from typing import Protocol

from mailroom.domain.events import Event
from mailroom.domain.items import Item
from mailroom.domain.register import Customer
from mailroom.station.commands import Command


class Station(Protocol):
    """Safe to call from any thread; nothing here blocks on a device, a disk or the network."""

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Announce every event to `listener`, on the station's thread. Returns the way out."""
        ...

    def do(self, command: Command) -> None:
        """Hand over a command. What came of it arrives as events; a refusal as `Refused`."""
        ...

    def items(self) -> tuple[Item, ...]:
        """The items on this desk now, oldest first."""
        ...

    def customer(self, number: str) -> Customer | None:
        """Look a ten-digit number up in today's register (in memory, for typing)."""
        ...

    def find_customers(self, text: str, *, limit: int = 8) -> tuple[Customer, ...]:
        """Customers whose number starts with, or whose name resembles, `text`; best first."""
        ...

    def close(self) -> None:
        """Stop feeding, let running work end, leave everything durable."""
        ...
