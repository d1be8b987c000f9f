"""The flow acts by remedy alone, and loses no item whatever a stage does."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread

import pytest

from mailroom.domain.batches import BatchMode
from mailroom.domain.decisions import DoubtReason
from mailroom.domain.errors import DiskFull, MailroomError, UnreadableImage, WorkerLost
from mailroom.domain.events import Event, Refused
from mailroom.domain.items import HoldReason, Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.retries import BackOff
from mailroom.pipeline.flow import Flow, Stage
from mailroom.spool.spool import Spool
from tests.pipeline.desk import NOW, CaptureDesk, to
from tests.pipeline.feeder import Feeder, sheets

FACES = frozenset({ItemState.CAPTURED})


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


class Failing:
    """A stage that fails as told, then does its work."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.runs = 0

    def __call__(self, item: Item) -> Item:
        self.runs += 1
        if self.errors:
            raise self.errors.pop(0)
        return replace(item, state=ItemState.READ)


def flow_of(
    spool: Spool, stage: Stage, told: list[Event], now: Callable[[], dt.datetime] = lambda: NOW
) -> Flow:
    stages = {ItemState.CAPTURED: stage, ItemState.FILLED: stage}
    return Flow(spool.items, stages, told.append, now, lambda: 0.0, BackOff(10, 40))


@pytest.fixture
def item(desk: CaptureDesk) -> Item:
    desk.feed(BatchMode.FACE, Feeder(sheets(1, 1)))
    return desk.items()[0]


def test_result_and_state_are_saved_together(spool: Spool, item: Item) -> None:
    told: list[Event] = []
    flow = flow_of(spool, Failing(), told)
    assert flow.work_one(FACES)
    assert not flow.work_one(FACES)
    after = spool.items.get(item.id)
    assert after is not None
    assert (after.state, after.revision) == (ItemState.READ, item.revision + 1)


def test_what_passes_is_tried_again_later(item: Item, spool: Spool) -> None:
    clock = Clock()
    flow = flow_of(spool, Failing(WorkerLost("once")), [], clock)
    flow.work_one(FACES)
    assert not flow.work_one(FACES)
    assert spool.items.get(item.id) == item


def test_an_item_that_breaks_a_worker_twice_waits_for_a_person(spool: Spool, item: Item) -> None:
    stage = Failing(WorkerLost("1"), WorkerLost("2"))
    flow = flow_of(spool, stage, [])
    flow.work_one(FACES)
    spool.items.put_off(item.id, until=NOW)
    flow.work_one(FACES)
    after = spool.items.get(item.id)
    assert after is not None
    assert after.state is ItemState.DOUBTFUL
    assert stage.runs == 2


@pytest.mark.parametrize("bug", [ZeroDivisionError("1"), KeyError("x")])
def test_a_bug_counts_like_a_broken_worker(spool: Spool, item: Item, bug: Exception) -> None:
    flow = flow_of(spool, Failing(bug, bug), [])
    for _ in range(2):
        with pytest.raises(type(bug)):
            flow.work_one(FACES)
        spool.items.put_off(item.id, until=NOW)
    after = spool.items.get(item.id)
    assert after is not None
    assert after.state is ItemState.DOUBTFUL


def test_an_unreadable_face_is_a_doubt(spool: Spool, item: Item) -> None:
    flow_of(spool, Failing(UnreadableImage("x")), []).work_one(FACES)
    after = spool.items.get(item.id)
    assert after is not None
    assert after.doubt is not None
    assert after.doubt.reason is DoubtReason.UNREADABLE_IMAGE


@pytest.mark.parametrize(
    ("errors", "reason"),
    [
        ([UnreadableImage("x")], HoldReason.PAGE_DAMAGED),
        ([WorkerLost("x"), WorkerLost("x")], HoldReason.BROKE_THE_READER),
    ],
)
def test_trouble_with_contents_holds_the_item(
    spool: Spool, item: Item, errors: list[MailroomError], reason: HoldReason
) -> None:
    for state in (ItemState.READ, ItemState.OPENING, ItemState.FILLED):
        spool.items.change(item.id, to(state), Note("test"))
    flow = flow_of(spool, Failing(*errors), [])
    for _ in errors:
        spool.items.put_off(item.id, until=NOW)
        flow.work_one(frozenset({ItemState.FILLED}))
    after = spool.items.get(item.id)
    assert after is not None
    assert after.hold is not None
    assert after.hold.reason is reason


def test_what_a_person_must_put_right_is_said(spool: Spool, item: Item) -> None:
    told: list[Event] = []
    flow_of(spool, Failing(DiskFull("x")), told).work_one(FACES)
    assert told == [Refused("disk_full", item.id)]
    assert spool.items.get(item.id) == item


def test_a_result_for_an_item_that_moved_on_is_dropped(spool: Spool, item: Item) -> None:
    def overtaken(item: Item) -> Item:
        spool.items.change(item.id, to(ItemState.DOUBTFUL), Note("person", "anna"))
        return replace(item, state=ItemState.READ)

    told: list[Event] = []
    flow_of(spool, overtaken, told).work_one(FACES)
    after = spool.items.get(item.id)
    assert after is not None
    assert after.state is ItemState.DOUBTFUL


def test_two_threads_never_hold_one_item(desk: CaptureDesk) -> None:
    desk.feed(BatchMode.FACE, Feeder(sheets(1, 12)))
    seen: list[str] = []
    start = Barrier(4)

    def stage(item: Item) -> Item:
        seen.append(item.id)
        return replace(item, state=ItemState.READ)

    flow = flow_of(desk.spool, stage, [])

    def work() -> None:
        start.wait()
        while flow.work_one(FACES):
            pass

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(item.id for item in desk.items())
    assert desk.spool.items.first_break_in_journal() is None
