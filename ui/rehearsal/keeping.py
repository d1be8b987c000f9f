"""Letters kept back for pictures and tests."""

import datetime as dt
from typing import Final

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.keepingback import KeepBack, Keeping, KeepReason, KeptBack, SeeKeeping

_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_HOUR: Final = dt.timedelta(hours=1)
_STATIONS: Final = ("bord-1", "bord-2", "bord-3")
ORDERS: Final = (
    KeptBack(
        id=7,
        scan_id="",
        station="bord-2",
        since=_NOW - 2 * _HOUR,
        why=KeepReason.PAGES,
        by="lars",
        at=_NOW - _HOUR / 4,
        letters=31,
        delivered=18,
    ),
    KeptBack(
        id=6,
        scan_id="BORD-1-261120-00402",
        station="",
        since=_NOW - _HOUR,
        why=KeepReason.ASKED,
        by="eva",
        at=_NOW - _HOUR,
        letters=0,
        delivered=0,
    ),
)


def kept() -> tuple[Event, ...]:
    return (RoomTold(SeeKeeping(), Keeping(ORDERS, _STATIONS), _NOW),)


def none_kept() -> tuple[Event, ...]:
    return (RoomTold(SeeKeeping(), Keeping((), _STATIONS), _NOW),)


def too_late() -> tuple[Event, ...]:
    asked = KeepBack(KeepReason.ASKED, scan_id="BORD-1-261120-00398")
    return (RoomTold(asked, None, None, BackendRefused.code, "40930"),)
