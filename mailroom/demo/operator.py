"""A practised operator: loads the feeder, gives the station's commands, notes what came of it."""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, Queue
from typing import Protocol

from mailroom.demo.tray import Outcome, PaperSheet, PracticeItem, PracticeTray
from mailroom.domain.events import (
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
from mailroom.domain.sorting import Category
from mailroom.domain.workdays import stockholm_date
from mailroom.station.commands import (
    Command,
    OpenTray,
    ScanContents,
    ScanFace,
    SignIn,
    TypeNumber,
)
from mailroom.station.station import Station

RESTING = {
    ItemState.DOUBTFUL: Outcome.WAITS,
    ItemState.HELD: Outcome.HELD,
    ItemState.REFUSED: Outcome.HELD,
}
"""States in which an item stays until a person has looked."""


class PracticeFeeder(Protocol):
    def load(self, sheets: Sequence[PaperSheet]) -> None:
        """Put sheets into the practice scanner's feeder, in this order."""
        ...


class PracticeStopped(Exception):
    """The station did not do what the operator asked for; the message says at which step."""


@dataclass(slots=True)
class Handled:
    """What happened to one practice item. Times in seconds from the first sight of its face."""

    practice: PracticeItem
    item: Item | None = None
    seen_at: float = 0.0
    decided_s: float | None = None
    finished_s: float | None = None

    @property
    def outcome(self) -> Outcome | None:
        """Where the item has come to rest; None while it is on its way."""
        if self.item is None:
            return None
        if self.item.state is ItemState.DELIVERED:
            opened = self.item.decision and self.item.decision.category is Category.SCANNABLE
            return Outcome.DELIVERED if opened else Outcome.SORTED
        return RESTING.get(self.item.state)

    @property
    def answered(self) -> bool:
        """Whether the known answer was met: where it ended, what it was taken for, whose it is."""
        known, item = self.practice, self.item
        if item is None or self.outcome is not known.outcome:
            return False
        if known.outcome is Outcome.WAITS:
            return True
        return known.is_met_by(item.decision)


@dataclass(frozen=True, slots=True)
class PracticeRun:
    """The whole tray: one entry per item, and the sheets that must balance."""

    handled: list[Handled]
    sheets_fed: int
    sheets_in_items: int
    seconds: float

    @property
    def balanced(self) -> bool:
        return self.sheets_fed == self.sheets_in_items

    @property
    def as_known(self) -> bool:
        return self.balanced and all(entry.answered for entry in self.handled)


@dataclass(slots=True)
class PracticeOperator:
    """Works one tray through a station; `notice` hears of every step, for progress."""

    station: Station
    feeder: PracticeFeeder
    tray: PracticeTray
    notice: Callable[[Handled], None]
    patience_s: float = 120.0
    _events: Queue[Event] = field(default_factory=Queue[Event])
    _by_item: dict[str, Handled] = field(default_factory=dict[str, Handled])
    _awaited: Handled | None = None
    _signed_in: bool = False
    _tray_open: bool = False
    _feeding: bool = False
    _sheets_fed: int = 0
    _sheets_in_items: int = 0
    _sheets_before: int = 0

    def work(self, user: str, secret: str) -> PracticeRun:
        """Feed the whole tray and wait until every item has come to rest.

        Raises PracticeStopped when the station refuses or does not answer in time.
        """
        began = time.monotonic()
        handled = [Handled(item) for item in self.tray.items]
        leave = self.station.subscribe(self._events.put)
        try:
            self._begin(user, secret)
            for entry in handled:
                self._handle(entry)
            self._until(lambda: all(entry.outcome for entry in handled), "the last delivery")
            self._until(lambda: self._sheets_in_items >= self._sheets_fed, "the balance")
        finally:
            leave()
        seconds = time.monotonic() - began
        return PracticeRun(handled, self._sheets_fed, self._sheets_in_items, seconds)

    def _begin(self, user: str, secret: str) -> None:
        self.station.do(SignIn(user, secret))
        self._until(lambda: self._signed_in, "sign-in")
        tray = self.tray
        self.station.do(
            OpenTray(
                tray.name,
                stockholm_date(dt.datetime.now(dt.UTC)),
                tray.postal_operator,
                expected=len(tray.items),
            )
        )
        self._until(lambda: self._tray_open, "opening the tray")

    def _handle(self, entry: Handled) -> None:
        """One item as a person works: its face, the decision, and only then its contents."""
        self._awaited = entry
        self._feed([entry.practice.face], ScanFace())
        self._until(lambda: entry.decided_s is not None, "the decision")
        self._read_for_the_machine(entry)
        item = entry.item
        if item and item.state is ItemState.OPENING and entry.practice.contents:
            self._feed(entry.practice.contents, ScanContents(item.id))
            self._until(lambda: entry.item is not None and entry.item.closed, "the contents")

    def _read_for_the_machine(self, entry: Handled) -> None:
        """Type the number of an item that waits, where a person can read it."""
        item, number = entry.item, entry.practice.recipient
        if not (item and number and entry.practice.person and item.state is ItemState.DOUBTFUL):
            return
        entry.finished_s = None
        self.station.do(TypeNumber(item.id, number))
        self._until(lambda: entry.outcome is not Outcome.WAITS, "the typed number")

    def _feed(self, sheets: Sequence[PaperSheet], command: Command) -> None:
        """Lay sheets in and have them scanned, once the feeder has ended what it did before."""
        self._until(lambda: not self._feeding, "the feeder")
        self.feeder.load(sheets)
        self._sheets_fed += len(sheets)
        self._feeding = True
        self.station.do(command)

    def _until(self, reached: Callable[[], bool], step: str) -> None:
        """Take in events until they have brought about what is waited for."""
        deadline = time.monotonic() + self.patience_s
        while not reached():
            try:
                event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise PracticeStopped(f"waited {self.patience_s:.0f} s for {step}") from None
            self._take_in(event, step)

    def _take_in(self, event: Event, step: str) -> None:
        match event:
            case Refused(code=code, detail=detail):
                raise PracticeStopped(f"the station refused {step}: {code} {detail}")
            case FeederChanged(state=FeederState.PAUSED, situation=situation):
                raise PracticeStopped(f"the feeder stopped at {step}: {situation}")
            case FeederChanged(state=state):
                self._feeding = state is FeederState.SCANNING
            case SignedIn(user=user):
                self._signed_in = user is not None
            case TrayOpened():
                self._tray_open = True
            case CountersChanged(counters=counters):
                self._count(counters.sheets_in_items)
            case ItemChanged(item=item):
                self._see(item)
            case _:
                pass

    def _count(self, in_items: int) -> None:
        """Sheets of this run; a workspace that is used again holds those of earlier ones."""
        if not self._sheets_fed:
            self._sheets_before = in_items
        self._sheets_in_items = in_items - self._sheets_before

    def _see(self, item: Item) -> None:
        """An item has changed; one not seen before is the face just fed."""
        entry = self._by_item.get(item.id)
        if entry is None:
            if self._awaited is None:
                return
            entry, self._awaited = self._awaited, None
            entry.seen_at = time.monotonic()
            self._by_item[item.id] = entry
        entry.item = item
        since = time.monotonic() - entry.seen_at
        if entry.decided_s is None and item.state not in {ItemState.CAPTURED, ItemState.READ}:
            entry.decided_s = since
        if entry.outcome is not None and entry.finished_s is None:
            entry.finished_s = since
        self.notice(entry)
