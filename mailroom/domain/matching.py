"""From readings of the recipient zone to the customers they may mean, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.domain.evidence import Candidate, NumberMatch
from mailroom.domain.names import lettering, may_be, plain
from mailroom.domain.readings import Reader
from mailroom.domain.register import Customer
from mailroom.domain.twins import Directory, NameHit

NAME_MARGIN: Final = 8.0
"""Points by which an OCR-damaged name must beat every other customer's."""
_PLAUSIBLE: Final = 72.0
MOST_CANDIDATES: Final = 4
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class NumberRead:
    """`digits` are ten with a right check digit."""

    digits: str
    reader: Reader
    repaired: bool


@dataclass(frozen=True, slots=True)
class NameRead:
    text: str
    reader: Reader


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What one reader's lines say about one customer."""

    score: float
    runner_up: float
    equal: bool
    clear: bool

    @property
    def nearest(self) -> bool:
        return self.score >= _PLAUSIBLE and self.score > self.runner_up


def candidates_of(
    numbers: Sequence[NumberRead], names: Sequence[NameRead], directory: Directory
) -> tuple[Candidate, ...]:
    """Customers by number first, then customers by name; an empty register gives none."""
    hits = {name: directory.nearest(plain(name.text)) for name in names if _is_name(name)}
    by_number = [directory.customer(number.digits) for number in numbers]
    known = {customer.number: customer for customer in by_number if customer is not None}
    for found in hits.values():
        for hit in found[:MOST_CANDIDATES]:
            if hit.score >= _PLAUSIBLE:
                known.setdefault(hit.customer.number, hit.customer)
    judged = [_candidate(customer, numbers, hits, directory) for customer in known.values()]
    judged.sort(key=_rank, reverse=True)
    return tuple(judged[:MOST_CANDIDATES])


def _is_name(name: NameRead) -> bool:
    return len(plain(name.text)) >= _SHORTEST_NAME


def _rank(candidate: Candidate) -> tuple[float, ...]:
    number = {NumberMatch.EXACT: 2.0, NumberMatch.REPAIRED: 1.0, NumberMatch.NONE: 0.0}
    agrees = bool(candidate.name_readers)
    return (
        number[candidate.number_match] + (1.5 if agrees else 0.0),
        number[candidate.number_match],
        candidate.name_score,
    )


def _candidate(
    customer: Customer,
    numbers: Sequence[NumberRead],
    hits: dict[NameRead, tuple[NameHit, ...]],
    directory: Directory,
) -> Candidate:
    own = [number for number in numbers if number.digits == customer.number]
    exact = [number for number in own if not number.repaired]
    match = NumberMatch.EXACT if exact else NumberMatch.REPAIRED if own else NumberMatch.NONE
    agreements = {
        name: _agreement(name, customer, found, directory) for name, found in hits.items()
    }
    best = max(agreements.values(), key=lambda one: one.score, default=_NOTHING)
    return Candidate(
        number=customer.number,
        name=customer.name,
        standing=customer.standing,
        number_match=match,
        number_readers=_readers(number.reader for number in exact or own),
        name_score=round(best.score, 1),
        runner_up_score=round(best.runner_up, 1),
        near_twin=directory.has_twin(customer),
        name_readers=_readers(name.reader for name, one in agreements.items() if one.clear),
        name_nearest=_readers(name.reader for name, one in agreements.items() if one.nearest),
        name_equal=any(one.equal for one in agreements.values()),
    )


_NOTHING: Final = _Agreement(0.0, 0.0, equal=False, clear=False)


def _agreement(
    name: NameRead, customer: Customer, found: Sequence[NameHit], directory: Directory
) -> _Agreement:
    """Clear when it can be this customer's name and is nobody else's by a margin (rule 3)."""
    read = plain(name.text)
    score = directory.score_of(read, customer)
    others = [hit.score for hit in found if hit.customer.number != customer.number]
    runner_up = max(others, default=0.0)
    own_names = [plain(own) for own in (customer.name, *customer.other_names)]
    equal = _is_equal(name.text, customer) and not any(
        _is_equal(name.text, hit.customer)
        for hit in found
        if hit.customer.number != customer.number
    )
    near = any(may_be(read, own) for own in own_names) and score - runner_up >= NAME_MARGIN
    return _Agreement(score, runner_up, equal, equal or near)


def _is_equal(text: str, customer: Customer) -> bool:
    written = lettering(text)
    return any(written == lettering(own) for own in (customer.name, *customer.other_names))


def _readers(readers: Iterable[Reader]) -> tuple[Reader, ...]:
    return tuple(dict.fromkeys(readers))
