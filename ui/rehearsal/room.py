"""A day of the whole room for pictures and tests: a busy one, an early one, one gone stale."""

import datetime as dt
from typing import Final

from mailroom.domain.errors import BackendUnreachable, NotAllowed
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.feeder import FeederDay
from mailroom.domain.room import (
    Alarm,
    AlarmKind,
    Hour,
    Misdelivered,
    SeeAlarms,
    SeeWall,
    StationPace,
    Wall,
)
from mailroom.domain.till import (
    Account,
    Balance,
    Closing,
    Explanation,
    Part,
    SeeTill,
    Till,
)

_DAY: Final = dt.date(2026, 11, 20)
_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_PAGES: Final = ((7, 41, 118), (8, 122, 402), (9, 138, 455), (10, 131, 447), (11, 64, 210))
_LATER: Final = ((12, 143, 491), (13, 96, 322))

WALL: Final = Wall(
    day=_DAY,
    at=_NOW,
    trays=4,
    expected=960,
    here=735,
    left=225,
    open=412,
    due_today=38,
    overdue=2,
    held=7,
    hours=tuple(Hour(*one) for one in (*_PAGES, *_LATER)),
    stations=(
        StationPace("bord-1", 402, 1357, 271, FeederDay(_DAY, 812, 2, 58, 41)),
        StationPace("bord-2", 288, 934, 188, FeederDay(_DAY, 566, 0, 58)),
        StationPace("bord-3", 45, 154, 0),
    ),
    items_last_hour=137,
    misdelivered=Misdelivered(wrong=1, delivered=18420, days=30),
    policies=("2026-11-1",),
    rechecked=Misdelivered(wrong=0, delivered=184, days=30),
)
EARLY: Final = Wall(
    day=_DAY,
    at=_NOW,
    trays=0,
    expected=None,
    here=0,
    left=None,
    open=0,
    due_today=0,
    overdue=0,
    held=0,
    hours=(),
    stations=(),
    items_last_hour=0,
    misdelivered=Misdelivered(wrong=0, delivered=0, days=30),
    policies=(),
)
ALARMS: Final = (
    Alarm(41, AlarmKind.DUE, "a41", _DAY, "BORD-1-261118-00112"),
    Alarm(42, AlarmKind.HELD, "a42", _DAY, "BORD-2-261119-00040"),
    Alarm(43, AlarmKind.LATE, "a43", _DAY, "BORD-1-261117-00305"),
    Alarm(44, AlarmKind.PULL_DUE, "a44", _DAY, "BORD-3-260912-00018"),
    Alarm(
        39,
        AlarmKind.PAYMENT_OPTION,
        "5565003182",
        _DAY - dt.timedelta(days=1),
        "Nordlund & Söner Byggtjänst AB",
    ),
)


def shift(*, stale: bool = False) -> tuple[Event, ...]:
    """`stale`: the central system has gone since."""
    why = BackendUnreachable.code if stale else ""
    return (
        RoomTold(SeeWall(), WALL, _NOW, why),
        RoomTold(SeeAlarms(), ALARMS, _NOW, why),
    )


def till(*, even: bool) -> tuple[Event, ...]:
    """The day's close: uneven, with what earlier days were signed for."""
    missing = 0 if even else 12
    balances = (
        Balance(
            Account.MAIL,
            960,
            ((Part.SCANNED, 607), (Part.SORTED, 349 - missing), (Part.OPEN, 4)),
        ),
        Balance(Account.LETTERS, 607, ((Part.DELIVERED, 607),)),
        Balance(Account.PAPER, 607, ((Part.FILED, 607 if even else 588),)),
    )
    yesterday = _DAY - dt.timedelta(days=1)
    closings = (
        Closing(yesterday, _NOW - dt.timedelta(hours=20), "lars", balances, None),
        Closing(
            yesterday - dt.timedelta(days=1),
            _NOW - dt.timedelta(hours=44),
            "eva",
            balances,
            Explanation.MISCOUNTED,
        ),
    )
    return (*shift(), RoomTold(SeeTill(), Till(_DAY, balances, closings), _NOW))


def early_shift() -> tuple[Event, ...]:
    """Before the first tray: nothing has come, nothing is wrong."""
    return (RoomTold(SeeWall(), EARLY, _NOW), RoomTold(SeeAlarms(), (), _NOW))


def shut_shift() -> tuple[Event, ...]:
    """Asked for by somebody whose role does not cover it."""
    return (RoomTold(SeeWall(), None, None, NotAllowed.code),)
