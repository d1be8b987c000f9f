"""A box is counted before it is closed, its papers say what it holds, words find an original."""

import pytest

from mailroom.backend.printing.paperwork import contents_pdf, range_pdf
from mailroom.backend.printing.texts import ENGLISH
from mailroom.backend.services import asking, closing, store
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.labels import LabelKind, label_of
from tests.backend.builders import ACTIVE, ARRIVED
from tests.backend.house import ANNA, House, why
from tests.backend.shelves import DAY, asked, boxed, filed, scan_id
from tests.backend.test_paperwork import text_of


def test_a_right_count_seals_the_box_and_a_wrong_one_leaves_it_open(house: House):
    (box,) = boxed(house)
    filed(house, box)
    filed(house, box)
    with house.at() as session:
        wrong = closing.close(session, box, counted=3, staff=ANNA, now=house.now)
    assert (wrong.is_right, wrong.contents.box.sealed) == (False, False)
    assert len(wrong.contents.originals) == 2
    with house.at() as session:
        right = closing.close(session, box.lower(), counted=2, staff=ANNA, now=house.now)
    assert (right.is_right, right.contents.box.sealed) == (True, True)
    with pytest.raises(Refused) as error, house.at() as session:
        closing.close(session, box, counted=2, staff=ANNA, now=house.now)
    assert why(error) is Why.STATE


def test_what_was_taken_out_is_not_counted_and_what_is_only_asked_for_is(house: House):
    (box,) = boxed(house)
    first, second = filed(house, box), filed(house, box)
    picked_id = scan_id(house)
    asked(house, first, "k1")
    asked(house, second, "k2")
    with house.at() as session:
        asking.picked(session, picked_id, staff=ANNA, now=house.now)
        lying = closing.contents(session, box)
    assert [each.item for each in lying.originals] == [first]
    assert lying.box.items == 2


def test_an_empty_box_and_a_label_of_another_system_are_not_closed(house: House):
    (box,) = boxed(house)
    cases = {
        box: Why.STATE,
        "RR123456785SE": Why.LABEL,
        label_of(LabelKind.BOX, 999): Why.NOT_FOUND,
    }
    for label, reason in cases.items():
        with pytest.raises(Refused) as error, house.at() as session:
            closing.close(session, label, counted=0, staff=ANNA, now=house.now)
        assert why(error) is reason
    with house.at() as session:
        assert not store.boxes(session)[0].sealed


def test_the_papers_of_a_box_name_positions_and_days_and_nobody(house: House):
    (box,) = boxed(house)
    filed(house, box, sender="Länsstyrelsen", arrived_on=ARRIVED - DAY)
    filed(house, box)
    with house.at() as session:
        lying = closing.contents(session, box)
    listed, sticker = (
        text_of(pdf) for pdf in (contents_pdf(lying, house.now, ENGLISH), range_pdf(lying, ENGLISH))
    )
    assert all(each.scan_id in listed for each in lying.originals)
    assert box in listed
    assert "Länsstyrelsen" not in listed
    assert ACTIVE[0] not in listed
    assert box in sticker
    assert (ARRIVED - DAY).isoformat() in sticker
    assert ARRIVED.isoformat() in sticker
