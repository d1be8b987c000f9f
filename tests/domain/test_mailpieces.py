"""Both lives of an item as tables: nothing gets stuck, nothing is destroyed in passing."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.mailpieces import (
    AT_REST,
    DIGITAL,
    PAPER,
    SETTLED,
    DigitalState,
    PaperState,
    is_closed,
)

Table = Mapping[Any, frozenset[Any]]
TABLES = [(DigitalState, DIGITAL, SETTLED), (PaperState, PAPER, AT_REST)]


def reachable(table: Table, start: StrEnum) -> set[StrEnum]:
    found: set[StrEnum] = set()
    waiting = {start}
    while waiting:
        found |= waiting
        waiting = {to for state in waiting for to in table[state]} - found
    return found


def documented(states: type[StrEnum]) -> dict[str, set[str]]:
    """The table as the class tells it to its readers; a row may go on on the next line."""
    text = re.sub(r"\n\s*\| \.\.\.", " ", states.__doc__ or "")
    rows = re.findall(r"\| (\w+)\s*-> (.*)", text)
    return {start: set(re.findall(r"[A-Z_]{4,}", ends)) for start, ends in rows}


@pytest.mark.parametrize(("states", "table", "ends"), TABLES)
def test_the_table_is_the_one_that_is_documented(
    states: type[StrEnum], table: Table, ends: frozenset[StrEnum]
):
    assert set(table) == set(states)
    said = {start.name: {to.name for to in after} for start, after in table.items() if after}
    assert said == documented(states)
    assert set(ends) <= set(states)


@pytest.mark.parametrize(("states", "table", "ends"), TABLES)
def test_every_state_comes_to_rest_and_none_leads_to_itself(
    states: type[StrEnum], table: Table, ends: frozenset[StrEnum]
):
    for state in states:
        assert reachable(table, state) & ends
        assert state not in table[state]


def test_every_state_is_reached_from_the_first():
    assert reachable(DIGITAL, DigitalState.ARRIVED) == set(DigitalState)
    assert reachable(PAPER, PaperState.ON_DESK) == set(PaperState)


def test_r46_nothing_is_destroyed_that_was_not_set_aside_for_it():
    before = {state for state in PaperState if PaperState.DESTROYED in PAPER[state]}
    assert before == {PaperState.TO_DESTROY}


def test_what_is_gone_for_good_stays_gone():
    gone = {state for state in PaperState if not PAPER[state]}
    assert gone == {
        PaperState.RETURNED,
        PaperState.HANDED_OVER,
        PaperState.DESTROYED,
        PaperState.REFUSED,
    }


def test_r12_available_is_reached_only_through_opening_and_checking():
    before = {state for state in DigitalState if DigitalState.AVAILABLE in DIGITAL[state]}
    assert before == {DigitalState.CHECKED, DigitalState.WITHDRAWN}
    withdrawn = {state for state in DigitalState if DigitalState.WITHDRAWN in DIGITAL[state]}
    assert withdrawn == {DigitalState.AVAILABLE, DigitalState.CHECKED}
    assert DigitalState.OPENED not in reachable(DIGITAL, DigitalState.UNOPENED)


def test_r17_an_original_that_came_back_is_filed_again():
    assert PAPER[PaperState.SENT] == {PaperState.TO_FILE}


@given(walk=st.data())
def test_any_walk_of_the_paper_can_still_end(walk: st.DataObject):
    state = PaperState.ON_DESK
    for _ in range(30):
        assert reachable(PAPER, state) & AT_REST
        after = sorted(PAPER[state])
        if not after:
            return
        state = walk.draw(st.sampled_from(after))


@given(digital=st.sampled_from(DigitalState), paper=st.sampled_from(PaperState))
def test_an_item_closes_only_when_its_paper_rests(digital: DigitalState, paper: PaperState):
    assert is_closed(digital, paper) == (digital in SETTLED and paper in AT_REST)
    if paper in {PaperState.TO_FILE, PaperState.HELD, PaperState.PACKED, PaperState.LOST}:
        assert not is_closed(digital, paper)
