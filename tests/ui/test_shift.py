"""The shift without a screen: what it asks, which alarm is chosen, and what the keys mean."""

import datetime as dt
from dataclasses import dataclass

from mailroom.domain.events import RoomTold
from mailroom.domain.room import Alarm, EndAlarm, Question, SeeAlarms, SeeWall
from mailroom.domain.till import CloseTill, Explanation, SeeTill
from ui.rehearsal.room import ALARMS, WALL, till
from ui.shift import Shift

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Pressed:
    work: Shift
    questions: tuple[Question, ...]


def press(shift: Shift, key: str) -> Pressed:
    turn = shift.pressed(key)
    assert isinstance(turn.work, Shift)
    return Pressed(turn.work, turn.questions)


def listed(shift: Shift, alarms: tuple[Alarm, ...]) -> Shift:
    return shift.told(RoomTold(SeeAlarms(), alarms, NOW))


def test_it_looks_when_it_opens_and_the_first_alarm_is_chosen():
    turn = Shift().opened()
    assert turn.questions == (SeeWall(), SeeAlarms())
    shown = listed(Shift(), ALARMS).told(RoomTold(SeeWall(), WALL, NOW))
    assert (shown.wall, shown.chosen) == (WALL, ALARMS[0].id)


def test_the_choice_moves_within_the_list_and_stays_on_its_alarm():
    shift = listed(Shift(), ALARMS)
    for key, place in (("Up", 0), ("Down", 1), ("Down", 2), ("Down", 3), ("Down", 4), ("Down", 4)):
        turn = shift.pressed(key)
        assert isinstance(turn.work, Shift)
        shift = turn.work
        assert (turn.questions, shift.chosen) == ((), ALARMS[place].id)
    assert listed(shift, ALARMS[2:]).chosen == ALARMS[-1].id


def test_seen_to_asks_for_the_end_and_looks_again_and_the_next_one_is_chosen():
    shift = listed(Shift(), ALARMS)
    assert shift.pressed("Space").questions == ()
    turn = shift.pressed("Enter")
    assert turn.questions == (EndAlarm(ALARMS[0].id), SeeAlarms(), SeeWall())
    assert isinstance(turn.work, Shift)
    after = listed(turn.work.told(RoomTold(turn.questions[0], None, NOW)), ALARMS[1:])
    assert (after.chosen, after.refusal) == (ALARMS[1].id, "")


def test_without_an_alarm_the_key_does_nothing():
    empty = listed(Shift(), ())
    assert empty.pressed("Enter").questions == ()
    assert empty.pressed("Down").work == empty


def test_the_till_is_closed_by_one_key_when_even_and_by_a_reason_when_not():
    shut = press(Shift(), "F5")
    assert (shut.work.is_closing, shut.questions) == (True, (SeeTill(),))
    assert press(shut.work, "Enter").questions == ()
    for even, keys in ((True, ("Enter",)), (False, ("3",))):
        shown = shut.work.told(till(even=even)[-1])
        assert shown.till is not None
        why = None if even else Explanation.LEFT_OVER
        asked = CloseTill(shown.till.day, shown.till.differences, why)
        assert press(shown, *keys).questions[0] == asked
        others = ("1", "7") if even else ("Enter", "7", "Space")
        assert [press(shown, key).questions for key in others] == [()] * len(others)
        refused = shown.told(RoomTold(asked, None, None, "not_allowed"))
        assert (refused.refusal, refused.till) == ("not_allowed", shown.till)
        assert not press(refused, "Esc").work.is_closing


def test_a_refused_end_is_said_until_the_next_try():
    shift = listed(Shift(), ALARMS)
    refused = shift.told(RoomTold(EndAlarm(ALARMS[0].id), None, None, "not_allowed"))
    assert refused.refusal == "not_allowed"
    again = refused.pressed("Enter").work
    assert isinstance(again, Shift)
    assert again.refusal == ""


def test_what_may_no_longer_be_seen_is_gone():
    shift = listed(Shift(), ALARMS).told(RoomTold(SeeWall(), WALL, NOW))
    for question in (SeeWall(), SeeAlarms()):
        shift = shift.told(RoomTold(question, None, None, "not_allowed"))
    assert (shift.wall, shift.alarms, shift.chosen) == (None, None, None)
