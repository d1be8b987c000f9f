"""A person decides about paper that waits for one, and cannot go past the terms."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from mailroom.backend.model.customers import DeliveryAddressRow, EmailRow
from mailroom.backend.services import (
    activation,
    alarms,
    card,
    destructions,
    messages,
    promises,
    reachability,
    steering,
    termination,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.dispatch import DestructionReason, Held
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.membership import AgreementState
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE, decision
from tests.backend.house import ANNA, LARS, TODAY, House
from tests.backend.test_agreements import enrolled

DAY = dt.timedelta(days=1)
ENDED = decision(category="agreement_ended", route="review", tier="c")
ADVERT = decision(category="marketing", route="destroy", tier="b")
UNREADABLE = decision(category="unreadable", route="review", tier="c")


def steered(house: House, item: str, to: PaperState, staff: Staff = ANNA) -> None:
    with house.at() as session:
        steering.steer(session, item, to, staff=staff, now=house.now)


def refused(house: House, item: str, to: PaperState, staff: Staff = ANNA) -> Why:
    before = house.piece(item).paper
    with pytest.raises(Refused) as error:
        steered(house, item, to, staff)
    assert house.piece(item).paper == before
    return error.value.why


def test_r45_what_comes_after_the_end_can_be_refused_and_nothing_else(house: House):
    item = house.parcel(None, decision=ENDED)
    steered(house, item, PaperState.REFUSED)
    assert house.piece(item).closed_at is not None
    other = house.parcel(None, decision=UNREADABLE)
    assert refused(house, other, PaperState.REFUSED) is Why.ROUTE


def test_r46_only_a_supervisor_sets_paper_aside_to_be_destroyed(house: House):
    item = house.parcel(None, decision=ENDED)
    assert refused(house, item, PaperState.TO_DESTROY) is Why.SUPERVISOR_ONLY
    steered(house, item, PaperState.TO_DESTROY, LARS)
    other = house.parcel(None, decision=UNREADABLE)
    assert refused(house, other, PaperState.TO_DESTROY, LARS) is Why.ROUTE


def test_r22_a_wrong_call_is_taken_back_unless_its_destruction_is_going(house: House):
    item = house.parcel(None, decision=ADVERT)
    with house.at() as session:
        number = destructions.propose(
            session, DestructionReason.MARKETING, [item], staff=LARS, now=house.now
        )
    assert refused(house, item, PaperState.HELD) is Why.STATE
    with house.at() as session:
        destructions.cancel(session, number, staff=LARS, now=house.now)
    steered(house, item, PaperState.HELD)
    assert house.piece(item).held_because == Held.SUPERVISOR
    steered(house, item, PaperState.TO_RETURN)


def test_r24_it_is_handed_to_a_postal_operator_only_when_that_is_known(house: House):
    item = house.parcel(None, decision=UNREADABLE, operator="okänd")
    assert refused(house, item, PaperState.TO_HAND_OVER) is Why.ROUTE
    with pytest.raises(Refused), house.at() as session:
        steering.name_operator(session, item, " ", staff=ANNA, now=house.now)
    with house.at() as session:
        steering.name_operator(session, item, "CityMail", staff=ANNA, now=house.now)
    steered(house, item, PaperState.TO_HAND_OVER)


def came_back(house: House) -> str:
    """A parcel that waits for a person."""
    away = decision(category="unscannable", route="review", reason="package", tier="c")
    return house.parcel(decision=away)


def test_r19_forwarding_needs_an_address_and_starts_the_clock(house: House):
    item = came_back(house)
    assert house.piece(item).clock is False
    steered(house, item, PaperState.TO_FORWARD)
    assert house.piece(item).clock is True
    other = came_back(house)
    with house.at() as session:
        session.execute(delete(DeliveryAddressRow).where(DeliveryAddressRow.customer == ACTIVE[0]))
    assert refused(house, other, PaperState.TO_FORWARD) is Why.ADDRESS


def test_r39_nobody_forwards_for_who_is_unpaid_after_two_reminders(house: House):
    with house.at() as session:
        termination.end_unpaid(session, ACTIVE[0], TODAY - 30 * DAY, TODAY, house.now)
    assert refused(house, came_back(house), PaperState.TO_FORWARD, LARS) is Why.ROUTE


@pytest.mark.parametrize("to", [PaperState.FILED, PaperState.DESTROYED, PaperState.SENT])
def test_nobody_steers_past_a_step(house: House, to: PaperState):
    assert refused(house, came_back(house), to, LARS) is Why.ROUTE


def test_a_letter_is_never_steered(house: House):
    assert refused(house, house.letter(), PaperState.TO_RETURN, LARS) is Why.ROUTE


def test_g4_the_customer_is_told_once_that_an_address_is_needed(house: House):
    with house.at() as session:
        session.execute(delete(DeliveryAddressRow).where(DeliveryAddressRow.customer == ACTIVE[0]))
    house.parcel()
    for days in (0, 1):
        with house.at(house.now + days * DAY) as session:
            promises.run(session, house.now)
            told = [message.kind for message in messages.of_customer(session, ACTIVE[0])]
            assert told == [messages.Kind.ADDRESS_NEEDED]


def test_r32_who_cannot_be_told_is_an_alarm_until_one_address_works(house: House):
    with house.at() as session:
        for row in session.scalars(select(EmailRow).where(EmailRow.customer == ACTIVE[0])):
            row.bounced_at = house.now
        session.flush()
        assert reachability.run(session, house.now) == 1
        assert reachability.run(session, house.now) == 0
        (alarm,) = alarms.open_alarms(session)
        assert (alarm.kind, alarm.about) == (AlarmKind.EMAIL, ACTIVE[0])
        session.add(EmailRow(customer=ACTIVE[0], address="ny@bolaget.example"))
        session.flush()
        reachability.run(session, house.now)
        assert alarms.open_alarms(session) == ()


def test_a_card_tells_the_agreements_state(house: House):
    number = enrolled(house)
    with house.at() as session:
        assert card.card_of(session, number, TODAY).state is None
        activation.begin(session, number, staff=ANNA, now=house.now)
        assert card.card_of(session, number, TODAY).state is AgreementState.PENDING
        assert card.card_of(session, ACTIVE[0], TODAY).state is AgreementState.ACTIVE
        termination.end_unpaid(session, ACTIVE[0], TODAY - 30 * DAY, TODAY, house.now)
        assert card.card_of(session, ACTIVE[0], TODAY).state is AgreementState.NOTICE
        ended = card.card_of(session, ACTIVE[0], TODAY + 100 * DAY)
        assert ended.state is AgreementState.ENDED
