"""`python -m tests.mailgen.decisions --count 3000000`: the sorting rules under simulated readers.

No pictures: two text readers of one make, in doubt two of another, and now and then a code reader
see the printed recipient through a channel that confuses digits and letters as recognition does,
often alike. The register is full of near twins, and what they read goes through the same matching
and rules as at a station. Not one decision may name a company other than the one that may be named.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from mailroom.domain.decisions import DoubtReason
from mailroom.domain.evidence import Evidence, Light, LightName, LightState
from mailroom.domain.ids import is_org_number
from mailroom.domain.matching import NameRead, NumberRead, candidates_of
from mailroom.domain.readings import Reader
from mailroom.domain.register import Register
from mailroom.domain.sorting import Decision, Doubt, decide
from mailroom.domain.twins import Directory, NameHit
from tests.mailgen.judging import NOW, register_of
from tests.mailgen.readers import Alike, Number, Readers
from tests.mailgen.register import (
    CONFUSED,
    Companies,
    companies,
    confusable_numbers,
    fresh_number,
)

_MISREAD: Final = (0.001, 0.004, 0.016)
"""Chance of a wrong sign: clean print, ordinary, worn; of 24,000 digits 0.7 % were misread."""
_AS_MEASURED: Final = Alike()
_READERS: Final = (Reader.OCR, Reader.OCR_SECOND, Reader.OCR_FIFTH, Reader.OCR_THIRD)
_MENDED_BY_ANOTHER_MAKE: Final = {DoubtReason.ONE_READER, DoubtReason.NEAR_TWIN}


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in the address. `expected` may be named, None when nobody may.

    With a wrong check digit the company of the name would be the right one.
    """

    condition: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    expected: str | None
    code: str | None = None


class SwiftDirectory(Directory):
    """The directory, remembering what it was asked: the same names come by the thousand."""

    def __init__(self, register: Register) -> None:
        super().__init__(register)
        self._asked: dict[str, tuple[NameHit, ...]] = {}

    def nearest(self, plain_name: str) -> tuple[NameHit, ...]:
        known = self._asked.get(plain_name)
        if known is None:
            known = self._asked[plain_name] = super().nearest(plain_name)
        return known


def _ok(rng: Random, served: Companies) -> Printed:
    one = rng.choice(served.rows)
    return Printed("ok", (one.name,), (one.number,), one.number)


def _twin(rng: Random, served: Companies) -> Printed:
    one = rng.choice(rng.choice(served.twins))
    return Printed("near twin", (one.name,), (one.number,), one.number)


def _twin_swapped(rng: Random, served: Companies) -> Printed:
    one, other = rng.sample(rng.choice(served.twins), 2)
    return Printed("twin's name", (one.name,), (other.number,), None)


def _mismatch(rng: Random, served: Companies) -> Printed:
    one, other = rng.sample(served.rows, 2)
    return Printed("other's name", (one.name,), (other.number,), None)


def _unknown(rng: Random, served: Companies) -> Printed:
    one = rng.choice(served.rows)
    near = [number for number in confusable_numbers(one.number) if number not in served.by_number]
    number = rng.choice(near) if near else fresh_number(rng, "5", set(served.by_number))
    return Printed("unknown number", (one.name,), (number,), None)


def _bad_check(rng: Random, served: Companies) -> Printed:
    one = rng.choice(served.rows)
    place = rng.randrange(1, 10)
    wrong = rng.choice(CONFUSED[one.number[place]])
    number = one.number[:place] + wrong + one.number[place + 1 :]
    return Printed("wrong check digit", (one.name,), (number,), one.number)


def _decoy(rng: Random, served: Companies) -> Printed:
    one, other = rng.sample(served.rows, 2)
    return Printed("second number", (one.name,), (other.number, one.number), one.number)


def _two(rng: Random, served: Companies) -> Printed:
    one, other = rng.sample(rng.choice(served.twins), 2)
    return Printed("two companies", (one.name, other.name), (one.number, other.number), None)


def _foreign_code(rng: Random, served: Companies) -> Printed:
    one, other = rng.sample(rng.choice(served.twins), 2)
    return Printed("foreign code", (one.name,), (one.number,), None, code=other.number)


def _right_code(rng: Random, served: Companies) -> Printed:
    one = rng.choice(served.rows)
    return Printed("right code", (one.name,), (one.number,), one.number, code=one.number)


_WORLD: Final[dict[Callable[[Random, Companies], Printed], int]] = {
    _ok: 30,
    _twin: 22,
    _twin_swapped: 14,
    _mismatch: 4,
    _unknown: 8,
    _bad_check: 8,
    _decoy: 4,
    _two: 4,
    _foreign_code: 3,
    _right_code: 3,
}


def outcome_of(
    printed: Printed, readers: Readers, directory: Directory, misread: float
) -> Decision | Doubt:
    """As at a station: where one make is not enough the fifth engine is asked, then the third."""
    numbers = [readers.number(digits, misread) for digits in printed.numbers]
    names = [readers.name(name, misread) for name in printed.names]
    outcome = decide(_evidence(printed, numbers, names, directory, asked=2), at=NOW)
    for asked in (3, 4):
        if isinstance(outcome, Doubt) and outcome.reason in _MENDED_BY_ANOTHER_MAKE:
            outcome = decide(_evidence(printed, numbers, names, directory, asked=asked), at=NOW)
    return outcome


def _evidence(
    printed: Printed,
    numbers_read: list[tuple[Number, ...]],
    names_read: list[tuple[str, ...]],
    directory: Directory,
    *,
    asked: int,
) -> Evidence:
    """What the first `asked` readers have.

    `numbers_seen` has only the first reader's: fewer conflicts to be warned by than at a station.
    """
    readers = _READERS[:asked]
    seen = [first for (first, _), *_ in numbers_read]
    numbers = [
        NumberRead(digits, reader, repaired)
        for read in numbers_read
        for reader, (digits, repaired) in zip(readers, read, strict=False)
        if is_org_number(digits)
    ]
    names = [
        NameRead(text, reader)
        for read in names_read
        for reader, text in zip(readers, read, strict=False)
    ]
    lights: tuple[Light, ...] = ()
    if printed.code:
        numbers.append(NumberRead(printed.code, Reader.ZXING, repaired=False))
        state = LightState.GREEN if printed.code in seen else LightState.RED
        lights = (Light(LightName.CODE, state, printed.code),)
    return Evidence(
        readings=(),
        turned_deg=0,
        address=None,
        address_lines=printed.names,
        numbers_seen=tuple(dict.fromkeys(seen)),
        foreign_numbers=(),
        candidates=candidates_of(numbers, names, directory),
        marks=(),
        sender=None,
        lights=lights,
        register_version="practice",
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """One worker's share."""

    count: int
    seed: int
    companies: int
    alike: Alike = _AS_MEASURED


@dataclass(frozen=True, slots=True)
class Tally:
    decided: Counter[str]
    automatic: Counter[str]
    wrong: tuple[str, ...]


@cache
def _world(count: int) -> tuple[Companies, Directory]:
    """One per process: the directory learns as it is asked."""
    world = companies(Random("decisions"), count)
    return world, SwiftDirectory(register_of(world))


def simulate(batch: Batch) -> Tally:
    """Draws, reads and decides; `wrong` tells each wrong naming in words."""
    rng = Random(f"decisions {batch.seed}")
    world, directory = _world(batch.companies)
    readers = Readers(rng, batch.alike)
    makers = rng.choices(tuple(_WORLD), tuple(_WORLD.values()), k=batch.count)
    decided, automatic, wrong = Counter[str](), Counter[str](), list[str]()
    for make in makers:
        printed = make(rng, world)
        outcome = outcome_of(printed, readers, directory, rng.choice(_MISREAD))
        decided[printed.condition] += 1
        if isinstance(outcome, Decision) and outcome.recipient is not None:
            automatic[printed.condition] += 1
            if outcome.recipient.number != printed.expected:
                wrong.append(f"{printed} became {outcome.recipient}")
    return Tally(decided, automatic, tuple(wrong))


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mailgen.decisions")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--companies", type=int, default=3000)
    parser.add_argument("--digits", type=float, default=_AS_MEASURED.digits)
    parser.add_argument("--letters", type=float, default=_AS_MEASURED.letters)
    parser.add_argument("--across", type=float, default=_AS_MEASURED.across)
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Exit code 1 when any decision named the wrong company."""
    given = _arguments(words)
    began, share = time.perf_counter(), 20_000
    alike = Alike(given.digits, given.letters, given.across)
    batches = [
        Batch(min(share, given.count - start), given.seed + start, given.companies, alike)
        for start in range(0, given.count, share)
    ]
    decided, automatic, wrong = Counter[str](), Counter[str](), list[str]()
    with multiprocessing.get_context("spawn").Pool(given.jobs) as pool:
        for tally in pool.imap_unordered(simulate, batches):
            decided += tally.decided
            automatic += tally.automatic
            wrong += tally.wrong
    for condition, count in decided.most_common():
        print(f"{condition:20} {count:9} decided {automatic[condition]:9} automatic")
    print(f"{decided.total() / (time.perf_counter() - began):.0f} decisions a second")
    print(*wrong[:20], sep="\n")
    print(f"wrong recipient {len(wrong)} of {decided.total()}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
