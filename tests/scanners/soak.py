"""Thousands of sheets through random trouble: `python -m tests.scanners.soak --sheets 5000`.

Every stop is put right as the console would say it: the named sheets go back, the rest stays. At
the end every sheet has arrived once and in order, and the program is no larger than it was.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from scanners.api import Scanner, Situation, Source
from scanners.host import EsclScanner, SaneScanner
from scanners.practice.faults import FaultKind, Moment
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet
from tests.scanners.batches import request, run
from tests.scanners.pages import make_tray

TROUBLES = (
    FaultKind.JAM,
    FaultKind.DOUBLE_FEED,
    FaultKind.COVER_OPEN,
    FaultKind.DROP,
    FaultKind.RESET,
    FaultKind.TRUNCATED,
    FaultKind.NOT_AN_IMAGE,
    FaultKind.BUSY,
)
_DRAWN = 50
"""Different sheets; a long tray holds each several times."""
_AHEAD = 400
"""How far faults are ordered: no batch gets further."""
_WARM_SHARE = 0.2
_MEGABYTE = 1_000_000


@dataclass(slots=True)
class Soak:
    """`sides` are the numbers that were read off the durable pages, in the order fed."""

    sides: list[int | None] = field(default_factory=list[int | None])
    situations: Counter[str] = field(default_factory=Counter)
    unbalanced: int = 0
    """Batches after which sheets counted and sheets named were not the sheets fed."""
    memory_mb: list[float] = field(default_factory=list[float])

    @property
    def growth_mb(self) -> float:
        """From when everything had been used once to the end."""
        warm = self.memory_mb[int(len(self.memory_mb) * _WARM_SHARE) :]
        return max(warm[-3:]) - warm[0] if warm else 0.0


def soak(  # noqa: PLR0913  what a soak is made of
    feeder: PracticeScanner,
    scanner: Scanner,
    sheets: Sequence[PracticeSheet],
    folder: Path,
    *,
    seed: int,
    faults_per_100: int,
) -> Soak:
    """Feed the sheets to their end."""
    chance, done, me = random.Random(seed), Soak(), psutil.Process()  # noqa: S311  a test's dice
    feeder.load(sheets)
    for attempt in range(50 + len(sheets)):
        _order_faults(feeder, chance, faults_per_100)
        before = feeder.state().output
        target = folder / str(attempt)
        batch = run(scanner, request(target, Source.FEEDER_DUPLEX))
        ended = batch.ended
        fed = feeder.state().output - before
        done.unbalanced += ended.sheets + ended.lost_sheets != fed
        done.sides += batch.numbers[: 2 * ended.sheets]
        done.situations[ended.situation.value] += 1
        done.memory_mb.append(me.memory_info().rss / _MEGABYTE)
        for page in target.glob("*.jpg"):
            page.unlink()
        feeder.clear()
        feeder.refeed(ended.lost_sheets)
        if ended.situation is Situation.FEEDER_EMPTY and not ended.lost_sheets:
            return done
    return done


def _order_faults(feeder: PracticeScanner, chance: random.Random, faults_per_100: int) -> None:
    """For whatever is still to be fed; the first that stops the batch wipes the rest out."""
    state = feeder.state()
    for sheet in range(state.fed + 1, state.fed + 1 + min(state.hopper, _AHEAD)):
        if chance.random() * 100 < faults_per_100:
            moment = chance.choice((Moment.FRONT, Moment.BACK))
            feeder.fault(chance.choice(TROUBLES), sheet=sheet, moment=moment)


def main() -> int:
    """Prints the balance as JSON; exit status 1 when it does not balance."""
    words = argparse.ArgumentParser(prog="python -m tests.scanners.soak", description=__doc__)
    words.add_argument("--sheets", type=int, default=5000)
    words.add_argument("--faults-per-100", type=int, default=5)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--driver", choices=("escl", "airscan"), default="escl")
    args = words.parse_args()
    started, cpu = time.monotonic(), os.times()
    with tempfile.TemporaryDirectory(prefix="soak-") as work, PracticeScanner() as feeder:
        folder = Path(work)
        drawn = make_tray(folder / "tray", min(_DRAWN, args.sheets), 100)
        rounds = -(-args.sheets // len(drawn.sheets))
        sheets = (drawn.sheets * rounds)[: args.sheets]
        sides = (drawn.sides * rounds)[: 2 * args.sheets]
        scanner: Scanner = EsclScanner(feeder.info, feeder.url)
        if args.driver == "airscan":
            config = feeder.write_sane_config(folder / "config")
            scanner = SaneScanner(feeder.info, feeder.device_name, config)
        done = soak(
            feeder, scanner, sheets, folder, seed=args.seed, faults_per_100=args.faults_per_100
        )
    used = os.times()
    exact = done.sides == sides
    said = {
        "sheets": args.sheets,
        "sides_in_order": exact,
        "batches": done.situations.total(),
        "unbalanced_batches": done.unbalanced,
        "situations": dict(done.situations),
        "memory_mb": round(done.memory_mb[-1], 1),
        "memory_growth_mb": round(done.growth_mb, 1),
        "seconds": round(time.monotonic() - started),
        "cpu_seconds": round(sum(used[:4]) - sum(cpu[:4])),
    }
    sys.stdout.write(json.dumps(said, indent=1) + "\n")
    return 0 if exact and not done.unbalanced else 1


if __name__ == "__main__":
    sys.exit(main())
