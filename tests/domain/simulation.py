"""Simulated readings of simulated mail through matching and decision, against a known truth.

`python -m tests.domain.simulation 3000000` runs the whole campaign and prints the counts.
"""

import datetime as dt
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from mailroom.domain.decisions import Category, Decision, Doubt
from mailroom.domain.evidence import Evidence
from mailroom.domain.identification import reread, sound_in
from mailroom.domain.ids import is_org_number, luhn_digit
from mailroom.domain.matching import candidates_of
from mailroom.domain.readings import (
    SECOND_LOOK,
    WRONG_CHECK_DIGIT,
    Reader,
    Reading,
    ReadingKind,
)
from mailroom.domain.register import Customer, Register, Standing
from mailroom.domain.sorting import decide
from mailroom.domain.twins import Directory

NOON: Final = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
_CONFUSED: Final = {
    "0": "86", "1": "74", "2": "71", "3": "85", "4": "91",
    "5": "36", "6": "85", "7": "12", "8": "36", "9": "47",
}  # fmt: skip
_PER_WORLD: Final = 20_000
_RANKED: Final = 10
"""Every tenth letter goes through the ranking of damaged readings too."""
_SEEN_ALIKE: Final = 0.3
"""Of what an engine misreads, so much another of its make misreads in the same way."""
_STEMS: Final = ("Svensson Bygg", "Nordic Capital Fund", "Brf Solrosen", "Lind Plåt", "Ek Media")
_TAILS: Final = ("AB", "Holding AB", "i Visby AB", "i Växjö AB", "IV AB", "VI AB", "11", "12", "1")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed and for whom; `recipient` is None when nobody may be chosen."""

    number: str | None
    name: str
    recipient: str | None


class World:
    """A dense register of near twins: numbers one confusion apart, names one word apart."""

    def __init__(self, seed: int, customers: int = 400) -> None:
        self.rng = Random(seed)  # noqa: S311  a simulation, not a secret
        served: dict[str, Customer] = {}
        while len(served) < customers:
            number = self._number(served)
            name = f"{self.rng.choice(_STEMS)} {self.rng.choice(_TAILS)}"
            if self.rng.random() < 0.5:
                name = f"{self._word()} {name}"
            standing = self.rng.choice((Standing.ACTIVE, Standing.ACTIVE, Standing.ENDED))
            served[number] = Customer(number, name, "AB", standing)
        self.customers = list(served.values())
        self.directory = Directory(Register("v1", dt.date(2026, 11, 20), served))

    def letter(self) -> Letter:
        """Three quarters are right; the rest carry someone else's name, a slip, or a stranger."""
        customer = self.rng.choice(self.customers)
        roll = self.rng.random()
        if roll < 0.75:
            return Letter(customer.number, customer.name, customer.number)
        if roll < 0.85:
            other = self.rng.choice(self.customers)
            same = other.name == customer.name or other is customer
            return Letter(customer.number, other.name, customer.number if same else None)
        if roll < 0.93:
            slipped = self._slip(customer.number)
            served = self.directory.customer(slipped)
            right = served is not None and served.name == customer.name
            return Letter(slipped, customer.name, slipped if right else None)
        return Letter(None, customer.name, None)

    def outcome(self, letter: Letter, error: float, *, ranked: bool) -> Decision | Doubt:
        """Two readers see it; where they leave a doubt a third and a fourth do, as at a station."""
        two = [
            *self._read(letter, Reader.OCR, error),
            *self._read(letter, Reader.OCR_SECOND, error),
        ]
        first = decide(self._evidence(two, ranked=ranked), at=NOON)
        if isinstance(first, Decision):
            return first
        error = self.rng.choice((0.0, 0.02, 0.1))
        third = self._read(letter, Reader.OCR_THIRD, error)
        three = [*two, *(one for one in third if self._counts(one, two))]
        outcome = decide(self._evidence(three, ranked=ranked), at=NOON)
        if isinstance(outcome, Decision):
            return outcome
        fourth = self._read(self._as_seen(letter, third), Reader.OCR_FOURTH, error)
        four = [*three, *(one for one in fourth if self._counts(one, two))]
        return decide(self._evidence(four, ranked=ranked), at=NOON)

    def _as_seen(self, letter: Letter, third: list[Reading]) -> Letter:
        """What the third misread as another of its make sees it, sign by sign."""
        number = letter.number and self._alike(letter.number, third[0].text)
        return replace(letter, number=number, name=self._alike(letter.name, third[-1].text))

    def _alike(self, printed: str, read: str) -> str:
        return "".join(
            other if self.rng.random() < _SEEN_ALIKE else sign
            for sign, other in zip(printed, read, strict=True)
        )

    def _counts(self, reading: Reading, others: list[Reading]) -> bool:
        """The third engine's number only for a customer, or where nobody else reads any."""
        if reading.kind is not ReadingKind.NUMBER:
            return True
        read = [one for one in others if one.kind is ReadingKind.NUMBER and one.ignored is None]
        served = self.directory.customer(reading.text) is not None
        return reading.ignored is None and (served or not read)

    def _read(self, letter: Letter, reader: Reader, error: float) -> list[Reading]:
        """With its own slips per character."""
        readings: list[Reading] = []
        if letter.number is not None:
            digits = self._misread(letter.number, error)
            why = None if is_org_number(digits) else WRONG_CHECK_DIGIT
            readings.append(_reading(ReadingKind.NUMBER, digits, reader, why))
            readings.append(_reading(ReadingKind.LINE, digits, reader, SECOND_LOOK))
        name = self._blurred(letter.name, error)
        return [*readings, _reading(ReadingKind.NAME, name, reader, None)]

    def _evidence(self, readings: list[Reading], *, ranked: bool) -> Evidence:
        """`ranked` also looks for those whom damaged readings may mean: twice the time."""
        numbers = [one for one in readings if one.kind is ReadingKind.NUMBER]
        seen = [one.text for one in numbers if one.ignored is None or one.reader is Reader.OCR]
        read = Evidence(
            readings=tuple(readings), turned_deg=0, address=None, address_lines=(),
            numbers_seen=tuple(dict.fromkeys(seen)), foreign_numbers=(), candidates=(),
            marks=(), sender=None, lights=(), register_version="v1",
        )  # fmt: skip
        if ranked:
            return reread(read, self.directory)
        return replace(read, candidates=candidates_of(*sound_in(readings), self.directory))

    def _number(self, served: dict[str, Customer]) -> str:
        if served and self.rng.random() < 0.4:
            return self._slip(self.rng.choice(list(served)))
        base = "55" + "".join(self.rng.choice("23456789") for _ in range(7))
        return base + luhn_digit(base)

    def _slip(self, number: str) -> str:
        """Another right number, two confusions away where there is one."""
        for _ in range(60):
            one, other = sorted(self.rng.sample(range(3, 10), 2))
            digits = list(number)
            for at in (one, other):
                digits[at] = self.rng.choice(_CONFUSED[digits[at]])
            if is_org_number("".join(digits)):
                return "".join(digits)
        return number

    def _misread(self, number: str, error: float) -> str:
        return "".join(
            self.rng.choice(_CONFUSED[digit]) if self.rng.random() < error else digit
            for digit in number
        )

    def _blurred(self, name: str, error: float) -> str:
        return "".join(
            self.rng.choice("aeinrlt1") if sign != " " and self.rng.random() < error else sign
            for sign in name
        )

    def _word(self) -> str:
        return "".join(self.rng.choice("bdfgklmnprst") + self.rng.choice("aeiouå") for _ in "abc")


def _reading(kind: ReadingKind, text: str, reader: Reader, why: str | None) -> Reading:
    return Reading(kind, text, "front", reader, 0.9, ignored=why)


def simulate(decisions: int, seed: int) -> Counter[str]:
    """Counts of `right`, `wrong` and `held`. A wrong one is a letter to somebody else's mailbox."""
    counts: Counter[str] = Counter()
    world = World(seed)
    for at in range(decisions):
        letter = world.letter()
        error = world.rng.choice((0.0, 0.005, 0.02, 0.05, 0.15, 0.3))
        outcome = world.outcome(letter, error, ranked=at % _RANKED == 0)
        if not isinstance(outcome, Decision):
            counts["held"] += 1
            continue
        recipient = outcome.recipient.number if outcome.recipient else None
        opened_ended = (
            outcome.category is Category.SCANNABLE
            and recipient is not None
            and world.directory.register.customers[recipient].standing is Standing.ENDED
        )
        right = recipient == letter.recipient and not opened_ended
        counts["right" if right else "wrong"] += 1
    return counts


def campaign(decisions: int, seed: int, *, jobs: int) -> Iterator[Counter[str]]:
    """The counts so far after each register of its own: any block can be run again by its seed.

    The counts are the same for any number of `jobs`, which are processes.
    """
    starts = range(0, decisions, _PER_WORLD)
    sizes = [min(_PER_WORLD, decisions - at) for at in starts]
    counts: Counter[str] = Counter()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for found in pool.map(simulate, sizes, [seed + at for at in starts]):
            counts += found
            yield counts


def main(wanted: int) -> int:
    """Exit code 1 when one letter went wrong; the counts so far stand in the log meanwhile."""
    counts: Counter[str] = Counter()
    for counts in campaign(wanted, seed=20261120, jobs=os.cpu_count() or 1):
        sys.stderr.write(f"{counts.total()} {dict(counts)}\n")
    sys.stdout.write(f"{dict(counts)}\n")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000))
