"""The archive without a screen: labels, words, counts, and what is said when it does not go."""

import datetime as dt

import pytest

from mailroom.domain.events import RoomTold
from mailroom.domain.room import Question, SeeWall
from mailroom.domain.shelves import (
    BoxPaper,
    CloseBox,
    Closing,
    Contents,
    FileOriginal,
    FindOriginals,
    PickOriginal,
    PrintBox,
    SeeBox,
    SeeBoxes,
    SeePulls,
)
from ui.archive import Archive, Showing
from ui.filing import Said
from ui.rehearsal.archive import (
    BOXES,
    CONTENTS,
    FOUND,
    NEXT,
    OPEN,
    PULLS,
    SEALED,
    original,
    store,
    typed,
)

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


def keyed(work: Archive, *keys: str) -> tuple[Archive, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        assert isinstance(turn.work, Archive)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def told(work: Archive, question: Question, answer: object) -> Archive:
    return work.told(RoomTold(question, answer, NOW))


def no(work: Archive, question: Question, detail: str, answer: object = None) -> Archive:
    return work.told(RoomTold(question, answer, None, "backend_refused", detail))


def fresh() -> Archive:
    work = Archive()
    for event in store():
        assert isinstance(event, RoomTold)
        work = work.told(event)
    return work


def opened() -> Archive:
    work, asked = keyed(fresh(), *typed(OPEN.label.lower()))
    assert asked == (SeeBox(OPEN.label),)
    return told(work, asked[0], CONTENTS)


def test_it_looks_when_it_opens_and_again_at_the_open_box():
    assert Archive().opened().questions == (SeeBoxes(), SeePulls())
    assert opened().opened().questions == (SeeBoxes(), SeePulls(), SeeBox(OPEN.label))


def test_a_box_label_opens_the_box_and_an_item_label_files_at_the_next_position():
    work = opened()
    assert (work.said, work.place) == (Said.OPENED, (OPEN.label, 37))
    work, asked = keyed(work, *typed(NEXT.scan_id))
    assert asked == (FileOriginal(NEXT.scan_id, OPEN.label),)
    work = told(work, asked[0], NEXT)
    assert (work.said, work.about, work.field) == (Said.FILED, "38", "")
    assert work.lines[0] == NEXT
    again = told(work, asked[0], NEXT)
    assert (again.said, len(again.lines)) == (Said.FILED_BEFORE, len(work.lines))


def test_what_is_scanned_right_after_a_box_goes_into_that_box_and_never_the_one_before():
    work, asked = keyed(opened(), *typed(BOXES[11].label), *typed(NEXT.scan_id))
    assert asked == (SeeBox(BOXES[11].label), FileOriginal(NEXT.scan_id, BOXES[11].label))
    shut = no(work, asked[0], "40400")
    assert (shut.said, shut.target) == (Said.NOT_FOUND, "")
    assert keyed(shut, *typed(NEXT.scan_id))[1] == (FindOriginals(NEXT.scan_id),)


def test_a_refused_item_stays_named_until_it_is_filed_or_put_aside():
    lost = FileOriginal("BORD-1-261120-00007", OPEN.label)
    work = no(opened(), lost, "40934")
    assert work.said is Said.WRONG_BOX
    work = told(work, FileOriginal(NEXT.scan_id, OPEN.label), NEXT)
    assert [one.scan_id for one in work.unfiled] == [lost.scan_id]
    assert no(work, lost, "40930").unfiled[0].why is Said.NOT_FILED_HERE
    assert told(work, lost, original(7)).unfiled == ()
    assert keyed(work, "Delete")[0].unfiled == ()


def test_a_known_answer_that_has_aged_files_nothing():
    asked = FileOriginal(NEXT.scan_id, OPEN.label)
    work = opened().told(RoomTold(asked, NEXT, NOW, "backend_unreachable"))
    assert (work.said, work.unfiled[0].scan_id) == (Said.NO_ANSWER, NEXT.scan_id)
    assert NEXT not in work.lines


def test_nothing_goes_into_a_closed_box():
    work, (asked,) = keyed(fresh(), *typed(SEALED.label))
    work = told(work, asked, Contents(SEALED, ()))
    work, questions = keyed(work, *typed(NEXT.scan_id))
    assert (questions, work.said) == ((), Said.SEALED)
    assert [one.scan_id for one in work.unfiled] == [NEXT.scan_id]
    assert keyed(work, "F4")[1] == ()


@pytest.mark.parametrize(
    "label", ["MS00000018", "MC00000018", "MB00000019", "RR123456785SE", "373500000000000017"]
)
def test_a_label_of_another_system_or_a_misread_one_is_said_and_nothing_asked(label: str):
    work, asked = keyed(opened(), *typed(label))
    assert (asked, work.said) == ((), Said.FOREIGN_LABEL)


def test_a_hand_scanners_own_marks_are_not_part_of_the_label():
    assert keyed(fresh(), *typed(f"]C0{OPEN.label}")[:-1], "Tab")[1] == (SeeBox(OPEN.label),)


def test_the_count_is_asked_for_and_a_difference_keeps_the_box_open():
    work, asked = keyed(opened(), "F4", *typed("39"))
    assert asked == (CloseBox(OPEN.label, 39), SeeBoxes())
    differs = told(work, asked[0], Closing(CONTENTS, 39))
    assert (differs.said, differs.is_counting) == (Said.COUNT_DIFFERS, False)
    closed = told(work, asked[0], Closing(CONTENTS, len(CONTENTS.originals)))
    assert closed.said is Said.CLOSED
    assert no(work, asked[0], "40930").said is Said.SEALED


def test_while_counting_nothing_but_a_count_is_taken_and_a_look_changes_nothing():
    work, _ = keyed(opened(), "F4")
    work = told(work, SeeBox(OPEN.label), CONTENTS)
    assert (work.is_counting, work.said) == (True, Said.COUNT)
    work, asked = keyed(work, *typed(NEXT.scan_id))
    assert (asked, work.said, work.is_counting) == ((), Said.NOT_A_COUNT, True)
    assert not keyed(work, "Delete")[0].is_counting
    assert not keyed(work, "Esc")[0].is_counting
    assert keyed(opened(), "Esc")[0] == opened()
    assert keyed(fresh(), "F4")[0].said is Said.NO_BOX


def test_words_find_originals_and_the_chosen_one_is_pointed_at():
    work, asked = keyed(opened(), *typed("Umeå kommun 2026-11-20"))
    assert asked == (FindOriginals("Umeå kommun 2026-11-20"),)
    work = told(work, asked[0], FOUND)
    assert (work.said, work.about, work.showing) == (Said.FOUND, "3", Showing.FOUND)
    work, _ = keyed(work, "Down", "Down", "Down", "Up")
    assert work.place == (FOUND[1].box, FOUND[1].position)
    assert told(work, asked[0], ()).said is Said.FOUND_NONE
    back, _ = keyed(work, "Delete")
    assert (back.showing, back.target) == (Showing.BOX, OPEN.label)
    assert keyed(back, "Delete")[0].target == ""


def test_on_the_pick_list_a_label_picks_and_leaves_the_list():
    work, asked = keyed(fresh(), "F3", *typed(PULLS[1].scan_id))
    assert asked == (SeePulls(), PickOriginal(PULLS[1].scan_id), SeePulls())
    picked = told(work, asked[1], None)
    assert (picked.said, picked.pulls) == (Said.PICKED, (PULLS[0], PULLS[2]))
    assert no(work, asked[1], "40930").said is Said.NOT_ASKED_FOR
    assert no(work, asked[1], "40933").said is Said.UNKNOWN_ITEM


def test_the_papers_of_the_open_box_are_asked_for():
    assert keyed(opened(), "F5")[1] == (
        PrintBox(OPEN.label, BoxPaper.RANGE),
        PrintBox(OPEN.label, BoxPaper.CONTENTS),
    )
    assert keyed(fresh(), "F5")[0].said is Said.NO_BOX
    assert told(opened(), PrintBox(OPEN.label, BoxPaper.RANGE), b"%PDF").said is Said.PRINTED


def test_whoever_may_not_is_told_so_and_others_answers_change_nothing():
    refused = RoomTold(FindOriginals("bank"), None, None, "not_allowed")
    assert opened().told(refused).said is Said.NOT_ALLOWED
    gone = opened().told(RoomTold(SeeBoxes(), None, None, "not_allowed"))
    assert gone.boxes == ()
    work = opened()
    assert told(work, SeeWall(), None) == work
    assert told(work, SeeBox(BOXES[3].label), Contents(BOXES[3], ())) == work


def test_the_field_is_edited_and_holds_only_so_much():
    work, _ = keyed(fresh(), *"abc", "Backspace", "Space", *"d")
    assert work.field == "ab d"
    assert keyed(work, "Delete")[0].field == ""
    assert len(keyed(work, *("x" * 200))[0].field) == 80
    assert keyed(fresh(), "Enter")[1] == ()
