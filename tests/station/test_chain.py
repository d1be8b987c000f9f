"""From the feeder to the backend's receipt, in every way of working."""

from mailroom.domain.events import CountersChanged, FeederState
from mailroom.domain.items import ItemState
from mailroom.station.commands import ChooseProfile, ScanStack
from tests.station import light, paper
from tests.station.bench import Bench

NUMBER = "5577067472"


def test_a_letter_goes_from_the_feeder_to_the_mailbox(bench: Bench) -> None:
    item = bench.face(NUMBER)
    assert item.state is ItemState.OPENING
    assert bench.contents(item, 4).state is FeederState.READY
    done = bench.hand.item_in(ItemState.DELIVERED)
    assert done.receipt is not None
    assert done.receipt.mailbox == NUMBER
    assert len(done.sheets) == 3
    counters = bench.hand.wait(
        lambda event: (
            isinstance(event, CountersChanged)
            and event.counters.delivered == 1
            and event.counters.sheets_in_items == event.counters.sheets_fed == 3
        )
    )
    assert isinstance(counters, CountersChanged)


def test_an_advertisement_is_not_opened(bench: Bench) -> None:
    item = bench.face(light.AD)
    done = bench.hand.item_in(ItemState.DELIVERED, item=item.id)
    assert done.closed
    assert done.document is None


def test_a_stack_becomes_its_letters(bench: Bench) -> None:
    bench.station.do(ChooseProfile("one_sided"))
    chance = bench.chance
    stack = [
        paper.picture(chance, NUMBER),
        paper.picture(chance),
        paper.picture(chance),
        paper.picture(chance, light.SEPARATOR),
        paper.picture(chance, NUMBER),
        paper.picture(chance),
    ]
    paper.lay(bench.hopper, tuple(stack))
    assert bench.hand.feed(ScanStack()).state is FeederState.READY
    bench.hand.wait(
        lambda _event: (
            [item.state for item in bench.hand.items.values()] == [ItemState.DELIVERED] * 2
        )
    )
    assert [len(item.pages) for item in bench.station.items()] == [3, 2]


def test_opened_mail_that_may_not_be_opened_waits_for_a_person(bench: Bench) -> None:
    bench.station.do(ChooseProfile("one_sided"))
    paper.lay(bench.hopper, (paper.picture(bench.chance, light.AD), paper.picture(bench.chance)))
    bench.hand.feed(ScanStack())
    item = bench.hand.item_in(ItemState.DOUBTFUL)
    assert item.doubt is not None
    assert item.doubt.reason == "opened_undecided"
