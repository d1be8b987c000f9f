"""Digits of recipients' numbers verified in groups: one page of crops that were all read alike."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.domain.decisions import Category, DoubtReason
from mailroom.domain.evidence import Evidence
from mailroom.domain.readings import Reader, Reading, ReadingKind

PLACES: Final = 10
"""Digits of a registration number."""
FEWEST: Final = 6
"""Crops of one digit that are worth a page; fewer are left to whoever decides their items."""
MOST: Final = 40
_READERS: Final = frozenset({Reader.OCR, Reader.OCR_SECOND})


@dataclass(frozen=True, slots=True)
class DigitCrop:
    """One digit cut out of the line it stands in: `jpeg` is base64, `sure` 0 to 1000."""

    digit: str
    sure: int
    jpeg: str


@dataclass(frozen=True, slots=True)
class DigitsRead:
    """The ten crops of one number, in its order."""

    number: str
    crops: tuple[DigitCrop, ...]


@dataclass(frozen=True, slots=True)
class DigitsSeen:
    """What people made of a number's crops: `by` have confirmed them all, on several pages.

    `doubted` are the places, from 0, that somebody holds for another digit; then nobody has.
    """

    number: str
    by: tuple[str, ...] = ()
    doubted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DigitPage:
    """Crops that were read as `digit`, the least sure first; the asker's until `until`.

    Nothing says whose they are. One is another digit on purpose: who confirms it was not looking.
    """

    id: str
    digit: str
    crops: tuple[str, ...]
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class DigitsClaimed:
    """`page` is None where no digit waits often enough; so many crops `waiting` wait in all."""

    page: DigitPage | None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class DigitsDone:
    """What a page led to. `overlooked`: the planted crop was confirmed, so nothing else was."""

    confirmed: int
    doubted: int
    overlooked: bool = False


@dataclass(frozen=True, slots=True)
class ClaimDigits:
    """The page one holds comes again, for longer. Answered by `DigitsClaimed`."""


@dataclass(frozen=True, slots=True)
class ConfirmDigits:
    """All crops of the page but those at the `doubted` places. Answered by `DigitsDone`."""

    page: str
    doubted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaveDigits:
    """The page is anybody's again."""

    page: str


DigitQuestion = ClaimDigits | ConfirmDigits | LeaveDigits
DIGIT_ACTS: Final = (ClaimDigits, ConfirmDigits, LeaveDigits)


def number_to_verify(evidence: Evidence) -> Reading | None:
    """The reading of the likeliest customer's number whose digits can be shown to people."""
    best = evidence.candidates[0] if evidence.candidates else None
    if best is None:
        return None
    for reading in evidence.readings:
        is_number = reading.kind is ReadingKind.NUMBER and reading.text == best.number
        sound = reading.box is not None and not reading.repaired and reading.ignored is None
        if is_number and sound and reading.reader in _READERS:
            return reading
    return None


def stands_for_one(
    seen: DigitsSeen | None, why: DoubtReason, meant: tuple[Category | None, str], by: str
) -> bool:
    """Whether people's look at every digit is the first of the two that `why` asks for.

    Only near twins are told apart by their digits; whoever decides must not have been among those
    who confirmed, and must mean the very number.
    """
    if seen is None or not seen.by or seen.doubted or why is not DoubtReason.NEAR_TWIN:
        return False
    return meant == (Category.SCANNABLE, seen.number) and by not in seen.by


def is_doubted(seen: DigitsSeen | None, number: str) -> bool:
    return seen is not None and bool(seen.doubted) and seen.number == number


@dataclass(frozen=True, slots=True)
class Looked:
    """What people made of one place of a number; `page` is the one it was confirmed on."""

    by: str = ""
    page: str = ""
    doubted: bool = False


def seen_of(number: str, places: Sequence[Looked]) -> DigitsSeen:
    """One page confirms nothing by itself, even of a number that is one digit ten times."""
    doubted = tuple(at for at, one in enumerate(places) if one.doubted)
    if doubted:
        return DigitsSeen(number, doubted=doubted)
    whole = len(places) == PLACES and all(one.by for one in places)
    several = len({one.page for one in places}) > 1
    by = tuple(sorted({one.by for one in places})) if whole and several else ()
    return DigitsSeen(number, by)
