"""Review: items in doubt from all stations in one queue, each shown to whoever has claimed it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.decisions import Category, Doubt, DoubtReason, Tier, UnscannableReason
from mailroom.domain.digits import DigitsRead, DigitsSeen, is_doubted, stands_for_one
from mailroom.domain.evidence import Evidence
from mailroom.domain.pages import Page, PageRole


class VerdictKind(StrEnum):
    ACCEPT = "accept"
    """The doubt's proposal."""
    PICK = "pick"
    """One of the candidates."""
    TYPE = "type"
    CATEGORY = "category"
    RESCAN = "rescan"
    """Whoever has the paper feeds its outside again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person makes of an item; `note` is in the console's own words, never from mail.

    `row` is the code of the sorting table's row that was chosen, empty for none.
    """

    kind: VerdictKind
    number: str = ""
    category: Category | None = None
    reason: UnscannableReason | None = None
    note: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One side of the envelope as it travels: `jpeg` is base64 of a picture, mostly a smaller one.

    Where it is not upright already, `turned_deg` makes it so.

    The other measures are of the captured page, which boxes in the evidence refer to.
    """

    page: str
    role: PageRole
    width_px: int
    height_px: int
    dpi: int
    turned_deg: int
    jpeg: str
    is_upright: bool = True


def shown(page: Page, jpeg: str) -> Shown:
    """`jpeg` is base64 of the page, upright."""
    return Shown(
        page=page.id,
        role=page.role,
        width_px=page.width_px,
        height_px=page.height_px,
        dpi=page.dpi,
        turned_deg=page.turned_deg or 0,
        jpeg=jpeg,
    )


@dataclass(frozen=True, slots=True)
class DrawnFace:
    """`snippet` and `sides` (face, then back) are JPEG files' contents."""

    snippet: bytes
    sides: tuple[bytes, ...]
    digits: DigitsRead | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A station's item in doubt, at one revision. `snippet` is base64 of the address as a JPEG."""

    item: str
    revision: int
    scan_id: str
    arrived_on: dt.date
    doubt: Doubt
    evidence: Evidence
    snippet: str
    pages: tuple[Shown, ...]
    digits: DigitsRead | None = None
    """The likeliest number's digits, to be verified in groups; the queue keeps them apart."""


class Outcome(StrEnum):
    """How an item left the queue, as its station tells it."""

    APPLIED = "applied"
    OVERTAKEN = "overtaken"
    """It was decided at its own desk, or had changed, before the verdict came."""
    REFUSED = "refused"
    """The station's rules do not let it be decided so; it is offered again."""
    WITHDRAWN = "withdrawn"
    """Nobody had decided here; it no longer waits for a person."""
    AGREED = "agreed"
    """A delivered letter that was read again: the same recipient."""
    DIFFERED = "differed"
    """A delivered letter that was read again: another recipient."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the queue knows of a station's item. `verdict` is to be carried out, None while open.

    `first_by` looked before `by` did, where two people were needed.
    """

    item: str
    revision: int
    verdict: Verdict | None = None
    by: str = ""
    first_by: str = ""
    at: dt.datetime | None = None


class Escalation(StrEnum):
    """Why a supervisor has to look."""

    RECIPIENT = "recipient"
    RULE = "rule"
    SENSITIVE = "sensitive"
    DIFFERED = "differed"
    """Two people did not say the same; nobody chooses this one."""


CHOSEN: Final = (Escalation.RECIPIENT, Escalation.RULE, Escalation.SENSITIVE)


class Stage(StrEnum):
    """Where an item of the queue stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    LATER = "later"
    SECOND = "second"
    """One person has decided; another has to, without seeing it."""
    SUPERVISOR = "supervisor"
    SENT = "sent"
    """Decided; its station is about to carry it out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the queue; nothing here was read from mail."""

    item: str
    scan_id: str
    station: str
    due_on: dt.date
    reason: DoubtReason
    stage: Stage
    holder: str = ""
    """Who has claimed it."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Due first. `overtaken` are scan ids of the asker's verdicts that came too late today."""

    day: dt.date
    lines: tuple[Line, ...]
    overtaken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A claimed item with everything needed to decide it; it is the asker's until `until`."""

    offer: Offer
    station: str
    due_on: dt.date
    until: dt.datetime
    is_second: bool = False
    escalation: Escalation | None = None
    digits: DigitsSeen | None = None
    """What others made of its number's digits; never shown to a second person."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """`case` is None when there is nothing to do; `following` is claimed too, to be at hand."""

    case: Case | None
    following: Case | None = None


class Step(StrEnum):
    """What follows from a verdict."""

    SENT = "sent"
    SECOND = "second"
    """Another person decides too, unseen (misdelivery rule 8)."""
    SUPERVISOR = "supervisor"
    """The two differ."""


@dataclass(frozen=True, slots=True)
class Decided:
    step: Step


@dataclass(frozen=True, slots=True)
class SeeReviews:
    """Answered by `Queue`."""


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """The most urgent item, or `item`, never `beside`; what one holds already comes again.

    Answered by `Claimed`, with the one that follows when nothing is named as held beside it.
    """

    beside: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class DecideReview:
    """Of what was seen at `revision`. Answered by `Decided`; asked again it counts once."""

    item: str
    revision: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PutOffReview:
    item: str


@dataclass(frozen=True, slots=True)
class EscalateReview:
    item: str
    why: Escalation


ReviewQuestion = SeeReviews | ClaimReview | DecideReview | PutOffReview | EscalateReview

_TWO: Final = frozenset(
    {
        DoubtReason.TWO_NUMBERS,
        DoubtReason.CODE_DISAGREES,
        DoubtReason.NAME_DISAGREES,
        DoubtReason.NEAR_TWIN,
        DoubtReason.HANDWRITING,
        DoubtReason.PERSON_FIRST,
        DoubtReason.DO_NOT_OPEN,
    }
)
_SHUT: Final = frozenset({Category.UNSCANNABLE, Category.MARKETING})


def meaning(doubt: Doubt, verdict: Verdict) -> tuple[Category | None, str]:
    """The kind and the recipient's number that a verdict comes to; two people must agree in it."""
    proposed = doubt.proposal
    before = proposed.recipient.number if proposed and proposed.recipient else ""
    match verdict.kind:
        case VerdictKind.ACCEPT:
            return (proposed.category if proposed else None), before
        case VerdictKind.PICK | VerdictKind.TYPE:
            shut = proposed is not None and proposed.category in _SHUT
            return (proposed.category if proposed and shut else Category.SCANNABLE), verdict.number
        case VerdictKind.CATEGORY:
            return verdict.category, before if verdict.category is Category.SCANNABLE else ""
        case VerdictKind.RESCAN:
            return None, ""


def needs_two(offer: Offer, verdict: Verdict, seen: DigitsSeen | None = None, by: str = "") -> bool:
    """Whether two different people must say so, where a letter would be opened.

    Tier C takes two, and so does a number that one person typed and nothing read on the envelope
    bears out (misdelivery rules 4 and 8), and one that somebody doubts a digit of. A near twin's
    first person may have been those who saw every digit of the number that is meant.
    """
    doubt, evidence = offer.doubt, offer.evidence
    meant = meaning(doubt, verdict)
    if meant[0] is not Category.SCANNABLE:
        return False
    if is_doubted(seen, meant[1]):
        return True
    if stands_for_one(seen, doubt.reason, meant, by):
        return False
    borne = {*evidence.numbers_seen, *(one.number for one in evidence.candidates)}
    alone = verdict.kind is VerdictKind.TYPE and verdict.number not in borne
    tier_c = doubt.proposal is not None and doubt.proposal.tier is Tier.C
    return alone or tier_c or doubt.reason in _TWO
