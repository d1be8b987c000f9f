"""Where paper goes by the terms, for every situation there can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.decisions import Category
from mailroom.domain.dispatch import (
    CONSIGNMENTS,
    DESTRUCTIONS,
    PACKS,
    ConsignmentKind,
    ConsignmentState,
    DestructionState,
    Held,
    Reach,
    Situation,
    course_of,
)
from mailroom.domain.mailpieces import PAPER, PaperState

situations = st.builds(
    Situation,
    category=st.sampled_from(Category),
    reach=st.sampled_from(Reach),
    returnable=st.booleans(),
    operator_known=st.booleans(),
    unpaid=st.booleans(),
    precious=st.booleans(),
)


@given(situation=situations)
def test_every_course_can_be_taken_from_the_desk_and_says_why_it_holds(situation: Situation):
    course = course_of(situation)
    assert course.to in PAPER[PaperState.ON_DESK]
    assert (course.to is PaperState.HELD) == (course.held is not None)


@given(situation=situations)
def test_only_what_may_be_destroyed_is_set_aside_for_it(situation: Situation):
    """R22 and R46; never a letter, never what is registered or from an authority (G6)."""
    if course_of(situation).to is PaperState.TO_DESTROY:
        assert situation.category in {Category.MARKETING, Category.AGREEMENT_ENDED}
        assert situation.category is Category.MARKETING or not situation.precious


def unscannable(**changes: object) -> Situation:
    usual = {
        "category": Category.UNSCANNABLE,
        "reach": Reach.SWEDISH,
        "returnable": True,
        "operator_known": True,
    }
    return Situation(**(usual | changes))  # pyright: ignore[reportArgumentType]


def test_r19_unscannables_go_to_a_swedish_address_only():
    assert course_of(unscannable()).to is PaperState.TO_FORWARD
    assert course_of(unscannable(reach=Reach.FOREIGN)).held is Held.FOREIGN_ADDRESS
    assert course_of(unscannable(reach=Reach.MISSING)).held is Held.NO_ADDRESS


def test_r39_unscannables_of_an_unpaid_customer_go_back():
    assert course_of(unscannable(unpaid=True)).to is PaperState.TO_RETURN
    assert course_of(unscannable(unpaid=True, reach=Reach.MISSING)).to is PaperState.TO_RETURN


def test_r40_without_a_sender_they_go_to_the_postal_operator():
    course = course_of(unscannable(unpaid=True, returnable=False))
    assert course.to is PaperState.TO_HAND_OVER


@pytest.mark.parametrize("category", [Category.UNREADABLE, Category.NOT_A_CUSTOMER])
def test_r23_and_r24_what_has_no_recipient_goes_back_unopened(category: Category):
    assert course_of(unscannable(category=category)).to is PaperState.TO_RETURN
    known = unscannable(category=category, returnable=False)
    assert course_of(known).to is PaperState.TO_HAND_OVER
    unknown = unscannable(category=category, returnable=False, operator_known=False)
    assert course_of(unknown).held is Held.OPERATOR_UNKNOWN


def test_r38_notice_changes_nothing_for_who_pays():
    assert course_of(unscannable(unpaid=False)).to is PaperState.TO_FORWARD


def test_what_is_packed_can_leave_and_come_out_again():
    for kind in ConsignmentKind:
        taken, left = PACKS[kind]
        assert PaperState.PACKED in PAPER[taken]
        assert {taken, left} <= PAPER[PaperState.PACKED]


def test_r46_nothing_is_destroyed_without_approval():
    before = {
        state for state in DestructionState if DestructionState.CARRIED_OUT in DESTRUCTIONS[state]
    }
    assert before == {DestructionState.APPROVED}
    assert set(CONSIGNMENTS) == set(ConsignmentState)
    assert set(DESTRUCTIONS) == set(DestructionState)
