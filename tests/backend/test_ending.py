"""How agreements end: ninety days out, taken back, unpaid, and who is told of it."""

import datetime as dt

import pytest
from sqlalchemy import select

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.services import (
    agreements,
    alarms,
    audit,
    customers,
    messages,
    payment_options,
    termination,
    undeliverable,
)
from mailroom.backend.services.agreements import Periods
from mailroom.backend.services.enrolment import Address
from mailroom.backend.services.payment_options import Option
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.termination import Notice
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.membership import EndReason, Scope
from mailroom.domain.register import Standing
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE, ARRIVED
from tests.backend.house import ANNA, LARS, TODAY, House, why

DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]
HOME = Address("Marklund Måleri AB", "Storgatan 1", "111 22", "Stockholm")


def given(house: House, received_on: dt.date = TODAY, **changes: object) -> dt.date:
    with house.at() as session:
        notice = Notice(received_on, **changes)  # pyright: ignore[reportArgumentType]
        return termination.give_notice(session, NUMBER, notice, staff=LARS, now=house.now)


@pytest.mark.parametrize("received", ["2026-03-01", "2026-10-25", "2026-11-20"])
def test_r34_notice_ends_it_ninety_days_from_its_receipt(house: House, received: str):
    day = dt.date.fromisoformat(received)
    ends_on = given(house, day)
    assert ends_on == day + 90 * DAY
    assert house.standing(min(ends_on, TODAY + 400 * DAY)) is Standing.NOTICE
    assert house.standing(ends_on + DAY) is Standing.ENDED


def test_r34_a_notice_is_not_received_tomorrow_and_only_a_supervisor_dates_it_back(house: House):
    with pytest.raises(Refused) as error:
        given(house, TODAY + DAY)
    assert why(error) is Why.DATE
    back = Notice(TODAY - DAY)
    with pytest.raises(Refused) as error, house.at() as session:
        termination.give_notice(session, NUMBER, back, staff=ANNA, now=house.now)
    assert why(error) is Why.SUPERVISOR_ONLY


def test_the_same_notice_again_changes_nothing_and_another_is_refused(house: House):
    ends_on = given(house)
    assert given(house) == ends_on
    house.now += DAY
    with pytest.raises(Refused) as error:
        given(house, TODAY + DAY)
    assert why(error) is Why.STATE


def test_r35_plus_may_end_alone(house: House):
    given(house, scope=Scope.BOTH)
    assert house.agreement().scope == Scope.BOTH


def test_r42_refused_terms_end_it_after_the_same_ninety_days(house: House):
    assert given(house, reason=EndReason.TERMS_REFUSED) == TODAY + 90 * DAY
    assert house.agreement().reason == EndReason.TERMS_REFUSED


def unpaid(house: House, due_on: dt.date, second: dt.date) -> dt.date | None:
    with house.at() as session:
        return termination.end_unpaid(session, NUMBER, due_on, second, house.now)


def test_r36_two_reminders_end_it_ninety_days_from_the_due_day(house: House):
    due = TODAY - 40 * DAY
    assert unpaid(house, due, TODAY) == due + 90 * DAY
    assert unpaid(house, due, TODAY) == due + 90 * DAY
    assert house.standing(TODAY) is Standing.UNPAID
    assert house.standing(due + 91 * DAY) is Standing.ENDED


def test_g5_a_late_second_reminder_never_ends_it_in_retrospect(house: House):
    assert unpaid(house, TODAY - 100 * DAY, TODAY) == TODAY
    assert house.agreement().flag == "late_reminder"
    with house.database.reading() as session:
        (alarm,) = alarms.open_alarms(session)
    assert alarm.kind is AlarmKind.END_DATE


def test_r36_an_end_that_comes_sooner_stays(house: House):
    sooner = given(house)
    assert unpaid(house, TODAY - DAY, TODAY) == TODAY + 89 * DAY
    assert sooner == TODAY + 90 * DAY
    with house.at() as session:
        assert termination.paid_up(session, NUMBER, now=house.now)
    assert house.agreement().ends_on == sooner, "the customer's own notice stands"


def test_r39_unscannables_turn_back_at_the_second_reminder_and_forward_again_when_paid(
    house: House,
):
    item = house.parcel(sender_readable=True)
    unpaid(house, TODAY - 30 * DAY, TODAY)
    assert house.piece(item).paper == PaperState.TO_RETURN
    assert house.piece(house.letter()).paper == PaperState.TO_FILE, "letters are still scanned"
    with house.at() as session:
        termination.paid_up(session, NUMBER, now=house.now)
    assert house.piece(item).paper == PaperState.TO_FORWARD
    assert house.standing(TODAY) is Standing.ACTIVE


def test_r40_without_a_sender_they_turn_to_the_postal_operator(house: House):
    item = house.parcel(sender_readable=False)
    unpaid(house, TODAY - 30 * DAY, TODAY)
    assert house.piece(item).paper == PaperState.TO_HAND_OVER


def test_r41_taken_back_on_the_last_day_but_not_after_it(house: House):
    ends_on = given(house)
    last = dt.datetime.combine(ends_on, dt.time(20), dt.UTC)
    with pytest.raises(Refused) as error, house.at(last) as session:
        termination.reactivate(session, NUMBER, staff=ANNA, now=last)
    assert why(error) is Why.PAYMENT_OPTION, "who gave notice registers a payment option again"
    with house.at(last) as session:
        payment_options.register(session, NUMBER, Option.BANKGIRO, now=last)
        termination.reactivate(session, NUMBER, staff=ANNA, now=last)
    assert house.standing(ends_on + DAY) is Standing.ACTIVE
    assert given(house, ends_on) == ends_on + 90 * DAY, "a later notice starts afresh"
    after = last + 91 * DAY
    with pytest.raises(Refused) as error, house.at(after) as session:
        termination.reactivate(session, NUMBER, staff=ANNA, now=after)
    assert why(error) is Why.STATE


def test_r41_what_is_owed_is_paid_first(house: House):
    unpaid(house, TODAY - 30 * DAY, TODAY)
    with pytest.raises(Refused) as error, house.at() as session:
        termination.reactivate(session, NUMBER, staff=ANNA, now=house.now)
    assert why(error) is Why.STATE


def test_r31_the_countdown_is_told_once_each_with_the_senders_seen(house: House):
    house.letter(sender="Banken")
    ends_on = given(house)
    told: list[str] = []
    for left in (61, 60, 59, 30, 7, 2, 1, 0, -1, -2):
        now = dt.datetime.combine(ends_on - left * DAY, dt.time(6), dt.UTC)
        with house.at(now) as session:
            termination.run(session, now)
            assert termination.run(session, now) == 0
            for message in messages.waiting(session):
                if message.customer != NUMBER:
                    continue
                told.append(message.facts.get("days", message.kind))
                messages.sent(session, message.id, now=now)
                if message.kind is messages.Kind.COUNTDOWN:
                    assert message.facts["senders"] == "1"
    assert told == ["notice_received", "60", "30", "7", "1", "terminated"]


def test_r31_a_day_that_the_job_missed_is_made_up_for(house: House):
    ends_on = given(house)
    now = dt.datetime.combine(ends_on - 20 * DAY, dt.time(6), dt.UTC)
    with house.at(now) as session:
        assert termination.run(session, now)
        newest = messages.of_customer(session, NUMBER)[0]
    assert newest.facts["days"] == "30"


def test_r43_what_arrived_before_the_end_is_delivered_however_late_it_is_scanned(house: House):
    ends_on = given(house, TODAY - 80 * DAY)
    with house.database.reading() as session:
        rows = select(AgreementRow).where(AgreementRow.customer == NUMBER)
        periods = Periods.of(session.scalars(rows))
    assert agreements.opens_on(periods, ends_on)
    assert not agreements.opens_on(periods, ends_on + DAY)
    assert ends_on > ARRIVED


def test_r44_each_postal_operator_is_told_of_each_end_once(house: House):
    with house.at() as session:
        gone = undeliverable.listed(session, TODAY)
        assert gone
        first = undeliverable.tell_operator(session, "PostNord", staff=LARS, now=house.now)
        assert first == gone
        assert undeliverable.tell_operator(session, "PostNord", staff=LARS, now=house.now) == ()
        other = undeliverable.tell_operator(session, "CityMail", staff=LARS, now=house.now)
        assert other == gone


def test_r44_who_is_served_again_is_not_on_the_list(house: House):
    with house.at() as session:
        number = undeliverable.listed(session, TODAY)[0].number
        session.add(AgreementRow(customer=number, active_from=TODAY))
        session.flush()
        assert number not in {one.number for one in undeliverable.listed(session, TODAY)}


def test_every_change_stands_in_the_audit_chain(house: House):
    given(house)
    with house.at() as session:
        customers.change_address(session, NUMBER, HOME, staff=ANNA, now=house.now)
        assert audit.first_broken(session) is None
