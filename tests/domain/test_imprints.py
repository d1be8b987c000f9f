"""The imprinter's counter: read where it stands, and every sheet it counts is accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.imprints import Imprinted, Leap, counter_digits, find_number, leaps

TEXT = "MR%05ud"


@pytest.mark.parametrize(
    ("imprint", "digits"), [(TEXT, 5), ("%08ud", 8), ("MR", None), ("", None), ("100%", None)]
)
def test_only_a_counter_counts(imprint: str, digits: int | None) -> None:
    assert counter_digits(imprint) == digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("MR00041", 41),
        ("Faktura\nMR00041\nMR00041", 41),
        ("MR00041 MR00042", None),
        ("MR000410", None),
        ("00041", None),
        ("MRO0041", None),
        ("", None),
    ],
)
def test_a_number_is_read_beyond_doubt_or_not_at_all(text: str, number: int | None) -> None:
    assert find_number(text, TEXT) == number


@given(
    first=st.integers(0, 99999),
    sheets=st.sets(st.integers(1, 60), min_size=1),
    lost=st.integers(1, 60),
)
def test_a_sheet_that_was_counted_and_not_seen_is_a_leap(
    first: int, sheets: set[int], lost: int
) -> None:
    def counted(skips: int) -> list[Imprinted]:
        return [
            Imprinted(fed, (first + fed + (skips if fed >= lost else 0)) % 100000) for fed in sheets
        ]

    assert leaps(counted(0), 5) == ()
    found = leaps(counted(1), 5)
    lies_between = min(sheets) < lost <= max(sheets)
    assert len(found) == lies_between
    assert all(leap.before.fed < lost <= leap.after.fed for leap in found)


def test_the_leap_names_the_sheets_beside_it() -> None:
    one, two, four = Imprinted(1, 7), Imprinted(2, 8), Imprinted(3, 10)
    assert leaps([four, one, two], 5) == (Leap(two, four),)
