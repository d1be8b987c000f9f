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


class Reassignment(StrEnum):
    """How far a withdrawn letter is on its way to whom it is for."""

    PROPOSED = "proposed"
    """One person has said whose it is; another has to, unseen."""
    MOVED = "moved"
    """It is in the right mailbox."""
    DIFFERED = "differed"
    """The two did not say the same; both read its paper again."""


@dataclass(frozen=True, slots=True)
class RecallCase:
    """An open one. `read_at` says since when the company had read it, if it had.

    `report_by` ends the 72 hours of GDPR article 33. `proposed_by` has said whose it is, which is
    told to nobody; `moved_to` is the customer in whose mailbox it is by now.
    """

    letter: str
    scan_id: str
    customer: str
    told_at: dt.datetime
    told_by: str
    read_at: dt.datetime | None
    report_by: dt.datetime
    proposed_by: str = ""
    moved_to: str = ""


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


@dataclass(frozen=True, slots=True)
class ReassignLetter:
    """By a supervisor, as read from its paper. Answered by `Reassigned`."""

    letter: str
    number: str


@dataclass(frozen=True, slots=True)
class Reassigned:
    step: Reassignment


RecallQuestion = SeeRecalls | RecallLetter | SettleRecall | ReassignLetter
RECALL_ACTS: Final = (RecallLetter, SettleRecall, ReassignLetter)
