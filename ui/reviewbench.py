"""Measures the review over a slow line: from the key that decides to the next item, painted."""

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from rich.console import Console as Printer
from rich.table import Table

from mailroom.bench.distant import distant_room
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.review import ClaimReview
from mailroom.station.commands import AskRoom, Command
from mailroom.station.room import Room, RoomSource
from ui.app import Console, application, open_console
from ui.parts import FIRST, Parts
from ui.rehearsal.scenes import REGISTER, room
from ui.rehearsal.station import ScriptedStation
from ui.review import Review
from ui.texts.phrase import Language
from ui.work import Place

ROUND_TRIP_S: Final = 0.04
TURNS: Final = 40
_LOOK_S: Final = 0.4
"""How long an item is looked at before the next key, whatever has arrived: a quick reviewer."""
_PATIENCE_S: Final = 20.0
_CLOSING_S: Final = 5.0
_MOST_MS: Final = 250.0
_SIZE: Final = (1920, 1080)


@dataclass(slots=True)
class _Desk:
    """A console whose questions about the room go to a real backend, off the window's thread."""

    source: RoomSource
    claimed_at: list[float] = field(default_factory=list[float])

    def __post_init__(self) -> None:
        self.station = ScriptedStation(REGISTER, answer=self._answer)
        self.room = Room(self.source, self._told, lambda: dt.datetime.now(dt.UTC))

    station: ScriptedStation = field(init=False)
    room: Room = field(init=False)

    def _answer(self, command: Command) -> Sequence[Event]:
        if isinstance(command, AskRoom):
            self.room.ask(command.question)
        return ()

    def _told(self, told: RoomTold) -> None:
        if isinstance(told.question, ClaimReview):
            self.claimed_at.append(time.perf_counter())
        self.station.announce(told)


def run(json_out: Path | None, turns: int = TURNS) -> int:
    """Print the table, write the figures as one flat JSON object; 0 when the promise holds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    with (
        tempfile.TemporaryDirectory(prefix="review-bench-") as folder,
        distant_room(Path(folder), cases=turns + 3, round_trip_s=ROUND_TRIP_S) as source,
    ):
        ours, asked = _measured(source, turns)
    figures = {
        "review_turn_p50_ms": round(statistics.median(ours), 1),
        "review_turn_p95_ms": round(_p95(ours), 1),
        "peer_review_turn_p50_ms": round(statistics.median(asked), 1),
        "peer_review_turn_p95_ms": round(_p95(asked), 1),
        "round_trip_ms": round(ROUND_TRIP_S * 1000, 1),
        "review_turns": len(ours),
    }
    _print(figures)
    if json_out is not None:
        json_out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0 if figures["review_turn_p95_ms"] < _MOST_MS else 1


def _measured(source: RoomSource, turns: int) -> tuple[list[float], list[float]]:
    """Of the same keys: until the next item is painted, and until one asked for only now comes."""
    desk = _Desk(source)
    desk.room.start()
    console = open_console(desk.station, language=Language.SV)
    console.window.resize(*_SIZE)
    console.window.show()
    desk.station.announce(*room())
    _wait(0.3)
    console.go(Place.REVIEW, ())
    _until(lambda: _review(console).queue is not None)
    console.go(Place.REVIEW, ("Space",))
    _until(lambda: _review(console).following is not None)
    ours: list[float] = []
    asked: list[float] = []
    for _ in range(turns):
        _wait(_LOOK_S)
        before, claims = _shown(console), len(desk.claimed_at)
        began = time.perf_counter()
        console.window.rooms.press("Space")
        _until(lambda before=before: _shown(console) not in {before, ""})
        console.window.repaint()
        ours.append((time.perf_counter() - began) * 1000)
        _until(lambda claims=claims: len(desk.claimed_at) > claims)
        asked.append((desk.claimed_at[claims] - began) * 1000)
    console.close()
    console.window.deleteLater()
    desk.room.close(_CLOSING_S)
    return ours, asked


def _review(console: Console) -> Review:
    work = console.window.rooms.work(Place.REVIEW)
    assert isinstance(work, Parts)  # noqa: S101  that is what is there
    review = work.parts[FIRST]
    assert isinstance(review, Review)  # noqa: S101
    return review


def _shown(console: Console) -> str:
    case = _review(console).case
    return case.offer.item if case else ""


def _until(done: Callable[[], bool]) -> None:
    """Raises TimeoutError."""
    deadline = time.perf_counter() + _PATIENCE_S
    while not done():
        if time.perf_counter() > deadline:
            raise TimeoutError("the review did not go on")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.001)


def _wait(seconds: float) -> None:
    until = time.perf_counter() + seconds
    _until(lambda: time.perf_counter() > until)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _print(figures: dict[str, float]) -> None:
    table = Table("measured", "console", "asked for only now", title="Review over a slow line")
    for part in ("p50", "p95"):
        ours, peer = figures[f"review_turn_{part}_ms"], figures[f"peer_review_turn_{part}_ms"]
        table.add_row(f"next item, {part}, ms", str(ours), str(peer))
    table.add_row("round trip of the line, ms", str(figures["round_trip_ms"]), "")
    Printer().print(table)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.reviewbench", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here")
    return run(parser.parse_args(argv).json)


if __name__ == "__main__":
    sys.exit(main())
