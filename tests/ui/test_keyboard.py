"""What the keys do, without a screen."""

from dataclasses import replace

import pytest

from mailroom.domain.events import FeederChanged, FeederState, ItemChanged, PolicyChanged
from mailroom.domain.items import Item, ItemState
from mailroom.domain.policyfile import STANDARD
from mailroom.domain.register import Customer, Standing
from mailroom.domain.sorting import Category, PaperRoute, UnscannableReason
from mailroom.station.commands import (
    Accept,
    ChangeCategory,
    CloseItem,
    Command,
    MarkBlank,
    PickCandidate,
    Recall,
    ReleaseHold,
    RescanPage,
    ScanContents,
    ScanFace,
    ScanStack,
    SignOut,
    StopFeeder,
    TypeNumber,
)
from tests.ui.test_desk import at_work
from ui.actions import DEFAULT_KEYS
from ui.desk import Desk, Menu, Note, Panel, reduce, shown_page
from ui.entry import Confirm
from ui.keyboard import Keyboard, last_undoable
from ui.rehearsal.scenes import REGISTER, aside, clear, doubtful, held, proposed

BY_NUMBER = {customer.number: customer for customer in REGISTER}
ACTIVE, ENDED = REGISTER[0], REGISTER[3]
DOUBTFUL = doubtful()


def look_up(number: str) -> Customer | None:
    return OTHER if number == OTHER.number else BY_NUMBER.get(number)


def note(menu: Menu, place: int) -> str:
    return f"{menu} {place}" if 1 <= place <= (5 if menu is Menu.UNSCANNABLE else 3) else ""


KEYBOARD = Keyboard(DEFAULT_KEYS, look_up, note)


def press(desk: Desk, *keys: str) -> tuple[Desk, list[Command]]:
    asked: list[Command] = []
    for key in keys:
        pressed = KEYBOARD.press(desk, key)
        desk = pressed.desk
        asked += pressed.commands
    return desk, asked


def with_item(item: Item) -> Desk:
    return at_work(ItemChanged(item))


@pytest.mark.parametrize("key", ["Space", "+", "Enter"])
def test_one_key_accepts_the_proposal(key: str):
    item = proposed()
    assert press(with_item(item), key)[1] == [Accept(item.id)]


def test_one_key_scans_the_next_envelope_the_contents_or_the_stack():
    opening = clear(7, ItemState.OPENING)
    assert press(at_work(), "Space")[1] == [ScanFace()]
    assert press(with_item(opening), "Space")[1] == [ScanContents(opening.id)]
    assert press(at_work(), "F7", "Space")[1] == [ScanStack()]
    assert press(with_item(opening), "F7", "Space")[1] == [ScanStack()]


def test_a_paused_feeder_goes_on_with_what_it_was_doing():
    opening = clear(7, ItemState.OPENING)
    desk, _ = press(with_item(opening), "Space")
    paused = replace(desk, feeder=FeederChanged(FeederState.PAUSED, 2, "paper_jam"))
    assert press(paused, "Space")[1] == [ScanContents(opening.id)]


def test_while_the_feeder_runs_space_does_nothing():
    desk = at_work(FeederChanged(FeederState.SCANNING, 4))
    assert press(desk, "Space") == (desk, [])


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_digit_picks_a_candidate(place: int):
    assert DOUBTFUL.evidence is not None
    number = DOUBTFUL.evidence.candidates[place - 1].number
    assert press(with_item(DOUBTFUL), str(place))[1] == [PickCandidate(DOUBTFUL.id, number)]


def test_a_served_number_is_submitted_at_its_tenth_digit():
    desk, asked = press(with_item(DOUBTFUL), *ACTIVE.number)
    assert asked == [TypeNumber(DOUBTFUL.id, ACTIVE.number)]
    assert desk.entry is None


def test_a_wrong_check_digit_is_never_submitted():
    wrong = ACTIVE.number[:-1] + str((int(ACTIVE.number[-1]) + 1) % 10)
    desk, asked = press(with_item(DOUBTFUL), *wrong, "Enter", "Enter")
    assert asked == []
    assert desk.entry is not None
    corrected, asked = press(desk, "Backspace", ACTIVE.number[-1])
    assert asked == [TypeNumber(DOUBTFUL.id, ACTIVE.number)]
    assert corrected.entry is None


ALONE = REGISTER[4]
"""Served, and neither read nor listed on the doubtful item."""
OTHER = Customer("5567037485", "Annat Bolag AB", "AB", Standing.ACTIVE)


def test_a_number_that_no_reading_bears_is_typed_twice_the_first_unseen():
    desk, asked = press(with_item(DOUBTFUL), *ALONE.number)
    assert asked == []
    assert desk.entry is not None
    assert (desk.entry.text, desk.entry.first) == ("", ALONE.number)
    desk, asked = press(desk, *ALONE.number)
    assert asked == [TypeNumber(DOUBTFUL.id, ALONE.number)]
    assert desk.entry is None


def test_two_that_differ_want_two_alike_in_a_row():
    desk, asked = press(with_item(DOUBTFUL), *ALONE.number, *OTHER.number)
    assert asked == []
    assert desk.entry is not None
    assert desk.entry.differed
    desk, asked = press(desk, *ALONE.number)
    assert asked == []
    assert press(desk, *ALONE.number)[1] == [TypeNumber(DOUBTFUL.id, ALONE.number)]


def test_the_second_time_may_be_left():
    desk, asked = press(with_item(DOUBTFUL), *ALONE.number, "5", "Backspace", "Esc")
    assert (desk.entry, asked) == (None, [])


STRANGER = "5569173544"
UNSERVED: list[tuple[str, Confirm, Command]] = [
    (ENDED.number, Confirm.ENDED, TypeNumber(DOUBTFUL.id, ENDED.number)),
    (STRANGER, Confirm.NOT_A_CUSTOMER, ChangeCategory(DOUBTFUL.id, Category.NOT_A_CUSTOMER)),
]


@pytest.mark.parametrize(("number", "why", "command"), UNSERVED)
def test_a_number_nobody_is_served_under_wants_enter(number: str, why: Confirm, command: Command):
    desk, asked = press(with_item(DOUBTFUL), *number)
    assert asked == []
    assert desk.entry is not None
    assert desk.entry.confirm is why
    assert press(desk, "Enter")[1] == [command]


def test_a_refused_item_is_put_aside_and_work_goes_on():
    item = replace(clear(4, ItemState.SENDING), state=ItemState.REFUSED, revision=99)
    desk, asked = press(with_item(item), "Space")
    assert asked == []
    assert desk.current is None
    assert press(desk, "Space")[1] == [ScanFace()]


def test_a_suggestion_is_taken_with_arrow_and_enter():
    desk, _ = press(with_item(DOUBTFUL), "N", "o", "r")
    assert desk.entry is not None
    desk = replace(desk, entry=desk.entry.suggested(REGISTER))
    assert press(desk, "Down", "Down", "Enter")[1] == [TypeNumber(DOUBTFUL.id, REGISTER[1].number)]


def test_escape_drops_what_was_typed():
    desk, asked = press(with_item(DOUBTFUL), "5", "5", "Esc")
    assert (desk.entry, asked) == (None, [])


def test_the_last_backspace_leaves_typing_and_does_not_undo():
    desk, asked = press(with_item(DOUBTFUL), "5", "Backspace")
    assert (desk.entry, asked) == (None, [])


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5])
def test_unscannable_wants_its_reason(place: int):
    asked = press(with_item(DOUBTFUL), "/", str(place))[1]
    reason = list(UnscannableReason)[place - 1]
    words = f"unscannable {place}"
    row = STANDARD.choices(Category.UNSCANNABLE)[place - 1].code
    assert asked == [ChangeCategory(DOUBTFUL.id, Category.UNSCANNABLE, reason, words, row)]


@pytest.mark.parametrize(
    ("key", "category", "row"),
    [("*", Category.MARKETING, "periodical"), ("-", Category.UNREADABLE, "")],
)
def test_marketing_and_unreadable_say_why(key: str, category: Category, row: str):
    asked = press(with_item(DOUBTFUL), key, "2")[1]
    assert asked == [ChangeCategory(DOUBTFUL.id, category, None, f"{category} 2", row)]


def test_the_choices_are_those_of_the_table_in_force():
    turned = {1: 2, 2: 1}
    rows = tuple(replace(row, key=turned.get(row.key, row.key)) for row in STANDARD.rows)
    desk = reduce(with_item(DOUBTFUL), PolicyChanged(replace(STANDARD, version=2, rows=rows)))
    (asked,) = press(desk, "/", "1")[1]
    assert isinstance(asked, ChangeCategory)
    assert (asked.row, asked.reason) == ("debit_card", UnscannableReason.DEBIT_CARD)


def test_a_menu_closes_without_harm():
    desk, asked = press(with_item(DOUBTFUL), "/", "9", "Esc")
    assert (desk.menu, asked) == (None, [])


def test_letting_go_of_a_held_item_says_what_was_seen():
    item = held()
    assert press(with_item(item), "Space", "1")[1] == [ReleaseHold(item.id, "release 1")]


def test_backspace_takes_back_the_last_decision():
    item = aside(19, Category.MARKETING, PaperRoute.DESTROY)
    desk = at_work(ItemChanged(item), ItemChanged(clear(7, ItemState.OPENING)))
    assert last_undoable(desk) == item
    assert press(desk, "Backspace")[1] == [Recall(item.id)]


def test_nothing_to_undo_and_nothing_to_decide_are_said():
    desk = with_item(clear(1, ItemState.DELIVERED))
    for key, said in (
        ("Backspace", Note.NOTHING_TO_UNDO),
        ("/", Note.NOT_NOW),
        (".", Note.NOT_NOW),
    ):
        told, asked = press(desk, key)
        assert asked == []
        assert told.message is not None
        assert told.message.note is said


def test_later_goes_to_the_next_doubt_and_comes_round_again():
    other = proposed()
    desk = at_work(ItemChanged(DOUBTFUL), ItemChanged(other))
    desk, _ = press(desk, ".")
    assert desk.current == other.id
    desk, _ = press(desk, ".")
    assert desk.current == DOUBTFUL.id


def test_pages_turn_and_stop_at_the_ends():
    item = clear(1, ItemState.DELIVERED)
    desk = with_item(item)
    for page in item.pages[1:]:
        desk, _ = press(desk, "PgDown")
        assert shown_page(desk) == page
    assert shown_page(press(desk, "PgDown")[0]) == item.pages[-1]
    for _ in item.pages:
        desk, _ = press(desk, "PgUp")
    assert shown_page(desk) == item.pages[0]


def test_only_content_pages_can_be_blank():
    item = clear(1, ItemState.RELEASING)
    desk = with_item(item)
    assert press(desk, "0")[1] == []
    turned, _ = press(desk, "PgDown", "PgDown")
    page = item.pages[2]
    assert press(turned, "0")[1] == [MarkBlank(item.id, page.id, blank=not page.blank)]


def test_the_other_keys_of_the_room():
    item = clear(7, ItemState.OPENING)
    desk = with_item(item)
    assert press(desk, "F3")[1] == [RescanPage(item.id, item.pages[0].id)]
    assert press(desk, "F5")[1] == [CloseItem(item.id)]
    assert press(desk, "F8")[1] == [StopFeeder()]
    assert press(desk, "F10")[1] == [SignOut()]
    assert press(desk, "F2")[0].zoomed
    assert press(desk, "F6")[0].panel is Panel.SET_UP


def test_any_key_closes_the_key_overlay_and_does_nothing_else():
    item = proposed()
    desk, asked = press(with_item(item), "?", "Space")
    assert (desk.panel, asked) == (Panel.NONE, [])
