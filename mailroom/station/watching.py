"""Feels the resting scanner: paper, cover, ink and button, while no batch holds the device."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Condition, Thread

from mailroom.domain.events import Event, ScanButtonPressed, SensorsChanged
from mailroom.logs import log
from scanners.api import Scanner, ScannerTrouble, Sensors

_AFTER_TROUBLE_S = 5.0
# A device that was just let go may be wanted again at once.
_REST_S = 2.0
# A driver that hangs while it is being let go will not scan either, and says so itself.
_LETTING_GO_S = 10.0
_ASKING_AGAIN_S = 0.05

_log = log("station")


class SensorWatch:
    """A thread of its own. Whoever feeds does so `held`."""

    def __init__(
        self,
        chosen: Callable[[], Scanner | None],
        auto_start: Callable[[], bool],
        announce: Callable[[Event], None],
    ) -> None:
        self._chosen, self._auto_start, self._announce = chosen, auto_start, announce
        self._changed = Condition()
        self._holds = 0
        self._closing = False
        self._watched: Scanner | None = None
        self._told: SensorsChanged | None = None
        self._thread = Thread(target=self._run, name="sensors", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @contextmanager
    def held(self) -> Generator[None]:
        """Nobody watches the device meanwhile."""
        end = time.monotonic() + _LETTING_GO_S
        with self._changed:
            self._holds += 1
            while self._watched is not None and time.monotonic() < end:
                # Again and again: a watch that is just beginning forgets an early stop.
                self._watched.stop()
                self._changed.wait(_ASKING_AGAIN_S)
        try:
            yield
        finally:
            with self._changed:
                self._holds -= 1
                self._changed.notify_all()

    def turn(self) -> None:
        """Another scanner was chosen."""
        with self.held():
            return

    def close(self) -> None:
        self._closing = True
        self.turn()
        if self._thread.is_alive():
            self._thread.join(_LETTING_GO_S)

    def _run(self) -> None:
        while not self._closing:
            scanner = self._next()
            if scanner is None:
                continue
            answered = self._watch(scanner)
            with self._changed:
                self._watched = None
                self._changed.notify_all()
                if not (answered or self._closing):
                    self._changed.wait(_AFTER_TROUBLE_S)

    def _next(self) -> Scanner | None:
        """The scanner to watch, once it has rested for a while; None when that must wait."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_free() or self._closing)
            moved = self._changed.wait_for(lambda: not self._is_free() or self._closing, _REST_S)
            if not moved:
                self._watched = self._chosen()
            return self._watched

    def _is_free(self) -> bool:
        return self._holds == 0 and self._chosen() is not None

    def _watch(self, scanner: Scanner) -> bool:
        """Whether the scanner answered to the end."""
        before: Sensors | None = None
        try:
            for felt in scanner.watch():
                self._tell(scanner.info.id, before, felt)
                before = felt
        except (ScannerTrouble, OSError) as trouble:
            _log.info("scanner_silent", kind=type(trouble).__name__)
            self._say(SensorsChanged(scanner.info.id, answers=False))
            return False
        return True

    def _tell(self, scanner: str, before: Sensors | None, felt: Sensors) -> None:
        self._say(SensorsChanged(scanner, felt.paper_loaded, felt.cover_open, ink_low=felt.ink_low))
        laid = before is not None and before.paper_loaded is False and bool(felt.paper_loaded)
        if felt.button or (laid and self._auto_start()):
            self._announce(ScanButtonPressed(scanner))

    def _say(self, event: SensorsChanged) -> None:
        if event != self._told:
            self._told = event
            self._announce(event)
