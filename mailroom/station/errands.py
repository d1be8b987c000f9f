"""A thread with a list: does one thing after another, in the order they were asked for."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread

from mailroom.domain.errors import MailroomError
from mailroom.logs import log

_log = log("station")

Errand = Callable[[], Callable[[], None] | None]
"""May return what is to be told afterwards, when the thread already counts as idle."""


class Errands:
    """`refused` hears of a MailroomError that an errand raised; anything else is a bug."""

    def __init__(self, name: str, refused: Callable[[MailroomError], None]) -> None:
        self._queue: SimpleQueue[Errand | None] = SimpleQueue()
        self._refused = refused
        self._waiting = 0
        self._lock = Lock()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        return self._waiting == 0

    def add(self, errand: Errand) -> None:
        with self._lock:
            self._waiting += 1
        self._queue.put(errand)

    def add_if_idle(self, errand: Errand) -> bool:
        """False, and nothing done, while another errand waits or runs."""
        with self._lock:
            if self._waiting:
                return False
            self._waiting += 1
        self._queue.put(errand)
        return True

    def close(self, timeout_s: float) -> None:
        """What is listed already is still done, within the time."""
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while (errand := self._queue.get()) is not None:
            tell = self._guarded(errand)
            with self._lock:
                self._waiting -= 1
            if tell is not None:
                # Only now: whoever hears it may ask for the next errand at once.
                self._guarded(tell)

    def _guarded(self, errand: Errand) -> Callable[[], None] | None:
        try:
            return errand()
        except MailroomError as error:
            self._refused(error)
        except Exception as error:  # noqa: BLE001  the worker loop: one of the three known places
            _log.error("errand_failed", errands=self._thread.name, kind=type(error).__name__)
        return None
