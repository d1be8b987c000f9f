"""Whether number and name point to one customer, through two readings (rules 2 to 5 and 9)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from mailroom.domain.addresses import read_line
from mailroom.domain.decisions import DoubtReason
from mailroom.domain.evidence import Candidate, Evidence, LightName, LightState, NumberMatch
from mailroom.domain.ids import is_org_number
from mailroom.domain.readings import (
    FIRST_MAKE,
    HAND_READERS,
    OTHER_MAKE,
    SECOND_LOOK,
    WRONG_CHECK_DIGIT,
    Reader,
    ReadingKind,
)
from mailroom.domain.twins import TWIN_RATIO

_NAME_SEEN = 60.0
_LEGIBLE = 0.45
_READERS_OF_LINES = FIRST_MAKE | OTHER_MAKE
_TWICE = 2
_FAR_APART = 3
"""Digits by which numbers differ that no misreading makes of one another."""


class ReadLine(Protocol):
    """A reading as the station has it, or as it came over the wire."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def reader(self) -> str: ...


def doubt_about_recipient(evidence: Evidence) -> DoubtReason | None:
    """The first thing that keeps the best candidate from being certain, None when all agree."""
    best = evidence.candidates[0] if evidence.candidates else None
    return (
        _doubt_about_number(evidence, best)
        or _doubt_about_name(evidence, best)
        or _doubt_about_makes(evidence.candidates)
    )


def _doubt_about_number(evidence: Evidence, best: Candidate | None) -> DoubtReason | None:
    valid = [number for number in evidence.numbers_seen if is_org_number(number)]
    code = next((light for light in evidence.lights if light.name is LightName.CODE), None)
    if code is not None and code.state is LightState.RED:
        return DoubtReason.CODE_DISAGREES
    if evidence.second_address or len(set(valid)) > 1 or _others_numbers(evidence, best):
        return DoubtReason.TWO_NUMBERS
    if best is None or best.number_match is NumberMatch.NONE:
        return _no_number(evidence, valid)
    if best.number_match is NumberMatch.REPAIRED:
        return DoubtReason.REPAIRED
    # What failed its check digit may be the true number, and the valid one a misreading.
    if set(evidence.numbers_seen) - {best.number} or _is_read_otherwise(evidence, best):
        return None if _outweighs_slips(evidence, best) else DoubtReason.CHECK_DIGIT
    return None


def _others_numbers(evidence: Evidence, best: Candidate | None) -> set[str]:
    """Other customers' numbers that may be the recipient's, whatever the zone says (rule 5)."""
    if best is None:
        return set(evidence.foreign_numbers)
    others = set(evidence.foreign_numbers) - {best.number}
    certain = best.name_equal and len(set(best.name_readers)) > 1
    return others - said_to_be_others(evidence.readings, best.number) if certain else others


def said_to_be_others(readings: Iterable[ReadLine], own: str) -> frozenset[str]:
    """Numbers that their own line names as another's: Kundnr, c/o another company.

    Two readings of the zone must say so, and two must read `own` as the recipient's number, far
    from the other; none may have the word Kivra before the other. Lines read only once, outside
    the zone, never count.
    """
    lines = [reading for reading in readings if reading.kind == ReadingKind.LINE]
    own_by, said_by, led = dict[str, set[str]](), dict[str, set[str]](), set[str]()
    for line in lines:
        for number in read_line(line.text).numbers:
            told = said_by if number.foreign else own_by
            told.setdefault(line.reader, set()).add(number.digits)
            led |= {number.digits} if number.led else set()
    if _readers_of(own, own_by) < _TWICE:
        return frozenset()
    return frozenset(
        number
        for number in set[str]().union(*said_by.values()) - led
        if _readers_of(number, said_by) >= _TWICE and _apart(number, own) >= _FAR_APART
    )


def _apart(number: str, other: str) -> int:
    return sum(one != two for one, two in zip(number, other, strict=True))


def _readers_of(number: str, read_by: dict[str, set[str]]) -> int:
    return sum(number in read_by.get(reader, ()) for reader in _READERS_OF_LINES)


def _is_read_otherwise(evidence: Evidence, best: Candidate) -> bool:
    """Whether one make alone has this number while another reading has ten other digits.

    A stranger's number misread can be a customer's, to two engines of one make for handwriting as
    to one; the other reading then says so, even when it misreads too and its check digit is wrong.
    """
    if _is_sure(best.number_readers):
        return False
    return any(digits != best.number for digits in _digits_read(evidence))


def _outweighs_slips(evidence: Evidence, best: Candidate) -> bool:
    """Whether only the engines that cannot read a hand have other digits, each a single slip.

    An engine that can has the number, two readings the name to the letter, and no twin is near. A
    stranger's number differs in two digits at least, so one slip from ours is likelier ours.
    """
    named = best.name_equal and len(set(best.name_readers)) > 1 and not best.near_twin
    if not named or HAND_READERS.isdisjoint(best.number_readers):
        return False
    return all(_apart(digits, best.number) <= 1 for digits in _digits_read(evidence))


def _digits_read(evidence: Evidence) -> Iterator[str]:
    """Every ten digits of the recipient zone, sound or not, by either reading of it."""
    for reading in evidence.readings:
        if reading.kind is ReadingKind.NUMBER and not reading.repaired:
            if reading.ignored in {None, WRONG_CHECK_DIGIT}:
                yield reading.text
        elif reading.kind is ReadingKind.LINE and reading.ignored in {None, SECOND_LOOK}:
            for number in read_line(reading.text).numbers:
                if not number.foreign and not number.repaired:
                    yield number.digits


def _no_number(evidence: Evidence, valid: list[str]) -> DoubtReason:
    if valid:
        return DoubtReason.NOT_IN_REGISTER
    if evidence.numbers_seen:
        return DoubtReason.CHECK_DIGIT
    if any(reading.repaired for reading in evidence.readings if reading.kind is ReadingKind.NUMBER):
        return DoubtReason.REPAIRED
    if evidence.address_quality < _LEGIBLE and not evidence.candidates:
        return DoubtReason.HANDWRITING
    return DoubtReason.NO_NUMBER


def _doubt_about_name(evidence: Evidence, best: Candidate | None) -> DoubtReason | None:
    if best is None:
        return DoubtReason.NO_NUMBER
    if any(
        other.name_readers and not _is_outvoted(other, best) for other in evidence.candidates[1:]
    ):
        return DoubtReason.NAME_DISAGREES
    if not best.name_readers:
        return _no_name(best)
    if not two_readings(best):
        return DoubtReason.ONE_READER
    if not best.near_twin or (best.name_equal and is_told_from_twins(best)):
        return None
    return DoubtReason.NEAR_TWIN


def is_told_from_twins(best: Candidate) -> bool:
    """Two readings of the number; or two of the name by two makes; or all by both for hands."""
    sure = _is_sure(best.number_readers)
    return sure or _of_two_makes(best.name_readers) or _is_hands(best)


def _is_hands(best: Candidate) -> bool:
    """Whether both engines for handwriting have all of it."""
    return HAND_READERS.issubset(best.number_readers) and HAND_READERS.issubset(best.name_readers)


def _is_sure(readers: Iterable[Reader]) -> bool:
    """Two readings; the engines for handwriting are of one make, and not enough."""
    asked = set(readers)
    return len(asked) >= _TWICE and not asked <= OTHER_MAKE


def _is_outvoted(other: Candidate, best: Candidate) -> bool:
    """One engine alone has the other's name, and two of two makes have all of the best's."""
    alone = len(set(other.name_readers)) == 1 and HAND_READERS.isdisjoint(other.name_readers)
    twice = len(set(best.number_readers)) >= _TWICE and _of_two_makes(best.name_readers)
    return alone and best.name_equal and twice and other.number_match is NumberMatch.NONE


def _of_two_makes(readers: Iterable[Reader]) -> bool:
    asked = set(readers)
    return bool(asked & OTHER_MAKE) and bool(asked - OTHER_MAKE)


def _no_name(best: Candidate) -> DoubtReason:
    if best.near_twin and best.name_score >= _NAME_SEEN:
        return DoubtReason.NEAR_TWIN
    seen = max(best.name_score, best.runner_up_score) >= _NAME_SEEN
    return DoubtReason.NAME_DISAGREES if seen else DoubtReason.NAME_MISSING


def _doubt_about_makes(candidates: Sequence[Candidate]) -> DoubtReason | None:
    """What only readers of one make have: they confuse the same signs."""
    if not candidates or is_read_by_two_makes(candidates):
        return None
    alone = _is_of_first_make(candidates[0].number_readers)
    return DoubtReason.ONE_READER if alone else DoubtReason.NEAR_TWIN


def is_read_by_two_makes(candidates: Sequence[Candidate]) -> bool:
    """Whether more than Tesseract has the number, and says whose name it is where one is like it.

    A third of the digits that one of its models misreads, the other misreads alike; the engines
    of the other make do that with one in thirty. They may have a sign of the name wrong, if not
    the one that tells it from the twin's; and nobody may have read a name that is nearer to it.
    """
    best, *others = candidates
    if _is_of_first_make(best.number_readers):
        return False
    if not is_named_alike(best):
        return True
    near = {*best.name_readers, *best.name_nearest}
    nearer = {reader for other in others for reader in other.name_nearest} - near
    return not nearer and (_of_two_makes(near) or _is_hands(best))


def is_named_alike(best: Candidate) -> bool:
    """Whether a twin's name is so near that one sign may tell them apart."""
    return best.near_twin and best.runner_up_score >= TWIN_RATIO


def _is_of_first_make(readers: Iterable[Reader]) -> bool:
    return FIRST_MAKE.issuperset(readers)


def two_readings(candidate: Candidate) -> bool:
    """Number by one reader, name by another (rule 4)."""
    return any(
        one is not other for one in candidate.number_readers for other in candidate.name_readers
    )
