"""The imprinter's leap holds an item once: who has seen past it is not asked again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from mailroom.domain.batches import BatchMode
from mailroom.domain.imprints import Imprinted, Leap
from mailroom.domain.items import Hold, HoldReason, Item
from mailroom.domain.pages import Page
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.pipeline.imprints import ImprintCheck
from tests.pipeline.desk import CaptureDesk
from tests.pipeline.feeder import Feeder, sheets

IMPRINT = "MR%05ud"


def number_of(page: Page, imprint: str) -> int | None:
    """Sheets 1, 2 and 3 bear 7, 8 and 10."""
    assert imprint == IMPRINT
    return {1: 7, 2: 8, 3: 10}[int(page.id.split("-")[-2])]


@pytest.fixture
def item(desk: CaptureDesk) -> Item:
    face = desk.opened(Feeder(sheets(1, 1)))
    desk.imprint = IMPRINT
    desk.feed(BatchMode.CONTENTS, Feeder(sheets(10, 3)), item=face.id)
    return desk.items()[0]


@pytest.fixture
def check(desk: CaptureDesk) -> Iterator[ImprintCheck]:
    with closing(WorkerPool(1)) as workers:
        yield ImprintCheck(workers, number_of, desk.spool.imprints)


def test_a_leap_holds_the_item_at_the_sheet_before_it(
    desk: CaptureDesk, item: Item, check: ImprintCheck
) -> None:
    hold = check(item)

    assert hold == Hold(HoldReason.IMPRINT_LEAPS, "8-10", page=item.contents[1].id)
    assert desk.spool.imprints.leaps_at(item.contents[2]) == (
        Leap(Imprinted(2, 8), Imprinted(3, 10)),
    )
    assert desk.spool.imprints.expected_on(item.contents[0]) is None  # it is read once


@pytest.mark.parametrize(
    ("reason", "asked_again"),
    [
        (HoldReason.IMPRINT_LEAPS, False),
        (HoldReason.FOREIGN_PAGE, False),
        (HoldReason.PAGE_MISSING, False),
        (HoldReason.BOUNDARY_UNSURE, True),
    ],
)
def test_only_what_was_released_before_it_leaves_it_to_be_seen(
    item: Item, check: ImprintCheck, reason: HoldReason, *, asked_again: bool
) -> None:
    released = replace(item, hold=Hold(reason, "looked at"))
    assert (check(released) is not None) is asked_again
