"""The console on the practice tray: a practised operator works while you watch, or take over."""

import argparse
import datetime as dt
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QTimer
from rich.console import Console

from mailroom.demo.operator import PracticeOperator, PracticeRun, PracticeStopped
from mailroom.demo.report import print_run, teller, wide_console
from mailroom.demo.services import Rehearsal
from mailroom.demo.tray import read_tray
from mailroom.domain.workdays import stockholm_date
from mailroom.station.commands import OpenTray, SignIn
from mailroom.station.station import Station
from mailroom.station.wiring import build_station
from ui import app
from ui.style import Look
from ui.texts.phrase import Language, Say
from ui.training import TrainingWindow

_LOOK_EVERY_MS = 250


class Watched:
    """The operator on a thread of its own; `run` is what came of it, once it has ended."""

    def __init__(self, console: Console, stage: Rehearsal, station: Station, folder: Path) -> None:
        self.run: PracticeRun | None = None
        self._console = console
        self._stage = stage
        self._operator = PracticeOperator(
            station, stage.hopper, read_tray(folder), teller(console, lambda _: None)
        )
        self.thread = Thread(target=self._work, name="practised-operator", daemon=True)

    def _work(self) -> None:
        try:
            self.run = self._operator.work(self._stage.user, self._stage.secret)
        except PracticeStopped as problem:
            self._console.print(f"[bold red]The demonstration stopped:[/] {problem}")
        else:
            print_run(self._console, self.run, self._stage.mailbox_url, self._stage.secret)


def _train(stage: Rehearsal, folder: Path) -> int:
    """A person works the tray, with the feeder's hopper in a window of its own."""
    tray, say = read_tray(folder), Say(Language(stage.settings.language))

    def beside(console: app.Console) -> TrainingWindow:
        return TrainingWindow(Look(), say, console.session, stage.hopper, tray)

    with closing(build_station(stage.settings)) as station:
        station.do(SignIn(stage.user, stage.secret))
        today = stockholm_date(dt.datetime.now(dt.UTC))
        station.do(OpenTray(tray.name, today, tray.postal_operator, len(tray.items)))
        own = stage.settings.console
        return app.run(station, language=stage.settings.language, own=own, beside=beside)


def main() -> int:
    """Exit status 0 only when every item ended as its known answer says."""
    words = argparse.ArgumentParser(prog="python -m ui.practice", description=__doc__)
    words.add_argument("script", type=Path, help="what the demonstration runs on")
    words.add_argument("tray", type=Path)
    words.add_argument("--train", action="store_true", help="nobody works but you")
    words.add_argument("--close", action="store_true", help="close with the last item")
    wanted = words.parse_args()
    stage = Rehearsal.read(wanted.script)
    qt = app.application(["mailroom-console"])
    if wanted.train:
        return _train(stage, wanted.tray)
    with closing(build_station(stage.settings)) as station:
        watched = Watched(wide_console(), stage, station, wanted.tray)
        watched.thread.start()
        ending = QTimer(interval=_LOOK_EVERY_MS)
        ending.timeout.connect(lambda: None if watched.thread.is_alive() else qt.quit())
        if wanted.close:
            ending.start()
        app.run(station, language=stage.settings.language, own=stage.settings.console)
    return 0 if watched.run is not None and watched.run.as_known else 1


if __name__ == "__main__":
    sys.exit(main())
