"""Our own people without a screen: added, given roles, locked out; their log and their own day."""

import datetime as dt

from mailroom.domain.events import RoomTold
from mailroom.domain.people import (
    AddPerson,
    RenewSecret,
    Role,
    SeeMine,
    SeePeople,
    SeeTrail,
    SetLock,
    SetRole,
    Trail,
)
from mailroom.domain.room import Question
from tests.ui.conftest import Staged
from tests.ui.test_window import visible_texts
from ui.auditing import Auditing
from ui.people import Did, People, Step
from ui.rehearsal.archive import typed
from ui.rehearsal.people import MINE, PEOPLE, TRAIL, WELCOME
from ui.screens import auditing, people
from ui.texts.phrase import Language, Say
from ui.work import Turn, Work

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
EN = Say(Language.EN)


def keyed(work: Work, *keys: str) -> tuple[Work, tuple[Question, ...]]:
    asked: list[Question] = []
    for key in keys:
        turn = work.pressed(key)
        work = turn.work
        asked += turn.questions
    return work, tuple(asked)


def staff() -> People:
    return People().told(RoomTold(SeePeople(), PEOPLE, NOW))


def test_somebody_new_is_added_and_the_secret_is_shown_until_the_next_key():
    work, asked = keyed(staff(), "F2", *typed("Maja"), *typed("Maja Ek"))
    assert asked == (AddPerson("maja", "Maja Ek"), SeePeople())
    assert isinstance(work, People)
    told = work.told(RoomTold(asked[0], WELCOME, NOW))
    assert WELCOME.secret in people.draw(told, EN).heading
    assert WELCOME.secret not in repr(told)
    after, _ = keyed(told, "Down")
    assert WELCOME.secret not in repr(people.draw(after, EN))


def test_a_digit_gives_the_role_or_takes_it_from_who_has_it():
    work, asked = keyed(staff(), "F3", "1", "3", "9")
    given, taken = (
        SetRole("anna", Role.SUPERVISOR, given=True),
        SetRole("anna", Role.OPERATOR, given=False),
    )
    assert asked == (taken, SeePeople(), given, SeePeople())
    assert isinstance(work, People)
    assert work.step is Step.ROLE, "one role after another"
    assert work.told(RoomTold(given, None, NOW)).did is Did.ROLE_SET
    last = work.told(RoomTold(given, None, None, "backend_refused", "40930"))
    assert "left to administer" in people.draw(last, EN).said


def test_a_lock_and_a_new_secret_want_enter():
    assert keyed(staff(), "F4", "Esc", "Enter")[1] == ()
    assert keyed(staff(), "F4", "Enter")[1] == (SetLock("anna", locked=True), SeePeople())
    locked = [one.user for one in PEOPLE if not one.is_active]
    down = ["Down"] * [one.user for one in PEOPLE].index(locked[0])
    assert keyed(staff(), *down, "F4", "Enter")[1][0] == SetLock(locked[0], locked=False)
    assert keyed(staff(), "F5", "Enter")[1] == (RenewSecret("anna"), SeePeople())


def test_whose_role_was_taken_is_told_so_and_sees_nothing_old():
    work = staff().told(RoomTold(SeePeople(), None, None, "not_allowed"))
    assert work.people == ()
    act = SetLock("anna", locked=True)
    refused = staff().told(RoomTold(act, None, None, "not_allowed"))
    assert (refused.did, "Your role" in people.draw(refused, EN).said) == (Did.READY, True)
    assert keyed(People(), "F3", "F4", "Down", "Enter") == (People(), ())


def test_words_narrow_the_log_each_by_its_shape():
    work, asked = keyed(Auditing(), *typed("lars 2026-11-20 BORD-1-261120-00412"))
    sought = SeeTrail("lars", "BORD-1-261120-00412", dt.date(2026, 11, 20))
    assert asked == (sought,)
    assert isinstance(work, Auditing)
    assert work.told(RoomTold(SeeTrail(), TRAIL, NOW)).trail is None, "an older question's answer"
    shown = work.told(RoomTold(sought, TRAIL, NOW))
    assert shown.trail == TRAIL
    assert "lars" in auditing.draw(shown, EN).note
    all_, asked = keyed(shown, "Delete")
    assert asked == (SeeTrail(),)
    assert all_.pressed("Esc") == Turn(all_)


def test_a_broken_chain_is_said_before_all_else():
    broken = Trail(TRAIL.entries, 88409, None, None)
    page = auditing.draw(Auditing().told(RoomTold(SeeTrail(), broken, NOW)), EN)
    assert "88409" in page.heading
    assert "changed afterwards" in page.said
    nothing = Auditing().told(RoomTold(SeeTrail(), Trail((), None, None, None), NOW))
    assert auditing.draw(nothing, EN).said == "Nothing agrees with that."


def test_ones_own_day_is_asked_for_by_ones_own_key():
    work, asked = keyed(Auditing().told(RoomTold(SeeTrail(), TRAIL, NOW)), "F2")
    assert asked == (SeeMine(),)
    assert isinstance(work, Auditing)
    mine = work.told(RoomTold(SeeMine(), MINE, NOW))
    assert mine.standing is not None
    assert auditing.draw(mine, EN).heading == str(sum(one.count for one in MINE))
    assert keyed(mine, "x", "F2")[1] == (SeeTrail(),)


def test_they_stand_on_the_shifts_screen(staged: Staged):
    assert "Eva Sandström" in visible_texts(staged("shift_people"))
    assert WELCOME.secret in visible_texts(staged("shift_people_new"))
    shut = visible_texts(staged("shift_people_shut"))
    assert "Din roll omfattar inte detta" in shut
    assert "Bruten vid post 88409" in visible_texts(staged("shift_log_broken"))
