"""The kill campaign on the practice tray: `python -m tests.station.tray_campaign [--rounds N]`.

The real station reads the shipped tray through SANE and the practice feeder, and is killed at
named steps until it has passed them all. Then every letter must have ended as its known answer
says, whole, in order and once. Exit status 1 when anything is amiss.
"""

import argparse
import dataclasses
import random
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mailroom.demo.services import Rehearsal, rehearsal
from mailroom.demo.tray import Outcome, PracticeItem, PracticeTray, read_tray
from mailroom.points import Point
from mailroom.settings import resources
from tests.station.campaign import Desk, Life, delivered_pages, digest
from tests.station.paper import Letter, seeded
from tests.station.tray_paper import TrayFeeder, letters_of

TRAY = resources() / "samples" / "tray"
ENDED = {
    Outcome.DELIVERED: "delivered",
    Outcome.SORTED: "delivered",
    Outcome.WAITS: "doubtful",
    Outcome.HELD: "held",
}
"""The item's state at the station, by where its known answer says that it ends."""
PATIENCE_S = 300.0
"""Real engines read every page once more in every life."""
_REACHED = {Point.TRAY_OPENED: 1, Point.COMMAND_SAVED: 1}
"""Steps that a tray passes less than twice."""


def every_step(chance: random.Random, times: int = 2) -> list[str]:
    """Each named step at its first, second, ... passing within a life, in any order."""
    plan = [
        f"{point}:{count + 1}" for point in Point for count in range(_REACHED.get(point, times))
    ]
    chance.shuffle(plan)
    return plan


def work_practice_tray(
    folder: Path, plan: Sequence[str], items: Sequence[str] | None = None
) -> Desk:
    """The tray (or the named items of it), killed as planned; raises AssertionError."""
    tray = read_tray(TRAY)
    if items is not None:
        chosen = tuple(item for item in tray.items if item.name in items)
        tray = dataclasses.replace(tray, items=chosen)
    with rehearsal(folder, release_delay_s=0.0) as stage:
        desk = _desk(folder, stage, tray, plan)
        life = desk.work()
        _check_ended(life, tray)
        life.end()
        _check_received(stage, tray)
        return desk


def _desk(folder: Path, stage: Rehearsal, tray: PracticeTray, plan: Sequence[str]) -> Desk:
    script = folder / "rehearsal.json"
    stage.write(script)
    arms = iter(plan)
    typed = {item.name: item.recipient for item in tray.items if item.person}
    return Desk(
        workspace=stage.settings.workspace,
        program=["tests.station.tray_program", str(script), str(TRAY)],
        lay=TrayFeeder(stage.hopper.url, tray).lay,
        tray=tray.name,
        letters=letters_of(tray),
        arm=lambda: next(arms, None),
        number_of=lambda letter: typed.get(letter.code),
        secret=stage.secret,
        patience_s=PATIENCE_S,
    )


def _check_ended(life: Life, tray: PracticeTray) -> None:
    ended = {one["sheets"][0][2][0]: one["state"] for one in life.items.values()}
    letters = dict(zip(tray.items, letters_of(tray), strict=True))
    wanted = {digest(letter.face): ENDED[item.outcome] for item, letter in letters.items()}
    assert ended == wanted, _difference(letters, ended)


def _difference(letters: dict[PracticeItem, Letter], ended: dict[str, str]) -> str:
    return ", ".join(
        f"{item.name}: {ended.get(digest(letter.face))}"
        for item, letter in letters.items()
        if ended.get(digest(letter.face)) != ENDED[item.outcome]
    )


def _check_received(stage: Rehearsal, tray: PracticeTray) -> None:
    """The backend holds one item for each that was delivered, with as many pages as were fed."""
    with closing(sqlite3.connect(stage.settings.workspace / "spool.sqlite3")) as spool:
        rows = spool.execute("select id from item where state = 'delivered'").fetchall()
    received = delivered_pages(stage.settings.workspace.parent / "backend")
    assert set(received) == {key for (key,) in rows}
    inside = dict(zip(tray.items, letters_of(tray), strict=True))
    delivered = [item for item in tray.items if ENDED[item.outcome] == "delivered"]
    wanted = sorted(1 + len(inside[item].contents) for item in delivered)
    assert sorted(len(pages) for pages in received.values()) == wanted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=1, help="how often the whole tray is worked")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    violations = 0
    for number in range(asked.rounds):
        plan = every_step(seeded(asked.seed + number))
        with tempfile.TemporaryDirectory(prefix="tray-campaign-") as folder:
            try:
                desk = work_practice_tray(Path(folder), plan)
            except AssertionError as error:
                violations += 1
                sys.stdout.write(f"VIOLATION in round {number + 1}, plan {plan}: {error}\n")
                continue
        sys.stdout.write(f"{desk.kills.total()} kills in {desk.lives} lives of the tray\n")
        for step, count in sorted(desk.kills.items()):
            sys.stdout.write(f"  {step:28} {count}\n")
    sys.stdout.write(f"{asked.rounds} rounds, {violations} violations\n")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
