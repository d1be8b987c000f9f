"""What an operator says is done, carries the name, and is refused when it may not be."""

import pytest

from mailroom.domain.decisions import Category, UnscannableReason
from mailroom.domain.items import HoldReason, ItemState
from mailroom.station import commands as c
from tests.station import paper
from tests.station.bench import Bench

NUMBER = "5577067472"


def test_a_typed_number_decides_in_the_users_name(bench: Bench) -> None:
    item = bench.face("NOBODY")
    assert item.state is ItemState.DOUBTFUL
    assert bench.hand.refused(c.TypeNumber(item.id, NUMBER[:9] + "3")).code == "command_refused"
    bench.station.do(c.TypeNumber(item.id, f"{NUMBER[:6]}-{NUMBER[6:]}"))
    decided = bench.hand.item_in(ItemState.OPENING, item=item.id).decision
    assert decided is not None
    assert decided.decided_by == "anna"
    assert decided.recipient is not None
    assert decided.recipient.number == NUMBER


def test_only_a_candidate_can_be_picked(bench: Bench) -> None:
    item = bench.face("NOBODY")
    assert bench.hand.refused(c.PickCandidate(item.id, NUMBER)).item == item.id
    assert bench.hand.refused(c.Accept(item.id)).item == item.id


@pytest.mark.parametrize(
    ("category", "reason"),
    [(Category.UNSCANNABLE, UnscannableReason.DEBIT_CARD), (Category.MARKETING, None)],
)
def test_a_card_found_after_opening_goes_another_way(
    bench: Bench, category: Category, reason: UnscannableReason | None
) -> None:
    item = bench.face(NUMBER)
    bench.contents_without_closing(item)
    bench.station.do(c.ChangeCategory(item.id, category, reason, "a card lay inside"))
    done = bench.hand.item_in(ItemState.DELIVERED, item=item.id)
    assert done.decision is not None
    assert (done.decision.category, done.decision.reason) == (category, reason)


def test_unscannable_needs_its_reason(bench: Bench) -> None:
    item = bench.face("NOBODY")
    refused = bench.hand.refused(c.ChangeCategory(item.id, Category.UNSCANNABLE))
    assert refused.detail == "reason is missing"


def test_within_the_delay_an_item_is_recalled_and_decided_anew(bench: Bench) -> None:
    bench.close()
    bench.open(release_delay_s=60)
    item = bench.face(NUMBER)
    bench.contents(item, 2)
    bench.hand.item_in(ItemState.RELEASING, item=item.id)
    bench.station.do(c.Recall(item.id))
    recalled = bench.hand.item_in(ItemState.DOUBTFUL, item=item.id)
    assert recalled.document is None
    bench.station.do(c.Accept(item.id))
    again = bench.hand.item_in(ItemState.RELEASING, item=item.id)
    assert again.document is not None
    assert again.decision is not None
    assert again.decision.decided_by == "anna"


def test_a_delivered_letter_is_asked_back(bench: Bench) -> None:
    item = bench.face(NUMBER)
    bench.contents(item, 2)
    bench.hand.item_in(ItemState.DELIVERED, item=item.id)
    bench.station.do(c.Recall(item.id))
    bench.hand.wait(lambda _event: bench.hand.items[item.id].withdrawn_at is not None)


def test_a_page_is_marked_and_fed_again_before_the_document_is_built(bench: Bench) -> None:
    item = bench.face(NUMBER)
    bench.contents_without_closing(item)
    known = bench.hand.items[item.id]
    page = known.contents[0]
    bench.station.do(c.MarkBlank(item.id, page.id, blank=True))
    bench.hand.wait(lambda _event: bench.hand.items[item.id].contents[0].blank is True)
    assert len(known.contents) == 3
    paper.lay(bench.hopper, tuple(paper.picture(bench.chance) for _ in range(2)))
    bench.hand.feed(c.RescanPage(item.id, page.id))
    after = bench.hand.items[item.id].contents
    assert after[0].id != page.id
    assert after[0].blank is None
    assert len(after) == len(known.contents)


def test_a_missing_sheet_holds_the_item_until_a_person_lets_it_go(bench: Bench) -> None:
    item = bench.face(NUMBER)
    bench.contents_without_closing(item)
    bench.station.do(c.CloseItem(item.id))
    held = bench.hand.item_in(ItemState.HELD, item=item.id)
    assert held.hold is not None
    assert held.hold.reason is HoldReason.SHEET_TO_FEED_AGAIN
    bench.station.do(c.ReleaseHold(item.id, "the back is empty"))
    done = bench.hand.item_in(ItemState.DELIVERED, item=item.id)
    assert done.hold is not None
    assert done.hold.detail == "the back is empty"


def test_nothing_is_done_for_nobody(bench: Bench) -> None:
    bench.station.do(c.SignOut())
    for command in (c.ScanFace(), c.ScanStack(), c.Accept("x"), c.ScanContents("x")):
        assert bench.hand.refused(command).code == "command_refused"


def test_what_is_not_there_is_refused(bench: Bench) -> None:
    for command in (
        c.ScanContents("x"),
        c.ChooseScanner("x"),
        c.ChooseProfile("x"),
        c.Recall("x"),
        c.CloseItem("x"),
        c.RescanPage("x", "y"),
    ):
        assert bench.hand.refused(command).code == "command_refused"


def test_customers_are_found_by_number_and_by_name(bench: Bench) -> None:
    known = bench.station.customer(NUMBER)
    assert known is not None
    assert known in bench.station.find_customers(NUMBER[:5])
    assert bench.station.find_customers(known.name.upper()[:-1])[0] == known
    assert bench.station.find_customers("  ") == ()
