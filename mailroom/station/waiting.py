"""Waiting for what a station says, for programs that work it without a window."""

import time
from collections.abc import Callable
from queue import Empty, Queue
from types import TracebackType
from typing import Self

from mailroom.domain.errors import CommandRefused
from mailroom.domain.events import Event, Refused
from mailroom.station.station import Station


class Waiting:
    """A context manager that hears every event from entry to exit, in order, none lost."""

    def __init__(self, station: Station) -> None:
        self._events: Queue[Event] = Queue()
        self._leave = station.subscribe(self._events.put)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def until(self, reached: Callable[[Event], bool], *, patience_s: float) -> None:
        """Take in events until one is what is waited for.

        Raises TimeoutError after `patience_s` seconds, CommandRefused when the station refuses.
        """
        deadline = time.monotonic() + patience_s
        while True:
            try:
                event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise TimeoutError from None
            if isinstance(event, Refused):
                raise CommandRefused(f"{event.code} {event.detail}".strip())
            if reached(event):
                return
