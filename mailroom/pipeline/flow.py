"""The flow: looks up the stage by the item's state, runs it, saves result and new state at once."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Protocol

from mailroom.domain.decisions import Doubt, DoubtReason
from mailroom.domain.errors import MailroomError, Remedy, WorkerLost
from mailroom.domain.events import Event, ItemChanged, Refused
from mailroom.domain.items import Hold, HoldReason, Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import Page, Sheet
from mailroom.domain.retries import BackOff
from mailroom.logs import log
from mailroom.pipeline.ports import ItemStore
from mailroom.points import Point, reached

BREAKS_TO_HOLD = 2
"""An item that breaks a worker this often is held, not tried again."""

_BACK_OFF = BackOff()
_log = log("flow")


class Stage(Protocol):
    """Item in, item out, with files named by content: running it twice does no harm."""

    def __call__(self, item: Item, /) -> Item: ...


@dataclass(frozen=True, slots=True)
class Flow:
    """Drives items from state to state. Safe to call from any number of threads.

    `chance` gives numbers in [0, 1) for the back-off. Restarting is resuming: nothing is
    remembered here except which items are being worked on right now.
    """

    items: ItemStore
    stages: Mapping[ItemState, Stage]
    announce: Callable[[Event], None]
    now: Callable[[], dt.datetime]
    chance: Callable[[], float]
    back_off: BackOff = _BACK_OFF
    _claimed: set[str] = field(default_factory=set[str])
    _lock: Lock = field(default_factory=Lock)

    def work_one(self, states: frozenset[ItemState]) -> bool:
        """Take the oldest due item in one of `states` one step on; False when there is none."""
        item = self._claim(states)
        if item is None:
            return False
        try:
            self._advance(item)
        except Exception as error:
            # A bug must not make the flow spin on one item: it counts as breaking a worker.
            self._failed(item, WorkerLost(type(error).__name__))
            raise
        finally:
            with self._lock:
                self._claimed.discard(item.id)
        return True

    def _claim(self, states: frozenset[ItemState]) -> Item | None:
        with self._lock:
            for item in self.items.due(states):
                if item.id not in self._claimed:
                    self._claimed.add(item.id)
                    return item
        return None

    def _advance(self, item: Item) -> None:
        try:
            result = self.stages[item.state](item)
        except MailroomError as error:
            self._failed(item, error)
            return
        reached(Point.STAGE_DONE)
        self._save(item, result, Note(f"became_{result.state}"))

    def _save(self, item: Item, result: Item, note: Note) -> None:
        """Save unless the item has moved on meanwhile: then the next round looks at it anew."""
        after = self.items.change(item.id, lambda fresh: merged(fresh, item, result), note)
        if after.revision > item.revision:
            self.announce(ItemChanged(after))

    def _failed(self, item: Item, error: MailroomError) -> None:
        """Act by the remedy alone."""
        broke = isinstance(error, WorkerLost)
        tries, broken = self.items.failed(item.id, broke_worker=broke)
        _log.warning(
            "stage_failed",
            item=item.id,
            state=item.state.value,
            code=error.code,
            detail=str(error),
        )
        if error.remedy is Remedy.HOLD or broken >= BREAKS_TO_HOLD:
            note = Note("held", facts={"code": error.code})
            self._save(item, held(item, error), note)
            return
        wait = dt.timedelta(seconds=self.back_off.wait_s(tries, chance=self.chance()))
        self.items.put_off(item.id, until=self.now() + wait)
        if error.remedy is Remedy.OPERATOR:
            self.announce(Refused(error.code, item.id))


def held(item: Item, error: MailroomError) -> Item:
    """The item where a person will find it.

    Doubtful before it is opened, held after; what the backend does not take is refused.
    """
    match item.state:
        case ItemState.CAPTURED | ItemState.READ | ItemState.RELEASING:
            doubt = Doubt(DoubtReason.UNREADABLE_IMAGE, error.code)
            return replace(item, state=ItemState.DOUBTFUL, doubt=doubt)
        case ItemState.SENDING:
            return replace(item, state=ItemState.REFUSED)
        case ItemState.FILLED:
            broke = isinstance(error, WorkerLost)
            reason = HoldReason.BROKE_THE_READER if broke else HoldReason.PAGE_DAMAGED
            return replace(item, state=ItemState.HELD, hold=Hold(reason, detail=error.code))
        case _:
            raise error


def merged(fresh: Item, before: Item, result: Item) -> Item:
    """The stage's result laid over the item as it is now; `fresh` itself when it has moved on.

    Sheets may have been added meanwhile, never changed under a finished document.
    """
    if fresh.state is not before.state:
        return fresh
    if result.document is not before.document and fresh.sheets != before.sheets:
        return fresh
    found = {page.id: page for page in result.pages}
    return replace(
        result,
        sheets=tuple(_with_findings(sheet, found) for sheet in fresh.sheets),
        closed=fresh.closed or result.closed,
        hold=fresh.hold if result.hold == before.hold else result.hold,
        revision=fresh.revision,
    )


def _with_findings(sheet: Sheet, found: Mapping[str, Page]) -> Sheet:
    pages = tuple(
        replace(page, blank=found[page.id].blank, turned_deg=found[page.id].turned_deg)
        if page.id in found
        else page
        for page in sheet.pages
    )
    return replace(sheet, pages=pages)
