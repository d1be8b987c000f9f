"""What a separator says holds for the sheets behind it, whatever happens in between."""

import pytest

from mailroom.domain.batches import BatchMode, Boundary
from mailroom.domain.items import ItemState
from mailroom.domain.separators import Separator, SeparatorKind
from scanners.api import Situation
from tests.pipeline.desk import CaptureDesk
from tests.pipeline.feeder import Feeder, Sheet, sheets

ITEM = Separator(SeparatorKind.ITEM)
FACES = Separator(SeparatorKind.FACES)
TRAY = Separator(SeparatorKind.TRAY, "T2")
PROFILE = Separator(SeparatorKind.PROFILE, "letters_grey")


def stack(desk: CaptureDesk, *seen: Boundary | Separator) -> list[Sheet]:
    paper = sheets(10, len(seen))
    desk.boundaries = {sheet[0]: what for sheet, what in zip(paper, seen, strict=True)}
    return paper


def two_trays(desk: CaptureDesk) -> list[Sheet]:
    """A letter of two sheets, the next tray, and a letter of three."""
    page = Boundary.CONTENT
    return stack(desk, Boundary.ENVELOPE, page, TRAY, Boundary.ENVELOPE, page, page)


def faces_between(desk: CaptureDesk) -> list[Sheet]:
    """A letter, three envelopes that stay shut here, and a letter without its envelope."""
    page = Boundary.CONTENT
    return stack(desk, Boundary.ENVELOPE, page, FACES, page, Boundary.UNSURE, page, ITEM, page)


def parts(desk: CaptureDesk, tray: str) -> list[int]:
    return [len(item.pages) for item in desk.spool.items.of_tray(tray)]


def test_what_follows_lay_in_the_other_tray(desk: CaptureDesk) -> None:
    desk.feed(BatchMode.STACK, Feeder(two_trays(desk)))

    assert (parts(desk, "T1"), parts(desk, "T2")) == ([2], [3])
    assert desk.spool.batches.sheets("T1")[:2] == (2, 2)
    assert desk.spool.batches.sheets("T2")[:2] == (3, 3)
    assert desk.turned == [TRAY]
    before, after = desk.spool.trays.get("T1"), desk.spool.trays.last()
    assert before is not None
    assert after is not None
    assert (after.id, after.arrived_on, after.postal_operator) == (
        "T2",
        before.arrived_on,
        before.postal_operator,
    )


@pytest.mark.parametrize("fed", range(1, 6))
def test_a_power_cut_leaves_every_sheet_in_its_tray(desk: CaptureDesk, fed: int) -> None:
    paper = two_trays(desk)
    desk.feed(BatchMode.STACK, Feeder(paper, dies_after=fed))
    desk.recover()
    tray = desk.spool.trays.last()
    assert tray is not None
    assert tray.id == ("T1" if fed < 3 else "T2")
    desk.feed(BatchMode.STACK, Feeder(paper[fed:]), tray=tray.id)

    assert (parts(desk, "T1"), parts(desk, "T2")) == ([2], [3])
    assert desk.again() == []
    assert desk.turned == [TRAY]


def test_each_sheet_behind_faces_only_is_an_item_that_waits(desk: CaptureDesk) -> None:
    desk.feed(BatchMode.STACK, Feeder(faces_between(desk)))

    assert parts(desk, "T1") == [2, 1, 1, 1, 1]
    items = desk.items()
    assert [item.closed for item in items] == [True, False, False, False, True]
    assert all(item.hold is None for item in items)
    assert all(item.state is ItemState.CAPTURED for item in items)


@pytest.mark.parametrize("fed", range(1, 8))
def test_faces_only_holds_over_a_power_cut(desk: CaptureDesk, fed: int) -> None:
    paper = faces_between(desk)
    desk.feed(BatchMode.STACK, Feeder(paper, dies_after=fed))
    desk.recover()
    desk.feed(BatchMode.STACK, Feeder(paper[fed:]))

    assert parts(desk, "T1") == [2, 1, 1, 1, 1]
    assert [item.closed for item in desk.items()] == [True, False, False, False, True]


@pytest.mark.parametrize("fed", [2, 3, 4, None])
def test_what_is_fed_behind_another_profile_is_fed_again(
    desk: CaptureDesk, fed: int | None
) -> None:
    page = Boundary.CONTENT
    paper = stack(desk, Boundary.ENVELOPE, PROFILE, Boundary.ENVELOPE, page)
    desk.feed(BatchMode.STACK, Feeder(paper, Situation.STOPPED, dies_after=fed))
    desk.recover()

    assert desk.turned == [PROFILE]
    assert parts(desk, "T1") == [1]
    behind = (4 if fed is None else fed) - 2
    assert len([number for item, number in desk.again() if item is None]) >= min(1, behind)
    desk.feed(BatchMode.STACK, Feeder(paper[2:]))
    assert parts(desk, "T1") == [1, 2]
    assert desk.again() == []
