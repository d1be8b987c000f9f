"""Keeping letters back as data: one by its id or a station's from a time on, why, and the end."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.keepingback import (
    EndKeeping,
    KeepBack,
    KeepEnd,
    Keeping,
    KeepReason,
    KeptBack,
    SeeKeeping,
)
from mailroom.domain.workdays import STOCKHOLM
from ui.work import Turn
from ui.writing import ENDS, is_scan_id, read_line, stepped, written

TO_END: Final = "F3"
_TIME_SIGNS: Final = 4
_NOTHING: Final = KeepBack(KeepReason.RECIPIENTS)


class Step(StrEnum):
    """What is asked for now."""

    WHICH = "which"
    SINCE = "since"
    WHY = "why"
    HOW = "how"


class Did(StrEnum):
    """What the last act led to."""

    READY = "ready"
    ASKING = "asking"
    KEPT = "kept"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    NOT_A_TIME = "not_a_time"


@dataclass(frozen=True, slots=True)
class KeepingBack:
    """`asked` is what a reason is asked for, `pinned` the order whose end is.

    `refusal` is the backend's number or the situation that the last act ended in.
    """

    now: Callable[[], dt.datetime]
    standing: RoomTold | None = None
    orders: tuple[KeptBack, ...] = ()
    stations: tuple[str, ...] = ()
    chosen: int = 0
    step: Step = Step.WHICH
    field: str = ""
    asked: KeepBack = _NOTHING
    pinned: KeptBack | None = None
    did: Did = Did.READY
    about: str = ""
    refusal: str = ""

    @property
    def order(self) -> KeptBack | None:
        if self.pinned is not None:
            return self.pinned
        return self.orders[min(self.chosen, len(self.orders) - 1)] if self.orders else None

    def opened(self) -> Turn:
        return Turn(self, (SeeKeeping(),))

    def told(self, told: RoomTold) -> "KeepingBack":
        match told.question:
            case SeeKeeping():
                seen = told.answer if isinstance(told.answer, Keeping) else Keeping((), ())
                return replace(self, standing=told, orders=seen.orders, stations=seen.stations)
            case KeepBack() | EndKeeping() if told.situation:
                refused = told.situation == BackendRefused.code
                return replace(self, refusal=told.detail if refused else told.situation)
            case KeepBack():
                return replace(self, did=Did.KEPT)
            case EndKeeping(how=how):
                released = how is KeepEnd.RELEASED
                return replace(self, did=Did.RELEASED if released else Did.WITHDRAWN)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if key in ("Esc", "Delete"):
            return Turn(self._left())
        if self.step in (Step.WHY, Step.HOW):
            return self._because(key)
        if key in ENDS:
            return Turn(self._timed() if self.step is Step.SINCE else self._named())
        if key == TO_END and self.order is not None and self.step is Step.WHICH:
            calm = replace(self, did=Did.READY, refusal="", field="")
            return Turn(replace(calm, step=Step.HOW, pinned=self.order))
        row = stepped(self.chosen, key, len(self.orders))
        if row is not None:
            return Turn(replace(self, chosen=row))
        return Turn(replace(self, field=written(self.field, key)))

    def _left(self) -> "KeepingBack":
        if self.step is Step.WHICH and not self.field:
            return self
        calm = replace(self, step=Step.WHICH, field="", did=Did.READY, refusal="")
        return replace(calm, pinned=None)

    def _named(self) -> "KeepingBack":
        """A letter's id, or a station's name however it is written."""
        text = read_line(self.field)
        if not text:
            return self
        calm = replace(self, field="", refusal="", did=Did.READY)
        if is_scan_id(text.upper()):
            asked = KeepBack(KeepReason.RECIPIENTS, scan_id=text.upper())
            return replace(calm, step=Step.WHY, asked=asked, about=text.upper())
        known = {name.casefold(): name for name in self.stations}
        station = known.get(text.casefold())
        if station is None:
            return replace(calm, did=Did.UNKNOWN, about=text)
        asked = KeepBack(KeepReason.RECIPIENTS, station=station)
        return replace(calm, step=Step.SINCE, asked=asked, about=station)

    def _timed(self) -> "KeepingBack":
        """Four digits are a time of today that has been, nothing is now."""
        text = read_line(self.field).replace(":", "")
        calm = replace(self, field="", did=Did.READY)
        if not text:
            return replace(calm, step=Step.WHY)
        since = _today_at(text, self.now())
        if since is None:
            return replace(calm, did=Did.NOT_A_TIME)
        return replace(calm, step=Step.WHY, asked=replace(self.asked, since=since))

    def _because(self, key: str) -> Turn:
        """One digit: why they are kept back, or how it ends."""
        place = int(key) if is_digits(key) else 0
        calm = replace(self, step=Step.WHICH, did=Did.ASKING, refusal="", pinned=None)
        if self.step is Step.WHY and 1 <= place <= len(KeepReason):
            asked = replace(self.asked, why=tuple(KeepReason)[place - 1])
            return Turn(calm, (asked, SeeKeeping()))
        if self.step is Step.HOW and self.pinned is not None and 1 <= place <= len(KeepEnd):
            ending = EndKeeping(self.pinned.id, tuple(KeepEnd)[place - 1])
            about = self.pinned.scan_id or self.pinned.station
            return Turn(replace(calm, about=about), (ending, SeeKeeping()))
        return Turn(self)


def _today_at(text: str, now: dt.datetime) -> dt.datetime | None:
    """In Sweden; None for what is no time, or has not been."""
    if not is_digits(text) or len(text) != _TIME_SIGNS:
        return None
    try:
        time = dt.time(int(text[:2]), int(text[2:]), tzinfo=STOCKHOLM)
    except ValueError:
        return None
    at = dt.datetime.combine(now.astimezone(STOCKHOLM).date(), time).astimezone(dt.UTC)
    return at if at <= now else None
