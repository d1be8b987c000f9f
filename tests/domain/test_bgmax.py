"""BgMax: read as Bankgirot writes it, and refused as soon as anything does not add up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.bgmax import ENCODING, Fault, NotAPaymentFile, read_bgmax
from tests.domain.giro_files import deposit, extra, giro_file, payment


def test_a_file_with_every_kind_of_line_is_read():
    data = giro_file(
        deposit(
            "54029681",
            dt.date(2026, 11, 20),
            payment(150_000, "1000014"),
            payment(50_000, "89853", code="21"),
            [*payment(140_000, "657866"), extra("658765")],
        ),
        deposit("54029681", dt.date(2026, 11, 21), payment(1, "")),
    )
    first, second = read_bgmax(data)
    assert (first.bankgiro, first.paid_on) == ("54029681", dt.date(2026, 11, 20))
    assert [each.ore for each in first.payments] == [150_000, -50_000, 140_000]
    assert first.payments[2].references == ("657866", "658765")
    assert second.payments[0].references == ()


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"BGMAX", b"OTHER", Fault.NOT_BGMAX),
        (b"SEK", b"EUR", Fault.CURRENCY),
        (b"000000000000150000", b"000000000000150001", Fault.SUM),
        (b"20261121", b"20261321", Fault.LINE),
        (b"\n70", b"\n99", Fault.LINE),
        (b"\n05", b"\n20", Fault.ORDER),
    ],
)
def test_what_does_not_add_up_is_refused(before: bytes, after: bytes, fault: Fault):
    data = giro_file(deposit("54029681", dt.date(2026, 11, 21), payment(150_000, "1000014")))
    with pytest.raises(NotAPaymentFile) as error:
        read_bgmax(data.replace(before, after, 1))
    assert error.value.fault is fault


def test_a_file_that_was_cut_off_is_refused_wherever_it_was_cut():
    payments = [payment(ore, "1000014") for ore in (1, 2, 3)]
    lines = giro_file(deposit("54029681", dt.date(2026, 11, 20), *payments)).splitlines()
    for kept in range(len(lines)):
        with pytest.raises(NotAPaymentFile):
            read_bgmax(b"\n".join(lines[:kept]))


def test_a_line_that_is_missing_or_doubled_is_seen():
    payments = [payment(ore, "1000014") for ore in (1, 2)]
    lines = giro_file(deposit("54029681", dt.date(2026, 11, 20), *payments)).splitlines()
    for at, line in enumerate(lines):
        if line.startswith((b"01", b"26")):
            continue
        for changed in (lines[:at] + lines[at + 1 :], [*lines[:at], line, *lines[at:]]):
            with pytest.raises(NotAPaymentFile):
                read_bgmax(b"\n".join(changed))


@given(text=st.text(max_size=400))
def test_anything_else_is_refused_and_never_breaks(text: str):
    with pytest.raises(NotAPaymentFile):
        read_bgmax(text.encode(ENCODING, "replace"))


@given(tail=st.text(st.characters(max_codepoint=255), max_size=200))
def test_hostile_text_after_a_true_beginning_is_refused(tail: str):
    head = giro_file(deposit("54029681", dt.date(2026, 11, 20), payment(1, "1000014")))
    lines = head.splitlines()[:3]
    with pytest.raises(NotAPaymentFile):
        read_bgmax(b"\n".join(lines) + b"\n" + tail.encode(ENCODING, "replace"))
