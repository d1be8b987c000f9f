"""Every fed sheet is in exactly one item or on the list to feed again."""

import pytest

from mailroom.domain.batches import BatchMode, Boundary
from mailroom.domain.events import ItemChanged, PageCaptured
from mailroom.domain.items import HoldReason, Item, ItemState
from mailroom.domain.notes import Note
from mailroom.domain.pages import PageFlag, SheetPlace
from mailroom.domain.separators import Separator, SeparatorKind
from scanners.api import Finding, Situation
from tests.pipeline.desk import CaptureDesk, to
from tests.pipeline.feeder import Feeder, lay, picture, sheets

FACE = sheets(1, 1)


@pytest.fixture
def item(desk: CaptureDesk) -> Item:
    return desk.opened(Feeder(FACE))


def test_a_face_makes_an_item_with_a_scan_id(desk: CaptureDesk, item: Item) -> None:
    assert item.scan_id == "DESK-1-261120-00001"
    assert item.face is not None
    assert item.operator == "anna"
    assert [type(event) for event in desk.told] == [PageCaptured, ItemChanged]


def test_what_the_scanner_found_wrong_stands_on_the_page(desk: CaptureDesk, item: Item) -> None:
    feeder = Feeder(sheets(10, 1), findings=(Finding.TOO_LONG, Finding.STREAK))
    desk.feed(BatchMode.CONTENTS, feeder, item=item.id)
    (page,) = desk.items()[0].contents
    assert page.flags == (PageFlag.TOO_LONG, PageFlag.STREAK)


def test_contents_close_the_item_in_paper_order(desk: CaptureDesk, item: Item) -> None:
    stack = sheets(10, 3, sides=2)
    end = desk.feed(BatchMode.CONTENTS, Feeder(stack), item=item.id, duplex=True)
    assert end is not None
    assert end.situation is None
    known = desk.items()[0]
    assert known.closed
    assert [page.number for page in known.pages] == [0, 1, 2, 3, 4, 5, 6]
    assert desk.contents(item) == [side for sheet in stack for side in sheet]
    assert desk.spool.batches.sheets("T1") == (4, 4, 7)


@pytest.mark.parametrize("fed", range(4))
def test_after_a_power_cut_the_rest_is_fed_and_nothing_twice(
    desk: CaptureDesk, item: Item, fed: int
) -> None:
    stack = sheets(10, 3)
    desk.feed(BatchMode.CONTENTS, Feeder(stack, dies_after=fed), item=item.id)
    for _ in range(2):
        desk.recover()
    if fed < len(stack):
        assert desk.again() == [(item.id, fed + 2)]
        desk.feed(BatchMode.CONTENTS, Feeder(stack[fed:]), item=item.id)
    assert desk.again() == []
    assert desk.contents(item) == [sheet[0] for sheet in stack]
    assert desk.items()[0].closed
    assert set(desk.captured().values()) == {1}


def test_a_file_without_a_row_is_adopted(desk: CaptureDesk, item: Item) -> None:
    stack = sheets(10, 2)
    desk.feed(BatchMode.CONTENTS, Feeder(stack, dies_after=1), item=item.id)
    (batch,) = desk.spool.batches.unfinished()
    lay(batch.folder, 2, stack[1])
    desk.recover()
    assert desk.contents(item) == [sheet[0] for sheet in stack]
    assert desk.again() == [(item.id, 4)]
    assert not desk.items()[0].closed


def test_a_batch_whose_child_lives_is_left_alone(desk: CaptureDesk, item: Item) -> None:
    desk.feed(BatchMode.CONTENTS, Feeder(sheets(10, 2), dies_after=1), item=item.id)
    assert desk.capture.recover(lambda _folder: True) == ()
    assert len(desk.spool.batches.unfinished()) == 1


def test_a_front_without_its_back_is_fed_again_in_its_place(desk: CaptureDesk, item: Item) -> None:
    stack = sheets(10, 2, sides=2)
    desk.feed(BatchMode.CONTENTS, Feeder([stack[0], stack[1][:1]]), item=item.id, duplex=True)
    known = desk.items()[0]
    assert not known.closed
    assert known.sheets[2].place is SheetPlace.TO_FEED_AGAIN
    assert desk.again() == [(item.id, 3)]
    desk.feed(BatchMode.CONTENTS, Feeder(stack[1:]), item=item.id, duplex=True)
    assert desk.contents(item) == [side for sheet in stack for side in sheet]
    assert desk.again() == []
    assert desk.items()[0].closed


def test_a_torn_page_keeps_its_sheets_place(desk: CaptureDesk, item: Item) -> None:
    stack = sheets(10, 3)
    torn = (stack[1][0][:200],)
    end = desk.feed(BatchMode.CONTENTS, Feeder([stack[0], torn, stack[2]]), item=item.id)
    assert end is not None
    assert end.situation == Situation.PAGE_DAMAGED
    assert desk.again() == [(item.id, 3)]
    desk.feed(BatchMode.CONTENTS, Feeder([stack[1]]), item=item.id)
    assert desk.contents(item) == [sheet[0] for sheet in stack]
    assert desk.items()[0].closed


def test_sheets_lost_in_a_jam_are_named_and_come_back_in_order(
    desk: CaptureDesk, item: Item
) -> None:
    stack = sheets(10, 4)
    jam = Feeder(stack[:1], Situation.PAPER_JAM, lost=2)
    end = desk.feed(BatchMode.CONTENTS, jam, item=item.id)
    assert end is not None
    assert end.situation == Situation.PAPER_JAM
    assert desk.again()[:2] == [(item.id, 3), (item.id, 4)]
    desk.feed(BatchMode.CONTENTS, Feeder(stack[1:]), item=item.id)
    assert desk.contents(item) == [sheet[0] for sheet in stack]
    assert desk.items()[0].closed


def test_an_empty_feeder_closes_nothing(desk: CaptureDesk, item: Item) -> None:
    end = desk.feed(BatchMode.CONTENTS, Feeder([]), item=item.id)
    assert end is not None
    assert end.situation == Situation.FEEDER_EMPTY
    assert not desk.items()[0].closed


def test_a_rescan_takes_the_old_pages_place(desk: CaptureDesk, item: Item) -> None:
    stack = sheets(10, 3)
    desk.feed(BatchMode.CONTENTS, Feeder(stack), item=item.id)
    middle = desk.items()[0].sheets[2]
    again = Feeder([(picture(99),)])
    desk.feed(BatchMode.RESCAN, again, item=item.id, sheet=middle.id)
    assert desk.contents(item) == [stack[0][0], picture(99), stack[2][0]]
    assert desk.spool.batches.sheets("T1") == (4, 4, 4)


def test_a_rescan_cut_short_keeps_the_old_page(desk: CaptureDesk, item: Item) -> None:
    stack = sheets(10, 2, sides=2)
    desk.feed(BatchMode.CONTENTS, Feeder(stack), item=item.id, duplex=True)
    first = desk.items()[0].sheets[1]
    half = Feeder([(picture(99),)], Situation.PAPER_JAM)
    desk.feed(BatchMode.RESCAN, half, item=item.id, sheet=first.id, duplex=True)
    assert desk.contents(item) == [side for sheet in stack for side in sheet]
    assert desk.again() == [(item.id, 2)]


def test_a_second_sheet_in_a_rescan_belongs_to_no_item(desk: CaptureDesk, item: Item) -> None:
    desk.feed(BatchMode.CONTENTS, Feeder(sheets(10, 1)), item=item.id)
    sheet = desk.items()[0].sheets[1]
    desk.feed(BatchMode.RESCAN, Feeder(sheets(50, 2)), item=item.id, sheet=sheet.id)
    assert desk.contents(item) == [picture(50)]
    assert desk.again() == [(None, 2)]
    desk.feed(BatchMode.INSERT, Feeder(sheets(51, 1)), item=item.id, sheet=sheet.id)
    assert desk.contents(item) == [picture(50), picture(51)]
    assert desk.again() == []


def test_a_held_item_goes_on_when_its_sheet_has_been_fed_again(
    desk: CaptureDesk, item: Item
) -> None:
    desk.feed(BatchMode.CONTENTS, Feeder(sheets(10, 2)), item=item.id)
    for state in (ItemState.FILLED, ItemState.HELD):
        desk.spool.items.change(item.id, to(state), Note("test"))
    sheet = desk.items()[0].sheets[1]
    desk.feed(BatchMode.RESCAN, Feeder(sheets(50, 1)), item=item.id, sheet=sheet.id)
    assert desk.items()[0].state is ItemState.FILLED


def stack_of(desk: CaptureDesk) -> list[tuple[bytes, ...]]:
    """Envelope, two pages; envelope, one page; separator; a letter without its envelope."""
    stack = sheets(10, 7)
    desk.boundaries = {
        stack[0][0]: Boundary.ENVELOPE,
        stack[3][0]: Boundary.ENVELOPE,
        stack[5][0]: Separator(SeparatorKind.ITEM),
    }
    return stack


def parts(desk: CaptureDesk) -> list[int]:
    return [len(item.pages) for item in desk.items()]


def test_a_stack_is_parted_at_envelopes_and_separators(desk: CaptureDesk) -> None:
    desk.feed(BatchMode.STACK, Feeder(stack_of(desk)))
    assert parts(desk) == [3, 2, 1]
    assert all(item.closed for item in desk.items())
    assert desk.spool.batches.sheets("T1")[:2] == (6, 6)


@pytest.mark.parametrize("fed", range(1, 7))
def test_a_stack_cut_short_goes_on_where_it_was(desk: CaptureDesk, fed: int) -> None:
    stack = stack_of(desk)
    desk.feed(BatchMode.STACK, Feeder(stack, dies_after=fed))
    desk.recover()
    assert len(desk.again()) == 1
    desk.feed(BatchMode.STACK, Feeder(stack[fed:]))
    assert parts(desk) == [3, 2, 1]
    assert desk.again() == []
    pages = [page.image.read_bytes() for item in desk.items() for page in item.pages]
    assert pages == [sheet[0] for sheet in stack if sheet != stack[5]]


def test_a_doubtful_sheet_stays_with_its_item_and_holds_it(desk: CaptureDesk) -> None:
    stack = sheets(10, 3)
    desk.boundaries = {stack[0][0]: Boundary.ENVELOPE, stack[2][0]: Boundary.UNSURE}
    desk.feed(BatchMode.STACK, Feeder(stack))
    (item,) = desk.items()
    assert len(item.pages) == 3
    assert item.hold is not None
    assert item.hold.reason is HoldReason.BOUNDARY_UNSURE
