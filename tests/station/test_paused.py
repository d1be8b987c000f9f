"""A batch that has paused, at the station: go on, refill, save, cancel, drop, insert, pass."""

from dataclasses import replace

from mailroom.domain.events import FeederChanged, FeederState, ItemChanged
from mailroom.domain.items import Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import PageFlag
from mailroom.domain.paper import PaperPlace
from mailroom.station import commands as c
from tests.station import paper
from tests.station.bench import Bench

NUMBER = "5577067472"


def lay(bench: Bench, sheets: int, *, torn_after: int | None = None) -> None:
    sides = [paper.picture(bench.chance) for _ in range(2 * sheets)]
    if torn_after is not None:
        sides[2 * torn_after] = sides[2 * torn_after][:200]
    paper.lay(bench.hopper, tuple(sides))


def broken_off(bench: Bench) -> tuple[Item, FeederChanged]:
    """Two sheets of contents are safe, the third cannot be read."""
    item = bench.face(NUMBER)
    lay(bench, 4, torn_after=2)
    return item, bench.hand.feed(c.ScanContents(item.id))


def test_the_desk_is_told_where_every_sheet_lies(bench: Bench) -> None:
    item, feeder = broken_off(bench)

    assert (feeder.state, feeder.situation) == (FeederState.PAUSED, "page_damaged")
    assert feeder.account is not None
    assert [one.place for one in feeder.account.stay] == [PaperPlace.CAPTURED] * 2
    assert {one.item for one in feeder.account.stay} == {item.id}
    assert all(one.page and one.page.image.exists() for one in feeder.account.stay)
    assert feeder.account.at_stake == 2


def test_a_paused_batch_goes_on_after_a_restart(bench: Bench) -> None:
    item, _ = broken_off(bench)
    bench.close()
    bench.open()
    lay(bench, 2)

    feeder = bench.hand.feed(c.ContinueBatch())

    assert feeder.state is FeederState.READY
    assert feeder.account is not None
    assert len(feeder.account.stay) == 4
    assert len(bench.hand.item_in(ItemState.DELIVERED, item=item.id).sheets) == 5


def test_a_count_that_differs_waits_for_the_refill(bench: Bench) -> None:
    item = bench.face(NUMBER)
    lay(bench, 2)
    short = bench.hand.feed(c.ScanContents(item.id, expected=3))
    assert (short.state, short.situation) == (FeederState.PAUSED, "count_differs")
    assert short.account is not None
    assert short.account.in_tray == 1
    lay(bench, 1)

    assert bench.hand.feed(c.ContinueBatch()).state is FeederState.READY
    assert len(bench.hand.item_in(ItemState.DELIVERED, item=item.id).sheets) == 4


def test_two_that_belong_together_are_taken_without_detection(bench: Bench) -> None:
    item, _ = broken_off(bench)
    lay(bench, 3)

    feeder = bench.hand.feed(c.ContinueBatch(keep_double=True))

    # A folder is read from its beginning each time: one sheet alone, then all three.
    assert feeder.state is FeederState.READY
    assert len(bench.hand.items[item.id].sheets) == 1 + 2 + 1 + 3


def test_what_is_here_is_taken(bench: Bench) -> None:
    item, _ = broken_off(bench)
    bench.hand.do(c.SaveBatch(), lambda event: isinstance(event, FeederChanged))

    assert len(bench.hand.item_in(ItemState.DELIVERED, item=item.id).sheets) == 3
    assert bench.hand.refused(c.SaveBatch()).detail == "no batch is paused"


def test_what_was_fed_into_the_wrong_item_is_given_up(bench: Bench) -> None:
    item, _ = broken_off(bench)
    told = bench.hand.do(c.CancelBatch(), lambda event: isinstance(event, FeederChanged))

    assert isinstance(told, FeederChanged)
    assert told.state is FeederState.READY
    assert bench.hand.items[item.id].contents == ()
    assert bench.hand.items[item.id].state is ItemState.OPENING


def test_the_last_sheet_goes_back(bench: Bench) -> None:
    item, _ = broken_off(bench)
    told = bench.hand.do(c.DropLastSheet(), lambda event: isinstance(event, FeederChanged))

    assert isinstance(told, FeederChanged)
    assert told.state is FeederState.PAUSED
    assert told.account is not None
    assert [one.number for one in told.account.go_back] == [3]
    assert told.feed_again == ((item.id, 3),)


def test_a_page_is_inserted_and_the_document_built_anew(bench: Bench) -> None:
    bench.close()
    bench.open(release_delay_s=60)
    item = bench.face(NUMBER)
    bench.contents(item, 4)
    before = bench.hand.item_in(ItemState.RELEASING, item=item.id)
    lay(bench, 1)
    bench.hand.feed(c.InsertPage(item.id, before.contents[1].id))

    bench.hand.wait(
        lambda _event: bench.hand.items[item.id].state is ItemState.RELEASING,
        at_once=lambda: bench.hand.items[item.id].state is ItemState.RELEASING,
    )
    after = bench.hand.items[item.id]
    assert after.document is not None
    assert before.document is not None
    assert after.document.page_count == before.document.page_count + 2
    assert after.contents[:2] == before.contents[:2]
    assert after.contents[4:] == tuple(
        page for page in after.contents if page.id in {one.id for one in before.contents[2:]}
    )


def test_nothing_is_inserted_before_an_item_may_be_opened(bench: Bench) -> None:
    item = bench.face("NOBODY")
    assert item.face is not None
    assert bench.hand.refused(c.InsertPage(item.id, item.face.id)).item == item.id


def test_a_flagged_page_is_passed_by_a_person(bench: Bench) -> None:
    item = bench.face(NUMBER)
    bench.contents_without_closing(item)
    page = bench.hand.items[item.id].contents[0].id
    assert bench.hand.refused(c.PassPage(item.id, "x")).item == item.id
    flagged = bench.spool.items.change(item.id, _with_streak, Note("test"))
    assert flagged.contents[0].streaks_mm == (12.5,)
    bench.hand.do(c.PassPage(item.id, page), lambda event: isinstance(event, ItemChanged))

    assert bench.hand.items[item.id].contents[0].flags == ()
    assert bench.spool.items.get(item.id) == bench.hand.items[item.id]


def _with_streak(item: Item) -> Item:
    page = replace(item.contents[0], flags=(PageFlag.STREAK,), streaks_mm=(12.5,))
    sheets = tuple(
        replace(sheet, pages=tuple(page if one.id == page.id else one for one in sheet.pages))
        for sheet in item.sheets
    )
    return replace(item, sheets=sheets)
