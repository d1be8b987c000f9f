"""Opens the console on a station and runs it until the window is closed."""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from mailroom.logs import log
from mailroom.settings import ConsoleSettings
from mailroom.station.commands import FindScanners
from mailroom.station.station import Station
from ui.actions import DEFAULT_KEYS, KeyMap, key_map_of
from ui.bridge import Bridge
from ui.main_window import MainWindow
from ui.pictures import PictureStore
from ui.session import Session
from ui.sounds import Player
from ui.style import Look, Theme, load_fonts
from ui.texts.desk import CLOSE, PRODUCT
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Language, Say
from ui.work import Place

_SWITCH_S = 0.001
"""The station's threads give way to the window's sooner than after Python's usual 5 ms."""
_OPENING_SIZE = (1600, 960)
_USUAL = ConsoleSettings()


@dataclass(frozen=True)
class Console:
    """An open console. `close` it before the application goes."""

    window: MainWindow
    session: Session
    bridge: Bridge
    store: PictureStore

    def go(self, place: Place, keys: Sequence[str]) -> None:
        """To a screen, and press keys there."""
        rooms = self.window.rooms
        rooms.go(place)
        for key in keys:
            if place is Place.DESK:
                self.session.press(key)
            else:
                rooms.press(key)

    def close(self) -> None:
        self.bridge.close()
        self.store.close()
        self.window.close()


def application(argv: Sequence[str]) -> QApplication:
    """The process's one application, with the console's fonts."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(list(argv))
    made.setApplicationName("mailroom-console")
    made.setStyle("Fusion")
    made.setCursorFlashTime(0)  # a steady cursor: nothing on the desk blinks
    sys.setswitchinterval(_SWITCH_S)
    load_fonts()
    return made


def open_console(  # noqa: PLR0913  what a console may be told
    station: Station,
    *,
    language: Language,
    key_map: KeyMap = DEFAULT_KEYS,
    look: Look | None = None,
    own: ConsoleSettings = _USUAL,
    today: dt.date | None = None,
) -> Console:
    """The window on a station, not yet shown. Wants `application` to have been called.

    `today` is the day that a tray arrives on unless the operator says otherwise.
    """
    say = Say(language)
    session = Session(station, key_map, say, gun_prefix=own.gun_prefix, auto_start=own.auto_start)
    bridge = Bridge(station)
    store = PictureStore(bridge.announce_picture)
    day = today or dt.datetime.now(tz=dt.UTC).astimezone().date()
    window = MainWindow(session, store, look or Look(), say, day)
    bridge.happened.connect(session.happened)
    bridge.happened.connect(window.rooms.happened)
    bridge.pictured.connect(window.arrived)
    bridge.open()
    session.take_up()
    return Console(window, session, bridge, store)


def run(
    station: Station,
    *,
    language: str,
    argv: Sequence[str] = (),
    own: ConsoleSettings = _USUAL,
    beside: Callable[[Console], QWidget] | None = None,
) -> int:
    """Show the console until it is closed; the station stays open, it belongs to the caller.

    `own` are the operator's looks, sounds and keys; `beside` makes a second window. Raises
    KeyMapUnusable.
    """
    app = application(["mailroom-console", *argv])
    sys.excepthook = _report
    console = open_console(
        station,
        language=Language(language),
        key_map=key_map_of(own.keys),
        look=Look(Theme(own.theme), text_percent=own.text_percent),
        own=own,
    )
    if own.sounds:
        console.session.sounded.connect(Player().play)
    console.window.resize(*_OPENING_SIZE)
    second = beside(console) if beside else None
    if second is None:
        console.window.showMaximized()
    else:
        console.window.show()
        second.show()
    station.do(FindScanners())
    try:
        return app.exec()
    finally:
        if second is not None:
            second.close()
        console.close()


def refusal_box(code: str, language: Language) -> QMessageBox:
    """What stops the console from opening, in the operator's words."""
    say = Say(language)
    box = QMessageBox()
    box.setWindowTitle(say(PRODUCT))
    box.setText(say(REFUSALS.get(code, REFUSALS["mailroom"])))
    box.addButton(say(CLOSE), QMessageBox.ButtonRole.AcceptRole)
    box.setStyleSheet(Look().sheet())
    return box


def refuse(code: str, language: Language) -> int:
    """Say why the console cannot open; the exit status that goes with it."""
    application(["mailroom-console"])
    refusal_box(code, language).exec()
    return 1


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug in the console: its kind and place are logged, never its words; work goes on."""
    place = trace
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    del error
    log("console").error("bug met", kind=kind.__name__, where=where)
