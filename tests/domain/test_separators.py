"""Separators say what they mean, and nothing else is taken for one."""

import pytest

from mailroom.domain.separators import Separator, SeparatorKind, parse_separator

EVERY = (
    Separator(SeparatorKind.ITEM),
    Separator(SeparatorKind.FACES),
    Separator(SeparatorKind.TRAY, "T42"),
    Separator(SeparatorKind.PROFILE, "Letters grey"),
)


@pytest.mark.parametrize("separator", EVERY)
def test_what_is_printed_is_what_is_read(separator: Separator) -> None:
    assert parse_separator(separator.payload) == separator


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "NEXT",
        "MAILROOM:",
        "MAILROOM:NEXT:",
        "MAILROOM:NEXT:T1",
        "MAILROOM:TRAY",
        "MAILROOM:TRAY:",
        "MAILROOM:TRAY:a/../b",
        "MAILROOM:TRAY:T1\n",
        "MAILROOM:PROFILE:brev i gr\u00e5tt",
        "MAILROOM:TRAY:" + "9" * 25,
        "MAILROOM:PROFILE:'; DROP TABLE item;--",
        "mailroom:next",
        "MAILROOM:MAILROOM:NEXT",
        "https://example.com/MAILROOM:NEXT",
    ],
)
def test_anything_else_is_none_of_ours(payload: str) -> None:
    assert parse_separator(payload) is None


@pytest.mark.parametrize(
    ("kind", "name"),
    [(SeparatorKind.TRAY, ""), (SeparatorKind.PROFILE, "a:b"), (SeparatorKind.ITEM, "T1")],
)
def test_a_separator_that_could_not_be_read_is_not_made(kind: SeparatorKind, name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}$"):
        Separator(kind, name)
