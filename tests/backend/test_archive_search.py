"""The archive's one field: paper is found by what stands on the letter, whole words or begun."""

import datetime as dt

import pytest

from mailroom.backend.services import arrivals
from mailroom.backend.services.archive_search import Sought, search
from tests.backend.builders import ACTIVE, ARRIVED, OTHER, page
from tests.backend.house import ANNA, House
from tests.backend.shelves import boxed, filed, scan_id

DAY = dt.timedelta(days=1)
NUMBER = ACTIVE[0]


def paged(text: str) -> list[dict[str, object]]:
    return [page(0, "face", 1), page(1) | {"text": text}, page(2)]


def found(house: House, words: str, *, cleared: bool = False) -> list[str]:
    with house.at() as session:
        return [each.item for each in search(session, Sought(words=words), cleared=cleared)]


def test_it_is_found_by_whatever_is_known_of_it(house: House):
    (box,) = boxed(house)
    item = filed(house, box, sender="Länsstyrelsen")
    number = scan_id(house)
    other = filed(house, box, sender="Banken", arrived_on=ARRIVED - DAY)
    found: dict[Sought, set[str]] = {
        Sought(scan_id=number): {item},
        Sought(item=other): {other},
        Sought(customer=NUMBER): {item, other},
        Sought(customer=OTHER[0]): set(),
        Sought(sender="länsstyr"): {item},
        Sought(arrived_from=ARRIVED): {item},
        Sought(arrived_to=ARRIVED - DAY): {other},
        Sought(text="faktura 471", sender="bank"): {other},
        Sought(text="100%"): set(),
        Sought(): set(),
    }
    with house.at() as session:
        for sought, items in found.items():
            assert {place.item for place in search(session, sought)} == items, sought


def test_one_field_finds_it_by_whatever_is_known(house: House):
    (box,) = boxed(house)
    item = filed(house, box, sender="Länsstyrelsen")
    number = scan_id(house)
    other = filed(house, box, sender="Banken", arrived_on=ARRIVED - DAY)
    found: dict[str, set[str]] = {
        number.lower(): {item},
        other.upper(): {other},
        f"{ACTIVE[0][:6]}-{ACTIVE[0][6:]}": {item, other},
        ACTIVE[1]: {item, other},
        OTHER[0]: set(),
        "länsstyr": {item},
        f"bank {(ARRIVED - DAY).isoformat()}": {other},
        f"bank {ARRIVED.isoformat()}": set(),
        "faktura banken": {other},
        "100%": set(),
        "  ": set(),
    }
    with house.at() as session:
        for words, items in found.items():
            places = search(session, Sought(words=words))
            assert {place.item for place in places} == items, words


def test_a_whole_word_goes_before_its_beginnings(house: House):
    (box,) = boxed(house)
    whole = filed(house, box, pages=paged("Hyra för lokal"))
    begun = filed(house, box, pages=paged("Hyran för lokalen"))
    assert found(house, "hyra lokal") == [whole]
    assert set(found(house, "HYR* lok*")) == {whole, begun}
    assert set(found(house, "lok")) == {whole, begun}
    assert found(house, "lo") == [], "so short a beginning says nothing"


def test_what_is_only_sorted_or_withdrawn_is_not_in_the_archive(house: House):
    house.letter(pages=paged("Aldrig arkiverat"))
    assert found(house, "arkiverat") == []


def test_days_narrow_what_words_find(house: House):
    (box,) = boxed(house)
    days = [ARRIVED - n * DAY for n in range(3)]
    items = [filed(house, box, arrived_on=day, pages=paged("Faktura")) for day in days]
    assert found(house, f"faktura {days[1]}") == [items[1]]
    assert found(house, f"faktura {days[1]} {days[2]}") == [], "no letter came on two days"
    assert found(house, f"faktura {ARRIVED + 9 * DAY}") == []
    with house.at() as session:
        since = Sought(text="faktura", arrived_from=days[1])
        assert [each.item for each in search(session, since)] == items[:2]
        theirs = Sought(text="faktura", customer=NUMBER, arrived_to=days[1])
        assert [each.item for each in search(session, theirs)] == items[1:]
        assert search(session, Sought(text="faktura", customer=OTHER[0])) == ()


def test_r59_a_restricted_original_is_there_for_cleared_staff_alone(house: House):
    (box,) = boxed(house)
    item = filed(house, box, pages=paged("Skyddad"))
    number = scan_id(house)
    with house.at() as session:
        arrivals.restrict(session, item, staff=ANNA, now=house.now)
    for words in ("skyddad", "sky", "skyd", "skydda*", number, item, NUMBER, str(ARRIVED)):
        assert found(house, words) == [], words
        assert found(house, words, cleared=True) == [item], words


@pytest.mark.parametrize("words", ['" OR 1', "NOT *", "()", "%_%", "words:x", "' | !hyra & ("])
def test_signs_of_a_query_language_are_only_signs(house: House, words: str):
    (box,) = boxed(house)
    filed(house, box)
    assert found(house, words) == []
    assert len(found(house, "' | !faktura & (")) == 1
