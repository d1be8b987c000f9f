"""Versions of the sorting table: asked for, replayed on past items, proposed and confirmed."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from mailroom.domain.decisions import Category, Doubt
from mailroom.domain.evidence import Evidence, MarkKind
from mailroom.domain.policy import Policy, PolicyRow
from mailroom.domain.review import Shown
from mailroom.domain.sorting import decide


class VersionState(StrEnum):
    IN_FORCE = "in_force"
    COMING = "coming"
    WAITING = "waiting"
    """It loosens: a second supervisor has to confirm it."""
    PAST = "past"
    WITHDRAWN = "withdrawn"
    """Before it took effect."""


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """`by` made it at `at`; `loosens` are codes of rows; `confirmed_by` is empty where none is."""

    policy: Policy
    state: VersionState
    by: str
    at: dt.datetime | None
    loosens: tuple[str, ...] = ()
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Policies:
    """Newest first; exactly one is in force on `day`."""

    day: dt.date
    versions: tuple[PolicyVersion, ...]

    @property
    def in_force(self) -> Policy:
        return next(one.policy for one in self.versions if one.state is VersionState.IN_FORCE)

    @property
    def waiting(self) -> PolicyVersion | None:
        """What is to come, or waits for a second person: at most one."""
        coming = (VersionState.COMING, VersionState.WAITING)
        return next((one for one in self.versions if one.state in coming), None)


@dataclass(frozen=True, slots=True)
class Way:
    """Where the rules send an item; `by_itself`: no person is asked. None: they propose nothing."""

    category: Category | None
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A past item that the draft sends another way; `became` is what it was in the end."""

    item: str
    scan_id: str
    arrived_on: dt.date
    before: Way
    after: Way
    became: Category
    marks: tuple[MarkKind, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """`of` items were decided again, by the table in force and by the draft.

    `moved` are the newest of the `differing` ones; of the `unread` the evidence was not kept.
    """

    of: int
    unread: int
    differing: int
    moved: tuple[Moved, ...]
    days: int
    first: Shown | None = None
    """The outside of the first that moved."""


@dataclass(frozen=True, slots=True)
class SeePolicies:
    """Answered by `Policies`."""


@dataclass(frozen=True, slots=True)
class ReplayPolicy:
    """Decides past items again by these rows; nothing changes. Answered by `Replay`."""

    rows: tuple[PolicyRow, ...]


@dataclass(frozen=True, slots=True)
class SeeFace:
    """The outside of a past item. Answered by `Shown`."""

    item: str


@dataclass(frozen=True, slots=True)
class ProposePolicy:
    """A new version from that day on; what loosens waits for a second. Answered by `Policies`."""

    rows: tuple[PolicyRow, ...]
    in_force_from: dt.date


@dataclass(frozen=True, slots=True)
class ConfirmPolicy:
    """By another supervisor than whoever made it. Answered by `Policies`."""

    version: int


@dataclass(frozen=True, slots=True)
class WithdrawPolicy:
    """Before it is in force. Answered by `Policies`."""

    version: int


PolicyQuestion = (
    SeePolicies | ReplayPolicy | SeeFace | ProposePolicy | ConfirmPolicy | WithdrawPolicy
)
POLICY_ACTS = (ProposePolicy, ConfirmPolicy, WithdrawPolicy)


def way(evidence: Evidence, policy: Policy, *, at: dt.datetime) -> Way:
    """What the rules make of the evidence with this table."""
    outcome = decide(evidence, at=at, policy=policy)
    if isinstance(outcome, Doubt):
        return Way(outcome.proposal.category if outcome.proposal else None, by_itself=False)
    return Way(outcome.category, by_itself=True)
