"""The window with keys only, on a station that answers."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mailroom.domain.decisions import Category, PaperRoute
from mailroom.domain.events import (
    CountersChanged,
    Event,
    FeederChanged,
    FeederState,
    ItemChanged,
    PageCaptured,
    Refused,
    TrayOpened,
)
from mailroom.domain.items import ItemState, Tray
from mailroom.station.commands import (
    Accept,
    Command,
    OpenTray,
    ScanContents,
    ScanFace,
    SignIn,
    TypeNumber,
)
from tests.ui.conftest import Bench, Staged, settle
from ui.app import Console
from ui.rehearsal.scenes import REGISTER, aside, clear, counted, doubtful, proposed
from ui.rehearsal.station import Answer, ScriptedStation
from ui.widgets.stack_view import StackView
from ui.widgets.toast import Toast

Begin = Callable[..., Bench]


def visible_texts(console: Console) -> str:
    shown = (one for one in console.window.findChildren(QLabel) if one.isVisible())
    return "\n".join(label.text() for label in shown)


def station_of(console: Console) -> ScriptedStation:
    station = console.session.station
    assert isinstance(station, ScriptedStation)
    return station


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_signing_in_and_opening_a_tray_needs_no_mouse(staged: Staged, qtbot: QtBot):
    console = staged("sign_in")
    console.window.activateWindow()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(focused(), "eva")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "hemligt")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(console.window.desk.isVisible)
    assert SignIn("eva", "hemligt") in station_of(console).asked
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(focused(), "T-9")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    opened = station_of(console).asked[-1]
    assert isinstance(opened, OpenTray)
    assert opened.tray == "T-9"
    tray = Tray(opened.tray, opened.arrived_on, opened.postal_operator, opened.expected)
    station_of(console).announce(TrayOpened(tray))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is console.window.desk)


def test_a_refused_sign_in_is_said_where_one_looks(staged: Staged, qtbot: QtBot):
    console = staged("sign_in")
    console.session.happened(Refused("sign_in_refused"))
    qtbot.waitUntil(lambda: "Fel namn eller lösenord" in visible_texts(console))


def one_letter() -> Answer:
    """Answers as a station does for a letter that is scanned, accepted and filled."""
    found = proposed()
    opening = replace(clear(2, ItemState.OPENING), revision=20)

    def answer(command: Command) -> Sequence[Event]:
        match command:
            case ScanFace():
                return (PageCaptured(found.id, found.pages[0]), ItemChanged(found))
            case Accept():
                return (ItemChanged(opening),)
            case ScanContents():
                filled = replace(clear(2, ItemState.RELEASING), revision=30)
                return (ItemChanged(filled), counted(items=1, sheets_fed=2, sheets_in_items=2))
            case _:
                return ()

    return answer


def test_a_letter_goes_through_with_one_key(bench: Callable[[Answer], Bench], qtbot: QtBot):
    at = bench(one_letter())
    for _ in range(3):
        qtbot.keyClick(at.console.window.desk, Qt.Key.Key_Space)
        settle()
    asked = [type(command) for command in at.station.asked]
    assert asked == [ScanFace, Accept, ScanContents]
    assert "Lägg papperet i arkivlådan" in visible_texts(at.console)


def test_a_typed_number_goes_at_its_tenth_digit(bench: Begin, qtbot: QtBot):
    at = bench()
    item = doubtful()
    at.station.announce(ItemChanged(item))
    settle()
    number = REGISTER[0].number
    qtbot.keyClicks(at.console.window.desk, number[:4])
    settle()
    assert REGISTER[0].name in visible_texts(at.console)
    qtbot.keyClicks(at.console.window.desk, number[4:])
    qtbot.waitUntil(lambda: at.station.asked == [TypeNumber(item.id, number)])


def test_a_guns_code_is_taken_whole(bench: Begin, qtbot: QtBot):
    at = bench()
    item = doubtful()
    at.station.announce(ItemChanged(item))
    settle()
    qtbot.keyClicks(at.console.window.desk, f"]C1{REGISTER[0].number}")
    qtbot.keyClick(at.console.window.desk, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: at.station.asked == [TypeNumber(item.id, REGISTER[0].number)])


def test_a_click_does_what_the_key_does(bench: Begin):
    at = bench()
    item = proposed()
    at.station.announce(ItemChanged(item))
    settle()
    at.console.window.desk.card.asked.emit()
    assert at.station.asked == [Accept(item.id)]


def test_the_focus_is_never_lost(bench: Begin, qtbot: QtBot):
    at = bench()
    desk = at.console.window.desk
    at.console.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is desk)
    keys = [Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_F6]
    keys += [Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_Escape]
    for key in (*keys, Qt.Key.Key_Question, Qt.Key.Key_Space, Qt.Key.Key_Home):
        qtbot.keyClick(focused(), key)
        settle()
        assert focused() is desk or desk.isAncestorOf(focused())
    assert focused() is desk


def test_a_refusal_is_said_and_never_takes_a_key(bench: Begin, qtbot: QtBot):
    at = bench()
    at.station.announce(Refused("disk_full"))
    qtbot.waitUntil(lambda: "Disken är full" in visible_texts(at.console))
    qtbot.keyClick(at.console.window.desk, Qt.Key.Key_Space)
    assert at.station.asked == [ScanFace()]


def test_a_pause_says_what_happened_and_which_sheets_go_back(staged: Staged):
    console = staged("jam")
    said = visible_texts(console)
    assert "Papperet har fastnat" in said
    stack = console.window.findChild(StackView)
    assert stack is not None
    assert "Ligger kvar: 5" in stack.accessibleName()
    assert "Tillbaka i facket: 2 (Ark 6, Ark 7)" in stack.accessibleName()
    assert "Fortsätt" in console.window.desk.card.button_text


def test_of_several_troubles_the_worst_is_explained(staged: Staged):
    said = visible_texts(staged("disk"))
    assert "Disken är full. Sluta skanna" in said
    assert "Registret är från" not in said
    assert "Ingen kontakt" in said


def test_counters_that_do_not_balance_say_by_how_much(bench: Begin, qtbot: QtBot):
    at = bench()
    at.station.announce(counted(sheets_fed=12, sheets_in_items=10))
    qtbot.waitUntil(lambda: "2 ark saknas" in visible_texts(at.console))
    at.station.announce(CountersChanged(counted(sheets_fed=12, sheets_in_items=12).counters))
    qtbot.waitUntil(lambda: "stämmer" in visible_texts(at.console))


def test_the_picture_comes_and_the_page_says_so(bench: Begin, qtbot: QtBot):
    at = bench()
    item = doubtful()
    with qtbot.waitSignal(at.console.window.desk.page.shown, timeout=10_000) as shown:
        at.station.announce(ItemChanged(item))
    assert shown.args == [item.pages[0].id]


def test_a_missing_file_is_said_instead_of_shown(bench: Begin, qtbot: QtBot, tmp_path: Path):
    at = bench()
    item = doubtful()
    gone = replace(item.pages[0], image=tmp_path / "gone.jpg")
    lost = replace(item, sheets=(replace(item.sheets[0], pages=(gone,)),))
    at.station.announce(FeederChanged(FeederState.READY), ItemChanged(lost))
    qtbot.waitUntil(lambda: at.console.window.desk.page.is_broken, timeout=10_000)


def test_qt_keeps_python_s_books(qapp: QApplication):
    """PySide6 6.12.0 on Python 3.11 gives away a reference to None per call, until it aborts."""
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(2000):
        label.setText("a")
    assert abs(sys.getrefcount(None) - before) < 1000
    assert qapp is not None


def test_where_a_sorted_letter_goes_is_said_and_closes_without_a_key(bench: Begin, qtbot: QtBot):
    begun = bench()
    sorted_out = aside(19, Category.MARKETING, PaperRoute.DESTROY)
    begun.station.announce(ItemChanged(doubtful()), ItemChanged(sorted_out))
    settle()
    (toast,) = begun.console.window.findChildren(Toast)
    assert toast.isVisible()
    assert sorted_out.scan_id in toast.accessibleName()
    assert not toast.isAncestorOf(focused())
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=8000)
    assert begun.console.session.desk.message is None
