"""Page coherence: foreign, missing, doubled and unread pages hold an item; nothing else does."""

import datetime as dt

import pytest

from mailroom.domain.coherence import PageFinding, check_contents
from mailroom.domain.items import Hold, HoldReason, Item, ItemState, Tray
from mailroom.domain.register import Customer, Standing
from mailroom.domain.sorting import Category, Decision, PaperRoute, Recipient, Tier

OWN, OTHER, STRANGER = "5582295704", "5574297486", "5583880710"
CUSTOMERS = {
    number: Customer(number, name, "AB", Standing.ACTIVE)
    for number, name in ((OWN, "Förlagtjänst i Luleå AB"), (OTHER, "Mittvatten AB"))
}
DECISION = Decision(
    category=Category.SCANNABLE,
    tier=Tier.A,
    route=PaperRoute.OPEN_AND_SCAN,
    rule="all_agree",
    decided_by="machine",
    decided_at=dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
    recipient=Recipient(OWN, "Förlagtjänst i Luleå AB"),
)


def _item(hold: Hold | None = None) -> Item:
    return Item(
        id="1",
        scan_id="D1-0001",
        tray=Tray("t", dt.date(2026, 11, 20), "PostNord"),
        state=ItemState.FILLED,
        sheets=(),
        decision=DECISION,
        hold=hold,
    )


def _numbered(*places: tuple[int, int] | None) -> list[PageFinding]:
    return [PageFinding(str(index), page_of=place) for index, place in enumerate(places)]


def _reason(findings: list[PageFinding], hold: Hold | None = None) -> HoldReason | None:
    found = check_contents(_item(hold), findings, CUSTOMERS)
    return found.reason if found else None


def test_another_customers_address_block_on_a_page_holds_the_item():
    pages = [
        PageFinding("a", recipient_numbers=(OWN,)),
        PageFinding("b", recipient_numbers=(OTHER,)),
    ]
    assert check_contents(_item(), pages, CUSTOMERS) == Hold(HoldReason.FOREIGN_PAGE, page="b")


def test_numbers_of_nobody_served_do_not_hold_it():
    assert _reason([PageFinding("a", recipient_numbers=(OWN, STRANGER))]) is None


def test_a_second_number_beside_the_own_one_does_not_hold_it():
    assert _reason([PageFinding("a", recipient_numbers=(OTHER, OWN))]) is None


@pytest.mark.parametrize(
    "places",
    [
        [(1, 1)],
        [(1, 3), (2, 3), (3, 3)],
        [(1, 3), (3, 3), (2, 3)],
        [(1, 2), (2, 2), (1, 2), (2, 2)],
        [(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)],
        [None, (2, 3), (3, 3)],
        [(1, 3), None, (3, 3)],
        [(1, 3), None, None],
        [None, None],
        [None, (1, 2), (2, 2), None],
        [],
    ],
)
def test_whole_sets_pass(places: list[tuple[int, int] | None]):
    assert _reason(_numbered(*places)) is None


@pytest.mark.parametrize(
    "places",
    [
        [(1, 2)],
        [(2, 2)],
        [(1, 3), (3, 3)],
        [(1, 3), (3, 3), None],
        [(1, 2), (1, 2), (2, 2)],
        [(1, 2), (2, 2), (2, 2)],
        [(1, 2), (2, 2), (1, 3), (3, 3)],
    ],
)
def test_a_gap_or_a_page_twice_holds_the_item(places: list[tuple[int, int] | None]):
    assert _reason(_numbered(*places)) is HoldReason.PAGE_MISSING


def test_the_missing_number_is_named():
    hold = check_contents(_item(), _numbered((1, 3), (3, 3)), CUSTOMERS)
    assert hold == Hold(HoldReason.PAGE_MISSING, "2/3", page="0")


def test_blank_sides_are_no_gap():
    pages = [
        PageFinding("a", page_of=(1, 2)),
        PageFinding("b", blank=True),
        PageFinding("c", page_of=(2, 2)),
        PageFinding("d", blank=True),
    ]
    assert _reason(pages) is None


def test_a_page_that_could_not_be_read_holds_the_item():
    pages = [PageFinding("a"), PageFinding("b", unread=True)]
    assert check_contents(_item(), pages, CUSTOMERS) == Hold(HoldReason.PAGE_UNREAD, page="b")


def test_the_gravest_reason_comes_first():
    pages = [PageFinding("a", unread=True), PageFinding("b", recipient_numbers=(OTHER,))]
    assert _reason(pages) is HoldReason.FOREIGN_PAGE


@pytest.mark.parametrize("why", ["", "it is a copy of our own order"])
def test_what_a_person_released_is_not_held_again_but_anything_else_is(why: str):
    foreign = Hold(HoldReason.FOREIGN_PAGE, why, page="b")
    pages = [PageFinding("b", recipient_numbers=(OTHER,))]
    assert _reason(pages, foreign) is None
    assert _reason([*pages, PageFinding("c", unread=True)], foreign) is HoldReason.PAGE_UNREAD
    unread = Hold(HoldReason.PAGE_UNREAD, why, page="c")
    assert _reason([*pages, PageFinding("c", unread=True)], unread) is None
    missing = Hold(HoldReason.PAGE_MISSING, why or "2/3", page="0")
    assert check_contents(_item(missing), _numbered((1, 3), (3, 3)), CUSTOMERS) is None
    assert _reason([PageFinding("z", recipient_numbers=(OTHER,))], foreign) is not None
