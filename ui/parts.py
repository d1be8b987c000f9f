"""A screen of several parts, one in front: their keys bring another forward, Esc the first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mailroom.domain.events import RoomTold
from ui.work import Leaving, Turn, Work

FIRST: Final = ""
"""The part that no key of its own leads to."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`parts` by the key that brings each to the front; pressed again, it goes back.

    A key that means something to the part in front means that.
    """

    parts: Mapping[str, Work]
    front: str = FIRST

    @property
    def work(self) -> Work:
        return self.parts[self.front]

    @property
    def standing(self) -> RoomTold | None:
        return self.work.standing

    def opened(self) -> Turn:
        return self._taken(self.work.opened())

    def told(self, told: RoomTold) -> "Parts":
        """Those behind hear it as well: their acts may be answered after one has left."""
        return replace(self, parts={key: one.told(told) for key, one in self.parts.items()})

    def pressed(self, key: str) -> Turn:
        if key == self.front and key != FIRST:
            return self._over(FIRST)
        before = self.work
        turn = before.pressed(key)
        if key in self.parts and key != FIRST and turn == Turn(before):
            return self._over(key)
        if key == "Esc" and self.front != FIRST and turn == Turn(before):
            return self._over(FIRST)
        return self._taken(turn)

    def _over(self, key: str) -> Turn:
        """What the part in front holds for one is let go first."""
        behind = self.work.left() if isinstance(self.work, Leaving) else Turn(self.work)
        there = replace(self, front=key, parts={**self.parts, self.front: behind.work}).opened()
        return Turn(there.work, (*behind.questions, *there.questions))

    def _taken(self, turn: Turn) -> Turn:
        kept = {**self.parts, self.front: turn.work}
        return Turn(replace(self, parts=kept), turn.questions)
