"""Originals: filed by label, found by what is known, asked for, kept and never lost silently."""

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.services import (
    alarms,
    asking,
    consignments,
    customers,
    lives,
    messages,
    originals,
    payment_options,
    store,
    termination,
)
from mailroom.backend.services.asking import Asked
from mailroom.backend.services.enrolment import Address
from mailroom.backend.services.payment_options import Option
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.backend.services.termination import Notice
from mailroom.domain.dispatch import ConsignmentKind
from mailroom.domain.labels import LabelKind, label_of
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.retiring import LiftReason
from mailroom.domain.room import AlarmKind
from tests.backend.builders import ACTIVE, NOW, OTHER, decision
from tests.backend.house import ANNA, EVA, LARS, TODAY, House, why

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text("utf-8"))
DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]


def scan_id(house: House) -> str:
    return f"M26-{house.made:06}"


def boxed(house: House, count: int = 1) -> list[str]:
    """Boxes on as many shelves."""
    with house.at() as session:
        made: list[str] = []
        for _ in range(count):
            shelf = store.new_shelf(session, staff=ANNA, now=house.now)
            made.append(store.new_box(session, staff=ANNA, now=house.now, shelf=shelf))
    return made


def filed(house: House, box: str, **changes: object) -> str:
    item = house.letter(**changes)
    with house.at() as session:
        originals.file(session, scan_id(house), box, staff=ANNA, now=house.now)
    return item


def asked(
    house: House, item: str, key: str = "k1", *, staff: Staff = ANNA, number: str = NUMBER
) -> asking.Request:
    with house.at() as session:
        return asking.ask(session, Asked(key, item, number, "vd"), staff=staff, now=house.now)


def sent(house: House, item: str) -> str:
    """Picked, packed and handed over; the consignment's label."""
    with house.at() as session:
        place = originals.find(session, item)
        asking.picked(session, place.scan_id, staff=ANNA, now=house.now)
        kind = ConsignmentKind.ORIGINAL
        made = consignments.make(session, kind, [item], staff=ANNA, now=house.now)
        consignments.hand_over(session, made.label, staff=ANNA, now=house.now)
    return made.label


def test_r6_filing_gives_a_place_that_is_found_again(house: House):
    (box,) = boxed(house)
    items = [filed(house, box) for _ in range(3)]
    with house.at() as session:
        places = [originals.find(session, item) for item in items]
    assert [(place.box, place.position) for place in places] == [(box, 1), (box, 2), (box, 3)]
    assert {place.paper for place in places} == {PaperState.FILED}


def test_filing_the_same_again_changes_nothing_and_another_box_is_refused(house: House):
    one, other = boxed(house, 2)
    filed(house, one)
    with house.at() as session:
        again = originals.file(session, scan_id(house), one.lower(), staff=ANNA, now=house.now)
    assert again.position == 1
    with pytest.raises(Refused) as error, house.at() as session:
        originals.file(session, scan_id(house), other, staff=ANNA, now=house.now)
    assert why(error) is Why.WRONG_BOX


@pytest.mark.parametrize(
    "label",
    ["RR123456785SE", "373500000000000017", "M26-000001", "", label_of(LabelKind.SHELF, 1)],
)
def test_a_label_of_another_system_is_refused_and_nothing_is_filed(house: House, label: str):
    item = house.letter()
    with pytest.raises(Refused) as error, house.at() as session:
        originals.file(session, scan_id(house), label, staff=ANNA, now=house.now)
    assert why(error) is Why.LABEL
    assert house.piece(item).paper == PaperState.TO_FILE


def test_a_box_that_is_not_ours_and_a_scan_id_of_nobody_are_refused(house: House):
    house.letter()
    unknown = label_of(LabelKind.BOX, 999)
    with pytest.raises(Refused) as error, house.at() as session:
        originals.file(session, scan_id(house), unknown, staff=ANNA, now=house.now)
    assert why(error) is Why.NOT_FOUND
    (box,) = boxed(house)
    with pytest.raises(Refused) as error, house.at() as session:
        originals.file(session, "M99-1", box, staff=ANNA, now=house.now)
    assert why(error) is Why.LABEL


def test_nothing_goes_into_a_sealed_box(house: House):
    (box,) = boxed(house)
    house.letter()
    with house.at() as session:
        store.seal(session, box, staff=ANNA, now=house.now)
    with pytest.raises(Refused) as error, house.at() as session:
        originals.file(session, scan_id(house), box, staff=ANNA, now=house.now)
    assert why(error) is Why.WRONG_BOX


def test_r6_the_chain_of_custody_has_no_gap(house: House):
    (box,) = boxed(house)
    with house.at() as session:
        store.hand_over(session, box, to="eva", staff=ANNA, now=house.now)
    with pytest.raises(Refused), house.at() as session:
        store.hand_over(session, box, to="archive", staff=ANNA, now=house.now)
    with house.at() as session:
        store.hand_over(session, box, to="archive", staff=EVA, now=house.now)
        assert store.custodians(session, box) == ("anna", "eva", "archive")


@pytest.mark.parametrize("vector", VECTORS["seven_years"])
def test_r14_originals_are_kept_seven_years_to_the_day(house: House, vector: dict[str, str]):
    arrived, until = map(dt.date.fromisoformat, vector.values())
    (box,) = boxed(house)
    item = filed(house, box, arrived_on=arrived)
    with house.at() as session:
        assert originals.find(session, item).keep_until == until
        assert originals.past_retention(session, until) == ()
        (place,) = originals.past_retention(session, until + DAY)
        assert place.item == item


def test_g1_past_its_years_it_is_asked_about_and_never_destroyed_by_itself(house: House):
    (box,) = boxed(house)
    item = filed(house, box, arrived_on=dt.date(2018, 6, 1))
    with house.at() as session:
        assert originals.run(session, house.now) == 1
        (alarm,) = alarms.open_alarms(session)
        assert alarm.kind is AlarmKind.RETENTION
    assert house.piece(item).paper == PaperState.FILED


def test_what_is_held_for_the_law_is_not_on_the_list(house: House):
    (box,) = boxed(house)
    item = filed(house, box, arrived_on=dt.date(2018, 6, 1))
    with house.at() as session:
        originals.hold(session, item, "tvist", staff=ANNA, now=house.now)
        assert originals.past_retention(session, TODAY) == ()
    with pytest.raises(Refused) as error, house.at() as session:
        originals.release(session, item, LiftReason.SETTLED, staff=ANNA, now=house.now)
    assert why(error) is Why.SUPERVISOR_ONLY
    with house.at() as session:
        originals.release(session, item, LiftReason.SETTLED, staff=LARS, now=house.now)
        assert originals.past_retention(session, TODAY)


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


def test_an_item_is_closed_while_its_paper_rests_and_open_while_it_is_asked_for(house: House):
    (box,) = boxed(house)
    item = filed(house, box)
    assert house.piece(item).closed_at is not None
    asked(house, item)
    assert house.piece(item).closed_at is None


@pytest.mark.parametrize("category", ["marketing", "unreadable"])
def test_r18_and_r21_what_is_not_scanned_is_never_archived(house: House, category: str):
    route = "destroy" if category == "marketing" else "return_to_sender"
    house.parcel(None, decision=decision(category=category, route=route, tier="c"))
    (box,) = boxed(house)
    with pytest.raises(Refused) as error, house.at() as session:
        originals.file(session, scan_id(house), box, staff=ANNA, now=NOW)
    assert why(error) is Why.STATE


def test_r58_no_step_of_the_paper_touches_the_letter(house: House):
    """G12: the archive of paper and the letters are independent."""
    (box,) = boxed(house)
    item = filed(house, box, arrived_on=dt.date(2018, 6, 1))
    with house.at() as session:
        piece = lives.find(session, item)
        lives.move_paper(session, piece, PaperState.TO_DESTROY, by="lars", at=NOW)
        lives.move_paper(session, piece, PaperState.DESTROYED, by="lars", at=NOW)
    (letter,) = house.letters()
    assert (letter.item, letter.withdrawn_at) == (item, None)
