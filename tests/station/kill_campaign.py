"""The whole kill campaign: `python -m tests.station.kill_campaign [--trays N] [--seed S]`.

Every tray is worked by a station that is killed at named steps (every point at its first,
second, ... passing, then again while it recovers) and at random moments. After each tray the
backend must hold every letter once, whole and in order. Exit status 1 when anything is amiss.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mailroom.points import Point
from tests.station import paper
from tests.station.campaign import TYPED, Desk, Life, check_delivered, practice_letters
from tests.station.central import Central, central
from tests.station.paper import seeded

CODES = (TYPED, "AD", "NOBODY", TYPED)
CONTENTS = (4, 0, 2, 6)
PASSED = {
    Point.TRAY_OPENED: 1,
    Point.COMMAND_SAVED: 1,
    Point.BATCH_BEGUN: 7,
    Point.BATCH_DRAINED: 7,
    Point.BATCH_ENDED: 7,
    Point.PAGE_ARRIVED: 16,
    Point.PAGE_ADOPTED: 16,
    Point.STAGE_DONE: 24,
    Point.STATE_SAVED: 24,
    Point.SEALED: 4,
    Point.UPLOADED: 4,
    Point.FILE_WRITTEN: 11,
    Point.FILE_SYNCED: 11,
    Point.FILE_RENAMED: 11,
}
"""How often a tray that nobody disturbs passes each point."""
LONGEST_LIFE_S = 2.5
"""A station that is not killed at a point is killed within this time, if it is killed by chance."""


def plans(chance: random.Random) -> Iterator[list[str]]:
    """For every point and count: that kill, then two more in the lives that recover."""
    every = [f"{point}:{count + 1}" for point in Point for count in range(PASSED[point])]
    early = [f"{point}:{count}" for point in Point for count in (1, 2)]
    while True:
        chance.shuffle(every)
        for first in every:
            yield [first, *chance.choices(early, k=2)]


class Chance:
    """Kills lives at random moments."""

    def __init__(self, chance: random.Random, kills: int) -> None:
        self._chance = chance
        self._left = kills

    def __call__(self, life: Life) -> None:
        if self._left:
            self._left -= 1
            wait_s = self._chance.uniform(0.3, LONGEST_LIFE_S)
            threading.Timer(wait_s, life.process.kill).start()


def work_tray(folder: Path, backend: Central, seed: int, plan: list[str], by_chance: int) -> Desk:
    """One tray, killed as planned and `by_chance` times more; raises AssertionError."""
    letters = practice_letters(seed, list(CODES), list(CONTENTS))
    arms = iter(plan)
    desk_folder, hopper = folder / "desk", folder / "hopper"
    hopper.mkdir(parents=True)
    program = ["tests.station.desk_program", str(desk_folder), str(hopper)]
    desk = Desk(
        desk_folder,
        [*program, backend.url, str(backend.practice.key_file)],
        partial(paper.lay, hopper),
        f"K{seed}",
        letters,
        lambda: next(arms, None),
        strike=Chance(seeded(seed), by_chance),
    )
    life = desk.work()
    life.end()
    check_delivered(backend, letters)
    return desk


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--trays", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    planned = plans(seeded(asked.seed))
    kills: Counter[str] = Counter()
    lives = violations = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-campaign-") as place:
        backend = central(Path(place) / "central")
        backend.start()
        try:
            for number in range(asked.trays):
                seed, plan = asked.seed * 100_000 + number, next(planned)
                try:
                    desk = work_tray(Path(place) / str(number), backend, seed, plan, number % 3)
                except AssertionError as error:
                    violations += 1
                    sys.stdout.write(f"VIOLATION seed {seed} plan {plan}: {error}\n")
                    continue
                kills += desk.kills
                lives += desk.lives
                if number % 10 == 9:
                    sys.stdout.write(f"{number + 1} trays, {kills.total()} kills\n")
                    sys.stdout.flush()
        finally:
            backend.stop()
    _report(kills, lives, violations, time.monotonic() - began)
    return 1 if violations else 0


def _report(kills: Counter[str], lives: int, violations: int, seconds: float) -> None:
    by_point = Counter[str]()
    for armed, count in kills.items():
        by_point[armed.split(":")[0]] += count
    for point, count in sorted(by_point.items()):
        sys.stdout.write(f"{point:28} {count:6} kills\n")
    sys.stdout.write(
        f"{kills.total()} kills in {lives} lives, {violations} violations, {seconds:.0f} s\n"
    )


if __name__ == "__main__":
    sys.exit(main())
