"""Recall without a screen: a label, a reason, a settlement, and what is refused."""

import datetime as dt
from dataclasses import replace

import pytest

from mailroom.domain.events import RoomTold
from mailroom.domain.recalling import (
    Reassigned,
    ReassignLetter,
    Reassignment,
    RecallLetter,
    RecallReason,
    SeeRecalls,
    Settlement,
    SettleRecall,
)
from mailroom.domain.room import Question
from tests.ui.conftest import Staged
from tests.ui.test_window import visible_texts
from ui.recalling import Did, Recalling, Step
from ui.rehearsal.archive import typed
from ui.rehearsal.recalling import CASES
from ui.rehearsal.scenes import REGISTER
from ui.screens.recalling import draw
from ui.texts.phrase import Language, Say

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
LABEL = "BORD-1-261120-00398"


def keyed(work: Recalling, *keys: str) -> tuple[Recalling, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        assert isinstance(turn.work, Recalling)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def known() -> Recalling:
    return Recalling().told(RoomTold(SeeRecalls(), CASES, NOW))


def test_a_label_and_a_digit_recall_and_nothing_less_does():
    work, asked = keyed(known(), *typed(LABEL.lower()))
    assert (asked, work.step) == ((), Step.WHY)
    assert keyed(work, "Enter", "9", "0", "x", "Esc")[1] == ()
    work, asked = keyed(work, "1")
    assert asked == (RecallLetter(LABEL, RecallReason.WRONG_RECIPIENT), SeeRecalls())
    assert work.told(RoomTold(asked[0], CASES[0], NOW)).did is Did.RECALLED
    assert keyed(known(), *typed("Skatteverket"))[0].did is Did.NOT_A_LABEL


def test_the_chosen_case_is_settled_by_a_digit():
    _, asked = keyed(known(), "Down", "F3", "2")
    assert asked == (SettleRecall(CASES[1].letter, Settlement.REPORTED), SeeRecalls())
    assert known().told(RoomTold(asked[0], None, NOW)).did is Did.SETTLED
    released = SettleRecall(CASES[1].letter, Settlement.RELEASED)
    assert known().told(RoomTold(released, None, NOW)).did is Did.RELEASED
    assert keyed(Recalling(), "F3", "1") == keyed(Recalling(), "1")


def test_a_number_of_a_customer_gives_the_letter_to_it_and_a_wrong_one_does_not():
    own = replace(known(), customer={one.number: one for one in REGISTER}.get)
    number = REGISTER[4].number
    work, asked = keyed(own, "Down", "Down", "F4", *"x", *number, "7")
    assert (asked, work.field, work.found) == ((), number, REGISTER[4])
    assert draw(work, Say(Language.SV)).heading == REGISTER[4].name
    work, asked = keyed(work, "Enter")
    assert asked == (ReassignLetter(CASES[2].letter, number), SeeRecalls())
    for step, did in (
        (Reassignment.PROPOSED, Did.PROPOSED),
        (Reassignment.MOVED, Did.MOVED),
        (Reassignment.DIFFERED, Did.DIFFERED),
    ):
        assert work.told(RoomTold(asked[0], Reassigned(step), NOW)).did is did
    wrong, asked = keyed(own, "F4", *"5561890013", "Enter")
    assert (asked, wrong.did, wrong.step) == ((), Did.NOT_A_NUMBER, Step.WHOSE)
    assert keyed(wrong, "Esc")[0].step is Step.LABEL


def test_a_list_that_changes_meanwhile_moves_no_number_to_another_letter():
    own = replace(known(), customer={one.number: one for one in REGISTER}.get)
    number = REGISTER[4].number
    for keys, asks in ((("F4", *number), ReassignLetter), (("F3",), SettleRecall)):
        work, _ = keyed(own, "Down", *keys)
        work = work.told(RoomTold(SeeRecalls(), CASES[1:][::-1], NOW))
        _, asked = keyed(work, "Enter" if asks is ReassignLetter else "3")
        assert isinstance(asked[0], asks)
        assert asked[0].letter == CASES[1].letter


def test_who_proposed_is_told_and_never_what(staged: Staged):
    said = visible_texts(staged("shift_recall"))
    assert "lars har sagt vems det är" in said
    moved = visible_texts(staged("shift_recall_moved"))
    assert "levererat till rätt bolag" in moved
    assert "nu i brevlådan hos 559012-1108" in moved


@pytest.mark.parametrize("number", ["40901", "40902", "40910", "40303", "40400", "40930", "40933"])
def test_what_is_refused_is_said_and_nothing_is_thought_done(number: str):
    asked = RecallLetter(LABEL, RecallReason.DOUBTED)
    work = known().told(RoomTold(asked, None, None, "backend_refused", number))
    assert work.cases == CASES
    said = {draw(work, Say(language)).said for language in Language}
    assert len(said) == 2
    assert known().told(RoomTold(SeeRecalls(), None, None, "not_allowed")).cases == ()


def test_the_hours_left_to_report_are_on_the_screen(staged: Staged):
    assert "inom 72 timmar" in visible_texts(staged("shift_recall"))
    assert "Fel mottagare" in visible_texts(staged("shift_recall_why"))
    assert "En annan arbetsledare avgör det" in visible_texts(staged("shift_recall_refused"))
