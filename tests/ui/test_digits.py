"""Digits in groups without a screen: arrows, Space and Enter, and nothing confirmed by accident."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from mailroom.domain.digits import (
    ClaimDigits,
    ConfirmDigits,
    DigitPage,
    DigitsClaimed,
    DigitsDone,
    DigitsSeen,
    LeaveDigits,
)
from mailroom.domain.events import RoomTold
from mailroom.domain.review import Claimed, ClaimReview
from mailroom.domain.room import Question
from tests.ui.conftest import Staged, settle
from tests.ui.test_window import visible_texts
from ui.digits import COLUMNS, Digits
from ui.parts import FIRST, Parts
from ui.recalling import Recalling
from ui.rehearsal.digits import PAGE_ID
from ui.rehearsal.recalling import none_recalled
from ui.rehearsal.review import case_of
from ui.rehearsal.scenes import proposed
from ui.widgets.crop_grid import CropGrid

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
PAGE = DigitPage(PAGE_ID, "7", ("",) * 34, NOW + dt.timedelta(minutes=5))


def looking() -> Digits:
    return Digits().told(RoomTold(ClaimDigits(), DigitsClaimed(PAGE, 40), NOW))


def keyed(work: Digits, *keys: str) -> tuple[Digits, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        assert isinstance(turn.work, Digits)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def test_arrows_move_space_doubts_and_enter_confirms_the_rest():
    work, asked = keyed(looking(), "Right", "Down", "Space", "Left", "Up", "Up", "Space", "Space")
    assert (asked, work.marked, work.doubted) == ((), 0, frozenset({COLUMNS + 1}))
    _, asked = keyed(work, "Enter")
    assert asked == (ConfirmDigits(PAGE_ID, (COLUMNS + 1,)), ClaimDigits())


def test_one_page_is_confirmed_once_and_the_next_comes_by_itself():
    sent, asked = keyed(looking(), "Space", "Enter")
    assert keyed(sent, "Enter", "Space") == (sent, ())
    assert sent.opened().questions == ()
    done = sent.told(RoomTold(asked[0], DigitsDone(33, 1), NOW))
    assert (done.page, done.done) == (None, DigitsDone(33, 1))
    following = replace(PAGE, id="another", digit="4")
    after = done.told(RoomTold(ClaimDigits(), DigitsClaimed(following, 6), NOW))
    assert (after.page, after.marked, after.doubted) == (following, 0, frozenset())


def test_a_page_that_comes_again_keeps_what_was_marked():
    work, _ = keyed(looking(), "Right", "Space")
    longer = replace(PAGE, until=NOW + dt.timedelta(minutes=9))
    again = work.told(RoomTold(ClaimDigits(), DigitsClaimed(longer, 40), NOW))
    assert (again.page, again.marked, again.doubted) == (longer, 1, frozenset({1}))


def test_an_answer_that_did_not_arrive_leaves_all_as_it_was_to_be_said_again():
    work, _ = keyed(looking(), "Right", "Space")
    sent, asked = keyed(work, "Enter")
    lost = sent.told(RoomTold(asked[0], None, NOW, "backend_unreachable"))
    assert (lost.page, lost.doubted, lost.refusal[0]) == (PAGE, {1}, "backend_unreachable")
    assert keyed(lost, "Enter")[1][0] == asked[0]
    refused = sent.told(RoomTold(asked[0], None, NOW, "backend_refused", "40950"))
    assert (refused.page, refused.refusal[1]) == (None, "40950")


def test_whoever_goes_back_lets_the_page_go_and_esc_first_takes_the_marks():
    parts = Parts({FIRST: Recalling(), "F6": looking()}, front="F6")
    marked = parts.pressed("Space").work
    cleared = marked.pressed("Esc").work
    assert isinstance(cleared, Parts)
    assert cleared.front == "F6"
    turn = cleared.pressed("Esc")
    assert turn.questions[0] == LeaveDigits(PAGE_ID)
    assert isinstance(turn.work, Parts)
    assert turn.work.front == FIRST
    assert turn.work.told(none_recalled()[0]).parts["F6"] == Digits(standing=looking().standing)


def test_what_may_no_longer_be_seen_is_gone_and_a_silent_backend_takes_nothing():
    shut = looking().told(RoomTold(ClaimDigits(), None, None, "not_allowed"))
    assert shut.page is None
    stale = looking().told(RoomTold(ClaimDigits(), None, NOW, "backend_unreachable"))
    assert stale.page == PAGE


def test_the_page_says_what_is_asked_and_what_became_of_the_last(staged: Staged):
    said = visible_texts(staged("review_digits"))
    assert "Är alla en 7?" in said
    assert "2 av 34 markerade" in said
    assert "räknas inte" in visible_texts(staged("review_digits_overlooked"))
    assert "Inga siffror att titta på nu." in visible_texts(staged("review_digits_none"))


def test_a_click_marks_a_crop_and_its_name_says_so(staged: Staged, qtbot: QtBot):
    console = staged("review_digits")
    (grid,) = (one for one in console.window.frame.findChildren(CropGrid) if one.isVisible())
    qtbot.mouseClick(
        grid, Qt.MouseButton.LeftButton, pos=QPoint(grid.width() // 30, grid.width() // 30)
    )
    settle()
    assert grid.accessibleName() == "Siffra 1 av 34, markerad"


def test_a_doubted_digit_is_marked_where_its_item_is_decided(staged: Staged):
    console = staged("review_case")
    case = case_of(proposed())
    number = "5561890012"
    doubted = replace(case, digits=DigitsSeen(number, doubted=(4,)))
    review = console.window.rooms
    review.happened(RoomTold(ClaimReview(item=case.offer.item), Claimed(doubted), NOW))
    settle()
    assert "5561[8]9-0012" in visible_texts(console)
    seen = replace(case, digits=DigitsSeen(number, by=("ola",)))
    review.happened(RoomTold(ClaimReview(item=case.offer.item), Claimed(seen), NOW))
    settle()
    assert "sett varje siffra i 556189-0012" in visible_texts(console)
