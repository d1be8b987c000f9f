"""The room over the wire: a real station asks the real backend, and says how old an answer is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.domain.events import RoomTold, SignedIn
from mailroom.domain.room import EndAlarm, Question, SeeAlarms, SeeWall, Wall
from mailroom.domain.till import CloseTill, SeeTill, Till
from mailroom.station.commands import AskRoom, SignIn, SignOut
from tests.station.bench import Bench
from tests.station.central import SECRET, Central, central


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A backend of its own, to be stopped."""
    own = central(tmp_path_factory.mktemp("away") / "data")
    own.start()
    yield own
    own.stop()


def asked(bench: Bench, question: Question) -> RoomTold:
    told = bench.hand.do(AskRoom(question), lambda event: isinstance(event, RoomTold))
    assert isinstance(told, RoomTold)
    assert told.question == question
    return told


def test_the_wall_is_answered_and_an_unknown_alarm_is_refused_by_number(bench: Bench):
    told = asked(bench, SeeWall())
    assert isinstance(told.answer, Wall)
    assert told.answer.day == told.answer.at.date()
    assert (told.situation, told.at is None) == ("", False)
    assert asked(bench, SeeAlarms()).answer == ()
    till = asked(bench, SeeTill()).answer
    assert isinstance(till, Till)
    unsigned = asked(bench, CloseTill(till.day, till.differences))
    assert unsigned.situation == ("" if till.is_even else "not_allowed")
    refused = asked(bench, EndAlarm(4711))
    assert (refused.situation, refused.detail) == ("backend_refused", "40400")


def test_nobody_is_told_what_the_one_before_was_told(bench: Bench):
    first = asked(bench, SeeWall())
    bench.hand.do(SignOut(), lambda event: event == SignedIn(None))
    shut = asked(bench, SeeWall())
    assert (shut.situation, shut.answer, shut.at) == ("room_closed", None, None)
    bench.hand.do(SignIn("lars", SECRET), lambda event: event == SignedIn("lars"))
    again = asked(bench, SeeWall())
    assert isinstance(first.answer, Wall)
    assert isinstance(again.answer, Wall)


def test_while_the_backend_is_away_the_last_answer_keeps_its_age(tmp_path: Path, away: Central):
    bench = Bench(tmp_path, away)
    bench.open()
    known = asked(bench, SeeWall())
    away.stop()
    stale = asked(bench, SeeWall())
    assert (stale.answer, stale.at) == (known.answer, known.at)
    assert stale.situation == "backend_unreachable"
    never = asked(bench, SeeAlarms())
    assert (never.answer, never.at) == (None, None)
    away.start()
    assert asked(bench, SeeWall()).situation == ""
    bench.close()
