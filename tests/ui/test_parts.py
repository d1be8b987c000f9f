"""A screen of several parts: each key leads there and back, and no part misses an answer."""

import datetime as dt

from mailroom.domain.events import RoomTold
from mailroom.domain.retiring import SeeDestructions, SeeRetired
from mailroom.domain.shelves import SeeBoxes, SeePulls
from ui.archive import Archive
from ui.parts import FIRST, Parts
from ui.rehearsal.archive import BOXES
from ui.retiring import Retiring
from ui.work import Turn

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def parts() -> Parts:
    return Parts({FIRST: Archive(), "F6": Retiring()})


def pressed(work: Parts, *keys: str) -> Parts:
    for key in keys:
        turned = work.pressed(key).work
        assert isinstance(turned, Parts)
        work = turned
    return work


def test_its_key_leads_there_and_back_and_looks_each_time():
    assert parts().opened().questions == (SeeBoxes(), SeePulls())
    turn = parts().pressed("F6")
    assert isinstance(turn.questions[0], SeeRetired)
    assert isinstance(turn.questions[1], SeeDestructions)
    assert pressed(parts(), "F6").front == "F6"
    assert pressed(parts(), "F6", "F6").front == FIRST


def test_esc_first_ends_what_is_begun_then_the_part_and_then_is_the_frames():
    work = pressed(parts(), "F6", "x")
    assert isinstance(work.work, Retiring)
    assert work.work.field == "x"
    work = pressed(work, "Esc")
    assert work.front == "F6"
    work = pressed(work, "Esc")
    assert work.front == FIRST
    assert work.pressed("Esc") == Turn(work)


def test_a_part_behind_hears_what_it_asked():
    work = pressed(parts(), "F6").told(RoomTold(SeeBoxes(), BOXES, NOW))
    assert work.standing is None, "what is in front has not been answered"
    back = pressed(work, "F6").work
    assert isinstance(back, Archive)
    assert back.boxes == BOXES
