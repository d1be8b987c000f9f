"""Labels: ours are read back, everybody else's are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.ids import Flaw
from mailroom.domain.labels import LabelKind, NotALabel, label_of, parse_label


@given(kind=st.sampled_from(LabelKind), serial=st.integers(1, 9_999_999))
def test_a_label_is_read_back(kind: LabelKind, serial: int):
    label = label_of(kind, serial)
    assert parse_label(f" {label.lower()}\n", kind) == label


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("RR123456785SE", Flaw.SHAPE),
        ("373500000000000017", Flaw.SHAPE),
        ("M26-000001", Flaw.SHAPE),
        ("", Flaw.SHAPE),
        (label_of(LabelKind.SHELF, 7), Flaw.PREFIX),
        ("MB00000017", Flaw.CHECK_DIGIT),
    ],
)
def test_a_label_of_another_system_is_refused(text: str, flaw: Flaw):
    with pytest.raises(NotALabel) as error:
        parse_label(text, LabelKind.BOX)
    assert error.value.why is flaw


@given(serial=st.integers(1, 9_999_999), at=st.integers(2, 9), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_seen(serial: int, at: int, digit: str):
    label = label_of(LabelKind.BOX, serial)
    if label[at] != digit:
        with pytest.raises(NotALabel):
            parse_label(label[:at] + digit + label[at + 1 :], LabelKind.BOX)


@pytest.mark.parametrize("serial", [0, -1, 10_000_000])
def test_a_serial_that_does_not_fit_is_a_bug(serial: int):
    with pytest.raises(ValueError, match="serial"):
        label_of(LabelKind.BOX, serial)
