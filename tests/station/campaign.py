"""The kill campaign: an operator at a desk whose power fails at every named step."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from mailroom.points import KILL_AT
from tests.station import paper
from tests.station.central import SECRET, Central

PATIENCE_S = 120.0
RESTING = {"delivered", "doubtful", "held"}
TYPED = "5577067472"


class Died(Exception):
    """The station's process is gone."""


@dataclass(slots=True)
class Life:
    """One life of the station's process, from start to kill."""

    process: subprocess.Popen[str]
    patience_s: float
    lines: Queue[str | None] = field(default_factory=Queue)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    feeder: dict[str, Any] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    refusals: list[dict[str, Any]] = field(default_factory=list)
    ear: Thread = field(init=False)

    def __post_init__(self) -> None:
        self.ear = Thread(target=self._listen, daemon=True)
        self.ear.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def do(self, command: str, **arguments: object) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps({"do": command, **arguments}) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise Died from error

    def until(self, there: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + self.patience_s
        while not there():
            try:
                line = self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                states = [(one["state"], one["closed"]) for one in self.items.values()]
                raise AssertionError(f"{what}: {states} {self.feeder} {self.refusals}") from None
            if line is None or not line.endswith("\n"):
                raise Died
            self._take_in(json.loads(line))

    def _take_in(self, told: dict[str, Any]) -> None:
        kind = told.pop("kind")
        self.kinds[kind] += 1
        if kind == "item":
            known = self.items.get(told["id"], told)
            if known["revision"] <= told["revision"]:
                self.items[told["id"]] = told
        elif kind == "feeder":
            self.feeder = told
        elif kind == "counters":
            self.counters = told
        elif kind == "refused":
            self.refusals.append(told)

    def end(self) -> int:
        """The process's exit status; a dead one's pipes are closed."""
        self.process.kill()
        status = self.process.wait()
        self.ear.join()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(BrokenPipeError):
                assert pipe is not None
                pipe.close()
        return status


def begun(program: list[str], log: Path, patience_s: float, armed: str | None = None) -> Life:
    """A station's process; `armed` names the point at which it ends."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    if armed:
        environment[KILL_AT] = armed
    command = [sys.executable, "-m", *program]
    with log.open("a") as lines:
        process = subprocess.Popen(
            command, stdin=-1, stdout=-1, stderr=lines, text=True, env=environment
        )
    return Life(process, patience_s)


def sheets_of(letter: paper.Letter) -> list[tuple[bytes, ...]]:
    """The face, then the contents two sides a sheet."""
    inside = letter.contents
    return [(letter.face,), *(inside[at : at + 2] for at in range(0, len(inside), 2))]


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@dataclass(slots=True)
class Desk:
    """The physical side: paper, a feeder and an operator who believes only what stands on screen.

    Contents are fed two sides a sheet. `program` is the station's command line, `lay` puts sides
    into its feeder, `number_of` is what a person types for a letter in doubt (None: it may wait),
    `arm` says at which point the next life ends. `fed` are the sheets that ever went through the
    feeder, by the digest of each side.
    """

    workspace: Path
    program: list[str]
    lay: Callable[[tuple[bytes, ...]], None]
    tray: str
    letters: list[paper.Letter]
    arm: Callable[[], str | None]
    number_of: Callable[[paper.Letter], str | None] = lambda _letter: TYPED
    secret: str = SECRET
    patience_s: float = PATIENCE_S
    strike: Callable[[Life], None] = lambda _life: None
    kills: Counter[str] = field(default_factory=Counter)
    fed: set[str] = field(default_factory=set)
    last: list[tuple[bytes, ...]] = field(default_factory=list)
    laid: set[str] = field(default_factory=set)
    begun: int = 0
    lives: int = 0

    def work(self) -> Life:
        """Until every letter is delivered, however often the power fails."""
        while True:
            armed = self.arm()
            life = self._begin(armed)
            if armed is None:
                self.strike(life)
            try:
                self._work(life)
            except AssertionError:
                life.end()
                raise
            except Died:
                status = life.end()
                assert status == -signal.SIGKILL, status
                self.kills[armed or "any moment"] += 1
                self._look_into_the_feeder()
            else:
                return life

    def _look_into_the_feeder(self) -> None:
        """What was laid in but never drawn is no fed sheet: it still lies in the hopper."""
        if self._batches_begun() == self.begun:
            self.fed -= self.laid

    def _batches_begun(self) -> int:
        """Batches on record. A folder alone is none: the feeder draws only after the row."""
        file = self.workspace / "spool.sqlite3"
        if not file.exists():
            return 0
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            return int(database.execute("select count(*) from batch").fetchone()[0])

    def _begin(self, armed: str | None) -> Life:
        self.lives += 1
        log = self.workspace.parent / "station.log"
        return begun(self.program, log, self.patience_s, armed)

    def _work(self, life: Life) -> None:
        life.until(lambda: life.kinds["up"] > 0 and bool(life.feeder), "the start")
        self._check_explained(life)
        life.do("SignIn", user="anna", secret=self.secret)
        life.until(lambda: life.kinds["signed_in"] > 0, "sign-in")
        life.do("OpenTray", tray=self.tray, postal_operator="PostNord")
        life.until(lambda: life.kinds["tray"] > 0, "tray")
        for letter in self.letters:
            self._handle(life, letter)
        life.until(
            lambda: all(one["state"] in RESTING for one in life.items.values()), "deliveries"
        )
        total = sum(1 + len(letter.contents) // 2 for letter in self.letters)
        life.until(lambda: life.counters.get("sheets_in_items") == total, "the balance")
        assert life.counters["sheets_fed"] == total

    def _check_explained(self, life: Life) -> None:
        """Every side ever fed is whole in an item, or the station asks for its sheet again."""
        whole = {
            page
            for one in life.items.values()
            for _, place, pages in one["sheets"]
            if place == "captured"
            for page in pages
        }
        asked: set[str] = set()
        for key, number in life.feeder["feed_again"]:
            stack = self._stack_of(life, key) if key else self.last
            asked |= {digest(side) for sheet in stack[number - 1 :] for side in sheet}
        unexplained = self.fed - whole - asked
        assert not unexplained, (len(unexplained), life.feeder, self.kills)

    def _stack_of(self, life: Life, key: str) -> list[tuple[bytes, ...]]:
        face = life.items[key]["sheets"][0][2]
        (letter,) = [one for one in self.letters if digest(one.face) in face]
        return sheets_of(letter)

    def _handle(self, life: Life, letter: paper.Letter) -> None:
        item = self._with_face(life, letter)
        if item is None:
            self._feed(life, [(letter.face,)], "ScanFace")
            item = self._with_face(life, letter)
            assert item is not None, life.feeder
        key = item["id"]
        life.until(lambda: life.items[key]["state"] not in {"captured", "read"}, "decision")
        number = self.number_of(letter)
        if life.items[key]["state"] == "doubtful" and number:
            life.do("TypeNumber", item=key, number=number)
            life.until(lambda: life.items[key]["state"] != "doubtful", "a person's decision")
        while life.items[key]["state"] == "opening" and not life.items[key]["closed"]:
            self._fill(life, letter, key)

    def _fill(self, life: Life, letter: paper.Letter, key: str) -> None:
        sheets = sheets_of(letter)[1:]
        inside = [sheet for sheet in life.items[key]["sheets"] if sheet[0] > 1]
        kept = [pages for _, place, pages in inside if place == "captured"]
        assert kept == [[digest(side) for side in sheet] for sheet in sheets[: len(kept)]]
        rest = sheets[len(kept) :]
        if rest:
            self._feed(life, rest, "ScanContents", item=key)
        else:
            life.do("CloseItem", item=key)
            life.until(lambda: life.items[key]["closed"], "closing")

    def _feed(
        self, life: Life, sheets: list[tuple[bytes, ...]], command: str, **arguments: object
    ) -> None:
        sides = tuple(side for sheet in sheets for side in sheet)
        again = {digest(side) for side in sides} & self.fed
        assert not again or life.feeder["feed_again"], "fed again without being asked"
        self.lay(sides)
        laid = {digest(side) for side in sides}
        self.last, self.laid = sheets, laid - self.fed
        self.begun = self._batches_begun()
        self.fed |= laid
        before = life.kinds["feeder"]
        life.do(command, **arguments)
        life.until(
            lambda: life.kinds["feeder"] > before and life.feeder["state"] != "scanning", command
        )
        assert life.feeder["state"] == "ready", (life.feeder, life.refusals)
        if command == "ScanContents":
            key = str(arguments["item"])
            life.until(lambda: life.items[key]["closed"], "closed contents")

    def _with_face(self, life: Life, letter: paper.Letter) -> dict[str, Any] | None:
        face = digest(letter.face)
        for one in life.items.values():
            if one["sheets"] and face in one["sheets"][0][2]:
                return one
        return None


def delivered_pages(data: Path) -> dict[str, list[str]]:
    """What the backend has, read from its own database: pages by item, in the manifest's order."""
    file = data / "mailroom.sqlite"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        rows = database.execute("select item, sha256 from page order by item, position").fetchall()
    pages: dict[str, list[str]] = {}
    for item, page in rows:
        pages.setdefault(item, []).append(page)
    return pages


def check_delivered(central: Central, letters: list[paper.Letter]) -> None:
    """No sheet lost, none doubled, none mixed, none out of order, each letter delivered once."""
    stacks = [tuple(pages) for pages in delivered_pages(central.data).values()]
    for letter in letters:
        wanted = tuple(digest(sheet) for sheet in letter.sheets)
        holding = [stack for stack in stacks if set(stack) & set(wanted)]
        assert holding == [wanted], (len(holding), len(wanted))


def practice_letters(seed: int, numbers: list[str], contents: list[int]) -> list[paper.Letter]:
    chance = paper.seeded(seed)
    return [
        paper.letter(chance, number, count) for number, count in zip(numbers, contents, strict=True)
    ]
