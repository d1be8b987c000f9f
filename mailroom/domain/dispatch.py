"""Where paper that is not filed goes, by the terms (R18-R24, R39-R40, R44-R46, G2, G4, G6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from mailroom.domain.decisions import Category
from mailroom.domain.mailpieces import PaperState


class Reach(StrEnum):
    """What a customer's delivery address is good for."""

    SWEDISH = "swedish"
    FOREIGN = "foreign"
    MISSING = "missing"


class Held(StrEnum):
    """Why paper waits for a person."""

    NO_ADDRESS = "no_address"
    FOREIGN_ADDRESS = "foreign_address"
    OPERATOR_UNKNOWN = "operator_unknown"
    SUPERVISOR = "supervisor"
    CAME_BACK = "came_back"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the course depends on.

    `returnable`: the sender's address can be read; `unpaid`: two reminders have not helped;
    `precious`: registered, or from an authority.
    """

    category: Category
    reach: Reach
    returnable: bool
    operator_known: bool
    unpaid: bool = False
    precious: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    to: PaperState
    held: Held | None = None


def course_of(situation: Situation) -> Course:
    """Where it goes without anybody having to choose."""
    match situation.category:
        case Category.SCANNABLE:
            return Course(PaperState.TO_FILE)
        case Category.MARKETING:
            return Course(PaperState.TO_DESTROY)
        case Category.AGREEMENT_ENDED if not situation.precious:
            return Course(PaperState.TO_DESTROY)
        case Category.AGREEMENT_ENDED:
            return _to_operator(situation)
        case Category.UNSCANNABLE if not situation.unpaid:
            return _forward(situation)
        case _:
            return _back(situation)


def _forward(situation: Situation) -> Course:
    match situation.reach:
        case Reach.SWEDISH:
            return Course(PaperState.TO_FORWARD)
        case Reach.FOREIGN:
            return Course(PaperState.HELD, Held.FOREIGN_ADDRESS)
        case Reach.MISSING:
            return Course(PaperState.HELD, Held.NO_ADDRESS)


def _back(situation: Situation) -> Course:
    return Course(PaperState.TO_RETURN) if situation.returnable else _to_operator(situation)


def _to_operator(situation: Situation) -> Course:
    if situation.operator_known:
        return Course(PaperState.TO_HAND_OVER)
    return Course(PaperState.HELD, Held.OPERATOR_UNKNOWN)


class ConsignmentKind(StrEnum):
    FORWARD = "forward"
    RETURN = "return"
    HAND_OVER = "hand_over"
    ORIGINAL = "original"


class ConsignmentState(StrEnum):
    OPEN = "open"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"
    CAME_BACK = "came_back"


class DestructionState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    CARRIED_OUT = "carried_out"
    CANCELLED = "cancelled"


class DestructionReason(StrEnum):
    MARKETING = "marketing"
    AGREEMENT_ENDED = "agreement_ended"
    RETENTION = "retention"


C, X = ConsignmentState, DestructionState
CONSIGNMENTS: Final[Mapping[ConsignmentState, frozenset[ConsignmentState]]] = MappingProxyType(
    {
        C.OPEN: frozenset({C.HANDED_OVER, C.CANCELLED}),
        C.HANDED_OVER: frozenset({C.CAME_BACK}),
        C.CANCELLED: frozenset(),
        C.CAME_BACK: frozenset(),
    }
)
DESTRUCTIONS: Final[Mapping[DestructionState, frozenset[DestructionState]]] = MappingProxyType(
    {
        X.PROPOSED: frozenset({X.APPROVED, X.CANCELLED}),
        X.APPROVED: frozenset({X.CARRIED_OUT, X.CANCELLED}),
        X.CARRIED_OUT: frozenset(),
        X.CANCELLED: frozenset(),
    }
)
PACKS: Final[Mapping[ConsignmentKind, tuple[PaperState, PaperState]]] = MappingProxyType(
    {
        ConsignmentKind.FORWARD: (PaperState.TO_FORWARD, PaperState.FORWARDED),
        ConsignmentKind.RETURN: (PaperState.TO_RETURN, PaperState.RETURNED),
        ConsignmentKind.HAND_OVER: (PaperState.TO_HAND_OVER, PaperState.HANDED_OVER),
        ConsignmentKind.ORIGINAL: (PaperState.PICKED, PaperState.SENT),
    }
)
"""What each kind of consignment takes in, and what it becomes when it has left."""
WEIGHED: Final = frozenset({ConsignmentKind.FORWARD})
"""R20: the terms set a limit for unscannable items, so their weight is mandatory."""
