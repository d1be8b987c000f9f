"""What can be done about a paused feeder, by which digit, and what asks twice."""

from dataclasses import replace

import pytest

from mailroom.domain.events import (
    Event,
    FeederChanged,
    FeederState,
    ItemChanged,
    ProfileName,
    ScanButtonPressed,
    Scanner,
    ScannersFound,
    SensorsChanged,
)
from mailroom.domain.items import ItemState
from mailroom.station.commands import (
    CancelBatch,
    ChooseProfile,
    Command,
    ContinueBatch,
    DropLastSheet,
    InsertPage,
    PassPage,
    SaveBatch,
    ScanFace,
)
from tests.ui.conftest import Bench
from tests.ui.test_desk import at_work
from tests.ui.test_keyboard import press
from tests.ui.test_window import Begin
from ui.desk import Desk, Menu, Note
from ui.pausing import Way, choices
from ui.rehearsal.scenes import FEEDER, clear, scene
from ui.widgets.stack_view import piles


def paused(name: str) -> Desk:
    return at_work(*scene(name).events)


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("jam", [Way.CONTINUE, Way.SAVE, Way.DROP_LAST, Way.GIVE_UP]),
        ("double_feed", [*Way]),
        ("miscounted", [Way.CONTINUE, Way.SAVE, Way.DROP_LAST, Way.GIVE_UP]),
    ],
)
def test_only_what_is_possible_is_offered_and_digits_keep_their_place(name: str, ways: list[Way]):
    offered = choices(paused(name))
    assert [one.way for one in offered] == ways
    assert [one.key for one in offered] == [str([*Way].index(way) + 1) for way in ways]


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("Space", ContinueBatch()),
        ("1", ContinueBatch()),
        ("2", ContinueBatch(keep_double=True)),
        ("3", SaveBatch()),
        ("4", DropLastSheet()),
    ],
)
def test_each_way_out_is_one_key(key: str, command: Command):
    assert press(paused("double_feed"), key)[1] == [command]


def test_giving_up_is_asked_twice():
    desk, asked = press(paused("jam"), "5")
    assert (desk.menu, asked) == (Menu.GIVE_UP, [])
    assert press(desk, "Esc")[1] == []
    assert press(desk, "1")[1] == [CancelBatch()]


def test_a_pause_without_paper_goes_on_with_what_was_asked():
    desk = at_work(FeederChanged(FeederState.PAUSED, 0, "scanner_busy"))
    assert choices(desk) == ()
    assert press(desk, "Space")[1] == [ScanFace()]


def test_the_picture_says_what_stays_what_is_out_and_what_goes_back_in_order():
    account = scene("jam").events[-1]
    assert isinstance(account, FeederChanged)
    assert account.account is not None
    drawn = piles(account.account)
    assert [[sheet.fed for sheet in pile.sheets] for pile in drawn] == [
        [1, 2, 3, 4, 5],
        [7],
        [6, 7],
    ]


def test_a_sheet_is_added_behind_the_shown_page():
    item = clear(4, ItemState.RELEASING)
    desk, _ = press(at_work(ItemChanged(item)), "PgDown")
    assert press(desk, "F4")[1] == [InsertPage(item.id, item.contents[0].id)]


def test_a_page_that_looks_wrong_is_shown_first_and_let_pass_by_one_key():
    desk = at_work(*scene("streak").events)
    item = desk.item
    assert item is not None
    assert press(desk, "Insert")[1] == [PassPage(item.id, item.contents[0].id)]
    told, asked = press(at_work(ItemChanged(clear(4, ItemState.RELEASING))), "Insert")
    assert asked == []
    assert told.message is not None
    assert told.message.note is Note.NOT_NOW


def test_a_profiles_own_key_chooses_it_unless_it_is_locked():
    names = (ProfileName("thin", "Tunt papper", "Thin paper", "F15"),)
    found = ScannersFound(
        (Scanner(FEEDER, "fi"),), FEEDER, ("letters", "thin"), "letters", names=names
    )
    assert press(at_work(found), "F15")[1] == [ChooseProfile("thin")]
    assert press(at_work(replace(found, locked=True)), "F15")[1] == []


@pytest.mark.parametrize(
    ("event", "asked"),
    [
        (ScanButtonPressed(FEEDER), [ScanFace()]),
        (SensorsChanged(FEEDER, paper_loaded=True), []),
        (SensorsChanged(FEEDER, paper_loaded=False), []),
    ],
)
def test_the_scanners_button_is_the_scan_key(bench: Begin, event: Event, asked: list[Command]):
    at: Bench = bench()
    at.console.session.happened(event)
    assert at.station.asked == asked
    at.console.session.press("F12")
    before = len(at.station.asked)
    at.console.session.happened(ScanButtonPressed(FEEDER))
    assert len(at.station.asked) == before
