"""From what was read to the customers it may mean, best first: live, and again when replayed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from math import exp
from typing import Final

from mailroom.domain.addresses import LineKind, read_line, without_labels
from mailroom.domain.evidence import Candidate, Evidence, NumberMatch
from mailroom.domain.ids import NotAnIdentifier, is_org_number, parse_org_number
from mailroom.domain.likelihood import clue_in, likelihood_by_name, likelihood_by_number
from mailroom.domain.matching import MOST_CANDIDATES, NameRead, NumberRead, candidates_of
from mailroom.domain.readings import SECOND_LOOK, Reading, ReadingKind
from mailroom.domain.register import Customer
from mailroom.domain.twins import Directory

OFFERED: Final = 9.0
"""From this likelihood on a candidate is worth proposing; ln 3000 is 8."""
_MOST_ODDS: Final = 50.0
_STANDS_OUT: Final = 70.0, 8.0
"""Name points, and points before every other customer: nobody else's badly written name."""
_NEAR_NAMES: Final = 12
_NEAR_NUMBERS: Final = 12
_ENOUGH_DIGITS: Final = 7
"""Fewer tell twins apart but find nobody by themselves."""
_NO_NAME: Final = frozenset(
    {LineKind.SENDER, LineKind.COUNTRY, LineKind.GENERIC, LineKind.POSTCODE, LineKind.OTHER_NUMBER}
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What all readings of the recipient zone say, in the two ways a customer is told by."""

    digits: tuple[str, ...]
    names: tuple[str, ...]


def ranked(
    candidates: Sequence[Candidate], readings: Sequence[Reading], directory: Directory
) -> tuple[Candidate, ...]:
    """The candidates with others that damaged readings may mean, the likeliest first.

    Whoever a sound reading speaks for stays among them, so that no contradiction is lost; who is
    added here carries no reader and never becomes more than a proposal.
    """
    said = _said(readings)
    weighed = [
        replace(one, likelihood=_likelihood(one.number, said, directory)) for one in candidates
    ]
    speaking = sorted(filter(_speaks, weighed), key=_order, reverse=True)[:MOST_CANDIDATES]
    silent = [one for one in weighed if not _speaks(one)]
    if not _is_settled(candidates):
        silent += _bystanders(said, directory, {one.number for one in weighed})
    silent.sort(key=_order, reverse=True)
    kept = speaking + silent[: MOST_CANDIDATES - len(speaking)]
    kept = [replace(one, near_twin=_has_twin(one, directory)) for one in kept]
    return tuple(sorted(kept, key=_order, reverse=True))


def _bystanders(said: _Said, directory: Directory, known: set[str]) -> list[Candidate]:
    """The likeliest customers that no sound reading speaks for and that are not yet `known`."""
    near = {customer.number for customer in _near(said, directory)} - known
    likely = {number: _likelihood(number, said, directory) for number in near}
    best = nlargest(MOST_CANDIDATES, likely, key=lambda number: (likely[number], number))
    return [
        _bystander(customer, likely[number])
        for number in best
        if (customer := directory.customer(number)) is not None
    ]


def is_offered(candidate: Candidate) -> bool:
    """Whether a candidate is likely enough to be proposed to a person."""
    points, before = _STANDS_OUT
    stands_out = (
        candidate.name_score >= points
        and candidate.name_score - candidate.runner_up_score >= before
    )
    return _speaks(candidate) or candidate.likelihood >= OFFERED or stands_out


def number_as_printed(evidence: Evidence) -> str | None:
    """The number that stands there and is nobody's here, None when it is likelier a misreading.

    A sound number stands as it was read. An unsound one stands when both readings have it, or
    when there is nobody whose number it could be a misreading of.
    """
    best = evidence.candidates[0] if evidence.candidates else None
    seen = evidence.numbers_seen[0] if evidence.numbers_seen else None
    if seen is None or (best is not None and best.number_match is not NumberMatch.NONE):
        return None
    twice = any(
        seen == number.digits
        for reading in evidence.readings
        if reading.kind is ReadingKind.LINE and reading.ignored == SECOND_LOOK
        for number in read_line(reading.text).numbers
    )
    likely = best is not None and is_offered(best)
    return seen if is_org_number(seen) or twice or not likely else None


def reread(evidence: Evidence, directory: Directory) -> Evidence:
    """The stored readings through today's matching: what another rule version would see."""
    numbers, names = sound_in(evidence.readings)
    candidates = ranked(candidates_of(numbers, names, directory), evidence.readings, directory)
    return replace(evidence, candidates=candidates, register_version=directory.register.version)


def sound_in(readings: Sequence[Reading]) -> tuple[list[NumberRead], list[NameRead]]:
    """The numbers and names that count; everything else only ranks."""
    names = [
        NameRead(reading.text, reading.reader)
        for reading in readings
        if reading.kind is ReadingKind.NAME and reading.ignored is None
    ]
    return list(_numbers(readings)), names


def _numbers(readings: Iterable[Reading]) -> Iterator[NumberRead]:
    for reading in readings:
        if reading.ignored is not None:
            continue
        if reading.kind is ReadingKind.NUMBER and is_org_number(reading.text):
            yield NumberRead(reading.text, reading.reader, reading.repaired)
        if reading.kind is ReadingKind.CODE:
            try:
                yield NumberRead(parse_org_number(reading.text), reading.reader, repaired=False)
            except NotAnIdentifier:
                continue


def _said(readings: Sequence[Reading]) -> _Said:
    digits = [number.digits for number in _numbers(readings)]
    names: list[str] = []
    for reading in readings:
        if reading.kind is ReadingKind.NAME:
            names.append(reading.text)
        elif reading.kind is ReadingKind.LINE and reading.ignored in {None, SECOND_LOOK}:
            line = read_line(reading.text)
            clue = None if line.kind in _NO_NAME else clue_in(without_labels(line.text))
            digits += [clue.digits] if clue and clue.digits not in digits else []
    return _Said(tuple(digits), tuple(dict.fromkeys(names)))


def _is_settled(candidates: Sequence[Candidate]) -> bool:
    best = candidates[0] if candidates else None
    return (
        best is not None
        and best.number_match is NumberMatch.EXACT
        and bool(best.name_readers)
        and not any(_speaks(other) for other in candidates[1:])
    )


def _near(said: _Said, directory: Directory) -> Iterator[Customer]:
    for digits in said.digits:
        if len(digits) >= _ENOUGH_DIGITS:
            yield from directory.near_numbers(digits, _NEAR_NUMBERS)
    for name in said.names:
        for hit in directory.near_names(name, _NEAR_NAMES):
            yield hit.customer


def _has_twin(candidate: Candidate, directory: Directory) -> bool:
    """Looked up for the few that are kept: at national scale it is the dearest question."""
    customer = directory.customer(candidate.number)
    return candidate.near_twin or (customer is not None and directory.has_twin(customer))


def _bystander(customer: Customer, likelihood: float) -> Candidate:
    return Candidate(
        number=customer.number,
        name=customer.name,
        standing=customer.standing,
        number_match=NumberMatch.NONE,
        number_readers=(),
        name_score=0.0,
        runner_up_score=0.0,
        near_twin=False,
        likelihood=likelihood,
    )


def _likelihood(number: str, said: _Said, directory: Directory) -> float:
    customer = directory.customer(number)
    own = (customer.name, *customer.other_names) if customer else ()
    by_name = max(
        (likelihood_by_name(read, name) for read in said.names for name in own), default=0.0
    )
    return round(likelihood_by_number(said.digits, number) + by_name, 2)


def _speaks(candidate: Candidate) -> bool:
    return candidate.number_match is not NumberMatch.NONE or bool(candidate.name_readers)


def _order(candidate: Candidate) -> tuple[float, ...]:
    """Number and name first, then the likeliest; among equals the sounder number."""
    exact = candidate.number_match is NumberMatch.EXACT
    return (
        float(exact and bool(candidate.name_readers)),
        candidate.likelihood,
        float(exact),
        candidate.name_score,
    )


def confidence_of(candidates: Sequence[Candidate]) -> float:
    """0 to 1: how much of all likelihood is the first candidate's, nobody of these among them."""
    if not candidates:
        return 0.0
    best = candidates[0].likelihood
    rivals = [other.likelihood for other in candidates[1:]]
    weight = sum(exp(min(rival - best, _MOST_ODDS)) for rival in (*rivals, OFFERED))
    return round(1 / (1 + weight), 4)
