"""What a closed mailbox may become, whatever happens to it in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.mailboxstates import MAILBOXES, MAY, Act, MailboxState, state_of


def test_g13_every_state_may_be_read_and_only_an_open_one_changes():
    assert set(MAILBOXES) == set(MAY) == set(MailboxState)
    assert all(Act.READ in acts for acts in MAY.values())
    assert {state for state, acts in MAY.items() if {Act.MARK, Act.DELETE} & acts} == {
        MailboxState.OPEN
    }


def test_g13_nothing_but_an_order_leads_to_an_empty_one():
    before = {state for state, after in MAILBOXES.items() if MailboxState.EMPTIED in after}
    assert before == {MailboxState.TO_EMPTY}
    to_empty = {state for state, after in MAILBOXES.items() if MailboxState.TO_EMPTY in after}
    assert to_empty == {state for state, acts in MAY.items() if Act.ORDER_EMPTYING in acts}


@given(steps=st.lists(st.sampled_from(["close", "open", "order", "take back", "empty"])))
def test_g13_what_happens_is_what_the_table_allows(steps: list[str]):
    closed = ordered = emptied = False
    state = MailboxState.OPEN
    for step in steps:
        acts = MAY[state]
        if step == "close":
            closed = True
        elif step == "open":
            closed = ordered = emptied = False
        elif step == "order" and Act.ORDER_EMPTYING in acts:
            ordered, emptied = True, False
        elif step == "take back" and Act.TAKE_BACK in acts:
            ordered = False
        elif step == "empty" and state is MailboxState.TO_EMPTY:
            emptied = True
        after = state_of(closed=closed, ordered=ordered, emptied=emptied)
        assert after == state or after in MAILBOXES[state], step
        state = after
