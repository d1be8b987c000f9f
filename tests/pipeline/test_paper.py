"""The paper account after every kind of stop, and what a person can have done about it."""

import pytest

from mailroom.domain.batches import BatchMode, Boundary
from mailroom.domain.errors import CommandRefused
from mailroom.domain.items import Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import SheetPlace
from mailroom.domain.paper import CountDiffers, PaperPlace, Witness
from mailroom.domain.separators import Separator, SeparatorKind
from mailroom.pipeline.contents import fill
from mailroom.spool.paper import COUNT_DIFFERS
from scanners.api import Situation
from tests.pipeline.desk import CaptureDesk, to
from tests.pipeline.feeder import Feeder, sheets

FACE = sheets(1, 1)
CAPTURED, AGAIN, MACHINE, REMOVED = (
    PaperPlace.CAPTURED,
    PaperPlace.FEED_AGAIN,
    PaperPlace.IN_MACHINE,
    PaperPlace.REMOVED,
)
STACK = sheets(10, 6)


@pytest.fixture
def item(desk: CaptureDesk) -> Item:
    return desk.opened(Feeder(FACE))


def jam(desk: CaptureDesk, item: Item, *, captured: int = 2, lost: int = 3) -> None:
    """The device had fetched ahead when a sheet got stuck."""
    feeder = Feeder(STACK[:captured], Situation.PAPER_JAM, lost=lost, stuck=1)
    desk.feed(BatchMode.CONTENTS, feeder, item=item.id)


def test_after_a_jam_every_sheet_has_its_place(desk: CaptureDesk, item: Item) -> None:
    jam(desk, item)

    assert desk.paper() == [(CAPTURED, 2), (CAPTURED, 3), (AGAIN, 4), (AGAIN, 5), (MACHINE, 6)]
    account = desk.spool.paused.account()
    assert account is not None
    assert [one.number for one in account.go_back] == [4, 5, 6]
    assert [one.page is not None for one in account.sheets] == [True, True, False, False, False]
    assert account.at_stake == 2


def test_going_on_from_the_named_sheet_is_the_same_batch(desk: CaptureDesk, item: Item) -> None:
    jam(desk, item)
    desk.feed(BatchMode.CONTENTS, Feeder(STACK[2:]), item=item.id)

    assert desk.paper() == [(CAPTURED, number) for number in range(2, 8)]
    assert desk.contents(item) == [sheet[0] for sheet in STACK]
    assert desk.items()[0].closed
    assert desk.again() == []


def test_a_side_that_did_not_come_is_the_sheet_in_the_machine(
    desk: CaptureDesk, item: Item
) -> None:
    stack = sheets(10, 2, sides=2)
    feeder = Feeder([stack[0], stack[1][:1]], Situation.PAPER_JAM, lost=1, stuck=1)
    desk.feed(BatchMode.CONTENTS, feeder, item=item.id, duplex=True)

    assert desk.paper() == [(CAPTURED, 2), (MACHINE, 3)]


@pytest.mark.parametrize("expected", [5, 7])
def test_another_count_than_the_persons_pauses_the_batch(
    desk: CaptureDesk, item: Item, expected: int
) -> None:
    end = desk.feed(BatchMode.CONTENTS, Feeder(STACK), item=item.id, expected=expected)

    assert end is not None
    assert end.situation == COUNT_DIFFERS
    account = desk.spool.paused.account()
    assert account is not None
    assert account.differs == (CountDiffers(Witness.OPERATOR, expected, 6),)
    assert account.in_tray == max(0, expected - 6)
    assert not desk.items()[0].closed
    desk.spool.paused.save("anna")
    assert desk.items()[0].closed
    assert desk.again() == []


def test_a_refill_goes_on_until_the_count_is_right(desk: CaptureDesk, item: Item) -> None:
    desk.feed(BatchMode.CONTENTS, Feeder(STACK[:4]), item=item.id, expected=6)
    end = desk.feed(BatchMode.CONTENTS, Feeder(STACK[4:]), item=item.id)

    assert end is not None
    assert end.situation is None
    assert desk.items()[0].closed
    assert desk.paper() == [(CAPTURED, number) for number in range(2, 8)]


def test_going_on_with_an_empty_tray_waits_for_paper(desk: CaptureDesk, item: Item) -> None:
    desk.feed(BatchMode.CONTENTS, Feeder(STACK[:2], Situation.STOPPED), item=item.id)
    desk.feed(BatchMode.CONTENTS, Feeder([]), item=item.id)

    assert not desk.items()[0].closed
    assert desk.again() == [(item.id, 4)]
    desk.feed(BatchMode.CONTENTS, Feeder(STACK[2:]), item=item.id)
    assert desk.items()[0].closed


def test_a_stack_counts_its_separators(desk: CaptureDesk) -> None:
    stack = sheets(10, 4)
    desk.boundaries = {stack[0][0]: Boundary.ENVELOPE, stack[2][0]: Separator(SeparatorKind.ITEM)}
    end = desk.feed(BatchMode.STACK, Feeder(stack[:3]), expected=3)

    assert end is not None
    assert end.situation is None
    assert desk.paper() == [(CAPTURED, 1), (CAPTURED, 2), (REMOVED, 3)]


def test_saving_leaves_a_missing_sheet_to_hold_its_item(desk: CaptureDesk, item: Item) -> None:
    jam(desk, item)
    desk.spool.paused.save("anna")

    assert desk.items()[0].closed
    assert desk.again() == [(item.id, 4), (item.id, 5), (item.id, 6)]
    with pytest.raises(CommandRefused):
        desk.spool.paused.save("anna")


def test_cancelling_takes_the_contents_out_and_keeps_the_captures(
    desk: CaptureDesk, item: Item
) -> None:
    jam(desk, item)
    files = [page.image for page in desk.items()[0].contents]
    assert desk.spool.paused.cancel("anna") == (item.id,)

    assert desk.items()[0].contents == ()
    assert [one.number for one in desk.items()[0].sheets] == [1]
    assert all(file.exists() for file in files)
    assert desk.again() == []
    desk.feed(BatchMode.CONTENTS, Feeder(STACK), item=item.id)
    assert desk.contents(item) == [sheet[0] for sheet in STACK]


def test_the_last_sheet_is_dropped_and_fed_again_in_its_place(
    desk: CaptureDesk, item: Item
) -> None:
    feeder = Feeder(STACK[:3], Situation.DOUBLE_FEED, lost=2, stuck=2)
    desk.feed(BatchMode.CONTENTS, feeder, item=item.id)
    desk.spool.paused.drop_last("anna")

    assert desk.paper() == [(CAPTURED, 2), (CAPTURED, 3), (AGAIN, 4), (MACHINE, 5), (MACHINE, 6)]
    desk.feed(BatchMode.CONTENTS, Feeder(STACK[2:]), item=item.id)
    assert desk.contents(item) == [sheet[0] for sheet in STACK]
    assert desk.items()[0].closed


def test_an_envelopes_outside_is_not_dropped(desk: CaptureDesk) -> None:
    desk.boundaries = {STACK[0][0]: Boundary.ENVELOPE}
    desk.feed(BatchMode.STACK, Feeder(STACK[:1], Situation.STOPPED))

    with pytest.raises(CommandRefused):
        desk.spool.paused.drop_last("anna")


def filled(desk: CaptureDesk, item: Item) -> Item:
    desk.feed(BatchMode.CONTENTS, Feeder(STACK[:3]), item=item.id)
    return desk.spool.items.change(item.id, fill, Note("test"))


@pytest.mark.parametrize("behind", [1, 2, 3])
def test_a_sheet_left_out_goes_behind_the_one_named(
    desk: CaptureDesk, item: Item, behind: int
) -> None:
    known = filled(desk, item)
    sheet = known.sheets[behind - 1].id
    desk.feed(BatchMode.INSERT, Feeder(STACK[5:]), item=item.id, sheet=sheet)

    wanted = [sheet[0] for sheet in STACK[:3]]
    wanted.insert(behind - 1, STACK[5][0])
    assert desk.contents(item) == wanted
    after = desk.items()[0]
    assert [one.number for one in after.sheets] == [1, 2, 3, 4, 5]
    assert after.state is ItemState.FILLED


def test_a_page_that_was_missing_lets_a_held_item_go_on(desk: CaptureDesk, item: Item) -> None:
    known = filled(desk, item)
    desk.spool.items.change(known.id, to(ItemState.HELD), Note("test"))
    desk.feed(BatchMode.INSERT, Feeder(STACK[5:]), item=item.id, sheet=known.sheets[1].id)

    assert desk.items()[0].state is ItemState.FILLED
    assert desk.items()[0].hold is None


def test_a_second_sheet_of_an_insertion_is_nobodys(desk: CaptureDesk, item: Item) -> None:
    known = filled(desk, item)
    desk.feed(BatchMode.INSERT, Feeder(STACK[4:]), item=item.id, sheet=known.sheets[1].id)

    assert len(desk.items()[0].contents) == 4
    assert desk.again() == [(None, 2)]


@pytest.mark.parametrize("mode", [BatchMode.RESCAN, BatchMode.INSERT])
def test_an_item_that_has_left_is_not_changed_any_more(
    desk: CaptureDesk, item: Item, mode: BatchMode
) -> None:
    known = filled(desk, item)
    for state in (ItemState.DOCUMENTED, ItemState.RELEASING, ItemState.SENDING):
        desk.spool.items.change(item.id, to(state), Note("test"))
    desk.feed(mode, Feeder(STACK[5:]), item=item.id, sheet=known.sheets[1].id)

    assert desk.contents(item) == [sheet[0] for sheet in STACK[:3]]
    assert all(sheet.place is SheetPlace.CAPTURED for sheet in desk.items()[0].sheets)


def test_an_unopened_item_fed_again_builds_no_document(desk: CaptureDesk) -> None:
    desk.feed(BatchMode.FACE, Feeder(FACE))
    item = desk.items()[0]
    for state in (ItemState.READ, ItemState.RELEASING):
        desk.spool.items.change(item.id, to(state), Note("test"))
    desk.feed(BatchMode.RESCAN, Feeder(STACK[:1]), item=item.id, sheet=item.sheets[0].id)

    assert desk.items()[0].state is ItemState.RELEASING


@pytest.mark.parametrize("mode", list(BatchMode))
@pytest.mark.parametrize("fed", range(3))
def test_after_a_power_cut_the_account_holds_what_is_durable(
    desk: CaptureDesk, item: Item, mode: BatchMode, fed: int
) -> None:
    known = filled(desk, item)
    sheet = known.sheets[1].id
    desk.feed(mode, Feeder(STACK[3:], dies_after=fed), item=item.id, sheet=sheet)
    desk.recover()

    account = desk.spool.paused.account()
    assert account is not None
    assert len(account.stay) == (min(fed, 1) if mode in ONE_SHEET else fed)


ONE_SHEET = (BatchMode.RESCAN, BatchMode.INSERT)
