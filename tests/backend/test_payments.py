"""Payments and credit notes: each counts once, and what nobody knows waits for a person."""

import datetime as dt

import pytest
from sqlalchemy import select

from mailroom.backend.model.fees import PaymentRow
from mailroom.backend.services import (
    alarms,
    crediting,
    payments,
    statements,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.room import AlarmKind
from tests.backend.billing import (
    BANKGIRO,
    NUMBER,
    invoiced,
    paid,
)
from tests.backend.house import ANNA, LARS, TODAY, House, why
from tests.domain.giro_files import deposit, giro_file, payment


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
