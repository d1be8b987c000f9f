"""Dispatch: what is packed together, how it travels, what it costs, and what two people destroy."""

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from mailroom.backend.model.customers import DeliveryAddressRow
from mailroom.backend.model.fees import FeeRow
from mailroom.backend.services import (
    arrivals,
    consignments,
    outgoing_paper,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.dispatch import ConsignmentKind, ConsignmentState, Held
from mailroom.domain.labels import LabelKind, label_of
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.parcels import Consignment, Sender
from tests.backend.builders import ACTIVE, NOW, OTHER, decision
from tests.backend.house import ANNA, TODAY, House, why

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text("utf-8"))


DAY = dt.timedelta(days=1)


FORWARD = ConsignmentKind.FORWARD


BACK = Sender("Avsändaren", "Box 1", "111 22", "Stockholm")


def weighed(house: House, *grams: int) -> list[str]:
    items = [house.parcel() for _ in grams]
    with house.at() as session:
        for item, weight in zip(items, grams, strict=True):
            arrivals.weigh(session, item, weight, staff=ANNA, now=house.now)
    return items


def packed(
    house: House, items: list[str], kind: ConsignmentKind = FORWARD, sender: Sender | None = None
) -> Consignment:
    with house.at() as session:
        return consignments.make(session, kind, items, staff=ANNA, now=house.now, sender=sender)


def left(house: House, label: str) -> Consignment:
    with house.at() as session:
        return consignments.hand_over(session, label, staff=ANNA, now=house.now, tracking="X1")


@pytest.mark.parametrize("vector", VECTORS["courier_threshold_g"])
def test_r20_twenty_kilograms_by_post_and_a_gram_more_by_courier(
    house: House, vector: dict[str, object]
):
    made = packed(house, weighed(house, int(str(vector["g"]))))
    assert made.carrier == vector["mode"]


def test_r20_without_a_weight_nothing_is_packed(house: House):
    item = house.parcel()
    with pytest.raises(Refused) as error:
        packed(house, [item])
    assert why(error) is Why.WEIGHT
    assert house.piece(item).paper == PaperState.TO_FORWARD


@pytest.mark.parametrize("grams", [(20_001, 500), (15_000, 15_000)])
def test_r20_each_item_is_weighed_and_a_cover_by_post_stays_within_it(
    house: House, grams: tuple[int, ...]
):
    items = weighed(house, *grams)
    with pytest.raises(Refused) as error:
        packed(house, items)
    assert why(error) is Why.WEIGHT
    assert {house.piece(item).paper for item in items} == {PaperState.TO_FORWARD}


def test_r19_it_goes_to_the_delivery_address_and_the_clock_stops_when_it_has_left(house: House):
    items = weighed(house, 900, 800)
    made = packed(house, items)
    assert (made.city, made.weight_g, made.items) == ("Östersund", 1700, tuple(sorted(items)))
    assert house.piece(items[0]).stopped_at is None
    gone = left(house, made.label)
    assert (gone.state, gone.tracking) == (ConsignmentState.HANDED_OVER, "X1")
    piece = house.piece(items[0])
    assert (piece.paper, piece.stopped_at) == (PaperState.FORWARDED, NOW)
    assert piece.closed_at == NOW


def test_r19_and_r26_each_forwarded_item_costs_once(house: House):
    made = packed(house, weighed(house, 900, 800))
    left(house, made.label)
    left(house, made.label)
    with house.database.reading() as session:
        kinds = session.scalars(select(FeeRow.kind)).all()
    assert kinds == ["unscannable", "unscannable"]


def test_r19_without_a_swedish_address_nothing_is_packed(house: House):
    items = weighed(house, 900)
    with house.at() as session:
        session.get_one(DeliveryAddressRow, ACTIVE[0]).country = "NO"
    with pytest.raises(Refused) as error:
        packed(house, items)
    assert why(error) is Why.ADDRESS
    with house.at() as session:
        session.execute(delete(DeliveryAddressRow).where(DeliveryAddressRow.customer == ACTIVE[0]))
    with pytest.raises(Refused):
        packed(house, items)


def test_two_customers_items_never_go_in_one_cover(house: House):
    one, other = house.parcel(), house.parcel(OTHER)
    with house.at() as session:
        for item in (one, other):
            arrivals.weigh(session, item, 500, staff=ANNA, now=house.now)
    with pytest.raises(Refused) as error:
        packed(house, [one, other])
    assert why(error) is Why.STATE


def test_a_letter_that_was_scanned_is_not_forwarded(house: House):
    with pytest.raises(Refused) as error:
        packed(house, [house.letter()])
    assert why(error) is Why.STATE


def unreadable(house: House, route: str, **changes: object) -> str:
    away = decision(category="unreadable", route=route, tier="c")
    return house.parcel(None, decision=away, **changes)


def test_r23_it_returns_unopened_to_the_sender_on_its_cover_and_costs_nothing(house: House):
    item = unreadable(house, "return_to_sender")
    kind = ConsignmentKind.RETURN
    with pytest.raises(Refused) as error:
        packed(house, [item], kind)
    assert why(error) is Why.ADDRESS
    made = packed(house, [item], kind, BACK)
    left(house, made.label)
    piece = house.piece(item)
    assert (made.name, piece.digital, piece.paper) == ("Avsändaren", "unopened", "returned")
    with house.database.reading() as session:
        assert session.scalars(select(FeeRow)).all() == []


def test_r24_each_postal_operator_gets_what_it_brought(house: House):
    kind = ConsignmentKind.HAND_OVER
    one = unreadable(house, "to_postal_operator", operator="PostNord")
    other = unreadable(house, "to_postal_operator", operator="CityMail")
    with pytest.raises(Refused) as error:
        packed(house, [one, other], kind)
    assert why(error) is Why.STATE
    made = packed(house, [other], kind)
    assert (made.postal_operator, made.carrier) == ("CityMail", None)
    left(house, made.label)
    assert house.piece(other).paper == PaperState.HANDED_OVER


def test_what_is_cancelled_waits_again_and_cannot_leave(house: House):
    (item,) = weighed(house, 900)
    made = packed(house, [item])
    with house.at() as session:
        consignments.cancel(session, made.label, staff=ANNA, now=house.now)
    assert house.piece(item).paper == PaperState.TO_FORWARD
    with pytest.raises(Refused) as error:
        left(house, made.label)
    assert why(error) is Why.STATE


def test_what_comes_back_waits_for_a_person(house: House):
    (item,) = weighed(house, 900)
    made = packed(house, [item])
    left(house, made.label)
    with house.at() as session:
        consignments.came_back(session, made.label, staff=ANNA, now=house.now)
    assert house.piece(item).held_because == Held.CAME_BACK


@pytest.mark.parametrize("label", ["RR123456785SE", label_of(LabelKind.BOX, 1), ""])
def test_a_label_of_another_system_hands_nothing_over(house: House, label: str):
    with pytest.raises(Refused) as error:
        left(house, label)
    assert why(error) is Why.LABEL


def test_what_waits_is_listed_most_urgent_first(house: House):
    late = house.parcel(arrived_on=TODAY - 9 * DAY)
    new = house.parcel()
    with house.at() as session:
        for item in (late, new):
            arrivals.weigh(session, item, 500, staff=ANNA, now=house.now)
    labels = [packed(house, [item]).label for item in (new, late)]
    with house.at() as session:
        assert [one.label for one in consignments.waiting(session)] == labels[::-1]


def test_what_waits_to_leave_is_listed_with_its_way_and_its_reason(house: House):
    weighed_, bare = weighed(house, 900)[0], house.parcel()
    with house.at() as session:
        listed = {one.item: one for one in outgoing_paper.outgoing(session)}
    assert listed[weighed_].weight_g == 900
    assert listed[bare].weight_g is None
    assert {one.kind for one in listed.values()} == {FORWARD}
    assert {one.customer for one in listed.values()} == {ACTIVE[0]}
    with house.at() as session:
        session.execute(delete(DeliveryAddressRow).where(DeliveryAddressRow.customer == ACTIVE[0]))
    held = house.parcel()
    with house.at() as session:
        after = {one.item: one for one in outgoing_paper.outgoing(session)}
    assert (after[held].kind, after[held].held) == (None, Held.NO_ADDRESS)
