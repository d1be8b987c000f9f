"""What is destroyed: proposed, approved, carted and signed for by two, or kept (R14, R22, R46)."""

import datetime as dt

import pytest
from sqlalchemy import select

from mailroom.backend.model.fees import FeeRow
from mailroom.backend.services import (
    destructions,
    lives,
    originals,
    retiring,
    store,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.dispatch import DestructionReason
from mailroom.domain.mailpieces import PaperState
from tests.backend.builders import decision
from tests.backend.house import ANNA, EVA, LARS, TODAY, House, why
from tests.backend.shelves import DAY

MARKETING = DestructionReason.MARKETING


def advert(house: House, **changes: object) -> str:
    away = decision(category="marketing", route="destroy")
    return house.parcel(None, decision=away, **changes)


def proposed(house: House, items: list[str], reason: DestructionReason = MARKETING) -> int:
    with house.at() as session:
        return destructions.propose(session, reason, items, staff=LARS, now=house.now)


def carted(house: House, number: int) -> None:
    """Each label of an approved destruction is scanned."""
    with house.at() as session:
        one = next(one for one in retiring.going(session) if one.number == number)
        for line in one.lines:
            retiring.pick(session, number, line.scan_id, staff=ANNA, now=house.now)


def destroyed(house: House, number: int) -> destructions.Protocol:
    with house.at() as session:
        destructions.approve(session, number, staff=EVA, now=house.now)
    carted(house, number)
    with house.at() as session:
        return destructions.carry_out(session, number, witness=ANNA, staff=LARS, now=house.now)


def test_r22_advertising_cools_off_then_two_destroy_it_with_a_protocol_and_no_fee(house: House):
    item = advert(house)
    number = proposed(house, [item])
    with pytest.raises(Refused) as error:
        destroyed(house, number)
    assert why(error) is Why.DATE
    assert house.piece(item).paper == PaperState.TO_DESTROY
    house.now += 14 * DAY
    with house.at() as session:
        protocol = destructions.carry_out(session, number, witness=ANNA, staff=LARS, now=house.now)
        assert destructions.protocol(session, number) == protocol
        assert session.scalars(select(FeeRow)).all() == []
    assert [line.item for line in protocol.lines] == [item]
    assert {protocol.carried_out_by, protocol.witnessed_by} == {"anna", "lars"}
    assert protocol.lines[0].face, "the picture of its outside"
    assert house.piece(item).paper == PaperState.DESTROYED


def test_r46_who_proposes_does_not_approve_and_nobody_destroys_alone(house: House):
    number = proposed(house, [advert(house, arrived_on=TODAY - 30 * DAY)])
    with pytest.raises(Refused) as error, house.at() as session:
        destructions.approve(session, number, staff=LARS, now=house.now)
    assert why(error) is Why.SECOND_PERSON
    with pytest.raises(Refused) as error, house.at() as session:
        destructions.approve(session, number, staff=ANNA, now=house.now)
    assert why(error) is Why.SUPERVISOR_ONLY
    with house.at() as session:
        destructions.approve(session, number, staff=EVA, now=house.now)
    with pytest.raises(Refused) as error, house.at() as session:
        destructions.carry_out(session, number, witness=EVA, staff=EVA, now=house.now)
    assert why(error) is Why.SECOND_PERSON


def test_r46_what_came_after_the_end_is_destroyed_unopened(house: House):
    ended = decision(category="agreement_ended", route="destroy", tier="c")
    item = house.parcel(None, decision=ended)
    number = proposed(house, [item], DestructionReason.AGREEMENT_ENDED)
    destroyed(house, number)
    piece = house.piece(item)
    assert (piece.digital, piece.paper) == ("unopened", "destroyed")


def test_only_what_is_set_aside_for_that_reason_is_proposed(house: House):
    item = advert(house)
    for items, reason in (
        ([house.letter()], MARKETING),
        ([item], DestructionReason.AGREEMENT_ENDED),
        ([], MARKETING),
    ):
        with pytest.raises(Refused) as error:
            proposed(house, items, reason)
        assert why(error) is Why.STATE
    proposed(house, [item])
    with pytest.raises(Refused):
        proposed(house, [item])


def old_original(house: House) -> str:
    item = house.letter(arrived_on=dt.date(2018, 6, 1))
    with house.at() as session:
        box = store.new_box(session, staff=ANNA, now=house.now)
        originals.file(session, f"M26-{house.made:06}", box, staff=ANNA, now=house.now)
    return item


def test_r14_after_its_years_an_original_is_destroyed_by_two_or_lies_in_its_box_again(
    house: House,
):
    item = old_original(house)
    reason = DestructionReason.RETENTION
    number = proposed(house, [item], reason)
    with house.at() as session:
        destructions.cancel(session, number, staff=LARS, now=house.now)
    assert house.piece(item).paper == PaperState.FILED
    destroyed(house, proposed(house, [item], reason))
    assert house.piece(item).paper == PaperState.DESTROYED


def test_nothing_is_destroyed_whose_label_was_not_scanned(house: House):
    items = [old_original(house) for _ in range(2)]
    number = proposed(house, items, DestructionReason.RETENTION)
    scan_id = f"M26-{house.made:06}"
    with pytest.raises(Refused) as error, house.at() as session:
        retiring.pick(session, number, scan_id, staff=ANNA, now=house.now)
    assert why(error) is Why.STATE, "nobody has approved it"
    with house.at() as session:
        destructions.approve(session, number, staff=EVA, now=house.now)
        for _ in range(2):
            retiring.pick(session, number, scan_id, staff=ANNA, now=house.now)
        (one,) = retiring.going(session)
        assert (one.left, one.approved_by, len(one.lines)) == (1, "eva", 2)
    with pytest.raises(Refused) as error, house.at() as session:
        destructions.carry_out(session, number, witness=ANNA, staff=LARS, now=house.now)
    assert why(error) is Why.STATE
    other = house.letter()
    with pytest.raises(Refused) as error, house.at() as session:
        retiring.pick(session, number, f"M26-{house.made:06}", staff=ANNA, now=house.now)
    assert (why(error), house.piece(other).paper) == (Why.STATE, PaperState.TO_FILE)
    carted(house, number)
    with house.at() as session:
        destructions.carry_out(session, number, witness=ANNA, staff=LARS, now=house.now)
        assert retiring.going(session) == ()


def test_what_is_past_its_years_or_on_hold_is_listed_with_its_place(house: House):
    item = old_original(house)
    retention = DestructionReason.RETENTION
    with house.at() as session:
        (one,) = retiring.retired(session, retention, TODAY)
        assert (one.item, one.position, one.held_because) == (item, 1, None)
        assert one.keep_until is not None
        assert one.keep_until < TODAY
        originals.hold(session, item, "dispute", staff=ANNA, now=house.now)
        (held,) = retiring.retired(session, retention, TODAY)
        assert held.held_because == "dispute"
        assert retiring.retired(session, MARKETING, TODAY) == ()
    kept = advert(house)
    with house.at() as session:
        (one,) = retiring.retired(session, MARKETING, TODAY)
        assert (one.item, one.box, one.keep_until) == (kept, None, None)


def test_a_legal_hold_stops_it_even_after_approval(house: House):
    item = old_original(house)
    number = proposed(house, [item], DestructionReason.RETENTION)
    with house.at() as session:
        destructions.approve(session, number, staff=EVA, now=house.now)
    carted(house, number)
    with house.at() as session:
        originals.hold(session, item, "tvist", staff=ANNA, now=house.now)
    with pytest.raises(Refused) as error, house.at() as session:
        destructions.carry_out(session, number, witness=ANNA, staff=LARS, now=house.now)
    assert why(error) is Why.LEGAL_HOLD
    with pytest.raises(Refused) as error:
        carted(house, number)
    assert why(error) is Why.LEGAL_HOLD
    assert house.piece(item).paper == PaperState.TO_DESTROY
    with house.at() as session:
        assert lives.find(session, item).closed_at is None
