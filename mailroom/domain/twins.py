"""The served register made searchable by name, and who in it could be taken for whom (rule 9)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Hamming, Levenshtein

from mailroom.domain.names import plain, stem
from mailroom.domain.register import Customer, Register

TWIN_RATIO: Final = 90.0
_SLIP_DIGITS: Final = 2
"""Two wrong digits or one swap; one digit alone fails the check digit."""
_ROWS_LOOKED_AT: Final = 8
_NEAR_DIGITS: Final = 5
"""Edits from a half-read number within which its customer is looked for."""
_FAINT_NAME: Final = 45


@dataclass(frozen=True, slots=True)
class NameHit:
    customer: Customer
    plain_name: str
    score: float


class Directory:
    """Built once per register version. A customer's twins are found when it is a candidate.

    That gives the same answers as a list of all pairs, which at national scale nobody can build.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self._names: list[str] = []
        self._owners: list[Customer] = []
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        self._twins: dict[str, bool] = {}
        for customer in register.customers.values():
            for name in (customer.name, *customer.other_names):
                written = plain(name)
                self._names.append(written)
                self._owners.append(customer)
                self._by_stem[stem(written)].add(customer.number)

    def customer(self, number: str) -> Customer | None:
        return self.register.customers.get(number)

    def nearest(self, plain_name: str) -> tuple[NameHit, ...]:
        """The customers whose names are nearest, best first, each once."""
        rows = process.extract(
            plain_name, self._names, scorer=fuzz.ratio, limit=_ROWS_LOOKED_AT, score_cutoff=50
        )
        best: dict[str, NameHit] = {}
        for written, score, row in rows:
            owner = self._owners[row]
            best.setdefault(owner.number, NameHit(owner, written, score))
        return tuple(best.values())

    def near_names(self, name: str, limit: int) -> tuple[NameHit, ...]:
        """As `nearest`, further afield: whom a badly read name may mean at all."""
        rows = process.extract(
            plain(name), self._names, scorer=fuzz.ratio, limit=limit, score_cutoff=_FAINT_NAME
        )
        return tuple(NameHit(self._owners[row], written, score) for written, score, row in rows)

    def near_numbers(self, digits: str, limit: int) -> tuple[Customer, ...]:
        """The customers whose numbers are fewest edits away from digits that were read badly."""
        rows = process.extract(
            digits,
            self.register.customers.keys(),
            scorer=Levenshtein.distance,
            limit=limit,
            score_cutoff=_NEAR_DIGITS,
        )
        return tuple(self.register.customers[number] for number, _, _ in rows)

    def score_of(self, plain_name: str, customer: Customer) -> float:
        """0 to 100: the best of the customer's names against this one."""
        names = (customer.name, *customer.other_names)
        return max(fuzz.ratio(plain_name, plain(name)) for name in names)

    def has_twin(self, customer: Customer) -> bool:
        """Another customer has nearly this name, or a number one slip away."""
        known = self._twins.get(customer.number)
        if known is None:
            known = self._twins[customer.number] = self._has_twin(customer)
        return known

    def _has_twin(self, customer: Customer) -> bool:
        for name in (customer.name, *customer.other_names):
            written = plain(name)
            if self._by_stem[stem(written)] - {customer.number}:
                return True
            if any(
                hit.customer.number != customer.number and hit.score >= TWIN_RATIO
                for hit in self.nearest(written)
            ):
                return True
        slips = process.extract(
            customer.number,
            self.register.customers.keys(),
            scorer=Hamming.distance,
            limit=2,
            score_cutoff=_SLIP_DIGITS,
        )
        return any(number != customer.number for number, _, _ in slips)
