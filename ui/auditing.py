"""The audit log as data: whose acts, about what, on which day; and the person's own day."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, cast

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import RoomTold
from mailroom.domain.people import Done, SeeMine, SeeTrail, Trail
from ui.work import Turn
from ui.writing import ENDS, is_scan_id, read_line, stepped, written

EVERYTHING: Final = SeeTrail()


@dataclass(frozen=True, slots=True)
class Auditing:
    """`asked` is what is shown; a word in the field is a day, a scan id or a person, by its shape.

    `is_mine` shows the person's own day in the log's place.
    """

    standing: RoomTold | None = None
    asked: SeeTrail = EVERYTHING
    trail: Trail | None = None
    mine: tuple[Done, ...] | None = None
    is_mine: bool = False
    chosen: int = 0
    field: str = ""
    refusal: str = ""

    def opened(self) -> Turn:
        return Turn(self, (SeeMine(),) if self.is_mine else (self.asked,))

    def told(self, told: RoomTold) -> "Auditing":
        match told.question:
            case SeeMine():
                known = None if told.answer is None else cast("tuple[Done, ...]", told.answer)
                shown = replace(self, mine=known)
                return replace(shown, standing=told) if self.is_mine else shown
            case SeeTrail() as asked if asked == self.asked:
                refused = told.situation == BackendRefused.code
                trail = told.answer if isinstance(told.answer, Trail) else None
                shown = replace(self, trail=trail, refusal=told.detail if refused else "")
                return shown if self.is_mine else replace(shown, standing=told)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if key == TO_MINE:
            return replace(self, is_mine=not self.is_mine, field="", standing=None).opened()
        if self.is_mine:
            return Turn(self)
        if key in ENDS:
            return self._sought()
        if key in ("Esc", "Delete") and (self.field or self.asked != EVERYTHING):
            return _seeks(self, EVERYTHING)
        row = stepped(self.chosen, key, len(self.trail.entries) if self.trail else 0)
        if row is not None:
            return Turn(replace(self, chosen=row))
        return Turn(replace(self, field=written(self.field, key)))

    def _sought(self) -> Turn:
        """Each word narrows what is shown; without one, it is looked at again."""
        text = read_line(self.field)
        asked = self.asked
        for word in text.split():
            day = _day(word)
            if day is not None:
                asked = replace(asked, day=day)
            elif is_scan_id(word.upper()) or len(word) > _LONGEST_USER:
                asked = replace(asked, about=word)
            else:
                asked = replace(asked, actor=word)
        return _seeks(self, asked)


TO_MINE = "F2"
_LONGEST_USER = 32


def _seeks(work: Auditing, asked: SeeTrail) -> Turn:
    return Turn(replace(work, asked=asked, field="", chosen=0, refusal=""), (asked,))


def _day(word: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        return None
