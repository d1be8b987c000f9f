"""Two reminders, ninety days, and what a payment turns back (R36-R39)."""

import datetime as dt

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.services import (
    audit,
    messages,
    reminders,
    statements,
    termination,
)
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.membership import Dunning
from mailroom.domain.register import Standing
from tests.backend.billing import (
    DAY,
    NUMBER,
    invoiced,
    noon,
    paid,
)
from tests.backend.house import House


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
