"""A screen of the room without a screen: what it shows, what a key does, what it asks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from mailroom.domain.events import RoomTold
from mailroom.domain.room import Question


class Place(StrEnum):
    """The screens, in the order that the key steps through them."""

    DESK = "desk"
    REVIEW = "review"
    SHIFT = "shift"
    ARCHIVE = "archive"
    DISPATCH = "dispatch"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is shown from now on, and what is asked because of it."""

    work: "Work"
    questions: tuple[Question, ...] = ()


class Work(Protocol):
    """A frozen value; each of these gives the next one and never touches anything else."""

    def opened(self) -> Turn:
        """It comes to the front, or a while has passed there."""
        ...

    def told(self, told: RoomTold) -> "Work":
        """Hears every answer, its own and others'."""
        ...

    def pressed(self, key: str) -> Turn: ...

    @property
    def standing(self) -> RoomTold | None:
        """The answer whose age and trouble the frame shows; None while nothing has come."""
        ...


@runtime_checkable
class Leaving(Protocol):
    """A part of a screen that holds something for whoever is there."""

    def left(self) -> Turn:
        """One goes back from it."""
        ...
