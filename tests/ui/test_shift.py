"""The shift screen: what it asks, what a key does, and that it is there for every reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from mailroom.domain.events import RoomTold
from mailroom.domain.room import EndAlarm, SeeAlarms, SeeWall
from mailroom.station.commands import AskRoom
from tests.ui.conftest import Staged, settle
from ui.app import Console
from ui.models.alarms import AlarmList
from ui.rehearsal.room import ALARMS, WALL, shift
from ui.shift import Shift
from ui.texts.phrase import Language, Say
from ui.work import Place


def told() -> Shift:
    work = Shift()
    for event in shift():
        assert isinstance(event, RoomTold)
        work = work.told(event)
    return work


def texts(console: Console) -> str:
    labels = console.window.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_it_asks_for_the_wall_and_the_alarms():
    assert Shift().opened().questions == (SeeWall(), SeeAlarms())


def test_the_first_alarm_is_chosen_and_the_keys_go_no_further_than_the_list():
    work = told()
    assert work.chosen == ALARMS[0].id
    up = work.pressed("Up").work
    assert isinstance(up, Shift)
    assert up.chosen == ALARMS[0].id
    for _ in range(20):
        step = work.pressed("Down").work
        assert isinstance(step, Shift)
        work = step
    assert work.chosen == ALARMS[-1].id


def test_seen_to_ends_the_chosen_alarm_and_looks_again():
    turn = told().pressed("Enter")
    assert turn.questions == (EndAlarm(ALARMS[0].id), SeeAlarms(), SeeWall())
    assert told().pressed("x").questions == ()


def test_the_choice_stays_in_its_place_when_its_alarm_is_gone():
    second = told().pressed("Down").work
    assert isinstance(second, Shift)
    left = tuple(alarm for alarm in ALARMS if alarm.id != second.chosen)
    after = second.told(RoomTold(SeeAlarms(), left, WALL.at))
    assert after.chosen == ALARMS[2].id
    assert after.told(RoomTold(SeeAlarms(), (), WALL.at)).chosen is None


def test_a_refused_act_is_said():
    refused = told().told(RoomTold(EndAlarm(1), None, None, "backend_refused"))
    assert refused.refusal == "backend_refused"


def test_the_alarms_keep_qts_own_rules():
    model = AlarmList(Say(Language.SV))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for alarms in (ALARMS, ALARMS[:1], (), ALARMS):
        model.show_alarms(alarms)
        assert model.rowCount() == len(alarms)
    del tester


def test_a_key_goes_to_the_room_and_back_and_the_focus_is_never_lost(staged: Staged, qtbot: QtBot):
    console = staged("clear")
    window = console.window
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(focused(), Qt.Key.Key_F9)
    settle()
    assert window.rooms.place is Place.SHIFT
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Backtab, Qt.Key.Key_F11):
        qtbot.keyClick(focused(), key)
        settle()
        assert focused().isVisible()
        assert window.rooms.place is Place.SHIFT
    qtbot.keyClick(focused(), Qt.Key.Key_F12)
    settle()
    assert window.rooms.place is Place.DESK
    assert window.desk.isVisible()
    assert focused() is window.desk


def test_the_wall_says_what_is_late_and_when_the_day_is_done(staged: Staged):
    said = texts(staged("shift"))
    assert "735" in said
    assert "15:20" in said
    assert "Försenat" in said


def test_a_room_gone_silent_says_since_when(staged: Staged):
    assert "13:42" in texts(staged("shift_stale", Language.EN))


def test_a_role_that_does_not_cover_it_is_told_whom_to_ask(staged: Staged):
    said = texts(staged("shift_shut"))
    assert "arbetsledaren" in said
    assert "735" not in said


@pytest.mark.parametrize("language", list(Language))
def test_everything_has_a_name_for_those_who_cannot_see_it(staged: Staged, language: Language):
    console = staged("shift", language)
    lists = console.window.findChildren(QListView)
    shown = [view for view in lists if view.isVisible()]
    assert shown
    assert all(view.accessibleName() for view in shown)


def test_seen_to_is_asked_of_the_station(staged: Staged, qtbot: QtBot):
    console = staged("shift")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle()
    asked = [each for each in console.session.station.asked if isinstance(each, AskRoom)]
    assert AskRoom(EndAlarm(ALARMS[1].id)) in asked


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
