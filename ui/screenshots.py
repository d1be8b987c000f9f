"""Pictures of every main situation of the console: `python -m ui.screenshots DIR`."""

import argparse
import datetime as dt
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ui.app import Console, application, open_console
from ui.rehearsal.scenes import NAMES, REGISTER, scene
from ui.rehearsal.station import ScriptedStation
from ui.style import TEXT_PERCENTS, Look, Theme
from ui.texts.phrase import Language

SIZES: Final = ((1920, 1080), (1366, 768))
_CALM_TURNS: Final = 12
"""Turns of the event loop in which no picture is on its way, until everything is painted."""
_PATIENCE_S: Final = 30.0
_DAY: Final = dt.date(2026, 11, 20)
_SMALL: Final = (1366, 768)
_ELSEWISE: Final = ("candidates", "jam", "health", "keys", "sign_in")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a scene in a language, at a window's size, as a theme and text size show it."""

    scene: str
    language: Language
    size: tuple[int, int]
    theme: Theme = Theme.LIGHT
    text_percent: int = 100

    @property
    def name(self) -> str:
        base = f"{self.scene}-{self.language}-{self.size[0]}x{self.size[1]}"
        theme = "" if self.theme is Theme.LIGHT else f"-{self.theme}"
        return base + theme + ("" if self.text_percent == 100 else f"-{self.text_percent}")  # noqa: PLR2004  the usual size

    def take(self) -> QImage:
        """The window's picture, everything on it painted."""
        look = Look(self.theme, text_percent=self.text_percent)
        console = stage(self.scene, self.language, self.size, look)
        taken = console.window.grab().toImage()
        console.close()
        console.window.deleteLater()
        settle(console)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return taken


def stage(name: str, language: Language, size: tuple[int, int], look: Look) -> Console:
    """A console that shows the scene, with every picture painted. Close it."""
    played = scene(name)
    station = ScriptedStation(REGISTER, items=played.before)
    console = open_console(station, language=language, look=look, today=_DAY)
    console.window.resize(*size)
    console.window.show()
    station.announce(*played.events)
    settle(console)
    console.go(played.place, played.keys)
    station.announce(*played.answers)
    settle(console)
    return console


def settle(console: Console) -> None:
    """Let events and pictures come through."""
    until = time.monotonic() + _PATIENCE_S
    calm = 0
    while calm < _CALM_TURNS and time.monotonic() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QApplication.sendPostedEvents()
        calm = calm + 1 if console.store.is_idle else 0
        time.sleep(0.01)


def approved_shots() -> Iterator[Shot]:
    """What the golden pictures show: every scene once, some in every dress."""
    yield from (Shot(name, Language.SV, _SMALL) for name in NAMES)
    for name in _ELSEWISE:
        yield Shot(name, Language.EN, _SMALL, Theme.DARK)
        yield Shot(name, Language.EN, _SMALL, Theme.CONTRAST)
        yield Shot(name, Language.EN, _SMALL, text_percent=200)


def shrunk(picture: QImage) -> QImage:
    """Half as large: what golden pictures keep, since smoothing hardly counts there."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaledToWidth(picture.width() // 2, smooth)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ui.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scene", choices=NAMES, action="append")
    parser.add_argument("--language", choices=[*Language], type=Language, action="append")
    parser.add_argument("--theme", choices=[*Theme], type=Theme, default=Theme.LIGHT)
    parser.add_argument("--text", choices=TEXT_PERCENTS, type=int, default=100, help="percent")
    parser.add_argument("--golden", action="store_true", help="approve how the screens look now")
    parser.add_argument("--guide", action="store_true", help="the pictures of the guides")
    wanted = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application(["mailroom-console"])
    wanted.folder.mkdir(parents=True, exist_ok=True)
    if wanted.golden:
        for shot in approved_shots():
            shrunk(shot.take()).save(str(wanted.folder / f"{shot.name}.jpg"), quality=88)
        return 0
    if wanted.guide:
        for shot, name in _GUIDE.items():
            shot.take().save(str(wanted.folder / name))
        return 0
    for size in SIZES:
        for language in wanted.language or Language:
            for name in wanted.scene or NAMES:
                shot = Shot(name, language, size, wanted.theme, wanted.text)
                shot.take().save(str(wanted.folder / f"{shot.name}.png"))
    return 0


_GUIDE: Final = {
    Shot(name, language, (1366, 768)): f"{part}-{language}.png"
    for language in Language
    for name, part in (
        ("clear", "desk-clear"),
        ("candidates", "desk-candidates"),
        ("jam", "desk-jam"),
        ("streak", "desk-streak"),
        ("keys", "desk-keys"),
        ("health", "desk-health"),
        ("review_candidates", "review-case"),
        ("review_digits", "review-digits"),
        ("shift", "shift-wall"),
        ("shift_till", "shift-till"),
        ("archive", "archive-box"),
        ("archive_retired", "archive-retired"),
        ("dispatch_held", "dispatch-held"),
        ("policy_tried", "policy-tried"),
    )
}
"""Which picture stands under which name in `resources/guide`."""


if __name__ == "__main__":
    sys.exit(main())
