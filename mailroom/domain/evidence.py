"""Evidence: what the face says about the recipient and the kind of item, not yet a decision."""

from dataclasses import dataclass
from enum import StrEnum

from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader, Reading
from mailroom.domain.register import Standing


class NumberMatch(StrEnum):
    EXACT = "exact"
    REPAIRED = "repaired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer this face may be for, best first in `Evidence.candidates`.

    `name_score` is 0 to 100 (edit similarity after normalisation, exact discriminator tokens
    required); `runner_up_score` is the best other customer's score for the same lines.
    """

    number: str
    name: str
    standing: Standing
    number_match: NumberMatch
    number_readers: tuple[Reader, ...]
    name_score: float
    runner_up_score: float
    near_twin: bool
    name_readers: tuple[Reader, ...] = ()
    """Who read a name that is this customer's and clearly nobody else's."""
    name_nearest: tuple[Reader, ...] = ()
    """Who read a name that is nearer to this customer's than to anybody's, be it by one sign."""
    name_equal: bool = False
    """The name was read letter by letter as it stands in the register (å ä ö apart)."""
    likelihood: float = 0.0
    """Natural logarithm of how much better this customer explains all readings than chance does:
    what candidates are ranked by, and nothing is decided by."""


class MarkKind(StrEnum):
    """What stands on the outside besides the address (domain rules R18, R21; marks 2.5-2.7)."""

    REGISTERED = "registered"
    INSURED = "insured"
    RECEIPT = "receipt"
    CASH_ON_DELIVERY = "cash_on_delivery"
    PARCEL = "parcel"
    CARD = "card"
    ODD_FORMAT = "odd_format"
    PERSONAL_PICKUP = "personal_pickup"
    ADVERTISING = "advertising"
    UNADDRESSED = "unaddressed"
    PERIODICAL = "periodical"
    PERSON_FIRST = "person_first"
    DO_NOT_OPEN = "do_not_open"
    """Personligt, Konfidentiellt, Anbud."""
    AUTHORITY = "authority"
    PUBLIC_INFORMATION = "public_information"
    """Samhällsinformation: never advertising."""
    BUSINESS = "business"
    """Invoice, reminder, decision, agreement: never advertising."""
    PICTURE = "picture"
    """A large part of the face is a picture, as on brochures and covers."""
    GENERIC_ADDRESSEE = "generic_addressee"
    """Till ansvarig för kontorsinköp: nobody in particular."""
    FRANKING = "franking"
    HANDWRITING = "handwriting"


@dataclass(frozen=True, slots=True)
class Mark:
    kind: MarkKind
    text: str
    confidence: float
    page: str
    box: Box | None = None
    alone: bool = False
    """The line says nothing else, as a label or a stamp does and a sentence does not."""


@dataclass(frozen=True, slots=True)
class Sender:
    """`readable` says that the item could be returned to this sender (R23, R24)."""

    readable: bool
    text: str
    page: str | None = None
    box: Box | None = None


class LightState(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OFF = "off"


class LightName(StrEnum):
    CODE = "code"
    NUMBER = "number"
    CHECK_DIGIT = "check_digit"
    REGISTER = "register"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Light:
    """One of the five lights that stand instead of a percentage. `value` is what was seen."""

    name: LightName
    state: LightState
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the decision may use, so that a decision can be replayed from it later.

    `turned_deg` is the clockwise quarter turn that makes the face upright. `address` is the
    recipient zone. `numbers_seen` are ten-digit numbers in the recipient zone, in reading order,
    including those that fail the check digit. `foreign_numbers` are served customers' numbers
    outside it: never support, only conflict (rule 5). `blank_address` says that no recipient
    lines could be found at all.
    """

    readings: tuple[Reading, ...]
    turned_deg: int
    address: Box | None
    address_lines: tuple[str, ...]
    numbers_seen: tuple[str, ...]
    foreign_numbers: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    marks: tuple[Mark, ...]
    sender: Sender | None
    lights: tuple[Light, ...]
    register_version: str
    millis: int = 0
    address_quality: float = 1.0
    """0 to 1: how legible the recipient zone is as print; low means destroyed or handwritten."""
    blank_address: bool = False
    second_address: bool = False
    """Another block on the face is addressed to this mailroom too: never without a person."""
