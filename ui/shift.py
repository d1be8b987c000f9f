"""The shift as data: how the day stands, what must be seen to, and which alarm is chosen."""

from dataclasses import dataclass, replace
from typing import cast

from mailroom.domain.events import RoomTold
from mailroom.domain.room import Alarm, EndAlarm, SeeAlarms, SeeWall, Wall
from ui.work import Turn


@dataclass(frozen=True, slots=True)
class Shift:
    """`chosen` is an alarm's id; `refusal` is the situation that the last act ended in."""

    standing: RoomTold | None = None
    wall: Wall | None = None
    alarms: tuple[Alarm, ...] | None = None
    chosen: int | None = None
    refusal: str = ""

    def opened(self) -> Turn:
        return Turn(self, (SeeWall(), SeeAlarms()))

    def told(self, told: RoomTold) -> "Shift":
        match told.question:
            case SeeWall():
                wall = told.answer if isinstance(told.answer, Wall) else None
                return replace(self, standing=told, wall=wall)
            case SeeAlarms():
                return self._listed(told.answer)
            case EndAlarm():
                return replace(self, refusal=told.situation)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if key in _STEPS:
            return Turn(self._stepped(_STEPS[key]))
        if key == _SEEN_TO and self.chosen is not None:
            ended = replace(self, refusal="")
            return Turn(ended, (EndAlarm(self.chosen), SeeAlarms(), SeeWall()))
        return Turn(self)

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
_SEEN_TO = "Enter"
"""Not Space: at the desk that accepts, and the hand has the habit."""
