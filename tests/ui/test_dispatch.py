"""Dispatch without a screen: what shares a cover, what a weight decides, what lets a cover go."""

import datetime as dt
from dataclasses import replace

import pytest

from mailroom.domain.couriers import ChooseCourier, SeeCouriers
from mailroom.domain.dispatch import ConsignmentKind, Held
from mailroom.domain.events import RoomTold
from mailroom.domain.parcels import (
    Outgoing,
    Pack,
    PrintCollection,
    PrintConsignment,
    SeeConsignments,
    SeeOutgoing,
    SendConsignment,
    Sender,
    TakeBack,
    TrackConsignment,
    UnpackConsignment,
    WeighItem,
)
from mailroom.domain.room import Question, SeeWall
from tests.ui.conftest import Staged
from tests.ui.test_window import visible_texts
from ui.dispatch import Dispatch
from ui.leaving import Asks, Told
from ui.papers import paper_name
from ui.rehearsal.archive import typed
from ui.rehearsal.dispatch import COURIERS, HEAVY, MADE, OUTGOING, PACKED, waits

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
K = ConsignmentKind
LOOKS = (SeeOutgoing(), SeeConsignments())
OTHER = ("5590121108", "Kivik Marina AB")


def keyed(work: Dispatch, *keys: str) -> tuple[Dispatch, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        assert isinstance(turn.work, Dispatch)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def told(work: Dispatch, question: Question, answer: object) -> Dispatch:
    return work.told(RoomTold(question, answer, NOW))


def waiting(*items: Outgoing) -> Dispatch:
    work = told(Dispatch(), SeeOutgoing(), items or OUTGOING)
    return told(work, SeeConsignments(), PACKED)


def scanned(work: Dispatch, *items: Outgoing) -> tuple[Dispatch, tuple[Question, ...]]:
    return keyed(work, *(key for item in items for key in typed(item.scan_id)))


def test_r20_nothing_is_packed_unweighed_and_the_weight_says_how_it_goes():
    item = waits(4, K.FORWARD)
    for grams, said in (("20000", Told.BY_POST), ("20001", Told.BY_COURIER)):
        work, asked = scanned(waiting(item), item)
        assert (work.asks, asked) == (Asks.WEIGHT, ())
        work, asked = keyed(work, *typed(grams))
        assert (work.said, asked) == (said, (WeighItem(item.item, int(grams)),))
        work, asked = keyed(work, "Enter")
        assert asked == (Pack(K.FORWARD, (item.item,)), *LOOKS)


@pytest.mark.parametrize("wrong", ["", "0", "12,5", "99999999", "BORD-1-261120-00004"])
def test_what_is_no_weight_is_asked_for_again(wrong: str):
    work, asked = keyed(scanned(waiting(), OUTGOING[0])[0], *typed(wrong))
    assert (work.said, work.asks, asked) == (Told.NOT_A_WEIGHT, Asks.WEIGHT, ())
    assert keyed(work, "Delete")[0].cover == ()
    assert keyed(work, "Esc")[0].asks is Asks.LABEL
    assert keyed(waiting(), "Esc")[0] == waiting()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (waits(1, K.FORWARD, grams=900), waits(2, K.FORWARD, OTHER, grams=900)),
        (waits(1, K.FORWARD, grams=900), waits(2, K.FORWARD, grams=20_001)),
        (waits(1, K.FORWARD, grams=900), waits(2, K.ORIGINAL)),
        (waits(1, K.RETURN, None), waits(2, K.RETURN, None)),
        (waits(1, K.HAND_OVER, None), waits(2, K.HAND_OVER, None, operator="CityMail")),
    ],
    ids=["owners", "carriers", "kinds", "senders", "operators"],
)
def test_what_does_not_belong_together_is_never_in_one_cover(first: Outgoing, second: Outgoing):
    work, asked = scanned(waiting(first, second), first, second)
    assert (work.said, work.cover, asked) == (Told.NOT_TOGETHER, (first,), ())


def test_a_weight_that_parts_them_takes_the_last_out_again():
    first, second = waits(1, K.FORWARD, grams=900), waits(2, K.FORWARD)
    work, asked = keyed(scanned(waiting(first, second), first, second)[0], *typed("20001"))
    assert (work.said, work.cover) == (Told.NOT_TOGETHER, (first,))
    assert asked == (WeighItem(second.item, 20_001),)


def test_what_belongs_together_is_packed_together():
    one, two = waits(1, K.HAND_OVER, None), waits(2, K.HAND_OVER, None)
    work, asked = scanned(waiting(one, two), one, two, two)
    assert (work.said, work.cover, asked) == (Told.IN_COVER, (one, two), ())
    assert keyed(work, "Enter")[1] == (Pack(K.HAND_OVER, (one.item, two.item)), *LOOKS)


@pytest.mark.parametrize("why", [*Held])
def test_what_is_held_never_comes_into_a_cover(why: Held):
    item = waits(1, None, held=why)
    work, asked = scanned(waiting(OUTGOING[1], item), item)
    assert (work.said, work.cover, asked) == (Told.HELD, (), ())
    assert work.chosen_item == item


def test_r23_a_return_needs_its_senders_address_line_by_line():
    item = waits(1, K.RETURN, None)
    work, asked = keyed(scanned(waiting(item), item)[0], "Enter")
    assert (work.asks, asked) == (Asks.SENDER, ())
    work, asked = keyed(work, *typed("Bokhandeln AB"), "Enter", *typed("Ågatan 3"))
    assert (work.said, asked) == (Told.SENDER, ())
    work, asked = keyed(work, *typed("111 22"), *typed("Stockholm"))
    sender = Sender("Bokhandeln AB", "Ågatan 3", "111 22", "Stockholm")
    assert asked == (Pack(K.RETURN, (item.item,), sender), *LOOKS)
    assert work.asks is Asks.LABEL


def test_nothing_leaves_without_its_own_label():
    work, asked = keyed(waiting(), *typed(PACKED[0].label.lower()))
    assert asked == (SendConsignment(PACKED[0].label), *LOOKS)
    after = told(work, asked[0], PACKED[0])
    assert (after.said, after.packed) == (Told.LEFT, PACKED[1:])
    work, asked = keyed(waiting(), *typed(MADE.label))
    assert (work.said, asked) == (Told.NOT_PACKED, LOOKS)
    open_, asked = keyed(scanned(waiting(), OUTGOING[1])[0], *typed(PACKED[0].label))
    assert (open_.said, asked) == (Told.COVER_OPEN, ())


def test_what_was_packed_is_chosen_so_that_its_label_can_be_printed_or_undone():
    work = told(waiting(), Pack(MADE.kind, MADE.items), MADE)
    assert (work.said, work.chosen_packed, work.cover) == (Told.PACKED, MADE, ())
    work, asked = keyed(work, "F5", "F4")
    assert asked == (PrintConsignment(MADE.label), UnpackConsignment(MADE.label), *LOOKS)
    assert told(work, asked[0], b"%PDF").said is Told.PRINTED
    assert told(work, asked[1], None).said is Told.UNPACKED
    assert keyed(waiting(), "F4")[0].said is Told.CHOOSE_PACKED
    assert keyed(waiting(), "F3", "Down", "F5")[1] == (PrintConsignment(PACKED[1].label),)


def test_the_drivers_list_is_printed_by_one_key_from_either_list():
    assert keyed(Dispatch(), "F2")[0].said is Told.NOTHING_PACKED
    work = waiting()
    assert keyed(work, "F2")[1] == (PrintCollection(PACKED[0].label),)
    listed, asked = keyed(work, "F3", "Down", "F2")
    assert asked == (PrintCollection(PACKED[1].label),)
    assert told(listed, asked[0], b"%PDF").said is Told.LISTED
    assert paper_name(asked[0]) == f"{PACKED[1].label}-list"


def test_a_carriers_number_is_scanned_onto_the_chosen_consignment():
    assert keyed(waiting(), "F7")[0].said is Told.CHOOSE_PACKED
    work, asked = keyed(waiting(), "F3", "Down", "F7", *typed("RR473124828SE"))
    assert (asked, work.said, work.asks) == ((), Told.NOT_TRACKING, Asks.TRACKING)
    work, asked = keyed(work, *typed("rr473124829se"))
    assert asked == (TrackConsignment(PACKED[1].label, "RR473124829SE"), *LOOKS)
    numbered = replace(PACKED[1], tracking="RR473124829SE")
    tracked = told(work, asked[0], numbered)
    assert (tracked.said, tracked.packed[1]) == (Told.TRACKED, numbered)
    assert keyed(waiting(), "F3", "F7", "Esc")[0].asks is Asks.LABEL


def test_r17_what_came_back_is_told_by_its_label():
    work, asked = keyed(waiting(), "F6", *typed(MADE.label.lower()))
    assert (work.asks, asked) == (Asks.LABEL, (TakeBack(MADE.label), *LOOKS))
    assert told(work, asked[0], None).said is Told.TAKEN_BACK
    never = RoomTold(asked[0], None, None, "backend_refused", "40930")
    assert work.told(never).said is Told.NOT_BACK
    assert keyed(waiting(), "F6", *typed("MB00000018"))[0].said is Told.FOREIGN_LABEL
    assert keyed(waiting(), "F6", "Delete")[0].asks is Asks.LABEL
    assert keyed(scanned(waiting(), OUTGOING[1])[0], "F6")[0].said is Told.COVER_OPEN


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("BORD-9-261120-00999", Told.NOT_OUTGOING),
        ("RR123456785SE", Told.FOREIGN_LABEL),
        ("MB00000018", Told.FOREIGN_LABEL),
        ("hej", Told.FOREIGN_LABEL),
    ],
)
def test_any_other_label_is_said_and_nothing_asked(label: str, said: Told):
    work, asked = keyed(waiting(), *typed(label))
    assert (work.said, work.cover, asked) == (said, (), ())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("40930", Told.STATE_REFUSED),
        ("40931", Told.WEIGHT_REFUSED),
        ("40932", Told.ADDRESS_REFUSED),
        ("40999", Told.REFUSED),
    ],
)
def test_a_refusal_is_said_and_the_cover_stays(number: str, said: Told):
    work, (asked, *_) = keyed(scanned(waiting(), OUTGOING[1])[0], "Enter")
    refused = work.told(RoomTold(asked, None, None, "backend_refused", number))
    assert (refused.said, refused.cover) == (said, (OUTGOING[1],))


def test_without_an_answer_nothing_is_taken_as_done():
    asked = SendConsignment(PACKED[0].label)
    away = waiting().told(RoomTold(asked, PACKED[0], NOW, "backend_unreachable"))
    assert (away.said, away.packed) == (Told.NO_ANSWER, PACKED)
    weighed = WeighItem(OUTGOING[0].item, 900)
    work, _ = keyed(scanned(waiting(), OUTGOING[0])[0], *typed("900"))
    assert work.told(RoomTold(weighed, None, None, "backend_unreachable")).cover == ()
    shut = waiting().told(RoomTold(SeeOutgoing(), None, None, "not_allowed"))
    assert shut.outgoing == ()
    assert told(waiting(), SeeWall(), None) == waiting()


def test_r20_a_courier_is_named_by_its_digit_for_what_is_too_heavy_for_post():
    work = told(told(Dispatch(), SeeOutgoing(), OUTGOING), SeeConsignments(), (HEAVY, *PACKED))
    asking, asked = keyed(work, "F3", "F8")
    assert (asking.asks, asked) == (Asks.COURIER, (SeeCouriers(),))
    asking = told(asking, SeeCouriers(), COURIERS)
    assert keyed(asking, "3", "Enter")[0].said is Told.NOT_A_COURIER
    moved = told(asking, SeeConsignments(), (*PACKED, HEAVY))
    named, asked = keyed(moved, "1", "Enter")
    assert asked == (ChooseCourier(HEAVY.label, COURIERS[0].title), *LOOKS)
    made = replace(HEAVY, courier=COURIERS[0].title)
    after = told(named, asked[0], made)
    assert (after.said, after.about) == (Told.COURIER, COURIERS[0].title)
    assert made in after.packed
    assert keyed(work, "F3", "Down", "F8")[0].said is Told.NO_COURIER
    late = RoomTold(SendConsignment(HEAVY.label), None, None, "backend_refused", "40947")
    assert work.told(late).said is Told.COURIER_MISSING


def test_the_couriers_stand_behind_their_digits(staged: Staged):
    assert "1 Budbilen, Dörr till dörr" in visible_texts(staged("dispatch_courier"))
