"""The room over the wire: a real station asks the real backend, and says how old an answer is."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailroom.domain.events import FeederState, RoomTold, SignedIn
from mailroom.domain.feeder import FeederDay, feeder_day
from mailroom.domain.room import EndAlarm, Question, SeeAlarms, SeeWall, Wall
from mailroom.domain.till import CloseTill, SeeTill, Till
from mailroom.domain.workdays import stockholm_date
from mailroom.station.commands import AskRoom, ContinueBatch, ScanFace, SignIn, SignOut
from scanners.host import EsclScanner
from scanners.practice.faults import FaultKind
from scanners.practice.scanner import PracticeScanner
from tests.station.bench import Bench, clock
from tests.station.central import PATIENCE_S, SECRET, Central, central
from tests.station.test_at_the_scanner import NUMBER, drawn


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


def test_a_jam_and_how_long_it_took_stand_on_the_wall_also_after_a_restart(
    tmp_path: Path, away: Central
):
    """Told when it happens, and when the backend is back: the next turn is a minute away."""
    bench = Bench(tmp_path, away)
    with PracticeScanner() as feeder:
        bench.open(scanner=EsclScanner(feeder.info, feeder.url))
        feeder.load(drawn(tmp_path, bench.chance, 3, NUMBER))
        feeder.fault(FaultKind.JAM, sheet=2)
        assert bench.hand.feed(ScanFace()).situation == "paper_jam"
        stopped = waited(bench, lambda told: told.jams == 1)
        assert (stopped.sheets, stopped.clear_s) == (1, None)
        feeder.clear()
        feeder.refeed(1)
        assert bench.hand.feed(ContinueBatch()).state is FeederState.READY
        went_on = waited(bench, lambda told: told.sheets == 3)
        assert went_on.jams == 1
        assert went_on.clear_s is not None
        bench.close()
    bench.open()
    assert feeder_day(went_on.day, bench.spool.runs.of_day(went_on.day)).jams == 1
    assert waited(bench, lambda told: told.sheets == 3).jams == 1
    bench.close()


def waited(bench: Bench, until: Callable[[FeederDay], bool]) -> FeederDay:
    """What the wall says of the only station's feeder, once it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        wall = asked(bench, SeeWall()).answer
        assert isinstance(wall, Wall)
        told = [one.feeder for one in wall.stations if one.feeder is not None]
        if told and until(told[0]):
            return told[0]
        time.sleep(0.05)
    raise AssertionError("the wall never said so")


def test_what_could_not_be_told_is_told_as_soon_as_the_backend_is_back(
    tmp_path: Path, away: Central
):
    """Restarted, still jammed, while nobody answers: nothing waits for the next turn."""
    bench = Bench(tmp_path, away)
    with PracticeScanner() as feeder:
        bench.open(scanner=EsclScanner(feeder.info, feeder.url))
        away.stop()
        feeder.load(drawn(tmp_path, bench.chance, 3, NUMBER))
        feeder.fault(FaultKind.JAM, sheet=2)
        assert bench.hand.feed(ScanFace()).situation == "paper_jam"
        jams = today(bench).jams
        bench.close()
    bench.open(sign_in=False)
    away.start()
    bench.hand.do(SignIn("lars", SECRET), lambda event: event == SignedIn("lars"))
    assert waited(bench, lambda told: told.jams == jams).sheets == today(bench).sheets
    bench.close()


def today(bench: Bench) -> FeederDay:
    day = stockholm_date(clock())
    return feeder_day(day, bench.spool.runs.of_day(day))
