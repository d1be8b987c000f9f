"""Counts the keys of a scripted operator over the practice tray: `mailroom bench desk`."""

import argparse
import datetime as dt
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from rich.console import Console as Printer
from rich.table import Table

from mailroom.demo.services import PracticeHopper, Rehearsal, rehearsal
from mailroom.demo.tray import PaperSheet, PracticeItem, PracticeTray, read_tray
from mailroom.domain.events import FeederState
from mailroom.domain.items import Item, ItemState
from mailroom.domain.sorting import Category, Tier, UnscannableReason
from mailroom.domain.workdays import stockholm_date
from mailroom.settings import resources
from mailroom.station.commands import OpenTray, SignIn
from mailroom.station.wiring import build_station
from ui.actions import DEFAULT_KEYS, Action
from ui.app import application, open_console
from ui.desk import Desk, needs_person, waiting
from ui.keyboard import CANDIDATES
from ui.keying import wants_second_keying
from ui.session import Session
from ui.texts.phrase import Language

_PATIENCE_S: Final = 300.0
_RELEASE_DELAY_S: Final = 2.0
_SHORTEST_NAME: Final = 3
_MOST_KEYS: Final = 40
"""A number typed twice, a contents page released, and as much again."""
_ON_THEIR_WAY: Final = frozenset({ItemState.CAPTURED, ItemState.READ, ItemState.FILLED})


class OperatorStuck(Exception):
    """The desk did not come to what the operator waited for; the message says what."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a person reads off the envelope in the hand."""

    practice: PracticeItem
    number: str | None
    name: str

    @classmethod
    def of(cls, practice: PracticeItem) -> "Known":
        file = practice.face.front.parent / "truth.json"
        told = json.loads(file.read_text(encoding="utf-8"))
        number = practice.recipient or told["kivra_id"]
        return cls(practice, number, told["recipient_name"] or "")


@dataclass(slots=True)
class KeyCount:
    """Keys pressed, by item; `shared` belong to the whole stack."""

    shared: int = 0
    by_item: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(slots=True)
class ScriptedOperator:
    """Works one tray at the console's own keys, knowing what the paper says."""

    session: Session
    hopper: PracticeHopper
    tray: PracticeTray
    keys: KeyCount = field(default_factory=KeyCount)
    known: dict[str, Known] = field(default_factory=dict[str, Known])

    def work(self, user: str, secret: str) -> None:
        """First a heap of unopened items, then the opened letters as one stack.

        An envelope on which only a person can read anything goes with the unopened ones: in a
        stack its front would begin nothing. Raises OperatorStuck.
        """
        self._begin(user, secret)
        shut = [one for one in self.tray.items if one.person or not one.contents]
        self._feed(shut, [one.face for one in shut])
        self._decide_all()
        self._press_shared(Action.WAY_OF_WORKING)
        opened = [one for one in self.tray.items if one not in shut]
        self._feed(opened, [part for one in opened for part in (one.face, *one.contents)])
        self._decide_all()

    def _decide_all(self) -> None:
        while self._until(_is_work_or_rest, "a decision") and waiting(self.desk):
            self._decide()

    def _feed(self, items: Sequence[PracticeItem], sheets: Sequence[PaperSheet]) -> None:
        """One key feeds the whole heap; the items come in its order."""
        before = len(self.desk.items)
        self.hopper.load(sheets)
        rested = self.desk.feeder
        self._press_shared(Action.GO_ON)
        self._until(lambda desk: desk.feeder is not rested, "the feeder to start")
        self._until(_has_fed, "the feeder")
        if self.desk.feeder.state is FeederState.PAUSED:
            raise OperatorStuck(f"the feeder paused: {self.desk.feeder.situation}")
        seen = [*self.desk.items][before:]
        if len(seen) != len(items):
            raise OperatorStuck(f"{len(items)} items were fed, {len(seen)} were seen")
        self.known.update(zip(seen, map(Known.of, items), strict=True))

    @property
    def desk(self) -> Desk:
        return self.session.desk

    def _begin(self, user: str, secret: str) -> None:
        self.session.do(SignIn(user, secret))
        self._until(lambda desk: desk.user is not None, "sign-in")
        tray, today = self.tray, stockholm_date(dt.datetime.now(dt.UTC))
        self.session.do(OpenTray(tray.name, today, tray.postal_operator, len(tray.items)))
        self._until(lambda desk: desk.tray is not None, "the tray")
        self._until(lambda desk: desk.feeder.state is FeederState.READY, "the scanner")

    def _decide(self) -> None:
        """Whatever the desk shows, as it shows it; the desk turns to the next by itself."""
        item = self.desk.item
        if item is None or not needs_person(item):
            raise OperatorStuck("the desk does not show what waits")
        name = self.known[item.id].practice.name
        if self.keys.by_item.get(item.id, 0) > _MOST_KEYS:
            raise OperatorStuck(f"{name} comes back however often it is decided")
        revision = item.revision
        for key in keys_for(item, self.known[item.id], self.session):
            self._press(key, item)
        self._until(lambda desk: desk.items[item.id].revision > revision, f"deciding {name}")
        contents = self.known[item.id].practice.contents
        if contents and self.desk.items[item.id].state is ItemState.OPENING:
            self.hopper.load(contents)
            self._press(DEFAULT_KEYS[Action.GO_ON][0], item)
            self._until(lambda desk: desk.items[item.id].closed, "the contents")
            self._until(lambda desk: desk.feeder.state is FeederState.READY, "the feeder's rest")

    def _press(self, key: str, item: Item) -> None:
        self.session.press(key)
        self.keys.by_item[item.id] = self.keys.by_item.get(item.id, 0) + 1

    def _press_shared(self, action: Action) -> None:
        self.session.press(DEFAULT_KEYS[action][0])
        self.keys.shared += 1

    def _until(self, reached: Callable[[Desk], bool], what: str) -> bool:
        deadline = time.monotonic() + _PATIENCE_S
        while not reached(self.desk):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            if time.monotonic() > deadline:
                raise OperatorStuck(f"waited in vain for {what}: {_standing(self.desk)}")
        return True


def keys_for(item: Item, known: Known, session: Session) -> Sequence[str]:
    """The fewest keys that decide the item as the envelope in the hand says."""
    practice = known.practice
    if item.state is not ItemState.DOUBTFUL:
        return (DEFAULT_KEYS[Action.GO_ON][0], "1")
    proposal = item.doubt.proposal if item.doubt else None
    if proposal is not None and proposal.category is practice.category:
        who = proposal.recipient.number if proposal.recipient else None
        if who in {None, known.number} or practice.category is not Category.SCANNABLE:
            return (DEFAULT_KEYS[Action.GO_ON][0],)
    if practice.category is Category.UNSCANNABLE and practice.reason is not None:
        place = tuple(UnscannableReason).index(practice.reason) + 1
        return (DEFAULT_KEYS[Action.UNSCANNABLE][0], str(place))
    if practice.category is Category.MARKETING:
        return (DEFAULT_KEYS[Action.MARKETING][0], "1")
    if practice.category is Category.UNREADABLE:
        return (DEFAULT_KEYS[Action.UNREADABLE][0], "1")
    return _recipient_keys(item, known, session)


def _recipient_keys(item: Item, known: Known, session: Session) -> Sequence[str]:
    """A digit for a listed candidate; else the name's first letters, or the number.

    Enter confirms a number that nobody is served under.
    """
    listed = item.evidence.candidates[:CANDIDATES] if item.evidence else ()
    for place, candidate in enumerate(listed, start=1):
        if candidate.number == known.number or candidate.name == known.name:
            return (str(place),)
    for length in range(_SHORTEST_NAME, len(known.name)):
        found = session.station.find_customers(known.name[:length], limit=1)
        if found and known.name == found[0].name:
            return (*known.name[:length], "Down", "Enter")
    number = known.number or ""
    if session.station.customer(number) is None:
        return (*number, "Enter")
    return tuple(number * 2 if wants_second_keying(item, number) else number)


def _has_fed(desk: Desk) -> bool:
    stopped = desk.feeder.state in {FeederState.READY, FeederState.PAUSED}
    return stopped and (desk.feeder.sheets_in_batch > 0 or desk.feeder.situation is not None)


def _standing(desk: Desk) -> str:
    said = desk.message.code if desk.message else "nothing said"
    return f"{desk.feeder.state}, {len(desk.items)} items, {said}"


def _is_work_or_rest(desk: Desk) -> bool:
    return bool(waiting(desk)) or not any(one.state in _ON_THEIR_WAY for one in desk.items.values())


def run(json_out: Path | None, tray_folder: Path | None = None) -> int:
    """Print the table, write the figures as one flat JSON object; 0 when both promises hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    tray = read_tray(tray_folder or resources() / "samples" / "tray")
    with (
        tempfile.TemporaryDirectory(prefix="desk-bench-") as folder,
        rehearsal(Path(folder), release_delay_s=_RELEASE_DELAY_S) as stage,
    ):
        figures = _measured(stage, tray)
    if json_out is not None:
        json_out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0 if figures["keys_per_item"] < 1 and figures["keys_tier_a"] == 0 else 1


def _measured(stage: Rehearsal, tray: PracticeTray) -> dict[str, float]:
    with closing(build_station(stage.settings)) as station:
        console = open_console(station, language=Language.SV)
        try:
            operator = ScriptedOperator(console.session, stage.hopper, tray)
            operator.work(stage.user, stage.secret)
        finally:
            console.close()
    items = operator.desk.items
    tier_a = [
        operator.keys.by_item.get(item.id, 0)
        for item in items.values()
        if item.decision and item.decision.tier is Tier.A and item.decision.decided_by == "machine"
        # A letter with somebody else's page in it is looked at, however sure its recipient is.
        if item.hold is None
    ]
    return _figures(operator, tier_a)


def _figures(operator: ScriptedOperator, tier_a: Sequence[int]) -> dict[str, float]:
    keys, count = operator.keys, len(operator.desk.items)
    asked = [number for number in keys.by_item.values() if number]
    total = keys.shared + sum(asked)
    table = Table("figure", "value", title="Desk, the practice tray")
    figures: dict[str, float] = {
        "keys_per_item": round(total / count, 3),
        "keys_tier_a": round(sum(tier_a) / max(1, len(tier_a)), 3),
        "items": count,
        "items_tier_a": len(tier_a),
        "items_asked": len(asked),
        "keys_most": max(asked, default=0),
        "keys_stack": keys.shared,
    }
    for name, value in figures.items():
        table.add_row(name, f"{value:g}")
    Printer().print(table)
    return figures


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.keycount", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--tray", type=Path, help="another practice tray than the shipped one")
    wanted = parser.parse_args(argv)
    return run(wanted.json, wanted.tray)


if __name__ == "__main__":
    sys.exit(main())
