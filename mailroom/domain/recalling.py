"""Letters taken out of a mailbox after delivery: why, and how each case ended."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class RecallReason(StrEnum):
    WRONG_RECIPIENT = "wrong_recipient"
    WRONG_PAGES = "wrong_pages"
    """Pages of another letter are in it, or some of its own are missing."""
    DOUBTED = "doubted"
    """To be looked into before anybody reads on."""


class Settlement(StrEnum):
    """How a case ends."""

    RELEASED = "released"
    """It was right after all and is in the same mailbox again."""
    REPORTED = "reported"
    """Reported to the authority and told to those concerned (GDPR articles 33 and 34)."""
    NO_RISK = "no_risk"
    """Looked into: no risk to anybody, so that nothing is to be reported."""


@dataclass(frozen=True, slots=True)
class RecallCase:
    """An open one. `read_at` says since when the company had read it, if it had.

    `report_by` ends the 72 hours of GDPR article 33.
    """

    letter: str
    scan_id: str
    customer: str
    told_at: dt.datetime
    told_by: str
    read_at: dt.datetime | None
    report_by: dt.datetime


@dataclass(frozen=True, slots=True)
class SeeRecalls:
    """Letters withdrawn and not settled, the most urgent first. A tuple of `RecallCase`."""


@dataclass(frozen=True, slots=True)
class RecallLetter:
    """By a supervisor; nobody can open it from then on. Answered by `RecallCase`."""

    scan_id: str
    why: RecallReason


@dataclass(frozen=True, slots=True)
class SettleRecall:
    """By a supervisor who did not ask for it. Answered by None."""

    letter: str
    how: Settlement


RecallQuestion = SeeRecalls | RecallLetter | SettleRecall
RECALL_ACTS: Final = (RecallLetter, SettleRecall)
