"""Postcodes: every way of writing, and repair that never invents a digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.ids import Flaw
from mailroom.domain.postcodes import (
    NotAPostcode,
    parse_postcode,
    postcode_text,
    repair_postcode,
)

postcodes = st.from_regex(r"\A[1-9][0-9]{4}\Z")
FORMS = ("{}", "SE-{}", "S-{}", "SE{}", " {} ", "se-{}", "S\u2013{}")


@given(digits=postcodes, form=st.sampled_from(FORMS))
def test_every_form_means_the_postcode(digits: str, form: str) -> None:
    assert parse_postcode(form.format(digits)) == digits
    assert parse_postcode(form.format(postcode_text(digits))) == digits
    assert parse_postcode(form.format(f"{digits[:3]}\u00a0{digits[3:]}")) == digits


@given(digits=postcodes, form=st.sampled_from(FORMS))
def test_repair_leaves_what_is_right(digits: str, form: str) -> None:
    assert repair_postcode(form.format(digits)) == digits


@given(digits=postcodes)
def test_letters_for_digits_are_repaired_never_parsed(digits: str) -> None:
    seen = digits.translate(str.maketrans("0168", "OlbB"))
    assert repair_postcode(f"SE-{seen}") == digits
    if seen != digits:
        with pytest.raises(NotAPostcode) as refusal:
            parse_postcode(seen)
        assert refusal.value.why is Flaw.CHARACTERS
