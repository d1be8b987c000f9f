"""Originals that are asked for: by whom, until when, where to, and what is refused (R15-R17)."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.services import (
    alarms,
    asking,
    consignments,
    customers,
    messages,
    originals,
    payment_options,
    termination,
)
from mailroom.backend.services.enrolment import Address
from mailroom.backend.services.payment_options import Option
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.termination import Notice
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.room import AlarmKind
from tests.backend.builders import OTHER
from tests.backend.clerk import NUMBER
from tests.backend.house import ANNA, LARS, TODAY, House, why
from tests.backend.shelves import DAY, asked, boxed, filed, scan_id, sent
from tests.backend.test_originals import VECTORS


@pytest.mark.parametrize("vector", VECTORS["two_working_days"][:6])
def test_r16_two_working_days_from_the_day_it_was_asked(house: House, vector: dict[str, str]):
    (box,) = boxed(house)
    item = filed(house, box)
    # Shortly before midnight in Sweden still counts from that day.
    day = dt.date.fromisoformat(vector["arrived"])
    house.now = dt.datetime.combine(day, dt.time(21, 50), dt.UTC)
    assert asked(house, item, staff=LARS).due_on.isoformat() == vector["due"]


def test_r15_the_address_is_as_it_stood_when_asked(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    asked(house, item)
    with house.at() as session:
        before = asking.address_of(session, item)
        new = Address("Ny", "Nygatan 1", "111 22", "Stockholm")
        customers.change_address(session, NUMBER, new, staff=ANNA, now=house.now)
        assert asking.address_of(session, item) == before


def test_the_same_key_gives_the_same_request_and_another_item_under_it_is_refused(house: House):
    (box,) = boxed(house)
    item, other = filed(house, box), filed(house, box)
    assert asked(house, item) == asked(house, item)
    with pytest.raises(Refused) as error:
        asked(house, other)
    assert why(error) is Why.OTHER_REQUEST
    with pytest.raises(Refused) as error:
        asked(house, item, "k2")
    assert why(error) is Why.NOT_ARCHIVED


def test_r15_what_is_not_archived_is_refused_with_its_reason(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    asked(house, item)
    sent(house, item)
    for each, key in ((item, "k2"), (house.parcel(), "k3")):
        with pytest.raises(Refused) as error:
            asked(house, each, key)
        assert why(error) is Why.NOT_ARCHIVED
    with pytest.raises(Refused) as error:
        asked(house, item, "k4", number=OTHER[0])
    assert why(error) is Why.NOT_FOUND


def test_r15_it_needs_an_address_in_sweden(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    with house.at() as session:
        session.execute(delete(DeliveryAddressRow).where(DeliveryAddressRow.customer == NUMBER))
    with pytest.raises(Refused) as error:
        asked(house, item)
    assert why(error) is Why.ADDRESS
    assert house.piece(item).paper == PaperState.FILED


def test_g11_in_notice_it_needs_a_payment_option_unless_a_supervisor_lets_it_through(
    house: House,
):
    (box,) = boxed(house)
    one, other = filed(house, box), filed(house, box)
    with house.at() as session:
        termination.give_notice(session, NUMBER, Notice(TODAY), staff=LARS, now=house.now)
    with pytest.raises(Refused) as error:
        asked(house, one)
    assert why(error) is Why.PAYMENT_OPTION
    assert asked(house, one, staff=LARS).id == "k1"
    with house.at() as session:
        payment_options.register(session, NUMBER, Option.BANKGIRO, now=house.now)
    assert asked(house, other, "k2").id == "k2", "R38: notice takes nothing away"


def test_r43_after_the_end_nothing_is_sent(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    with house.at() as session:
        theirs = select(AgreementRow).where(AgreementRow.customer == NUMBER)
        session.scalars(theirs).one().ends_on = TODAY - DAY
    with pytest.raises(Refused) as error:
        asked(house, item)
    assert why(error) is Why.AGREEMENT_NOT_IN_FORCE


def test_the_pick_list_is_in_walking_order(house: House):
    first, second = boxed(house, 2)
    far = filed(house, second)
    near, nearest = filed(house, first), filed(house, first)
    on_desk = house.letter()
    for key, item in enumerate([on_desk, far, nearest, near]):
        asked(house, item, f"k{key}")
    with house.at() as session:
        walk = [pull.item for pull in asking.pick_list(session)]
    assert walk == [near, nearest, far, on_desk]


def test_only_what_was_asked_for_is_picked(house: House):
    (box,) = boxed(house)
    filed(house, box)
    with pytest.raises(Refused) as error, house.at() as session:
        asking.picked(session, scan_id(house), staff=ANNA, now=house.now)
    assert why(error) is Why.STATE


def test_r17_and_r26_it_goes_by_post_and_costs_when_it_has_left(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    asked(house, item)
    label = sent(house, item)
    assert house.piece(item).paper == PaperState.SENT
    with house.at() as session:
        consignment = consignments.hand_over(session, label, staff=ANNA, now=house.now)
        assert consignment.carrier == "post"
        fees_ = session.scalars(select(FeeRow.kind).where(FeeRow.kind == "original")).all()
        assert fees_ == ["original"], "the same again costs nothing"
        (request,) = asking.of_customer(session, NUMBER)
        assert (request.state, request.consignment) == ("sent", label)
        assert messages.of_customer(session, NUMBER)[0].kind is messages.Kind.ORIGINAL_SENT


def test_r17_what_comes_back_is_filed_again_and_the_customer_is_told(house: House):
    one, other = boxed(house, 2)
    item = filed(house, one)
    number = scan_id(house)
    asked(house, item)
    label = sent(house, item)
    with house.at() as session:
        consignments.came_back(session, label, staff=ANNA, now=house.now)
        originals.file(session, number, other, staff=ANNA, now=house.now)
        assert originals.find(session, item).box == other
        assert messages.of_customer(session, NUMBER)[0].kind is messages.Kind.ORIGINAL_CAME_BACK
    assert asked(house, item, "k2").state is asking.State.ASKED


def test_r6_an_original_that_is_not_in_its_place_is_an_incident(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    number = scan_id(house)
    asked(house, item)
    with house.at() as session:
        asking.missing(session, "k1", staff=ANNA, now=house.now)
        (alarm,) = alarms.open_alarms(session)
        assert (alarm.kind, alarm.about) == (AlarmKind.ORIGINAL_MISSING, item)
        assert messages.of_customer(session, NUMBER)[0].kind is messages.Kind.ORIGINAL_MISSING
    assert house.piece(item).closed_at is None
    with house.at() as session:
        place = originals.file(session, number, box, staff=ANNA, now=house.now)
    assert (place.paper, place.position) == (PaperState.FILED, 2)


def test_a_request_that_is_taken_back_leaves_it_in_its_place(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    asked(house, item)
    with house.at() as session:
        asking.cancel(session, "k1", staff=ANNA, now=house.now)
    assert house.piece(item).paper == PaperState.FILED
    with pytest.raises(Refused), house.at() as session:
        asking.cancel(session, "k1", staff=ANNA, now=house.now)
