"""Recalled letters for pictures and tests."""

import datetime as dt
from dataclasses import replace
from typing import Final

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.recalling import (
    Reassigned,
    ReassignLetter,
    Reassignment,
    RecallCase,
    SeeRecalls,
    Settlement,
    SettleRecall,
)

_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_HOUR: Final = dt.timedelta(hours=1)


def _case(serial: int, hours: int, by: str, *, is_read: bool) -> RecallCase:
    told_at = _NOW - hours * _HOUR
    return RecallCase(
        letter=f"{1795222273 + serial}{serial:032x}",
        scan_id=f"BORD-1-261119-{serial:05}",
        customer="5561890012" if is_read else "5565003182",
        told_at=told_at,
        told_by=by,
        read_at=told_at - _HOUR if is_read else None,
        report_by=told_at + 72 * _HOUR,
    )


CASES: Final = (
    _case(88, 30, "5561890012", is_read=True),
    replace(_case(141, 3, "lars", is_read=False), proposed_by="lars"),
    _case(152, 1, "eva", is_read=False),
)


def recalled() -> tuple[Event, ...]:
    return (RoomTold(SeeRecalls(), CASES, _NOW),)


def none_recalled() -> tuple[Event, ...]:
    return (RoomTold(SeeRecalls(), (), _NOW),)


def moved() -> tuple[Event, ...]:
    """Two have said whose it is."""
    asked = ReassignLetter(CASES[1].letter, "5590121108")
    there = replace(CASES[1], proposed_by="", moved_to="5590121108")
    seen = RoomTold(SeeRecalls(), (CASES[0], there, CASES[2]), _NOW)
    return (RoomTold(asked, Reassigned(Reassignment.MOVED), _NOW), seen)


def by_oneself() -> tuple[Event, ...]:
    """Who recalled it would have settled it."""
    asked = SettleRecall(CASES[0].letter, Settlement.RELEASED)
    return (RoomTold(asked, None, None, BackendRefused.code, "40303"),)
