"""Test letters with a known answer, laid silently among what is read again: how they were read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seeds:
    """Of the last `days`: `wrong` of `read` were read as another's, `untold` could not be told.

    `waiting` are in the queue; so many `at_hand` could be laid there. Whoever may not know of
    them sees none: `is_shown` is False.
    """

    is_shown: bool
    waiting: int = 0
    read: int = 0
    wrong: int = 0
    untold: int = 0
    at_hand: int = 0
    days: int = 30


@dataclass(frozen=True, slots=True)
class SeeSeeds:
    """Answered by `Seeds`."""


@dataclass(frozen=True, slots=True)
class SeedLetters:
    """Lay so many among what is read again, or as many as are at hand. Answered by `Seeds`."""

    count: int


SeedQuestion = SeeSeeds | SeedLetters
