"""The desk after events: pure, calm, and never in the operator's way."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.events import (
    BackendChanged,
    Counters,
    CountersChanged,
    Event,
    FeederChanged,
    FeederState,
    ItemChanged,
    PageCaptured,
    Refused,
    Scanner,
    ScannersFound,
    SignedIn,
    TrayOpened,
)
from mailroom.domain.items import ItemState
from mailroom.domain.sorting import Category, PaperRoute
from ui.desk import Desk, Menu, Note, Panel, needs_person, pages_of, reduce, shown_page, waiting
from ui.entry import Entry
from ui.flow import Step, next_step
from ui.rehearsal import mail
from ui.rehearsal.scenes import aside, clear, doubtful, held, proposed

DOUBTFUL, PROPOSED, HELD = doubtful(), proposed(), held()
CLEAR = clear(7, ItemState.OPENING)
ASIDE = aside(19, Category.MARKETING, PaperRoute.DESTROY)
SCANNER = ScannersFound((Scanner("a", "A"),), "a", ("letters", "one_sided"), "letters")


def after(*happened: Event, desk: Desk | None = None) -> Desk:
    seen = desk or Desk()
    for event in happened:
        seen = reduce(seen, event)
    return seen


def at_work(*happened: Event) -> Desk:
    ready = FeederChanged(FeederState.READY)
    return after(SignedIn("Eva"), SCANNER, TrayOpened(mail.TRAY), ready, *happened)


items = st.sampled_from([DOUBTFUL, PROPOSED, HELD, CLEAR, ASIDE])
states = st.sampled_from(list(ItemState))
happenings: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        lambda item, state, revision: ItemChanged(replace(item, state=state, revision=revision)),
        items,
        states,
        st.integers(0, 5),
    ),
    st.builds(
        lambda item, at: PageCaptured(item.id, item.pages[at % len(item.pages)]),
        items,
        st.integers(0, 9),
    ),
    st.builds(FeederChanged, st.sampled_from(list(FeederState)), st.integers(0, 9)),
    st.builds(Refused, st.sampled_from(["disk_full", "command_refused", "unheard_of"])),
    st.sampled_from([SignedIn("Eva"), SignedIn(None), TrayOpened(mail.TRAY), SCANNER]),
    st.builds(
        lambda online: BackendChanged(online, 3, None, None, register_stale=False), st.booleans()
    ),
    st.builds(lambda count: CountersChanged(Counters(items=count)), st.integers(0, 9)),
)


@given(st.lists(happenings, max_size=30))
def test_whatever_happens_the_desk_makes_sense(happened: Sequence[Event]):
    desk = Desk()
    for event in happened:
        before = desk
        desk = reduce(desk, event)
        assert desk == reduce(before, event)
        assert desk.current is None or pages_of(desk, desk.current)
        shown = shown_page(desk)
        assert shown is None or shown in pages_of(desk, desk.current)
        assert [item.id for item in waiting(desk)] == [
            item.id for item in desk.items.values() if needs_person(item)
        ]
        next_step(desk)


@given(st.lists(happenings, max_size=20))
def test_what_is_being_typed_is_never_taken_away_by_others(happened: Sequence[Event]):
    typing = replace(at_work(ItemChanged(DOUBTFUL)), entry=Entry("5569"))
    for event in happened:
        if isinstance(event, SignedIn):
            continue
        about_it = isinstance(event, ItemChanged) and event.item.id == DOUBTFUL.id
        if not about_it:
            typing = reduce(typing, event)
        assert typing.entry == Entry("5569")
        assert typing.current == DOUBTFUL.id


def test_an_item_recalled_elsewhere_waits_while_a_number_is_typed():
    releasing = ItemChanged(replace(PROPOSED, state=ItemState.RELEASING, revision=1))
    recalled = ItemChanged(replace(PROPOSED, state=ItemState.DOUBTFUL, revision=2))
    desk = at_work(releasing, ItemChanged(DOUBTFUL))
    typing = after(recalled, desk=replace(desk, current=DOUBTFUL.id, entry=Entry("5569")))
    assert (typing.current, typing.entry) == (DOUBTFUL.id, Entry("5569"))
    assert PROPOSED.id in {item.id for item in waiting(typing)}
    assert after(recalled, desk=desk).current == PROPOSED.id


def test_a_page_is_seen_before_its_item_is_known():
    face = DOUBTFUL.pages[0]
    desk = at_work(PageCaptured(DOUBTFUL.id, face))
    assert shown_page(desk) == face
    assert next_step(desk).step is Step.SCAN_FACE
    known = after(ItemChanged(DOUBTFUL), desk=desk)
    assert pages_of(known, DOUBTFUL.id) == DOUBTFUL.pages
    assert known.fresh == {}


def test_while_contents_are_fed_the_newest_page_is_shown():
    contents = mail.sample(7).sheets[1].pages
    scanning = FeederChanged(FeederState.SCANNING, 1)
    desk = at_work(ItemChanged(CLEAR), scanning, *(PageCaptured(CLEAR.id, p) for p in contents))
    assert shown_page(desk) == contents[-1]


def test_an_older_word_about_an_item_is_not_believed():
    old = replace(DOUBTFUL, state=ItemState.CAPTURED, revision=0)
    desk = at_work(ItemChanged(DOUBTFUL), ItemChanged(old))
    assert desk.item == DOUBTFUL


def test_after_a_decision_the_next_doubt_is_there():
    decided = replace(ASIDE, id=DOUBTFUL.id, scan_id=DOUBTFUL.scan_id, revision=99)
    desk = at_work(ItemChanged(DOUBTFUL), ItemChanged(PROPOSED), ItemChanged(decided))
    assert desk.current == PROPOSED.id
    assert desk.message is not None
    assert desk.message.note is Note.SORTED


def test_accepted_for_opening_stays_in_the_hand():
    opening = replace(CLEAR, id=DOUBTFUL.id, revision=99)
    desk = at_work(ItemChanged(DOUBTFUL), ItemChanged(PROPOSED), ItemChanged(opening))
    assert desk.current == DOUBTFUL.id
    assert next_step(desk).step is Step.SCAN_CONTENTS


def test_in_a_stack_the_next_doubt_comes_even_after_an_opening():
    opening = replace(CLEAR, id=DOUBTFUL.id, revision=99)
    stack = replace(at_work(ItemChanged(DOUBTFUL), ItemChanged(PROPOSED)), is_stack=True)
    desk = after(ItemChanged(opening), desk=stack)
    assert desk.current == PROPOSED.id


def test_an_item_taken_back_comes_to_the_front():
    back = replace(DOUBTFUL, id=ASIDE.id, revision=99)
    desk = at_work(ItemChanged(ASIDE), ItemChanged(CLEAR), ItemChanged(back))
    assert desk.current == ASIDE.id
    assert desk.message is not None
    assert desk.message.note is Note.RECALLED


def test_something_sorted_out_behind_the_operators_back_is_said():
    desk = at_work(ItemChanged(DOUBTFUL), ItemChanged(ASIDE))
    assert desk.current == DOUBTFUL.id
    assert desk.message is not None
    assert (desk.message.note, desk.message.item) == (Note.SORTED, ASIDE.id)


def test_the_held_page_is_shown_first():
    desk = at_work(ItemChanged(HELD))
    shown = shown_page(desk)
    assert HELD.hold is not None
    assert shown is not None
    assert shown.id == HELD.hold.page


def test_a_full_disk_is_remembered_until_a_page_is_durable_again():
    desk = at_work(Refused("disk_full"))
    assert desk.disk_full
    assert not after(PageCaptured(CLEAR.id, CLEAR.pages[0]), desk=desk).disk_full


def test_signing_in_without_a_tray_asks_for_one():
    assert after(SignedIn("Eva")).panel is Panel.SET_UP
    assert after(SignedIn("Eva"), TrayOpened(mail.TRAY)).panel is Panel.NONE
    left = replace(at_work(ItemChanged(DOUBTFUL)), menu=Menu.MARKETING)
    assert after(SignedIn(None), desk=left).menu is None
