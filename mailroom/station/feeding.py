"""The feeder's thread: one batch at a time, from the order to what must be fed again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from mailroom.domain.batches import INTERRUPTED, Batch, BatchMode
from mailroom.domain.errors import CommandRefused, MailroomError
from mailroom.domain.events import Event, FeederChanged, FeederState, Refused
from mailroom.domain.separators import Separator, SeparatorKind
from mailroom.pipeline.capture import BatchEnd, Capture
from mailroom.pipeline.proof import SOURCE, source_note
from mailroom.spool.files import write_durably
from mailroom.spool.spool import Spool
from mailroom.station.profiles import Profile
from mailroom.station.trial import scan_trial
from scanners.api import Scanner, Situation


@dataclass(frozen=True, slots=True)
class FeedOrder:
    """What an operator asked the feeder for. `face` says that a rescan is of an envelope.

    `expected` is how many sheets were counted; `keep_double` takes the first sheet without
    double-feed detection.
    """

    mode: BatchMode
    tray: str
    operator: str
    item: str | None = None
    sheet: str | None = None
    face: bool = False
    expected: int | None = None
    keep_double: bool = False


class Steering(Protocol):
    """What a separator may ask of the station, on the feeder's thread."""

    def open_tray(self, tray: str) -> None:
        """The tray is registered already."""
        ...

    def choose_profile(self, profile: str) -> Profile:
        """Raises CommandRefused for one that is not known, or when they are locked."""
        ...


class Feeding:
    """Owned by the feeder's thread, except `stop`, which any thread may call."""

    def __init__(  # noqa: PLR0913  the feeder's tools, each known by its name
        self,
        spool: Spool,
        capture: Capture,
        *,
        steering: Steering,
        announce: Callable[[Event], None],
        now: Callable[[], dt.datetime],
        is_live: Callable[[Path], bool],
    ) -> None:
        self._spool = spool
        self._capture = capture
        self._announce = announce
        self._now = now
        self._is_live = is_live
        self._steering = steering
        self._running: Scanner | None = None
        self._turned: Profile | None = None

    def recover(self) -> bool:
        """Adopt what an earlier life left behind; True when nothing of it is left to wait for."""
        self._capture.recover(self._is_live, self._turn)
        return not self._spool.batches.unfinished()

    def feed(self, order: FeedOrder, scanner: Scanner, profile: Profile) -> FeederChanged:
        """Run one batch; returns how the feeder stands then, which is yet to be announced.

        What goes wrong is announced, never raised.
        """
        self._running = scanner
        try:
            if not self.recover():
                raise CommandRefused("an earlier batch is still being written")
            self._spool.reserve.check()
            return self._feed(order, scanner, profile)
        except MailroomError as error:
            self._announce(Refused(error.code, order.item))
            return self._paused(0, error.code)
        finally:
            self._running = None

    def try_out(self, scanner: Scanner, profile: Profile) -> FeederChanged:
        """One sheet that belongs to no item; returns how the feeder stands then."""
        self._running = scanner
        try:
            self._spool.reserve.check()
            self._announce(FeederChanged(FeederState.SCANNING))
            folder = self._spool.workspace / "trial"
            self._announce(scan_trial(scanner, profile, folder))
        except MailroomError as error:
            self._announce(Refused(error.code))
        finally:
            self._running = None
        return self.standing()

    def stop(self) -> None:
        scanner = self._running
        if scanner is not None:
            scanner.stop()

    def feed_again(self) -> tuple[tuple[str, int], ...]:
        """Sheets by item and number; an empty item means a sheet that never had one."""
        return tuple((one.item or "", one.number) for one in self._spool.batches.to_feed_again())

    def standing(self) -> FeederChanged:
        """Ready, or what an earlier life still asks to be fed again."""
        if self.feed_again():
            return self._paused(0, INTERRUPTED)
        return FeederChanged(FeederState.READY)

    def still_paused(self) -> FeederChanged:
        """The paused batch as it stands after an order about its paper."""
        return self._paused(0, self._spool.paused.batch().situation)

    def _feed(self, order: FeedOrder, scanner: Scanner, profile: Profile) -> FeederChanged:
        if order.keep_double:
            end = self._run(order, scanner, profile.for_doubles())
            if end.situation != Situation.STOPPED:
                return self._after(end)
        end = self._run(order, scanner, profile)
        while (turned := self._turned) is not None and end.situation == Situation.STOPPED:
            account = self._spool.paused.account()
            if account is None or account.go_back or not account.paper_left:
                break  # a person lays back what was fetched ahead, or sees to it that there is more
            tray = self._spool.paused.batch().tray
            end = self._run(replace(order, tray=tray, expected=None), scanner, turned)
        return self._after(end)

    def _turn(self, separator: Separator) -> None:
        """A separator has come: what it says of the sheets behind it."""
        if separator.kind is SeparatorKind.TRAY:
            self._steering.open_tray(separator.name)
        if separator.kind is SeparatorKind.PROFILE:
            try:
                self._turned = self._steering.choose_profile(separator.name)
            except CommandRefused as refusal:
                self._announce(Refused(refusal.code, detail=str(refusal)))
            self.stop()

    def _run(self, order: FeedOrder, scanner: Scanner, profile: Profile) -> BatchEnd:
        self._turned = None
        batch = self._batch(order, profile)
        # Before the first page, so that the proof of whatever comes can name its device.
        batch.folder.mkdir(parents=True, exist_ok=True)
        note = source_note(f"{scanner.info.label} ({scanner.info.id})", profile.name.name)
        write_durably(batch.folder / SOURCE, note)
        self._announce(FeederChanged(FeederState.SCANNING))
        return self._capture.run(
            scanner,
            batch,
            profile.request(batch.folder, batch.mode, duplex=batch.duplex),
            lambda sheets: self._announce(FeederChanged(FeederState.SCANNING, sheets)),
            self._turn,
        )

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
            expected=order.expected,
            imprint=profile.tuning.imprint or "",
        )

    def _after(self, end: BatchEnd) -> FeederChanged:
        if end.situation is not None:
            return self._paused(end.sheets, end.situation)
        account = self._spool.paused.account()
        again = self.feed_again()
        return FeederChanged(FeederState.READY, end.sheets, feed_again=again, account=account)

    def _paused(self, sheets: int, situation: str | None) -> FeederChanged:
        account = self._spool.paused.account()
        return FeederChanged(FeederState.PAUSED, sheets, situation, self.feed_again(), account)
