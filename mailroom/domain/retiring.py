"""Paper that has served its time: what may go, what is held, who has signed (R14, R46)."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from mailroom.domain.dispatch import DestructionReason, DestructionState


class HoldReason(StrEnum):
    """Why an original must outlive its years."""

    DISPUTE = "dispute"
    AUTHORITY = "authority"
    AUDIT = "audit"
    CUSTOMER = "customer"


class LiftReason(StrEnum):
    """Why it no longer must."""

    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True)
class Retired:
    """May be destroyed, or would but for `held_because`: a reason of ours or a person's own words.

    `keep_until` is None for what never was filed.
    """

    item: str
    scan_id: str
    arrived_on: dt.date
    keep_until: dt.date | None
    shelf: str | None
    box: str | None
    position: int | None
    held_because: str | None = None


@dataclass(frozen=True, slots=True)
class DestructionLine:
    """`is_picked` when its label was scanned, out of its box and onto the cart."""

    item: str
    scan_id: str
    shelf: str | None
    box: str | None
    position: int | None
    is_picked: bool


@dataclass(frozen=True, slots=True)
class Destruction:
    """One that is going, its lines in walking order."""

    number: int
    reason: DestructionReason
    state: DestructionState
    proposed_by: str
    approved_by: str | None
    not_before: dt.date
    lines: tuple[DestructionLine, ...]

    @property
    def left(self) -> int:
        """How many are still to be picked."""
        return sum(not line.is_picked for line in self.lines)


@dataclass(frozen=True, slots=True)
class SeeRetired:
    """What may be proposed, and every original on hold. Answered by a tuple of `Retired`."""

    reason: DestructionReason


@dataclass(frozen=True, slots=True)
class SeeDestructions:
    """Proposed or approved and not yet carried out. Answered by a tuple of `Destruction`."""


@dataclass(frozen=True, slots=True)
class HoldOriginal:
    """Answered by None."""

    item: str
    why: HoldReason


@dataclass(frozen=True, slots=True)
class LiftHold:
    """By a supervisor. Answered by None."""

    item: str
    why: LiftReason


@dataclass(frozen=True, slots=True)
class ProposeDestruction:
    """Answered by None."""

    reason: DestructionReason
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApproveDestruction:
    """By a supervisor who did not propose it. Answered by None."""

    number: int


@dataclass(frozen=True, slots=True)
class PickRetired:
    """Its label was scanned; again changes nothing. Answered by None."""

    number: int
    scan_id: str


@dataclass(frozen=True, slots=True)
class CarryOut:
    """By who is signed in and `witness`, who shows who they are. Answered by None."""

    number: int
    witness: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CancelDestruction:
    """Answered by None."""

    number: int


@dataclass(frozen=True, slots=True)
class PrintProtocol:
    """Answered by the PDF's bytes."""

    number: int


RetiringQuestion = (
    SeeRetired
    | SeeDestructions
    | HoldOriginal
    | LiftHold
    | ProposeDestruction
    | ApproveDestruction
    | PickRetired
    | CarryOut
    | CancelDestruction
    | PrintProtocol
)
RETIRING_ACTS: Final = (
    HoldOriginal,
    LiftHold,
    ProposeDestruction,
    ApproveDestruction,
    PickRetired,
    CarryOut,
    CancelDestruction,
    PrintProtocol,
)
"""Never told a second time, and never kept: one of them carries a secret."""
