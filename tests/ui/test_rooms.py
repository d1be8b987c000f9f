"""From screen to screen by one key, the focus never lost, nothing asked from the desk."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QListView
from pytestqt.qtbot import QtBot

from mailroom.domain.events import RoomTold, SignedIn
from mailroom.domain.review import SeeReviews
from mailroom.domain.room import EndAlarm, SeeWall
from mailroom.station.commands import AskRoom
from tests.ui.conftest import Bench, Staged, settle
from tests.ui.test_window import Begin, visible_texts
from ui.models.alarms import row_of
from ui.models.rows import RowList, RowRole
from ui.rehearsal.room import ALARMS, shift
from ui.texts.phrase import Language, Say
from ui.widgets.choices import ChoiceRow
from ui.work import Place

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def asked(at: Bench) -> list[object]:
    return [one.question for one in at.station.asked if isinstance(one, AskRoom)]


def test_one_key_goes_there_and_back_and_the_focus_goes_with_it(bench: Begin, qtbot: QtBot):
    at = bench()
    window = at.console.window
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.desk)
    assert asked(at) == []
    qtbot.keyClick(window.desk, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.frame)
    assert asked(at) == [SeeReviews()]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F11, Qt.Key.Key_Home):
        qtbot.keyClick(window.frame, key)
        settle()
        assert QApplication.focusWidget() is window.frame
    qtbot.keyClick(window.frame, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.desk)
    assert window.rooms.place is Place.DESK


def test_the_desks_keys_do_nothing_to_the_desk_from_elsewhere(bench: Begin, qtbot: QtBot):
    at = bench()
    qtbot.keyClick(at.console.window.desk, Qt.Key.Key_F9)
    settle()
    at.station.asked.clear()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Slash, Qt.Key.Key_F3, Qt.Key.Key_Backspace):
        qtbot.keyClick(at.console.window.frame, key)
    assert at.station.asked == []


def test_enter_sees_to_the_chosen_alarm(bench: Begin, qtbot: QtBot):
    at = bench()
    at.console.go(Place.SHIFT, ())
    at.station.announce(*shift())
    settle()
    qtbot.keyClick(at.console.window.frame, Qt.Key.Key_Down)
    qtbot.keyClick(at.console.window.frame, Qt.Key.Key_Return)
    assert EndAlarm(ALARMS[1].id) in asked(at)


def test_a_click_chooses_an_alarm(staged: Staged, qtbot: QtBot):
    console = staged("shift")
    (view,) = (one for one in console.window.frame.findChildren(QListView) if one.isVisible())
    place = view.visualRect(view.model().index(3, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert view.currentIndex().row() == 3


def test_esc_first_ends_what_is_begun_and_then_goes_back(staged: Staged, qtbot: QtBot):
    console = staged("review_typing")
    window = console.window
    qtbot.keyClick(window.frame, Qt.Key.Key_Escape)
    settle()
    assert window.rooms.place is Place.REVIEW
    assert "Bostadsrättsföreningen Violen 3" in visible_texts(console)
    qtbot.keyClick(window.frame, Qt.Key.Key_Escape)
    assert window.rooms.place is Place.DESK


def test_a_click_on_a_candidate_decides_as_its_digit_does(staged: Staged, qtbot: QtBot):
    console = staged("review_candidates")
    frame = console.window.frame
    rows = [one for one in frame.findChildren(ChoiceRow) if one.isVisible()]
    qtbot.mouseClick(rows[2], Qt.MouseButton.LeftButton)
    settle()
    assert "Kön över alla stationer" in visible_texts(console)


def test_whoever_signs_in_next_begins_at_the_desk_and_sees_nothing_old(staged: Staged):
    console = staged("shift")
    assert "735" in visible_texts(console)
    console.window.rooms.happened(SignedIn("Ola"))
    settle()
    assert console.window.rooms.place is Place.DESK
    console.go(Place.SHIFT, ())
    settle()
    heads = [one for one in console.window.frame.findChildren(QLabel) if one.isVisible()]
    assert any("Frågar centralen" in one.text() for one in heads)
    assert "735" not in visible_texts(console)


def test_trouble_is_said_with_what_to_do(staged: Staged):
    stale = visible_texts(staged("shift_stale"))
    assert "Detta är som det var kl. 13:42" in stale
    assert "735" in stale
    shut = visible_texts(staged("shift_shut"))
    assert "Din roll omfattar inte detta" in shut
    console = staged("shift_early")
    console.window.rooms.happened(RoomTold(SeeWall(), None, None, "backend_unreachable"))
    settle()
    assert "F12 går dit" in visible_texts(console)


def test_the_alarm_list_keeps_qts_own_rules():
    model = RowList()
    tester = QAbstractItemModelTester(model, _FATAL)
    for alarms in (ALARMS, ALARMS[1:], (), ALARMS[:2]):
        rows = [row_of(alarm, Say(Language.EN)) for alarm in alarms]
        model.show_rows(rows)
        assert [model.index(at).data(RowRole.ROW) for at in range(model.rowCount())] == rows
        assert all(row.title in str(model.index(at).data()) for at, row in enumerate(rows))
    del tester


def test_no_two_kinds_of_alarm_of_one_colour_differ_in_nothing_else():
    """A sign by its colour alone is no sign."""
    signs = {row_of(alarm, Say(Language.EN)).mark for alarm in ALARMS}
    shapes = [shape for _, shape in filter(None, signs)]
    assert None not in signs
    assert len(shapes) == len(set(shapes))
