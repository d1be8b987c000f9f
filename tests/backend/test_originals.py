"""Originals: filed by label, found by what is known, asked for, kept and never lost silently."""

import datetime as dt
import json
from pathlib import Path

import pytest

from mailroom.backend.services import (
    alarms,
    lives,
    originals,
    store,
)
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.labels import LabelKind, label_of
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.retiring import LiftReason
from mailroom.domain.room import AlarmKind
from tests.backend.builders import NOW, decision
from tests.backend.house import ANNA, EVA, LARS, TODAY, House, why
from tests.backend.shelves import DAY, asked, boxed, filed, scan_id

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "vectors.json").read_text("utf-8"))


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
