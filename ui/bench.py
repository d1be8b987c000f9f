"""Measures the console: key to picture, and the longest stall while a batch runs."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel
from rich.console import Console as Printer
from rich.table import Table

from mailroom.domain.events import FeederChanged, FeederState, ItemChanged, PageCaptured
from mailroom.domain.items import Item, ItemState
from ui.app import Console, application, open_console
from ui.desk import shown_page
from ui.rehearsal.paper import letter, write_page
from ui.rehearsal.scenes import REGISTER, clear, room
from ui.rehearsal.station import ScriptedStation
from ui.texts.phrase import Language

_SIZE: Final = (1920, 1080)
_PAGES: Final = 4
_LOOK_S: Final = 0.15
"""How long a page is looked at before the next key: time to fetch ahead."""
_PATIENCE_S: Final = 5.0
_BEAT_MS: Final = 5
_QUIET_S: Final = 3.0
_PAGES_PER_S: Final = 20
_DROPPED_BEATS: Final = 20
_OPENINGS: Final = 3


@dataclass(frozen=True, slots=True)
class Load:
    """How much is measured: letters of four pages, page turns, and seconds of a running batch."""

    letters: int = 16
    turns: int = 48
    batch_s: float = 8.0


FULL: Final = Load()
_LIMITS: Final = {"page_turn_p95_ms": 250, "max_stall_ms": 50, "first_window_s": 2}
"""What is promised of a machine that does nothing else."""


def run(json_out: Path | None, load: Load = FULL) -> int:
    """Print the table, write the figures as one flat JSON object; 0 when every limit holds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    opening = [_opening() for _ in range(_OPENINGS)]
    with tempfile.TemporaryDirectory(prefix="console-bench-") as folder:
        letters = _letters(Path(folder), load.letters)
        turns, peer = _page_turns(letters, load.turns)
        stalls, at_rest = _stalls(letters, load.batch_s)
    figures = {
        "page_turn_p50_ms": _rounded(statistics.median(turns)),
        "page_turn_p95_ms": _rounded(_percentile(turns, 95)),
        "peer_page_turn_p50_ms": _rounded(statistics.median(peer)),
        "peer_page_turn_p95_ms": _rounded(_percentile(peer, 95)),
        "page_turns": len(turns),
        "stall_p50_ms": _rounded(statistics.median(stalls)),
        "stall_p99_ms": _rounded(_percentile(stalls, 99)),
        "at_rest_max_stall_ms": _rounded(at_rest),
        "max_stall_ms": _rounded(max(stalls)),
        "first_window_s": round(statistics.median(opening), 2),
    }
    _print(figures)
    if json_out is not None:
        json_out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0 if all(figures[name] < most for name, most in _LIMITS.items()) else 1


def _opening() -> float:
    """Seconds from the command to a window that takes keys, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "ui.opening"], capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def _letters(folder: Path, count: int) -> tuple[Item, ...]:
    """Every page a file of its own, so that no cache below the program helps either side."""
    made: list[Item] = []
    for number in range(count):
        files = tuple(folder / f"{number}-{page}.jpg" for page in range(_PAGES))
        for page, file in enumerate(files):
            write_page(file, number * _PAGES + page)
        made.append(letter(f"letter-{number}", files))
    return tuple(made)


def _open(letters: Sequence[Item]) -> tuple[ScriptedStation, Console]:
    station = ScriptedStation(REGISTER, items=letters)
    console = open_console(station, language=Language.SV)
    console.window.resize(*_SIZE)
    console.window.show()
    station.announce(*room())
    _wait(0.3)
    return station, console


def _page_turns(letters: tuple[Item, ...], count: int) -> tuple[list[float], list[float]]:
    """Each round turns a page here and shows the same file the plain way, in turn.

    Two turns of three go to the next page (often fetched ahead), one to another letter.
    """
    _, console = _open(letters)
    plain = QLabel()
    plain.resize(console.window.desk.page.size())
    plain.show()
    console.session.open_item(letters[0].id)
    _wait(0.5)
    turns: list[float] = []
    peer: list[float] = []
    for number in range(count):
        key = Qt.Key.Key_Down if number % 3 == 2 else Qt.Key.Key_PageDown  # noqa: PLR2004  one in three
        turns.append(_turn(console, key))
        page = shown_page(console.session.desk)
        if page is not None:
            peer.append(_plainly(plain, page.image))
        _wait(_LOOK_S)
    plain.close()
    _close(console)
    return turns, peer


def _turn(console: Console, key: Qt.Key) -> float:
    """Milliseconds from the key to the painted picture."""
    painted: list[str] = []
    view = console.window.desk.page
    view.shown.connect(painted.append)
    started = time.perf_counter()
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(console.window.desk, event)
    due = shown_page(console.session.desk)
    while due is not None and due.id not in painted:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        if time.perf_counter() - started > _PATIENCE_S:
            break
    taken = (time.perf_counter() - started) * 1000
    view.shown.disconnect(painted.append)
    return taken


def _plainly(plain: QLabel, file: Path) -> float:
    """The plain way: QPixmap(file), scaled smoothly, in the window's thread."""
    started = time.perf_counter()
    scaled = QPixmap(str(file)).scaled(
        plain.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    plain.setPixmap(scaled)
    plain.repaint()
    return (time.perf_counter() - started) * 1000


class _Heartbeat(QObject):
    """How much later than due each beat of the event loop comes, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _BEAT_MS))
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


def run_feed(json_out: Path, pages_per_s: int, seconds: float = FULL.batch_s) -> int:
    """Only the stalls, while pages arrive this fast; the figures go to the file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    with tempfile.TemporaryDirectory(prefix="console-bench-") as folder:
        stalls, at_rest = _stalls(_letters(Path(folder), FULL.letters), seconds, pages_per_s)
    figures = {"max_stall_ms": _rounded(max(stalls)), "at_rest_max_stall_ms": _rounded(at_rest)}
    json_out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _stalls(
    letters: tuple[Item, ...], seconds: float, pages_per_s: int = _PAGES_PER_S
) -> tuple[list[float], float]:
    """A batch from another thread: page after page, and its evidence behind it.

    The second figure is the longest stall of the same window at rest: what the machine adds.
    """
    station, console = _open(())
    quiet = _Heartbeat()
    _wait(_QUIET_S)
    quiet.stop()
    heart = _Heartbeat()
    feeder = threading.Thread(target=_feed, args=(station, letters, seconds, pages_per_s))
    feeder.start()
    while feeder.is_alive():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    heart.stop()
    _close(console)
    return heart.late[_DROPPED_BEATS:], max(quiet.late)


def _feed(
    station: ScriptedStation, letters: tuple[Item, ...], seconds: float, pages_per_s: int
) -> None:
    evidence = clear(7, ItemState.OPENING)
    station.announce(FeederChanged(FeederState.SCANNING, 0))
    count = int(seconds * pages_per_s)
    for number in range(count):
        item = letters[number // _PAGES % len(letters)]
        page = item.pages[number % _PAGES]
        station.announce(PageCaptured(item.id, page), FeederChanged(FeederState.SCANNING, number))
        known = item.sheets[: number % _PAGES + 1]
        read = replace(
            item,
            state=ItemState.OPENING,
            sheets=known,
            evidence=evidence.evidence,
            decision=evidence.decision,
            revision=number,
        )
        time.sleep(0.5 / pages_per_s)
        station.announce(ItemChanged(read))
        time.sleep(0.5 / pages_per_s)
    station.announce(FeederChanged(FeederState.READY, count))


def _wait(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        time.sleep(0.002)


def _close(console: Console) -> None:
    console.close()
    console.window.deleteLater()
    _wait(0.05)


def _percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _rounded(value: float) -> float:
    return round(value, 1)


def _print(figures: dict[str, float]) -> None:
    table = Table("measured", "console", "QPixmap(file)", "ratio", title="Console")
    for part in ("p50", "p95"):
        ours, plain = figures[f"page_turn_{part}_ms"], figures[f"peer_page_turn_{part}_ms"]
        name = f"page turn, {'median' if part == 'p50' else part}, ms"
        table.add_row(name, str(ours), str(plain), f"{ours / plain:.2f}")
    table.add_row("event loop stall, p99, ms", str(figures["stall_p99_ms"]), "", "")
    table.add_row("event loop stall, longest, ms", str(figures["max_stall_ms"]), "", "")
    table.add_row("command to first usable window, s", str(figures["first_window_s"]), "", "")
    at_rest = str(figures["at_rest_max_stall_ms"])
    table.add_row("the same at rest, longest, ms", at_rest, "", "")
    Printer().print(table)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here")
    only = "with --json: the longest stall alone, while N pages a second arrive"
    parser.add_argument("--feed", type=int, metavar="N", help=only)
    args = parser.parse_args(argv)
    if args.feed and args.json:
        return run_feed(args.json, args.feed)
    return run(args.json)


if __name__ == "__main__":
    sys.exit(main())
