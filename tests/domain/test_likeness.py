"""Near twins as a list: the same that makes the desk doubt, both ways round."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.domain.likeness import Crowd, Likeness
from mailroom.domain.register import Customer, Register, Standing
from mailroom.domain.twins import Directory

NAMES = {
    "5569173544": ["Nilsson Bygg AB"],
    "5668173544": ["Havets Fisk AB"],
    "5590000013": ["Nilsson Bygg Holding AB"],
    "5590000021": ["Bageriet i Arvika AB", "Nilssons Bygg AB"],
    "5590000039": ["Skogen & Son HB"],
}


def test_twins_are_found_by_name_and_by_number():
    crowd = Crowd(NAMES)
    found = crowd.twins_of("5569173544")
    assert found["5668173544"] is Likeness.NUMBER
    assert found["5590000013"] is Likeness.NAME
    assert found["5590000021"] is Likeness.NAME
    assert "5569173544" not in crowd.twins_of("5590000039")


names = st.sampled_from(["Nilsson Bygg", "Nilsson Bygg Holding AB", "Nilson Bygg AB", "Fisk AB"])
numbers = st.sampled_from(["5569173544", "5668173544", "3569123544", "5590000013", "7690000012"])


@given(crowd=st.dictionaries(numbers, st.lists(names, min_size=1, max_size=2), min_size=1))
@settings(max_examples=60)
def test_it_is_mutual_and_the_same_that_the_desk_doubts(crowd: dict[str, list[str]]):
    made = Crowd(crowd)
    twins = {number: made.twins_of(number) for number in crowd}
    customers = {
        number: Customer(number, own[0], "AB", Standing.ACTIVE, tuple(own[1:]))
        for number, own in crowd.items()
    }
    directory = Directory(Register("v", dt.date(2026, 11, 20), customers))
    for number, found in twins.items():
        assert number not in found
        assert all(twins[other][number] is likeness for other, likeness in found.items())
        assert bool(found) == directory.has_twin(customers[number])
