"""The sorting table's screen as values: changed, tried on past mail, then taken into effect."""

import datetime as dt
from dataclasses import replace

import pytest

from mailroom.domain.decisions import Category
from mailroom.domain.errors import BackendRefused, NotAllowed
from mailroom.domain.events import RoomTold
from mailroom.domain.policy import Flaw
from mailroom.domain.policyversions import (
    ConfirmPolicy,
    ProposePolicy,
    Replay,
    ReplayPolicy,
    SeeFace,
    SeePolicies,
    WithdrawPolicy,
)
from mailroom.domain.room import Question
from mailroom.domain.seeds import SeedLetters, Seeds, SeeSeeds
from tests.ui.conftest import Staged
from ui.policy import Rules
from ui.rehearsal.policy import IN_USE, SEEDS, STRICTER, WAITING, replayed, with_row
from ui.screens.policy_said import refusal_said
from ui.texts import policy as words
from ui.texts.phrase import Language, Say
from ui.widgets.choices import ChoiceRow

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
SAY = Say(Language.EN)
TO_FLYER = ("Down",) * 5
OPEN = Rules().told(RoomTold(SeePolicies(), IN_USE, NOON))
TRIED = (*TO_FLYER, "Space", "Enter")


def press(rules: Rules, *keys: str) -> tuple[Rules, tuple[Question, ...]]:
    asked: tuple[Question, ...] = ()
    for key in keys:
        turn = rules.pressed(key)
        assert isinstance(turn.work, Rules)
        rules, asked = turn.work, turn.questions
    return rules, asked


def tried(replay: Replay) -> Rules:
    rules, asked = press(OPEN, *TRIED)
    assert asked == (ReplayPolicy(STRICTER),)
    return rules.told(RoomTold(ReplayPolicy(STRICTER), replay, NOON))


def test_looking_asks_for_the_versions_and_shows_the_one_in_force():
    assert Rules().opened().questions == (SeePolicies(), SeeSeeds())
    assert (OPEN.rows, OPEN.chosen) == (IN_USE.in_force.rows, "registered")


def test_a_row_is_turned_over_to_a_person_and_back_again():
    rules, asked = press(OPEN, *TO_FLYER, "Space")
    assert (rules.rows, asked, rules.loosens) == (STRICTER, (), ())
    assert press(rules, "Space")[0].draft is None
    assert press(rules, "Esc")[0].draft is None


def test_advertising_is_opened_and_is_advertising_again():
    rules, _ = press(OPEN, *TO_FLYER, "*")
    row = next(row for row in rules.rows if row.code == "flyer")
    assert (row.category, row.key) == (Category.SCANNABLE, 0)
    assert press(rules, "*")[0].draft is None


@pytest.mark.parametrize(
    ("keys", "flaw"),
    [
        (("*",), Flaw.WOULD_BE_OPENED),
        ((*["Down"] * 7, "Space"), Flaw.PASSES_TO_NOBODY),
        ((*["Down"] * 9, "Space"), Flaw.PASSES_SEALED),
    ],
)
def test_what_is_safety_is_refused_at_once_with_a_sentence(keys: tuple[str, ...], flaw: Flaw):
    rules, asked = press(OPEN, *keys)
    assert (rules.draft, rules.flaw, asked) == (None, flaw, ())
    assert refusal_said(rules, SAY) == SAY(words.FLAWS[flaw])
    assert press(rules, "Down")[0].flaw is None


def test_nothing_takes_effect_untried():
    assert press(OPEN, *TO_FLYER, "Space", "F5")[1] == ()
    assert press(OPEN, "Enter")[1] == ()


def test_what_was_tried_takes_effect_from_a_chosen_day():
    rules = tried(replayed())
    assert rules.face is not None
    assert press(rules, "F5")[1] == (ProposePolicy(STRICTER, IN_USE.day + dt.timedelta(days=1)),)
    today, asked = press(rules, "Left", "Left", "F5")
    assert asked == (ProposePolicy(STRICTER, IN_USE.day),)
    done = today.told(RoomTold(asked[0], WAITING, NOON))
    assert (done.draft, done.tried, done.policies) == (None, None, WAITING)


def test_moved_items_are_looked_through_with_their_outside():
    replay = replayed()
    rules, asked = press(tried(replay), "Down")
    second = replay.moved[1].item
    assert (rules.moved, asked) == (second, (SeeFace(second),))
    seen = rules.told(RoomTold(SeeFace(second), replay.first, NOON))
    assert press(seen, "Up", "Down")[1] == ()
    assert press(seen, "Esc")[0].tried is None


def test_an_answer_about_another_draft_says_nothing():
    rules, _ = press(OPEN, *TRIED)
    changed, _ = press(rules, "Down", "Space")
    assert changed.told(RoomTold(ReplayPolicy(STRICTER), replayed(), NOON)).tried is None


def test_what_loosens_says_so():
    strict = replace(IN_USE.versions[0], policy=replace(IN_USE.in_force, rows=STRICTER))
    open_ = Rules().told(RoomTold(SeePolicies(), replace(IN_USE, versions=(strict,)), NOON))
    rules, _ = press(open_, *TO_FLYER, "Space")
    assert rules.loosens == ("flyer",)


def test_a_waiting_version_is_confirmed_by_another_or_withdrawn():
    rules = Rules().told(RoomTold(SeePolicies(), WAITING, NOON))
    assert press(rules, "F6")[1] == (ConfirmPolicy(4),)
    assert press(rules, "F8")[1] == (WithdrawPolicy(4),)
    refused = rules.told(RoomTold(ConfirmPolicy(4), None, None, NotAllowed.code))
    assert refusal_said(refused, SAY) == SAY(words.SECOND)
    assert press(OPEN, "F6")[1] == ()


@pytest.mark.parametrize(("detail", "phrase"), list(words.REFUSED.items()))
def test_a_refusal_of_the_central_system_is_a_sentence(detail: str, phrase: object):
    asked = ProposePolicy(with_row("flyer", passes=False), IN_USE.day)
    refused = OPEN.told(RoomTold(asked, None, None, BackendRefused.code, detail))
    assert refusal_said(refused, SAY) == SAY(phrase)  # pyright: ignore[reportArgumentType]  a phrase
    shut = OPEN.told(RoomTold(asked, None, None, NotAllowed.code))
    assert refusal_said(shut, SAY) == SAY(words.SUPERVISOR)


def test_a_supervisor_lays_test_letters_while_there_are_any():
    knows = OPEN.told(RoomTold(SeeSeeds(), SEEDS, NOON))
    laid, asked = press(knows, "F4")
    assert asked == (SeedLetters(5),)
    none = replace(SEEDS, at_hand=0)
    done = laid.told(RoomTold(asked[0], none, NOON))
    assert (done.seeds, press(done, "F4")[1]) == (none, ())
    refused = laid.told(RoomTold(asked[0], None, None, NotAllowed.code))
    assert refusal_said(refused, SAY) == SAY(words.SUPERVISOR)
    unseen = OPEN.told(RoomTold(SeeSeeds(), Seeds(is_shown=False), NOON))
    assert press(unseen, "F4")[1] == ()


def test_a_click_on_a_row_chooses_it(staged: Staged):
    window = staged("policy").window
    rules = window.rooms.work(window.rooms.place)
    assert isinstance(rules, Rules)
    rows = [row for row in window.findChildren(ChoiceRow) if row.isVisible()]
    rows[3].clicked.emit()
    chosen = window.rooms.work(window.rooms.place)
    assert isinstance(chosen, Rules)
    assert chosen.chosen == IN_USE.in_force.rows[3].code
