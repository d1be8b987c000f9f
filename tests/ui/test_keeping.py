"""Keeping back without a screen: a letter or a station, a time, a reason, and the end."""

import datetime as dt

import pytest

from mailroom.domain.events import RoomTold
from mailroom.domain.keepingback import EndKeeping, KeepBack, KeepEnd, KeepReason, SeeKeeping
from mailroom.domain.room import Question
from tests.ui.conftest import Staged
from tests.ui.test_window import visible_texts
from ui.keeping import Did, KeepingBack, Step
from ui.rehearsal.archive import typed
from ui.rehearsal.keeping import ORDERS, kept, none_kept
from ui.screens.keeping import draw
from ui.texts.phrase import Language, Say

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
LABEL = "BORD-1-261120-00398"


def known() -> KeepingBack:
    return KeepingBack(lambda: NOW).told(kept()[0])


def keyed(work: KeepingBack, *keys: str) -> tuple[KeepingBack, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        assert isinstance(turn.work, KeepingBack)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def test_a_letter_takes_its_label_and_a_reason():
    work, asked = keyed(known(), *typed(LABEL.lower()))
    assert (asked, work.step) == ((), Step.WHY)
    assert keyed(work, "Enter", "9", "0", "x", "Esc")[1] == ()
    work, asked = keyed(work, "2")
    assert asked == (KeepBack(KeepReason.PAGES, scan_id=LABEL), SeeKeeping())
    assert work.told(RoomTold(asked[0], ORDERS[1], NOW)).did is Did.KEPT


def test_a_station_takes_its_name_and_a_time_that_has_been():
    work, _ = keyed(known(), *typed("BORD-2"))
    assert work.step is Step.SINCE
    assert keyed(work, "Enter", "1")[1][0] == KeepBack(KeepReason.RECIPIENTS, station="bord-2")
    morning = NOW.replace(hour=8, minute=15)  # 09:15 in Stockholm
    asked = keyed(work, *typed("09:15"), "1")[1]
    assert asked[0] == KeepBack(KeepReason.RECIPIENTS, station="bord-2", since=morning)
    for wrong in ("1301", "2460", "9:1", "nu"):
        later, asked = keyed(work, *typed(wrong))
        assert (asked, later.did, later.step) == ((), Did.NOT_A_TIME, Step.SINCE)
    assert keyed(known(), *typed("bord-9"))[0].did is Did.UNKNOWN


def test_the_order_that_was_chosen_ends_though_the_list_moves_meanwhile():
    work, _ = keyed(known(), "Down", "F3")
    work = work.told(none_kept()[0])
    _, asked = keyed(work, "1")
    assert asked == (EndKeeping(ORDERS[1].id, KeepEnd.RELEASED), SeeKeeping())
    assert known().told(RoomTold(asked[0], None, NOW)).did is Did.RELEASED
    back = EndKeeping(ORDERS[1].id, KeepEnd.WITHDRAWN)
    assert known().told(RoomTold(back, None, NOW)).did is Did.WITHDRAWN


@pytest.mark.parametrize("number", ["40930", "40400", "40302"])
def test_what_is_refused_is_said_and_the_orders_stay(number: str):
    asked = KeepBack(KeepReason.ASKED, scan_id=LABEL)
    work = known().told(RoomTold(asked, None, None, "backend_refused", number))
    assert work.orders == ORDERS
    assert len({draw(work, Say(language)).said for language in Language}) == 2


def test_how_many_wait_and_how_many_were_too_early_stands_there(staged: Staged):
    said = visible_texts(staged("shift_keep"))
    assert "31 brev väntar" in said
    assert "18 låg redan i sina brevlådor" in said
    assert "Återkalla det med F8" in visible_texts(staged("shift_keep_late"))
    assert "Inget brev hålls inne." in visible_texts(staged("shift_keep_none"))
