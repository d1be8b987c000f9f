"""The shift's close: every item is somewhere, or somebody has signed for why it is not."""

import datetime as dt
from dataclasses import replace

import pytest

from mailroom.backend.services import arrivals, lives, review_offers, till
from mailroom.backend.services.arrivals import NewTray
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.till import CloseTill, Explanation, Part, Till
from tests.backend.house import ANNA, LARS, House, why
from tests.backend.test_reviews import offer
from tests.backend.test_wall import tray as first_of


def looked(house: House) -> Till:
    with house.at() as session:
        return till.till(session, now=house.now)


def tray(house: House, expected: int | None, name: str = "T1") -> None:
    new = NewTray(name, house.now.date(), "PostNord", expected)
    with house.at() as session:
        arrivals.register_tray(session, new, staff=LARS, now=house.now)


def first(house: House) -> dict[str, object]:
    return first_of(house, "T1")


def closed(house: House, staff: Staff = LARS, reason: Explanation | None = None) -> Till:
    seen = looked(house)
    asked = CloseTill(seen.day, seen.differences, reason)
    with house.at() as session:
        return till.close(session, asked, staff=staff, now=house.now)


def filed(house: House, item: str) -> None:
    with house.at() as session:
        piece = lives.find(session, item)
        lives.move_paper(session, piece, PaperState.FILED, by="anna", at=house.now)


def test_what_arrived_is_scanned_sorted_or_open_and_then_the_day_is_even(house: House):
    tray(house, 3)
    today = house.now.date()
    assert looked(house).differences == (3, 0, 0)
    letter = house.letter(arrived_on=today, tray=first(house))
    house.parcel(arrived_on=today, tray=first(house))
    assert looked(house).differences == (1, 0, 1)
    with house.at() as session:
        waiting = replace(offer(), arrived_on=today)
        review_offers.put(session, waiting, station="desk-1", now=house.now)
    filed(house, letter)
    now = looked(house)
    assert now.is_even
    assert dict(now.balances[0].parts) == {Part.SCANNED: 1, Part.SORTED: 1, Part.OPEN: 1}
    done = closed(house, ANNA)
    assert [(one.by, one.why, one.balances) for one in done.closings] == [
        ("anna", None, now.balances)
    ]


def test_a_difference_is_signed_for_by_a_supervisor_with_a_reason(house: House):
    tray(house, 2)
    house.letter(arrived_on=house.now.date(), tray=first(house))
    for staff, reason, refusal in (
        (ANNA, Explanation.LEFT_OVER, Why.SUPERVISOR_ONLY),
        (LARS, None, Why.REASON),
    ):
        with pytest.raises(Refused) as error:
            closed(house, staff, reason)
        assert why(error) is refusal
    done = closed(house, LARS, Explanation.LEFT_OVER)
    assert done.closings[0].why is Explanation.LEFT_OVER
    assert closed(house, LARS, Explanation.LEFT_OVER) == done


def test_what_nobody_counted_cannot_be_even(house: House):
    tray(house, None)
    seen = looked(house)
    assert (seen.differences[0], seen.is_even) == (None, False)
    assert closed(house, LARS, Explanation.NOT_COUNTED).closings[0].balances == seen.balances


def test_on_figures_that_have_moved_nobody_signs(house: House):
    tray(house, 2)
    seen = looked(house)
    house.letter(arrived_on=house.now.date(), tray=first(house))
    asked = CloseTill(seen.day, seen.differences, Explanation.LEFT_OVER)
    with pytest.raises(Refused) as error, house.at() as session:
        till.close(session, asked, staff=LARS, now=house.now)
    assert why(error) is Why.STATE


def test_each_day_keeps_its_last_closing(house: House):
    tray(house, 1)
    closed(house, LARS, Explanation.LEFT_OVER)
    closed(house, LARS, Explanation.MISCOUNTED)
    house.now += dt.timedelta(days=1)
    tray(house, 1, "T2")
    done = closed(house, LARS, Explanation.AT_DESKS)
    assert [one.why for one in done.closings] == [Explanation.AT_DESKS, Explanation.MISCOUNTED]
