"""The jam campaign: `python -m tests.station.jam_campaign [--rounds N] [--seed S]`.

A station is killed at a random moment around a jam, with the backend away in a third of the
rounds, and started again. Each time the backend must soon say of the feeder's day what the
station's own spool says; and once more after the paper has been put right. Prints how long that
took. Exit status 1 when it was not so in time.
"""

import argparse
import datetime as dt
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mailroom.domain.feeder import FeederDay, feeder_day
from mailroom.domain.workdays import stockholm_date
from mailroom.spool.database import Database
from mailroom.spool.runs import Runs
from scanners.practice.faults import FaultKind
from scanners.practice.scanner import PracticeScanner
from tests.station.campaign import PATIENCE_S, Died, Life, begun
from tests.station.central import SECRET, Central, central
from tests.station.paper import seeded
from tests.station.test_at_the_scanner import NUMBER, drawn

SHEETS = 3
LONGEST_S = 1.5
"""A station is killed within this time after the feeder was started."""
JAMMED_SHARE = 0.7
"""The part of the rounds in which it is killed once the paper has stopped."""
IN_TIME_S = 15.0
"""Far below the minute after which figures are told anyway."""


@dataclass(slots=True)
class JamDesk:
    """One station's folder, one feeder, one backend; every round restarts the station."""

    folder: Path
    backend: Central
    feeder: PracticeScanner
    chance: random.Random
    jams_met: int = 0
    took_s: list[float] = field(default_factory=list)
    life: Life | None = None

    def round(self, *, away: bool) -> None:
        """Raises AssertionError when the figures are not right in time."""
        try:
            self._round(away=away)
        except (AssertionError, Died):
            self.end()
            raise

    def end(self) -> None:
        """The station's present life, if there is one."""
        if self.life is not None:
            self.life.end()
            self.life = None

    def _round(self, *, away: bool) -> None:
        self.feeder.reset()
        self.feeder.load(drawn(self.folder, self.chance, SHEETS, NUMBER))
        self.feeder.fault(FaultKind.JAM, sheet=self.chance.randint(1, SHEETS))
        life = self.life or self._signed_in()
        if away:
            self.backend.stop()
        life.do("ScanFace")
        self._kill_by_chance()
        life = self._begin()
        life.until(lambda: bool(life.feeder), "the recovery")
        if away:
            time.sleep(self.chance.uniform(0.0, 3.0))
            self.backend.start()
        self._soon_right(life)
        self.jams_met += self._is_jammed()
        self.feeder.clear()
        self._go_on(life)
        self._soon_right(life)

    def _begin(self) -> Life:
        program = ["tests.station.jam_program", str(self.folder / "desk"), self.backend.url]
        program += [str(self.backend.practice.key_file), self.feeder.url]
        self.life = begun(program, self.folder / "station.log", PATIENCE_S)
        return self.life

    def _signed_in(self) -> Life:
        life = self._begin()
        life.until(lambda: life.kinds["up"] > 0 and bool(life.feeder), "the start")
        self._sign_in(life)
        return life

    def _sign_in(self, life: Life) -> None:
        life.do("SignIn", user="anna", secret=SECRET)
        life.until(lambda: life.kinds["signed_in"] > 0, "sign-in")
        life.do("OpenTray", tray="T1", postal_operator="PostNord")
        life.until(lambda: life.kinds["tray"] > 0, "tray")

    def _kill_by_chance(self) -> None:
        """At any moment of the run, or within a second after the paper has stopped."""
        if self.chance.random() < JAMMED_SHARE:
            deadline = time.monotonic() + PATIENCE_S
            while not self._is_jammed():
                assert time.monotonic() < deadline, "the feeder never jammed"
                time.sleep(0.005)
            time.sleep(self.chance.uniform(0.0, 1.0))
        else:
            time.sleep(self.chance.uniform(0.0, LONGEST_S))
        self.end()

    def _is_jammed(self) -> bool:
        return "Jam" in self.feeder.state().adf

    def _go_on(self, life: Life) -> None:
        """Whatever paper there is goes through now."""
        self._sign_in(life)
        self.feeder.refeed(1)
        before = life.kinds["feeder"]
        life.do("ScanFace")
        life.until(
            lambda: life.kinds["feeder"] > before and life.feeder["state"] != "scanning", "feeding"
        )

    def _soon_right(self, life: Life) -> None:
        began = time.monotonic()
        while self._kept() != self._told():
            late = time.monotonic() - began > IN_TIME_S
            assert not late, (self._kept(), self._told(), life.process.poll())
            time.sleep(0.02)
        self.took_s.append(time.monotonic() - began)

    def _kept(self) -> tuple[int, int]:
        """Sheets and jams by the station's spool."""
        day = stockholm_date(dt.datetime.now(dt.UTC))
        database = Database(self.folder / "desk" / "spool.sqlite3")
        try:
            return _figures(feeder_day(day, Runs(database).of_day(day)))
        finally:
            database.close()

    def _told(self) -> tuple[int, int]:
        """What the backend has of the day."""
        day = stockholm_date(dt.datetime.now(dt.UTC)).isoformat()
        file = self.backend.data / "mailroom.sqlite"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            wanted = "select sheets, jams from feeder_day where day = ?"
            row = database.execute(wanted, (day,)).fetchone()
        return (row[0], row[1]) if row else (0, 0)


def _figures(day: FeederDay) -> tuple[int, int]:
    return day.sheets, day.jams


@contextmanager
def jam_desk(folder: Path, backend: Central, seed: int) -> Iterator[JamDesk]:
    folder.mkdir()
    with PracticeScanner() as feeder:
        desk = JamDesk(folder, backend, feeder, seeded(seed))
        try:
            yield desk
        finally:
            desk.end()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    late = 0
    with tempfile.TemporaryDirectory(prefix="jam-campaign-") as place:
        backend = central(Path(place) / "central")
        backend.start()
        try:
            with jam_desk(Path(place) / "work", backend, asked.seed) as desk:
                for number in range(asked.rounds):
                    try:
                        desk.round(away=number % 3 == 2)
                    except (AssertionError, Died) as error:
                        late += 1
                        sys.stdout.write(f"LATE round {number}: {error!r}\n")
                    if number % 10 == 9 or number == asked.rounds - 1:
                        _report(desk, number + 1, late)
        finally:
            backend.stop()
    return 1 if late else 0


def _report(desk: JamDesk, rounds: int, late: int) -> None:
    took = sorted(desk.took_s)
    sys.stdout.write(
        f"{rounds} rounds, {desk.jams_met} killed while jammed, {late} late; figures right after"
        f" {took[len(took) // 2]:.2f} s, longest {took[-1]:.2f} s of {len(took)}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
