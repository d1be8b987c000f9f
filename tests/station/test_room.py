"""The room's questions, asked of a real backend in the session of a real person."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from mailroom.domain.errors import BackendUnreachable, NotAllowed, RoomClosed
from mailroom.domain.events import RoomTold
from mailroom.domain.room import EndAlarm, Question, SeeAlarms, SeeWall, Wall
from mailroom.engines.link.room import HttpRoom
from mailroom.station.room import Room
from tests.station.central import SECRET, Central, central

PATIENCE_S = 20.0
USER = "lars"


class Asking:
    """A room whose answers are waited for."""

    def __init__(self, url: str) -> None:
        self.told: Queue[RoomTold] = Queue()
        self.room = Room(HttpRoom(url), self.told.put, lambda: dt.datetime.now(dt.UTC))
        self.room.start()

    def ask(self, question: Question) -> RoomTold:
        self.room.ask(question)
        return self.told.get(timeout=PATIENCE_S)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    started = central(tmp_path_factory.mktemp("central"))
    started.start()
    yield started
    started.stop()


@pytest.fixture
def asking(backend: Central) -> Iterator[Asking]:
    made = Asking(backend.url)
    yield made
    made.room.close(PATIENCE_S)


def test_the_wall_is_told_to_whoever_is_signed_in(asking: Asking):
    asking.room.sign_in(USER, SECRET)
    told = asking.ask(SeeWall())
    assert isinstance(told.answer, Wall)
    assert told.answer.here == 0
    assert not told.situation
    assert asking.ask(SeeAlarms()).answer == ()


def test_nobody_is_told_anything(asking: Asking):
    told = asking.ask(SeeWall())
    assert (told.answer, told.situation) == (None, RoomClosed.code)
    asking.room.sign_in(USER, "fel")
    assert asking.ask(SeeWall()).situation == RoomClosed.code


def test_the_next_person_is_not_told_what_the_last_one_knew(asking: Asking):
    asking.room.sign_in(USER, SECRET)
    assert asking.ask(SeeWall()).answer is not None
    asking.room.sign_out()
    assert asking.ask(SeeWall()).answer is None


def test_an_alarm_that_is_not_there_is_refused_with_a_number(asking: Asking):
    asking.room.sign_in(USER, SECRET)
    told = asking.ask(EndAlarm(4711))
    assert told.situation == "backend_refused"
    assert told.detail


def test_what_was_last_known_is_shown_with_its_age_while_nobody_answers(tmp_path: Path):
    started = central(tmp_path)
    started.start()
    asking = Asking(started.url)
    asking.room.sign_in(USER, SECRET)
    fresh = asking.ask(SeeWall())
    started.stop()
    stale = asking.ask(SeeWall())
    assert stale.situation == BackendUnreachable.code
    assert (stale.answer, stale.at) == (fresh.answer, fresh.at)
    started.start()
    assert not asking.ask(SeeWall()).situation
    asking.room.close(PATIENCE_S)
    started.stop()


class Strict:
    """A source that has taken the person's role away."""

    def __init__(self) -> None:
        self.allowed = True

    def sign_in(self, user: str, secret: str) -> None:
        del user, secret

    def sign_out(self) -> None:
        self.allowed = False

    def answer(self, question: Question) -> object:
        del question
        if not self.allowed:
            raise NotAllowed
        return "known"

    def close(self) -> None:
        self.allowed = False


def test_whoever_lost_a_role_is_not_shown_what_they_once_were_told():
    told: Queue[RoomTold] = Queue()
    source = Strict()
    room = Room(source, told.put, lambda: dt.datetime.now(dt.UTC))
    room.start()
    room.ask(SeeWall())
    assert told.get(timeout=PATIENCE_S).answer == "known"
    source.allowed = False
    room.ask(SeeWall())
    refused = told.get(timeout=PATIENCE_S)
    assert (refused.answer, refused.situation) == (None, NotAllowed.code)
    room.close(PATIENCE_S)
