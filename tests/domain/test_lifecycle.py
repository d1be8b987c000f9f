"""The item's state table: nothing gets stuck, nothing comes back from the backend."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.items import ItemState
from mailroom.domain.lifecycle import ALLOWED, is_terminal, may, waits_for_person

STATES = list(ItemState)
ANSWERS = {ItemState.DELIVERED, ItemState.REFUSED}


def reachable(start: ItemState) -> set[ItemState]:
    found: set[ItemState] = set()
    waiting = {start}
    while waiting:
        found |= waiting
        waiting = {to for state in waiting for to in ALLOWED[state]} - found
    return found


def documented() -> dict[str, set[str]]:
    """The table as `ItemState` tells it to its readers."""
    rows = re.findall(r"^\s*\| (\w+)\s*-> (.*)$", ItemState.__doc__ or "", re.MULTILINE)
    return {start: set(re.findall(r"[A-Z]{3,}", ends)) for start, ends in rows}


def test_every_state_has_its_row() -> None:
    assert set(ALLOWED) == set(ItemState)


def test_the_table_is_the_one_that_is_documented() -> None:
    table = {start.name: {to.name for to in ends} for start, ends in ALLOWED.items() if ends}
    assert table == documented()


def test_every_state_is_reached_from_captured() -> None:
    assert reachable(ItemState.CAPTURED) == set(ItemState)


@pytest.mark.parametrize("state", STATES)
def test_every_item_can_come_to_an_end(state: ItemState) -> None:
    assert is_terminal(state) == (state is ItemState.DELIVERED)
    assert is_terminal(state) or reachable(state) >= ANSWERS


def test_what_is_being_sent_can_only_be_answered() -> None:
    """No recall from SENDING, nothing at all after DELIVERED."""
    assert ALLOWED[ItemState.SENDING] == ANSWERS
    assert reachable(ItemState.DELIVERED) == {ItemState.DELIVERED}


@pytest.mark.parametrize("state", STATES)
def test_no_item_is_sent_without_passing_the_release_delay(state: ItemState) -> None:
    assert may(state, ItemState.SENDING) == (state is ItemState.RELEASING)
    assert all(may(state, answer) == (state is ItemState.SENDING) for answer in ANSWERS)


def test_contents_reach_a_document_only_through_opening() -> None:
    before = {state: {start for start in STATES if may(start, state)} for state in STATES}
    assert before[ItemState.DOCUMENTED] == {ItemState.FILLED}
    again = {ItemState.DOCUMENTED, ItemState.RELEASING}
    assert before[ItemState.FILLED] == {ItemState.OPENING, ItemState.HELD} | again
    assert before[ItemState.HELD] == {ItemState.OPENING, ItemState.FILLED}


def test_a_person_is_waited_for_where_only_a_person_helps() -> None:
    waiting = {state for state in STATES if waits_for_person(state)}
    assert waiting == {ItemState.DOUBTFUL, ItemState.HELD, ItemState.REFUSED}


@given(walk=st.data())
def test_any_walk_keeps_a_way_to_delivery(walk: st.DataObject) -> None:
    """However often a person recalls or holds, the item keeps a way out and never stays put."""
    state = ItemState.CAPTURED
    for _ in range(40):
        assert not may(state, state)
        if is_terminal(state):
            return
        state = walk.draw(st.sampled_from(sorted(ALLOWED[state])))
    assert ItemState.DELIVERED in reachable(state)


@pytest.mark.parametrize("state", STATES)
def test_the_table_cannot_be_written(state: ItemState) -> None:
    with pytest.raises(TypeError):
        ALLOWED[state] = frozenset()  # pyright: ignore[reportIndexIssue]  that is the point
