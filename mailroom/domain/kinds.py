"""What kind of item the marks make of a face: unscannable, marketing, or an ordinary letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mailroom.domain.decisions import UnscannableReason
from mailroom.domain.evidence import Evidence, Mark, MarkKind

_REASONS: Final = (
    (MarkKind.INSURED, UnscannableReason.REGISTERED),
    (MarkKind.REGISTERED, UnscannableReason.REGISTERED),
    (MarkKind.RECEIPT, UnscannableReason.REGISTERED),
    (MarkKind.CASH_ON_DELIVERY, UnscannableReason.REGISTERED),
    (MarkKind.PERSONAL_PICKUP, UnscannableReason.PERSONAL_PICKUP),
    (MarkKind.CARD, UnscannableReason.DEBIT_CARD),
    (MarkKind.ODD_FORMAT, UnscannableReason.ODD_FORMAT),
    (MarkKind.PARCEL, UnscannableReason.PACKAGE),
)
"""The first that applies names the reason (R18)."""
SURE: Final = 0.8
_EXPLICIT: Final = frozenset({"reklam", "direktreklam", "adresserad reklam", "adr"})
_LABELS: Final = _EXPLICIT - {"adr"}
"""Three letters are too few to destroy a letter by."""
_AGAINST: Final = frozenset(
    {
        MarkKind.BUSINESS,
        MarkKind.PUBLIC_INFORMATION,
        MarkKind.AUTHORITY,
        MarkKind.DO_NOT_OPEN,
        MarkKind.PERSON_FIRST,
        MarkKind.HANDWRITING,
        *(kind for kind, _ in _REASONS),
    }
)
"""Any one of these and a machine never calls it marketing (R21)."""
CERTAIN_POINTS: Final = 3
LIKELY_POINTS: Final = 2
_MUCH_PICTURE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Unscannable:
    reason: UnscannableReason
    sure: bool


@dataclass(frozen=True, slots=True)
class Marketing:
    """`points` weigh what speaks for advertising; `contradicted` that something speaks against.

    `worded` is what words say of it: a letter from an authority with a picture on it has none.
    """

    points: int
    worded: int
    contradicted: bool
    addressed: bool

    @property
    def likely(self) -> bool:
        return (self.worded if self.contradicted else self.points) >= LIKELY_POINTS

    @property
    def certain(self) -> bool:
        return self.points >= CERTAIN_POINTS and not self.contradicted and self.addressed


def unscannable_in(evidence: Evidence) -> Unscannable | None:
    """Registered, card, parcel ...; None for what may be opened. A sure sign goes before weak."""
    found: list[Unscannable] = []
    for kind, reason in _REASONS:
        seen = [mark.confidence for mark in evidence.marks if mark.kind is kind]
        if seen:
            found.append(Unscannable(reason, sure=max(seen) >= SURE))
    return next((one for one in found if one.sure), found[0] if found else None)


def marketing_in(evidence: Evidence) -> Marketing:
    by_kind = _by_kind(evidence.marks)
    worded = sum(
        (
            _advertising_points(by_kind.get(MarkKind.ADVERTISING, [])),
            2 if MarkKind.UNADDRESSED in by_kind else 0,
            _periodical_points(by_kind.get(MarkKind.PERIODICAL, [])),
            2 if MarkKind.GENERIC_ADDRESSEE in by_kind else 0,
        )
    )
    unaddressed = {MarkKind.UNADDRESSED, MarkKind.GENERIC_ADDRESSEE} & by_kind.keys()
    return Marketing(
        worded + _picture_points(by_kind.get(MarkKind.PICTURE, [])),
        worded,
        contradicted=bool(_AGAINST & by_kind.keys()),
        addressed=not unaddressed and not evidence.blank_address,
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
    share = max((mark.confidence for mark in marks), default=0.0)
    return 0 if not marks else 2 if share >= _MUCH_PICTURE else 1
