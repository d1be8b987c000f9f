"""What kind of item the marks make of a face: unscannable, marketing, or an ordinary letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mailroom.domain.decisions import Category, UnscannableReason
from mailroom.domain.evidence import Evidence, Mark, MarkKind
from mailroom.domain.marks import SELLING
from mailroom.domain.policy import MAYBE_MARKETING, NEVER_OPENED, TO_NOBODY, Policy
from mailroom.domain.policyfile import STANDARD

SURE: Final = 0.8
_EXPLICIT: Final = frozenset({"reklam", "direktreklam", "adresserad reklam", "adr"})
_LABELS: Final = _EXPLICIT - {"adr"}
"""Three letters are too few to destroy a letter by."""
_CALLED: Final = frozenset({"erbjudande", "erbjudanden", "kampanj", "annons"})
"""What senders call it themselves when they do not call it advertising."""
_AGAINST: Final = frozenset(
    {
        MarkKind.BUSINESS,
        MarkKind.PUBLIC_INFORMATION,
        MarkKind.AUTHORITY,
        MarkKind.DO_NOT_OPEN,
        MarkKind.PERSON_FIRST,
        MarkKind.HANDWRITING,
        *NEVER_OPENED,
    }
)
"""Any one of these and a machine never calls it marketing (R21)."""
CERTAIN_POINTS: Final = 3
LIKELY_POINTS: Final = 2
_MUCH_PICTURE: Final = 0.3
_SOME_PICTURE: Final = 0.15
"""Of the face: more than a coloured letterhead or a stamp, less than a picture postcard."""


@dataclass(frozen=True, slots=True)
class Unscannable:
    """`passes`: the table lets a machine decide this kind."""

    reason: UnscannableReason
    sure: bool
    passes: bool = True


@dataclass(frozen=True, slots=True)
class Marketing:
    """`points` weigh what speaks for advertising; `contradicted` that something speaks against.

    `worded` is what words say of it: a letter from an authority with a picture on it has none.
    `passes`: the table lets a machine decide every kind that was seen.
    """

    points: int
    worded: int
    contradicted: bool
    addressed: bool
    passes: bool = True

    @property
    def likely(self) -> bool:
        return (self.worded if self.contradicted else self.points) >= LIKELY_POINTS

    @property
    def certain(self) -> bool:
        enough = self.points >= CERTAIN_POINTS and not self.contradicted
        return enough and self.addressed and self.passes


def unscannable_in(evidence: Evidence, policy: Policy = STANDARD) -> Unscannable | None:
    """Registered, card, parcel ...; None for what may be opened. A sure sign goes before weak."""
    found: list[Unscannable] = []
    for row in policy.rows:
        seen = [mark.confidence for mark in evidence.marks if mark.kind in row.marks]
        if seen and row.reason is not None:
            found.append(Unscannable(row.reason, sure=max(seen) >= SURE, passes=row.passes))
    return next((one for one in found if one.sure), found[0] if found else None)


def marketing_in(evidence: Evidence, policy: Policy = STANDARD) -> Marketing:
    """Signs of kinds that the table has opened count for nothing."""
    every, rows = _by_kind(evidence.marks), policy.by_mark
    by_kind = {
        kind: marks
        for kind, marks in every.items()
        if kind in MAYBE_MARKETING and rows[kind].category is Category.MARKETING
    }
    worded = sum(
        (
            _advertising_points(by_kind.get(MarkKind.ADVERTISING, [])),
            2 if MarkKind.UNADDRESSED in by_kind else 0,
            _periodical_points(by_kind.get(MarkKind.PERIODICAL, [])),
            2 if MarkKind.GENERIC_ADDRESSEE in by_kind else 0,
        )
    )
    unaddressed = TO_NOBODY & every.keys()
    pictures = by_kind.get(MarkKind.PICTURE, [])
    return Marketing(
        worded
        + _picture_points(pictures)
        + _selling_points(by_kind.get(MarkKind.ADVERTISING, []), pictures),
        worded,
        contradicted=bool(_AGAINST & every.keys()),
        addressed=not unaddressed and not evidence.blank_address,
        passes=all(rows[kind].passes for kind in by_kind),
    )


def _by_kind(marks: Iterable[Mark]) -> dict[MarkKind, list[Mark]]:
    found: dict[MarkKind, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.kind, []).append(mark)
    return found


def _advertising_points(marks: list[Mark]) -> int:
    """Addressed advertising has to say what it is (SWEDMA rule 3): that line alone is enough."""
    said = {mark.text for mark in marks}
    labelled = any(mark.alone and mark.text in _LABELS for mark in marks)
    explicit = 3 if labelled else 2 if said & _EXPLICIT else 0
    return explicit + min(2, len(said - _EXPLICIT))


def _periodical_points(marks: list[Mark]) -> int:
    return min(2, len({mark.text for mark in marks}))


def _picture_points(marks: list[Mark]) -> int:
    return 0 if not marks else 2 if _share_of(marks) >= _MUCH_PICTURE else 1


def _selling_points(advertising: list[Mark], pictures: list[Mark]) -> int:
    """A sale beside a picture or a label is more than either: letters have but a teaser."""
    sold = any(mark.text in SELLING for mark in advertising)
    labelled = any(mark.alone and mark.text in _CALLED for mark in advertising)
    return 1 if sold and (labelled or _share_of(pictures) >= _SOME_PICTURE) else 0


def _share_of(pictures: list[Mark]) -> float:
    return max((mark.confidence for mark in pictures), default=0.0)
