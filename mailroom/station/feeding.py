"""The feeder's thread: one batch at a time, from the order to what must be fed again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from mailroom.domain.batches import Batch, BatchMode
from mailroom.domain.errors import CommandRefused, MailroomError
from mailroom.domain.events import Event, FeederChanged, FeederState, Refused
from mailroom.pipeline.capture import INTERRUPTED, BatchEnd, Capture
from mailroom.spool.spool import Spool
from mailroom.station.profiles import Profile
from mailroom.station.trial import scan_trial
from scanners.api import Scanner


@dataclass(frozen=True, slots=True)
class FeedOrder:
    """What an operator asked the feeder for. `face` says that a rescan is of an envelope."""

    mode: BatchMode
    tray: str
    operator: str
    item: str | None = None
    sheet: str | None = None
    face: bool = False


class Feeding:
    """Owned by the feeder's thread, except `stop`, which any thread may call."""

    def __init__(
        self,
        spool: Spool,
        capture: Capture,
        announce: Callable[[Event], None],
        now: Callable[[], dt.datetime],
        is_live: Callable[[Path], bool],
    ) -> None:
        self._spool = spool
        self._capture = capture
        self._announce = announce
        self._now = now
        self._is_live = is_live
        self._running: Scanner | None = None

    def recover(self) -> bool:
        """Adopt what an earlier life left behind; True when nothing of it is left to wait for."""
        self._capture.recover(self._is_live)
        return not self._spool.batches.unfinished()

    def feed(self, order: FeedOrder, scanner: Scanner, profile: Profile) -> None:
        """Run one batch. What goes wrong is announced, never raised."""
        self._running = scanner
        try:
            if not self.recover():
                raise CommandRefused("an earlier batch is still being written")
            self._spool.reserve.check()
            self._run(order, scanner, profile)
        except MailroomError as error:
            self._announce(Refused(error.code, order.item))
            self._announce(
                FeederChanged(FeederState.PAUSED, 0, error.code, feed_again=self.feed_again())
            )
        finally:
            self._running = None

    def try_out(self, scanner: Scanner, profile: Profile) -> None:
        """One sheet that belongs to no item. Raises DiskFull; what the device does is announced."""
        self._running = scanner
        try:
            self._spool.reserve.check()
            self._announce(FeederChanged(FeederState.SCANNING))
            folder = self._spool.workspace / "trial"
            self._announce(scan_trial(scanner, profile, folder))
        finally:
            self._running = None
            self.say_standing()

    def stop(self) -> None:
        scanner = self._running
        if scanner is not None:
            scanner.stop()

    def feed_again(self) -> tuple[tuple[str, int], ...]:
        """Sheets by item and number; an empty item means a sheet that never had one."""
        return tuple((one.item or "", one.number) for one in self._spool.batches.to_feed_again())

    def say_standing(self) -> None:
        """Ready, or what an earlier life still asks to be fed again."""
        again = self.feed_again()
        if again:
            self._announce(FeederChanged(FeederState.PAUSED, 0, INTERRUPTED, again))
        else:
            self._announce(FeederChanged(FeederState.READY))

    def _run(self, order: FeedOrder, scanner: Scanner, profile: Profile) -> None:
        batch = self._batch(order, profile)
        self._announce(FeederChanged(FeederState.SCANNING))
        end = self._capture.run(
            scanner,
            batch,
            profile.request(batch.folder, batch.mode, duplex=batch.duplex),
            lambda sheets: self._announce(FeederChanged(FeederState.SCANNING, sheets)),
        )
        self._say(end)

    def _batch(self, order: FeedOrder, profile: Profile) -> Batch:
        key = uuid4().hex
        item = order.item
        if order.mode is BatchMode.STACK:
            item = self._spool.batches.open_stack_item(order.tray)
        return Batch(
            id=key,
            tray=order.tray,
            mode=order.mode,
            folder=self._spool.workspace / "batches" / key,
            duplex=profile.is_duplex(order.mode, face=order.face),
            dpi=profile.dpi,
            operator=order.operator,
            begun_at=self._now(),
            item=item,
            sheet=order.sheet,
        )

    def _say(self, end: BatchEnd) -> None:
        state = FeederState.READY if end.situation is None else FeederState.PAUSED
        self._announce(FeederChanged(state, end.sheets, end.situation, self.feed_again()))
