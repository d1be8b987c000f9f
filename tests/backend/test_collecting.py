"""The driver's list: what goes along, by scan id, weight and number, for two to sign."""

from typing import cast

import pytest
from sqlalchemy import select

from mailroom.backend.model.mail import ItemRow
from mailroom.backend.printing.collecting import collection_pdf
from mailroom.backend.printing.texts import ENGLISH, SWEDISH, PaperTexts
from mailroom.backend.services import collecting
from mailroom.domain.dispatch import ConsignmentKind
from mailroom.domain.parcels import Consignment
from tests.backend.house import House
from tests.backend.test_consignments import (
    BUDBILEN,
    TUNGFRAKT,
    choose,
    left,
    packed,
    track,
    unreadable,
    weighed,
)
from tests.backend.test_paperwork import SELLER, text_of


def going(house: House, grams: int, courier: str = "") -> Consignment:
    made = packed(house, weighed(house, grams))
    return choose(house, made.label, courier) if courier else made


def labels(house: House, label: str) -> list[str]:
    with house.at() as session:
        return [one.consignment.label for one in collecting.collection(session, label)]


def said(house: House, label: str, texts: PaperTexts) -> str:
    with house.at() as session:
        loads = collecting.collection(session, label)
        pdf = collection_pdf(loads, by="Eva", seller=SELLER, now=house.now, texts=texts)
    return text_of(pdf)


def scan_ids(house: House, one: Consignment) -> list[str]:
    with house.at() as session:
        inside = select(ItemRow.scan_id).where(ItemRow.id.in_(one.items))
        return cast("list[str]", session.scalars(inside).all())


def test_a_driver_takes_what_waits_for_that_courier_and_nothing_else(house: House):
    first = going(house, 21_400, BUDBILEN.title)
    going(house, 22_000, TUNGFRAKT.title)
    post = going(house, 400)
    second = going(house, 20_001, BUDBILEN.title)
    together = sorted([first.label, second.label])
    assert labels(house, first.label) == labels(house, second.label) == together
    assert labels(house, post.label) == [post.label]
    left(house, first.label)
    assert labels(house, second.label) == [second.label]
    assert labels(house, first.label) == [first.label], "its list can be printed again"


@pytest.mark.parametrize(
    ("texts", "weight", "signed"),
    [(SWEDISH, "41,401 kg", "Överlämnat av Eva"), (ENGLISH, "41.401 kg", "Handed over by Eva")],
)
def test_the_list_names_every_item_weight_and_number_for_two_to_sign(
    house: House, texts: PaperTexts, weight: str, signed: str
):
    first = going(house, 21_400, BUDBILEN.title)
    second = going(house, 20_001, BUDBILEN.title)
    track(house, first.label, "BB1234567890")
    words = said(house, first.label, texts)
    items = [*scan_ids(house, first), *scan_ids(house, second)]
    told = [first.label, second.label, *items, "BB1234567890", BUDBILEN.title, weight]
    assert [one for one in (*told, signed, texts.driver_signs) if one not in words] == []
    assert "…" not in words


def test_what_goes_back_to_its_operator_is_listed_by_scan_id_unweighed(house: House):
    item = unreadable(house, "to_postal_operator", operator="CityMail")
    made = packed(house, [item], ConsignmentKind.HAND_OVER)
    words = said(house, made.label, SWEDISH)
    assert [one for one in ("CityMail", *scan_ids(house, made)) if one not in words] == []
    assert " kg" not in words
    assert item not in words
