"""Fees and statements: each thing costs once, and stands on one invoice."""

import datetime as dt

import pytest
from sqlalchemy import select

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.services import (
    fees,
    month_run,
    statements,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind, Price, Unit
from mailroom.domain.references import read_reference
from tests.backend.billing import (
    DAY,
    NUMBER,
    began,
    charged_in,
    noon,
    only_statement,
)
from tests.backend.house import ANNA, LARS, TODAY, House, why


def test_r47_receiving_costs_nothing_but_the_scan(priced: House):
    priced.letter()
    priced.letter()
    with priced.database.reading() as session:
        kinds = session.scalars(select(FeeRow.kind)).all()
    assert kinds == ["scanning", "scanning"]


def test_g10_a_scan_costs_by_item_or_by_page_as_the_price_list_says(priced: House):
    by_page = Price(FeeKind.SCANNING, TODAY + DAY, Unit.PAGE, 200, 25)
    with priced.at() as session:
        fees.set_price(session, by_page, staff=LARS, now=priced.now)
    priced.letter()
    priced.now += 3 * DAY
    priced.letter(arrived_on=TODAY + 2 * DAY)
    with priced.database.reading() as session:
        rows = session.scalars(select(FeeRow).order_by(FeeRow.id)).all()
    assert [(row.unit_ore, row.quantity) for row in rows] == [(350, 1), (200, 1)]


@pytest.mark.parametrize(
    "price",
    [
        Price(FeeKind.SCANNING, TODAY, Unit.ITEM, 100, 25),
        Price(FeeKind.SCANNING, TODAY + DAY, Unit.ITEM, -1, 25),
        Price(FeeKind.SCANNING, TODAY + DAY, Unit.MONTH, 100, 25),
        Price(FeeKind.MONTHLY, TODAY + DAY, Unit.PAGE, 100, 25),
        Price(FeeKind.MONTHLY, TODAY + DAY, Unit.MONTH, 100, 19),
    ],
)
def test_a_price_that_cannot_be_right_is_refused(priced: House, price: Price):
    with pytest.raises(Refused) as error, priced.at() as session:
        fees.set_price(session, price, staff=LARS, now=priced.now)
    assert why(error) in {Why.DATE, Why.AMOUNT}


def test_only_a_supervisor_sets_prices(priced: House):
    price = Price(FeeKind.SCANNING, TODAY + DAY, Unit.ITEM, 100, 25)
    with pytest.raises(Refused) as error, priced.at() as session:
        fees.set_price(session, price, staff=ANNA, now=priced.now)
    assert why(error) is Why.SUPERVISOR_ONLY


def test_r27_the_fixed_fee_is_in_advance_and_the_rest_in_arrears(priced: House):
    began(priced, dt.date(2026, 11, 5))
    priced.letter(arrived_on=dt.date(2026, 11, 19))
    assert charged_in(priced, dt.date(2026, 12, 1)) == 1
    statement = only_statement(priced)
    lines = [(line.kind, str(Month.of(line.first_day)), line.net_ore) for line in statement.lines]
    assert lines == [
        ("scanning", "2026-11", 350),
        ("monthly", "2026-12", 29_900),
        ("monthly", "2027-01", 29_900),
    ], "the month in which it began, after its first day, is free"
    assert (statement.net_ore, statement.vat_ore) == (60_150, 15_038)
    assert statement.due_on == dt.date(2026, 12, 31)


def test_the_month_run_is_done_once_and_the_next_goes_on_from_it(priced: House):
    began(priced, dt.date(2026, 11, 1))
    assert charged_in(priced, dt.date(2026, 12, 1)) == 1
    assert charged_in(priced, dt.date(2026, 12, 1)) == 0
    assert charged_in(priced, dt.date(2026, 12, 31)) == 0
    priced.letter(arrived_on=dt.date(2026, 12, 30))
    assert charged_in(priced, dt.date(2027, 1, 2)) == 1
    with priced.database.reading() as session:
        newest = statements.of_customer(session, NUMBER)[0]
    assert [(line.kind, line.quantity) for line in newest.lines] == [
        ("scanning", 1),
        ("monthly", 1),
    ]


def test_r27_a_month_ends_at_midnight_in_sweden(priced: House):
    """A letter that arrived on 1 December is not November's, whatever the hour in UTC."""
    began(priced, dt.date(2026, 12, 2))
    priced.letter(arrived_on=dt.date(2026, 11, 30))
    priced.now = dt.datetime(2026, 12, 1, 1, tzinfo=dt.UTC)
    priced.letter(arrived_on=dt.date(2026, 12, 1))
    with priced.at(dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC)) as session:
        assert month_run.run(session, priced.now) == 1
    statement = only_statement(priced)
    scanned = [line.quantity for line in statement.lines if line.kind is FeeKind.SCANNING]
    assert (str(statement.month), scanned) == ("2026-12", [1])


def test_r27_a_price_that_changes_inside_a_month_makes_two_lines(priced: House):
    began(priced, dt.date(2026, 12, 2))
    new = Price(FeeKind.SCANNING, TODAY + DAY, Unit.ITEM, 700, 25)
    with priced.at() as session:
        fees.set_price(session, new, staff=LARS, now=priced.now)
    priced.letter(arrived_on=TODAY)
    priced.now += 3 * DAY
    priced.letter(arrived_on=TODAY + 3 * DAY)
    charged_in(priced, dt.date(2026, 12, 1))
    lines = [line for line in only_statement(priced).lines if line.kind is FeeKind.SCANNING]
    assert [line.unit_ore for line in lines] == [350, 700]


def test_r37_after_the_end_everything_that_is_left_is_invoiced(priced: House):
    began(priced, dt.date(2026, 10, 2))
    with priced.at() as session:
        session.scalars(select(AgreementRow)).one().ends_on = dt.date(2026, 12, 10)
    priced.letter(arrived_on=dt.date(2026, 11, 19))
    priced.now = noon(dt.date(2026, 12, 9))
    priced.letter(arrived_on=dt.date(2026, 12, 9))
    charged_in(priced, dt.date(2026, 12, 15))
    statement = only_statement(priced)
    scans = [line.quantity for line in statement.lines if line.kind is FeeKind.SCANNING]
    assert scans == [2]
    months = [line.first_day.month for line in statement.lines if line.kind is FeeKind.MONTHLY]
    assert months == [12], "no month after the end"


def test_what_costs_nothing_is_not_invoiced(house: House):
    house.letter()
    assert charged_in(house, dt.date(2026, 12, 1)) == 0


def test_statements_are_numbered_without_a_gap_and_carry_a_true_reference(priced: House):
    began(priced, dt.date(2026, 10, 1))
    for day in (dt.date(2026, 10, 1), dt.date(2026, 11, 1), dt.date(2026, 12, 1)):
        charged_in(priced, day)
    with priced.database.reading() as session:
        found = statements.of_customer(session, NUMBER)
    numbers = [one.number for one in found]
    assert numbers == list(range(numbers[0], numbers[0] - len(numbers), -1))
    for one in found:
        reference = read_reference(one.reference)
        assert reference.check_digit_ok
        assert reference.length_digit_ok
