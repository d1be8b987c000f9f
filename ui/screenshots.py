"""Pictures of every main situation of the console: `python -m ui.screenshots DIR`."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from ui.app import Console, application, open_console
from ui.rehearsal.scenes import NAMES, REGISTER, scene
from ui.rehearsal.station import ScriptedStation
from ui.style import TEXT_PERCENTS, Look, Theme
from ui.texts.phrase import Language

SIZES: Final = ((1920, 1080), (1366, 768))
_SETTLE_S: Final = 0.35


def stage(name: str, language: Language, size: tuple[int, int], look: Look) -> Console:
    """A console that shows the scene, with every picture painted. Close it."""
    played = scene(name)
    station = ScriptedStation(REGISTER, items=played.before)
    console = open_console(station, language=language, look=look)
    console.window.resize(*size)
    console.window.show()
    station.announce(*played.events)
    settle()
    for key in played.keys:
        console.session.press(key)
    settle()
    return console


def settle(seconds: float = _SETTLE_S) -> None:
    """Let events and pictures come through."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scene", choices=NAMES, action="append")
    parser.add_argument("--language", choices=[*Language], type=Language, action="append")
    parser.add_argument("--theme", choices=[*Theme], type=Theme, default=Theme.LIGHT)
    parser.add_argument("--text", choices=TEXT_PERCENTS, type=int, default=100, help="percent")
    wanted = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for language in wanted.language or Language:
            for name in wanted.scene or NAMES:
                look = Look(wanted.theme, text_percent=wanted.text)
                _take(wanted.folder, name, language, size, look)
    return 0


def _take(folder: Path, name: str, language: Language, size: tuple[int, int], look: Look) -> None:
    console = stage(name, language, size, look)
    file = folder / f"{name}-{language}-{size[0]}x{size[1]}.png"
    console.window.grab().save(str(file))
    console.close()
    console.window.deleteLater()
    settle(0.02)


if __name__ == "__main__":
    sys.exit(main())
