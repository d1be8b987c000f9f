"""The announcer: every event reaches every listener, in order, on one thread of its own."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread

from mailroom.domain.events import (
    BackendChanged,
    CountersChanged,
    Event,
    FeederChanged,
    ScannersFound,
    SignedIn,
    TrayOpened,
)
from mailroom.logs import log

Listener = Callable[[Event], None]

_STANDING = (BackendChanged, CountersChanged, FeederChanged, ScannersFound, SignedIn, TrayOpened)
"""Events that describe how things stand: a new listener hears the last of each first."""

_log = log("station")


class Announcer:
    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[Event, Listener | None] | None] = SimpleQueue()
        self._listeners: list[Listener] = []
        self._standing: dict[type[Event], Event] = {}
        self._lock = Lock()
        self._thread = Thread(target=self._run, name="announcer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def announce(self, event: Event) -> None:
        """Say it to everybody, soon. Never blocks; safe from any thread."""
        with self._lock:
            if isinstance(event, _STANDING):
                self._standing[type(event)] = event
            self._queue.put((event, None))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        with self._lock:
            for event in self._standing.values():
                self._queue.put((event, listener))
            self._listeners.append(listener)
        return lambda: self._leave(listener)

    def close(self) -> None:
        """Everything said so far is delivered before this returns."""
        self._queue.put(None)
        self._thread.join()

    def _leave(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def _run(self) -> None:
        while (entry := self._queue.get()) is not None:
            event, only = entry
            with self._lock:
                listeners = [one for one in self._listeners if only is None or one is only]
            for listener in listeners:
                _tell(listener, event)


def _tell(listener: Listener, event: Event) -> None:
    try:
        listener(event)
    except Exception as error:  # noqa: BLE001  a listener's bug must not silence the others
        _log.error("listener_failed", event_kind=type(event).__name__, kind=type(error).__name__)
