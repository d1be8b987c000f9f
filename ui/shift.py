"""The shift as data: how the day stands, what must be seen to, and the day's close."""

from dataclasses import dataclass, replace
from typing import Final, cast

from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.room import Alarm, EndAlarm, SeeAlarms, SeeWall, Wall
from mailroom.domain.till import CloseTill, Explanation, SeeTill, Till
from ui.work import Turn


@dataclass(frozen=True, slots=True)
class Shift:
    """`chosen` is an alarm's id; `refusal` is the situation that the last act ended in.

    While `is_closing`, the till is shown in the wall's place.
    """

    standing: RoomTold | None = None
    wall: Wall | None = None
    alarms: tuple[Alarm, ...] | None = None
    chosen: int | None = None
    refusal: str = ""
    till: Till | None = None
    is_closing: bool = False
    detail: str = ""

    def opened(self) -> Turn:
        looks = (SeeWall(), SeeAlarms())
        return Turn(self, (*looks, SeeTill()) if self.is_closing else looks)

    def told(self, told: RoomTold) -> "Shift":
        match told.question:
            case SeeWall():
                wall = told.answer if isinstance(told.answer, Wall) else None
                return replace(self, standing=told, wall=wall)
            case SeeAlarms():
                return self._listed(told.answer)
            case EndAlarm():
                return replace(self, refusal=told.situation)
            case SeeTill():
                return replace(self, till=told.answer if isinstance(told.answer, Till) else None)
            case CloseTill():
                till = told.answer if isinstance(told.answer, Till) else self.till
                return replace(self, till=till, refusal=told.situation, detail=told.detail)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if self.is_closing:
            return self._closing(key)
        if key == TO_CLOSE:
            return Turn(replace(self, is_closing=True, refusal="", detail=""), (SeeTill(),))
        if key in _STEPS:
            return Turn(self._stepped(_STEPS[key]))
        if key == _SEEN_TO and self.chosen is not None:
            ended = replace(self, refusal="")
            return Turn(ended, (EndAlarm(self.chosen), SeeAlarms(), SeeWall()))
        return Turn(self)

    def _closing(self, key: str) -> Turn:
        """Even, it takes one key; else the digit of the reason that is signed for."""
        if key in (TO_CLOSE, "Esc"):
            return Turn(replace(self, is_closing=False, refusal="", detail=""))
        till = self.till
        if till is None:
            return Turn(self)
        asked = replace(self, refusal="", detail="")
        if till.is_even and key == _SEEN_TO:
            return Turn(asked, (CloseTill(till.day, till.differences),))
        reasons = tuple(Explanation)
        place = int(key) if is_digits(key) else 0
        if till.is_even or not 1 <= place <= len(reasons):
            return Turn(self)
        closing = CloseTill(till.day, till.differences, reasons[place - 1])
        return Turn(asked, (closing, SeeTill()))

    def picked(self, alarm: int) -> "Shift":
        return replace(self, chosen=alarm)

    def _listed(self, answer: object | None) -> "Shift":
        """The choice stays on its alarm, else where it was in the list."""
        if answer is None:
            return replace(self, alarms=None, chosen=None)
        listed = cast("tuple[Alarm, ...]", answer)  # the question's own kind of answer
        ids = [alarm.id for alarm in listed]
        place = self._place()
        kept = self.chosen if self.chosen in ids else None
        nearest = ids[min(place, len(ids) - 1)] if ids else None
        return replace(self, alarms=listed, chosen=kept if kept is not None else nearest)

    def _stepped(self, step: int) -> "Shift":
        if not self.alarms:
            return self
        place = min(max(self._place() + step, 0), len(self.alarms) - 1)
        return self.picked(self.alarms[place].id)

    def _place(self) -> int:
        ids = [alarm.id for alarm in self.alarms or ()]
        return ids.index(self.chosen) if self.chosen in ids else 0


_STEPS = {"Down": 1, "Up": -1}
TO_CLOSE: Final = "F5"
_SEEN_TO = "Enter"
"""Not Space: at the desk that accepts, and the hand has the habit."""
