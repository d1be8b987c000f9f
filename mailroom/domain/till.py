"""The shift's close, like a till's: what came in equals what went on, or somebody signs for why."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Account(StrEnum):
    """Each says what must equal what."""

    MAIL = "mail"
    """Arrived = scanned + sorted out + open."""
    LETTERS = "letters"
    """Scanned = delivered."""
    PAPER = "paper"
    """Delivered letters' paper = filed."""


class Part(StrEnum):
    SCANNED = "scanned"
    SORTED = "sorted"
    OPEN = "open"
    """Waits for a person in the review queue."""
    DELIVERED = "delivered"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Balance:
    """`whole` is None where nobody has counted: then the difference cannot be known either."""

    account: Account
    whole: int | None
    parts: tuple[tuple[Part, int], ...]

    @property
    def difference(self) -> int | None:
        """Above zero something is missing; below, more has gone on than came in."""
        if self.whole is None:
            return None
        return self.whole - sum(count for _, count in self.parts)


class Explanation(StrEnum):
    """What a supervisor signs for."""

    MISCOUNTED = "miscounted"
    NOT_COUNTED = "not_counted"
    LEFT_OVER = "left_over"
    AT_DESKS = "at_desks"
    TO_FILE = "to_file"
    SEARCHED = "searched"
    """Searched for and not found: it is looked into."""


@dataclass(frozen=True, slots=True)
class Closing:
    """`why` is None when every difference was zero."""

    day: dt.date
    at: dt.datetime
    by: str
    balances: tuple[Balance, ...]
    why: Explanation | None


@dataclass(frozen=True, slots=True)
class Till:
    """The day as it stands; `closings` are this day's and earlier days' last ones, newest first."""

    day: dt.date
    balances: tuple[Balance, ...]
    closings: tuple[Closing, ...]

    @property
    def is_even(self) -> bool:
        return all(balance.difference == 0 for balance in self.balances)

    @property
    def is_closed(self) -> bool:
        """Whether the day was closed on just these figures."""
        return any((one.day, one.balances) == (self.day, self.balances) for one in self.closings)

    @property
    def differences(self) -> tuple[int | None, ...]:
        return tuple(balance.difference for balance in self.balances)


@dataclass(frozen=True, slots=True)
class SeeTill:
    """Answered by `Till`."""


@dataclass(frozen=True, slots=True)
class CloseTill:
    """`differences` are those that were seen: on others nobody has signed. Answered by `Till`."""

    day: dt.date
    differences: tuple[int | None, ...]
    why: Explanation | None = None


TillQuestion = SeeTill | CloseTill
