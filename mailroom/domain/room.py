"""The whole room, over all stations: what a screen may ask about it, and what it is told."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.digits import DIGIT_ACTS, DigitQuestion
from mailroom.domain.feeder import FeederDay
from mailroom.domain.keepingback import KEEP_ACTS, KeepQuestion
from mailroom.domain.parcels import PARCEL_ACTS, ParcelQuestion
from mailroom.domain.people import PEOPLE_ACTS, PeopleQuestion
from mailroom.domain.policyversions import POLICY_ACTS, PolicyQuestion
from mailroom.domain.recalling import RECALL_ACTS, RecallQuestion
from mailroom.domain.retiring import RETIRING_ACTS, RetiringQuestion
from mailroom.domain.review import (
    ClaimReview,
    DecideReview,
    EscalateReview,
    PutOffReview,
    ReviewQuestion,
)
from mailroom.domain.seeds import SeedLetters, SeedQuestion
from mailroom.domain.shelves import SHELF_ACTS, ShelfQuestion
from mailroom.domain.till import CloseTill, TillQuestion

_Z: Final = 1.96
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True, slots=True)
class SeeWall:
    """How the day stands. Answered by `Wall`."""


@dataclass(frozen=True, slots=True)
class SeeAlarms:
    """What must be seen to. Answered by a tuple of `Alarm`."""


@dataclass(frozen=True, slots=True)
class EndAlarm:
    """It has been seen to, with all earlier days' alarms of the same thing. Answered by None."""

    alarm: int


Question = (
    SeeWall
    | SeeAlarms
    | EndAlarm
    | ReviewQuestion
    | DigitQuestion
    | TillQuestion
    | ShelfQuestion
    | ParcelQuestion
    | PolicyQuestion
    | SeedQuestion
    | RetiringQuestion
    | PeopleQuestion
    | RecallQuestion
    | KeepQuestion
)
"""What can be asked of the room; those that only look are asked again as often as one likes."""

ACTS: Final = (
    EndAlarm,
    ClaimReview,
    DecideReview,
    PutOffReview,
    EscalateReview,
    *DIGIT_ACTS,
    CloseTill,
    *SHELF_ACTS,
    *PARCEL_ACTS,
    *POLICY_ACTS,
    SeedLetters,
    *RETIRING_ACTS,
    *PEOPLE_ACTS,
    *RECALL_ACTS,
    *KEEP_ACTS,
)
"""Questions that do something: an answer of theirs is never told a second time, as old news."""


class AlarmKind(StrEnum):
    DUE = "due"
    LATE = "late"
    HELD = "held"
    PULL_DUE = "pull_due"
    ORIGINAL_MISSING = "original_missing"
    PAYMENT_OPTION = "payment_option"
    """None is active (R28)."""
    EMAIL = "email"
    """No address works (R32)."""
    END_DATE = "end_date"
    """A person must look at when an agreement ends (G5)."""
    RETENTION = "retention"
    PAYMENT_UNKNOWN = "payment_unknown"
    RECHECK = "recheck"
    """Somebody who read a delivered letter again read another recipient."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """`about` is an id of ours: an item's, a request's, a customer's number.

    `known_as` is what a person calls it, a scan id or a company; empty where there is none.
    """

    id: int
    kind: AlarmKind
    about: str
    day: dt.date
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """What came in within an hour of the day, `begins` 0 to 23 in Sweden."""

    begins: int
    items: int
    pages: int


@dataclass(frozen=True, slots=True)
class StationPace:
    """One station today, and within the last hour; never one person's figures.

    `feeder` is None until the station has told of its feeder today.
    """

    station: str
    items: int
    pages: int
    pages_last_hour: int
    feeder: FeederDay | None = None


@dataclass(frozen=True, slots=True)
class Misdelivered:
    """Letters that their readers said were not theirs, of those delivered in the last days."""

    wrong: int
    delivered: int
    days: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, at 95 %, as shares from 0 to 1; (0, 1) when nothing was delivered."""
        return share_interval(self.wrong, self.delivered)


NONE_RECHECKED: Final = Misdelivered(0, 0, 30)


@dataclass(frozen=True, slots=True)
class Wall:
    """The day at `at`. `expected` and `left` are None unless every tray says how many it holds.

    `here` counts the day's items that stations have sent, `left` those they have not; `open`,
    `due_today` and `overdue` are promises of R11 and R19 not yet kept; `held`
    is paper that waits for a reason; `rechecked` are samples, those read differently as wrong.
    """

    day: dt.date
    at: dt.datetime
    trays: int
    expected: int | None
    here: int
    left: int | None
    open: int
    due_today: int
    overdue: int
    held: int
    hours: tuple[Hour, ...]
    stations: tuple[StationPace, ...]
    items_last_hour: int
    misdelivered: Misdelivered
    policies: tuple[str, ...]
    rechecked: Misdelivered = NONE_RECHECKED
    kept_back: int = 0
    """Letters that a supervisor keeps from their mailboxes."""

    @property
    def done_at(self) -> dt.datetime | None:
        """When today's mail is in at the last hour's pace; None when that cannot be said."""
        if self.left is None or (self.left and not self.items_last_hour):
            return None
        hours = self.left / self.items_last_hour if self.left else 0.0
        return self.at + dt.timedelta(hours=hours)


def share_interval(found: int, among: int) -> tuple[float, float]:
    """Wilson's interval at 95 % for a share; (0, 1) among none."""
    if not among:
        return 0.0, 1.0
    share, spread = found / among, _Z**2 / among
    centre = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / among + spread / (4 * among)) / (1 + spread)
    return max(0.0, centre - half), min(1.0, centre + half)
