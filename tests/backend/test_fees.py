"""Fees, statements, payments and reminders: each thing costs once and is paid once."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.fees import FeeRow, PaymentRow, PriceRow
from mailroom.backend.services import (
    alarms,
    audit,
    crediting,
    fees,
    messages,
    month_run,
    payments,
    reminders,
    statements,
    termination,
)
from mailroom.backend.services.payments import ByHand
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.membership import Dunning
from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind, Price, Unit
from mailroom.domain.references import read_reference
from mailroom.domain.register import Standing
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE
from tests.backend.house import ANNA, LARS, TODAY, House, why
from tests.domain.giro_files import deposit, giro_file, payment

DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]
BANKGIRO = "54029681"


@pytest.fixture
def priced(house: House) -> House:
    """With a price list, and this one customer alone, so that a month run is short."""
    with house.at() as session:
        session.execute(delete(AgreementRow).where(AgreementRow.customer != NUMBER))
        ore = {"monthly": 29_900, "scanning": 350, "original": 9_900, "unscannable": 12_500}
        for row in session.scalars(select(PriceRow)):
            row.ore = ore.get(row.kind, 5_000)
    return house


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def charged_in(house: House, day: dt.date) -> int:
    with house.at(noon(day)) as session:
        return month_run.run(session, house.now)


def only_statement(house: House) -> statements.Statement:
    with house.database.reading() as session:
        (statement,) = statements.of_customer(session, NUMBER)
        return statement


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


def began(house: House, day: dt.date) -> None:
    with house.at() as session:
        session.scalars(select(AgreementRow)).one().active_from = day


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


def invoiced(house: House) -> statements.Statement:
    began(house, dt.date(2026, 11, 2))
    charged_in(house, dt.date(2026, 12, 1))
    return only_statement(house)


def paid(house: House, statement: statements.Statement, ore: int, key: str = "k") -> bool:
    with house.at() as session:
        by = ByHand(key, statement.number, ore, house.now.date())
        return payments.by_hand(session, by, staff=ANNA, now=house.now)


def test_a_credit_note_sets_right_what_was_wrong_and_no_more(priced: House):
    statement = invoiced(priced)
    with priced.at() as session:
        line = statement.lines[0]
        note = crediting.credit(session, statement.number, [line], staff=LARS, now=priced.now)
        credited = statements.find(session, note)
        assert (credited.kind, credited.credits) == ("credit", statement.number)
        left = statements.find(session, statement.number).outstanding_ore
        assert left == statement.gross_ore - credited.gross_ore
    with pytest.raises(Refused) as error, priced.at() as session:
        crediting.credit(session, statement.number, None, staff=LARS, now=priced.now)
    assert why(error) is Why.AMOUNT
    with pytest.raises(Refused) as error, priced.at() as session:
        crediting.credit(session, note, None, staff=LARS, now=priced.now)
    assert why(error) is Why.STATE


def test_an_invoice_that_is_credited_whole_is_settled(priced: House):
    statement = invoiced(priced)
    with priced.at() as session:
        crediting.credit(session, statement.number, None, staff=LARS, now=priced.now)
        assert statements.unpaid(session, NUMBER) == ()


def test_part_payments_add_up_and_each_counts_once(priced: House):
    statement = invoiced(priced)
    assert paid(priced, statement, 100)
    assert not paid(priced, statement, 100)
    with pytest.raises(Refused) as error:
        paid(priced, statement, 101)
    assert why(error) is Why.OTHER_CONTENT
    with priced.database.reading() as session:
        left = statements.find(session, statement.number).outstanding_ore
    assert left == statement.gross_ore - 100
    paid(priced, statement, left, "rest")
    with priced.database.reading() as session:
        assert statements.unpaid(session, NUMBER) == ()


@pytest.mark.parametrize("ore", [0, -5])
def test_a_payment_of_nothing_is_refused(priced: House, ore: int):
    with pytest.raises(Refused) as error:
        paid(priced, invoiced(priced), ore)
    assert why(error) is Why.AMOUNT


def taken(house: House, data: bytes) -> payments.Taken:
    with house.at() as session:
        return payments.take_file(session, data, BANKGIRO, staff=ANNA, now=house.now)


def test_a_giro_file_is_taken_in_once_and_pays_by_reference(priced: House):
    statement = invoiced(priced)
    right = payment(statement.gross_ore, statement.reference)
    unknown = payment(500, "999")
    data = giro_file(deposit(BANKGIRO, dt.date(2026, 12, 20), right, unknown))
    assert taken(priced, data) == payments.Taken(2, statement.gross_ore + 500, 1, new=True)
    assert not taken(priced, data).new
    with priced.at() as session:
        assert statements.unpaid(session, NUMBER) == ()
        (left,) = payments.unallotted(session)
        (alarm,) = alarms.open_alarms(session)
        assert (left.ore, alarm.kind) == (500, AlarmKind.PAYMENT_UNKNOWN)
        assert len(session.scalars(select(PaymentRow)).all()) == 2


def test_what_nobody_knew_is_allotted_by_a_person(priced: House):
    statement = invoiced(priced)
    taken(priced, giro_file(deposit(BANKGIRO, TODAY, payment(statement.gross_ore, "Hyra"))))
    with priced.at() as session:
        (left,) = payments.unallotted(session)
        payments.allot(session, left.id, statement.number, staff=ANNA, now=priced.now)
        assert payments.unallotted(session) == ()
        assert alarms.open_alarms(session) == ()
        assert statements.unpaid(session) == ()
    with pytest.raises(Refused) as error, priced.at() as session:
        payments.allot(session, left.id, statement.number, staff=ANNA, now=priced.now)
    assert why(error) is Why.STATE


@pytest.mark.parametrize("bad", [b"", b"hej", b"\xff" * 500])
def test_a_file_that_is_none_or_not_ours_changes_nothing(priced: House, bad: bytes):
    others = giro_file(deposit("1234566", TODAY, payment(1, "1")))
    for data in (bad, others):
        with pytest.raises(Refused) as error:
            taken(priced, data)
        assert why(error) is Why.PAYMENT_FILE
    with priced.database.reading() as session:
        assert session.scalars(select(PaymentRow)).all() == []


def test_too_much_waits_for_a_person(priced: House):
    statement = invoiced(priced)
    paid(priced, statement, statement.gross_ore + 1)
    with priced.database.reading() as session:
        (alarm,) = alarms.open_alarms(session)
    assert alarm.about == f"overpaid:{statement.number}"


def reminded(house: House, day: dt.date) -> int:
    with house.at(noon(day)) as session:
        return reminders.run(session, house.now)


def test_r36_two_reminders_then_it_ends_ninety_days_from_the_due_day(priced: House):
    statement = invoiced(priced)
    due = statement.due_on
    days = {due: 0, due + 4 * DAY: 0, due + 5 * DAY: 1, due + 6 * DAY: 0, due + 19 * DAY: 1}
    for day, expected in days.items():
        assert reminded(priced, day) == expected, day
        assert reminded(priced, day) == 0, "not twice on one day"
    assert priced.agreement().ends_on == due + 90 * DAY
    assert priced.agreement().reason == "unpaid"
    assert priced.standing(due + 20 * DAY) is Standing.UNPAID
    with priced.database.reading() as session:
        state = reminders.state_of(session, statement.number, due + 20 * DAY)
        told = messages.of_customer(session, NUMBER)
    assert state is Dunning.REMINDED_TWICE
    kinds = [message.kind for message in told]
    assert kinds.count(messages.Kind.PAYMENT_REMINDER) == 2


def test_r36_one_reminder_ends_nothing(priced: House):
    statement = invoiced(priced)
    reminded(priced, statement.due_on + 5 * DAY)
    assert priced.agreement().ends_on is None


def test_g5_reminders_that_were_late_never_end_it_in_retrospect(priced: House):
    due = invoiced(priced).due_on
    reminded(priced, due + 100 * DAY)
    reminded(priced, due + 114 * DAY)
    assert priced.agreement().ends_on == due + 114 * DAY
    assert priced.agreement().flag == "late_reminder"


def dunned(house: House) -> statements.Statement:
    statement = invoiced(house)
    for days in (5, 19):
        reminded(house, statement.due_on + days * DAY)
    return statement


def test_r39_paying_turns_everything_back_and_part_of_it_does_not(priced: House):
    statement = dunned(priced)
    arrived = priced.now.date() - DAY
    item = priced.parcel(arrived_on=arrived, sender_readable=True)
    assert priced.piece(item).paper == PaperState.TO_RETURN
    paid(priced, statement, statement.gross_ore - 1)
    assert priced.piece(item).paper == PaperState.TO_RETURN
    paid(priced, statement, 1, "rest")
    assert priced.piece(item).paper == PaperState.TO_FORWARD
    assert priced.agreement().ends_on is None


def test_r36_paying_after_the_last_day_revives_nothing(priced: House):
    statement = dunned(priced)
    priced.now = noon(statement.due_on + 91 * DAY)
    paid(priced, statement, statement.gross_ore)
    assert priced.standing(priced.now.date()) is Standing.ENDED


def test_an_old_debt_does_not_end_a_new_agreement(priced: House):
    statement = dunned(priced)
    after = statement.due_on + 120 * DAY
    with priced.at(noon(after)) as session:
        session.add(AgreementRow(customer=NUMBER, active_from=after))
    reminded(priced, after)
    assert priced.standing(after) is Standing.ACTIVE


def test_r42_and_r36_whichever_end_comes_first_holds(priced: House):
    dunned(priced)
    with priced.at() as session:
        assert not termination.paid_up(session, "5575862064", now=priced.now)


def test_every_krona_stands_in_the_audit_chain(priced: House):
    statement = dunned(priced)
    paid(priced, statement, 100)
    with priced.at() as session:
        assert audit.first_broken(session) is None
