"""Prices by day, VAT to the öre, months across the year."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind, NoPrice, Price, Unit, price_on, vat_of

DAY = dt.timedelta(days=1)
NEW = dt.date(2026, 11, 15)
PRICES = [
    Price(FeeKind.SCANNING, dt.date(2018, 5, 25), Unit.ITEM, 500, 25),
    Price(FeeKind.SCANNING, NEW, Unit.PAGE, 200, 25),
]


def test_r26_there_are_exactly_five_fees():
    assert {kind.value for kind in FeeKind} == {
        "monthly",
        "scanning",
        "original",
        "unscannable",
        "change_of_address",
    }


def test_r27_a_price_holds_from_its_day_on_inside_a_month():
    assert price_on(PRICES, FeeKind.SCANNING, NEW - DAY).ore == 500
    assert price_on(PRICES[::-1], FeeKind.SCANNING, NEW).ore == 200
    with pytest.raises(NoPrice):
        price_on(PRICES, FeeKind.SCANNING, dt.date(2018, 5, 24))
    with pytest.raises(NoPrice):
        price_on(PRICES, FeeKind.MONTHLY, NEW)


@given(net=st.integers(-(10**9), 10**9), percent=st.sampled_from([0, 6, 12, 25]))
def test_vat_is_the_nearest_ore_and_a_credit_is_its_mirror(net: int, percent: int):
    vat = vat_of(net, percent)
    assert abs(100 * vat - net * percent) <= 50
    assert vat_of(-net, percent) == -vat


@given(day=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_in_one_month(day: dt.date):
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert month.last + DAY == month.after.first
    assert month.before.after == month
    assert month.before < month
