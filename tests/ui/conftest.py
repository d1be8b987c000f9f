"""The console's tests run without a screen, on scripted stations and the practice mail."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.app import Console, application, open_console
from ui.rehearsal.scenes import REGISTER, room, scene
from ui.rehearsal.station import Answer, ScriptedStation, silent
from ui.style import Look, Theme
from ui.texts.phrase import Language

Staged = Callable[..., Console]


@pytest.fixture(scope="session", autouse=True)
def qapp() -> QApplication:
    """For every test: Qt ends the process where a font is measured before there is one."""
    return application(["mailroom-console"])


def settle() -> None:
    """Let the desk be told, laid out and painted, however busy the machine is."""
    for _ in range(6):
        QApplication.processEvents()
        QApplication.sendPostedEvents()


@pytest.fixture(autouse=True)
def _nothing_of_the_test_before() -> None:
    """Windows that are to be deleted are, which no event loop of a test does: each holds 20 MB."""
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def staged(qtbot: QtBot) -> Iterator[Staged]:
    """Opens the console on a scene, closes it afterwards."""
    opened: list[Console] = []

    def stage(
        name: str,
        language: Language = Language.SV,
        size: tuple[int, int] = (1366, 768),
        theme: Theme = Theme.LIGHT,
        *,
        text_percent: int = 100,
    ) -> Console:
        played = scene(name)
        station = ScriptedStation(REGISTER, items=played.before)
        console = open_console(
            station, language=language, look=Look(theme, text_percent=text_percent)
        )
        opened.append(console)
        qtbot.addWidget(console.window)
        console.window.resize(*size)
        console.window.show()
        station.announce(*played.events)
        settle()
        console.go(played.place, played.keys)
        station.announce(*played.answers)
        settle()
        return console

    yield stage
    for console in opened:
        console.close()


class Bench:
    """A station and the console on it."""

    def __init__(self, station: ScriptedStation, console: Console) -> None:
        self.station = station
        self.console = console


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Callable[[Answer], Bench]]:
    """A console on a station that answers as told, with a tray open."""
    opened: list[Console] = []

    def begin(answer: Answer = silent) -> Bench:
        station = ScriptedStation(REGISTER, answer)
        console = open_console(station, language=Language.SV)
        opened.append(console)
        qtbot.addWidget(console.window)
        console.window.resize(1366, 768)
        console.window.show()
        station.announce(*room())
        settle()
        return Bench(station, console)

    yield begin
    for console in opened:
        console.close()
