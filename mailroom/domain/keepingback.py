"""Letters kept back before their company has them: which, why, and how it ended."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class KeepReason(StrEnum):
    RECIPIENTS = "recipients"
    """Their recipients are in doubt."""
    PAGES = "pages"
    """Pages or pictures look wrong."""
    ASKED = "asked"
    """The sender or the company has asked for it."""


class KeepEnd(StrEnum):
    RELEASED = "released"
    """Made available, as of then."""
    WITHDRAWN = "withdrawn"
    """Nobody gets them as they are: the paper is the desk's again."""


@dataclass(frozen=True, slots=True)
class KeptBack:
    """One order: a letter by its scan id, or all that a station captures from `since` on.

    `letters` wait because of it. `delivered` were in their mailboxes already when it was given.
    """

    id: int
    scan_id: str
    station: str
    since: dt.datetime
    why: KeepReason
    by: str
    at: dt.datetime
    letters: int
    delivered: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """Orders in force, the newest first, and the stations that one can be given about."""

    orders: tuple[KeptBack, ...]
    stations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeeKeeping:
    """Answered by `Keeping`."""


@dataclass(frozen=True, slots=True)
class KeepBack:
    """By a supervisor: either a `scan_id` or a `station`. Answered by `KeptBack`."""

    why: KeepReason
    scan_id: str = ""
    station: str = ""
    since: dt.datetime | None = None
    """From now on when it is not said."""


@dataclass(frozen=True, slots=True)
class EndKeeping:
    """By a supervisor, of all its letters and of those to come. Answered by None."""

    order: int
    how: KeepEnd


KeepQuestion = SeeKeeping | KeepBack | EndKeeping
KEEP_ACTS: Final = (KeepBack, EndKeeping)
