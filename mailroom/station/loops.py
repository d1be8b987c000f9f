"""The station's threads: each repeats one piece of work, rests when there is none, and ends."""

from collections.abc import Callable
from threading import Condition, Event, Thread

from mailroom.logs import log

_log = log("station")


class Bell:
    """Wakes resting loops: rung whenever something may have become due."""

    def __init__(self) -> None:
        self._rung = Condition()
        self._count = 0

    @property
    def count(self) -> int:
        return self._count

    def ring(self) -> None:
        with self._rung:
            self._count += 1
            self._rung.notify_all()

    def rest(self, since: int, seconds: float) -> None:
        """Wait until it has rung after `since`, at most so long."""
        with self._rung:
            self._rung.wait_for(lambda: self._count != since, seconds)


class Loop:
    """Calls `work` again and again; when it answers False, rests until the bell or `rest_s`.

    A bug in `work` is logged by its kind and place and the loop goes on: one item's trouble must
    not stop the others.
    """

    def __init__(self, name: str, work: Callable[[], bool], bell: Bell, *, rest_s: float) -> None:
        self._work = work
        self._bell = bell
        self._rest_s = rest_s
        self._ending = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the present piece of work."""
        self._ending.set()
        self._bell.ring()

    def join(self, timeout_s: float | None = None) -> None:
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while not self._ending.is_set():
            heard = self._bell.count
            if not self._once() and not self._ending.is_set():
                self._bell.rest(heard, self._rest_s)

    def _once(self) -> bool:
        try:
            return self._work()
        except Exception as error:  # noqa: BLE001  the worker loop: one of the three known places
            _log.error(
                "loop_failed", loop=self._thread.name, kind=type(error).__name__, at=_place(error)
            )
            return False


def _place(error: Exception) -> str:
    """Where it happened, without its text: an exception's words may come from mail."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
