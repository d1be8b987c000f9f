"""Digits verified in groups as data: a page of crops, Space doubts one, Enter confirms."""

from dataclasses import dataclass, replace
from typing import Final, cast

from mailroom.domain.digits import (
    ClaimDigits,
    ConfirmDigits,
    DigitPage,
    DigitsClaimed,
    DigitsDone,
    LeaveDigits,
)
from mailroom.domain.errors import BackendRefused, BackendUnreachable
from mailroom.domain.events import RoomTold
from ui.work import Turn

TO_DIGITS: Final = "F6"
COLUMNS: Final = 10
_STEPS: Final = {"Left": -1, "Right": 1, "Up": -COLUMNS, "Down": COLUMNS}


@dataclass(frozen=True, slots=True)
class Digits:
    """`page` is looked at, the crop at `marked` is the one that Space doubts.

    `sent` has been answered for and is on its way; `done` is what the last page led to; so many
    crops `waiting` are in the queue.
    """

    standing: RoomTold | None = None
    page: DigitPage | None = None
    marked: int = 0
    doubted: frozenset[int] = frozenset()
    sent: DigitPage | None = None
    done: DigitsDone | None = None
    waiting: int = 0
    refusal: tuple[str, str] = ("", "")

    def opened(self) -> Turn:
        """What one holds comes again, for longer; it is claimed by coming here."""
        return Turn(self) if self.sent is not None else Turn(self, (ClaimDigits(),))

    def told(self, told: RoomTold) -> "Digits":
        match told.question:
            case ClaimDigits():
                return self._claimed(told)
            case ConfirmDigits(page) if self.sent is not None and page == self.sent.id:
                return self._confirmed(told, self.sent)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if self.page is None or self.sent is not None:
            return Turn(self)
        if key in _STEPS:
            return Turn(self._stepped(_STEPS[key]))
        if key == "Space":
            return Turn(replace(self, doubted=self.doubted ^ {self.marked}))
        if key == "Enter":
            said = ConfirmDigits(self.page.id, tuple(sorted(self.doubted)))
            return Turn(replace(self, sent=self.page, refusal=("", "")), (said, ClaimDigits()))
        if key == "Esc" and self.doubted:
            return Turn(replace(self, doubted=frozenset()))
        return Turn(self)

    def left(self) -> Turn:
        """Somebody else may look at the page."""
        fresh = Digits(standing=self.standing)
        return Turn(fresh, (LeaveDigits(self.page.id),)) if self.page is not None else Turn(fresh)

    def _stepped(self, step: int) -> "Digits":
        last = len(self.page.crops) - 1 if self.page else 0
        place = self.marked + step
        return self if not 0 <= place <= last else replace(self, marked=place)

    def _claimed(self, told: RoomTold) -> "Digits":
        """A page that is still being looked at keeps its marks; no page is taken by surprise."""
        if not isinstance(told.answer, DigitsClaimed):
            gone = told.situation != BackendUnreachable.code
            kept = self if not gone else replace(self, page=None, doubted=frozenset(), marked=0)
            return replace(kept, standing=told)
        fresh, waiting = told.answer.page, told.answer.waiting
        shown = replace(self, standing=told, waiting=waiting)
        if self.sent is not None:
            return shown
        if fresh is not None and self.page is not None and fresh.id == self.page.id:
            return replace(shown, page=fresh)
        return replace(shown, page=fresh, marked=0, doubted=frozenset())

    def _confirmed(self, told: RoomTold, sent: DigitPage) -> "Digits":
        """An answer that may not have arrived leaves everything as it stands, to be said again."""
        after = replace(self, sent=None, refusal=(told.situation, told.detail))
        if told.situation and told.situation != BackendRefused.code:
            return replace(after, page=sent)
        done = cast("DigitsDone | None", told.answer)
        return replace(after, page=None, marked=0, doubted=frozenset(), done=done)
