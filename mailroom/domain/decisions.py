"""Decisions and doubts: which way an item goes, and why a person must look."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

POLICY_VERSION = "2026-11-2"


class Category(StrEnum):
    SCANNABLE = "scannable"
    UNSCANNABLE = "unscannable"
    MARKETING = "marketing"
    UNREADABLE = "unreadable"
    NOT_A_CUSTOMER = "not_a_customer"
    AGREEMENT_ENDED = "agreement_ended"


class UnscannableReason(StrEnum):
    """Exactly the five of R18."""

    PACKAGE = "package"
    DEBIT_CARD = "debit_card"
    REGISTERED = "registered"
    ODD_FORMAT = "odd_format"
    PERSONAL_PICKUP = "personal_pickup"


class Tier(StrEnum):
    """How much of a person a decision needs (reliability rule 8)."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


class PaperRoute(StrEnum):
    """What to do with the paper now."""

    OPEN_AND_SCAN = "open_and_scan"
    FORWARD = "forward"
    RETURN_TO_SENDER = "return_to_sender"
    TO_POSTAL_OPERATOR = "to_postal_operator"
    DESTROY = "destroy"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Recipient:
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`rule` names the rule that fired; `decided_by` is "machine" or a user's name."""

    category: Category
    tier: Tier
    route: PaperRoute
    rule: str
    decided_by: str
    decided_at: dt.datetime
    recipient: Recipient | None = None
    reason: UnscannableReason | None = None
    note: str = ""
    policy_version: str = POLICY_VERSION


class DoubtReason(StrEnum):
    """Why a person must look. Each has one operator sentence in the console."""

    NO_NUMBER = "no_number"
    CHECK_DIGIT = "check_digit"
    TWO_NUMBERS = "two_numbers"
    NOT_IN_REGISTER = "not_in_register"
    NAME_DISAGREES = "name_disagrees"
    NAME_MISSING = "name_missing"
    NEAR_TWIN = "near_twin"
    REPAIRED = "repaired"
    ONE_READER = "one_reader"
    CODE_DISAGREES = "code_disagrees"
    HANDWRITING = "handwriting"
    PERSON_FIRST = "person_first"
    DO_NOT_OPEN = "do_not_open"
    UNREADABLE = "unreadable"
    MARKETING_UNSURE = "marketing_unsure"
    UNSCANNABLE_UNSURE = "unscannable_unsure"
    REGISTER_STALE = "register_stale"
    UNREADABLE_IMAGE = "unreadable_image"
    RECALLED = "recalled"
    RESCAN_ASKED = "rescan_asked"
    """Whoever reviewed it cannot see enough: its outside is to be fed again."""
    BLIND_CHECK = "blind_check"
    """A random sample of what was delivered: read again without any reading shown."""
    OPENED_UNDECIDED = "opened_undecided"
    """Stack mode: contents are in, but the item may not be opened."""
    CONFIRM = "confirm"
    """Everything agrees; this station lets a person say so."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that waits for a person. `proposal` is what one key would accept."""

    reason: DoubtReason
    rule: str
    proposal: Decision | None = None
    detail: str = ""
