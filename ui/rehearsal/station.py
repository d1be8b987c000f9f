"""A station that plays a script: for pictures, measurements and trying the console."""

import threading
from collections.abc import Callable, Sequence

from mailroom.domain.events import Event, ItemChanged, SignedIn
from mailroom.domain.items import Item
from mailroom.domain.register import Customer
from mailroom.station.commands import Command, SignIn, SignOut

Answer = Callable[[Command], Sequence[Event]]


def silent(command: Command) -> Sequence[Event]:
    del command
    return ()


class ScriptedStation:
    """Announces what it is told to and remembers what it was asked.

    `answer` says what a command leads to; signing in and out is answered here.
    """

    def __init__(
        self,
        register: Sequence[Customer] = (),
        answer: Answer = silent,
        items: Sequence[Item] = (),
    ) -> None:
        self.asked: list[Command] = []
        self._register = {customer.number: customer for customer in register}
        self._answer = answer
        self._items = {item.id: item for item in items}
        self._listeners: list[Callable[[Event], None]] = []
        self._turn = threading.Lock()

    def announce(self, *events: Event) -> None:
        for event in events:
            if isinstance(event, ItemChanged):
                self._items[event.item.id] = event.item
            with self._turn:
                listeners = tuple(self._listeners)
            for listener in listeners:
                listener(event)

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        with self._turn:
            self._listeners.append(listener)
        return lambda: self._leave(listener)

    def do(self, command: Command) -> None:
        self.asked.append(command)
        if isinstance(command, SignIn):
            self.announce(SignedIn(command.user))
        elif isinstance(command, SignOut):
            self.announce(SignedIn(None))
        self.announce(*self._answer(command))

    def items(self) -> tuple[Item, ...]:
        return tuple(self._items.values())

    def customer(self, number: str) -> Customer | None:
        return self._register.get(number)

    def find_customers(self, text: str, *, limit: int = 8) -> tuple[Customer, ...]:
        wanted = text.casefold()
        found = (
            customer
            for customer in self._register.values()
            if customer.number.startswith(wanted) or wanted in customer.name.casefold()
        )
        return tuple(found)[:limit]

    def close(self) -> None:
        self._listeners.clear()

    def _leave(self, listener: Callable[[Event], None]) -> None:
        with self._turn:
            if listener in self._listeners:
                self._listeners.remove(listener)
