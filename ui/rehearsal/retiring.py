"""Retention and destruction for pictures and tests: what is past its years, and one destruction."""

import datetime as dt
from typing import Final

from mailroom.domain.dispatch import DestructionReason, DestructionState
from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.retiring import (
    CarryOut,
    Destruction,
    DestructionLine,
    HoldReason,
    Retired,
    SeeDestructions,
    SeeRetired,
)
from ui.rehearsal.archive import BOXES, store

_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_ARRIVED: Final = dt.date(2019, 11, 4)
_RETENTION: Final = DestructionReason.RETENTION


def _line(serial: int, *, is_picked: bool) -> DestructionLine:
    box = BOXES[serial % 4]
    scan_id = f"BORD-1-191101-{serial:05}"
    return DestructionLine(f"d{serial}", scan_id, box.shelf, box.label, 10 + serial, is_picked)


def _retired(serial: int, held: str | None = None) -> Retired:
    box = BOXES[4 + serial % 3]
    return Retired(
        item=f"r{serial}",
        scan_id=f"BORD-2-191104-{serial:05}",
        arrived_on=_ARRIVED + dt.timedelta(days=serial),
        keep_until=_ARRIVED.replace(year=2026) + dt.timedelta(days=serial),
        shelf=box.shelf,
        box=box.label,
        position=20 + serial,
        held_because=held,
    )


RETIRED: Final = (
    _retired(1),
    _retired(2, HoldReason.DISPUTE),
    *(_retired(serial) for serial in range(3, 8)),
    _retired(8, HoldReason.AUTHORITY),
)
PROPOSED: Final = Destruction(
    number=13,
    reason=_RETENTION,
    state=DestructionState.PROPOSED,
    proposed_by="eva",
    approved_by=None,
    not_before=dt.date(2026, 11, 20),
    lines=tuple(_line(serial, is_picked=False) for serial in range(20, 24)),
)
CARTED: Final = Destruction(
    number=12,
    reason=_RETENTION,
    state=DestructionState.APPROVED,
    proposed_by="eva",
    approved_by="lars",
    not_before=dt.date(2026, 11, 18),
    lines=tuple(_line(serial, is_picked=True) for serial in range(1, 13)),
)
APPROVED: Final = Destruction(
    number=12,
    reason=_RETENTION,
    state=DestructionState.APPROVED,
    proposed_by="eva",
    approved_by="lars",
    not_before=dt.date(2026, 11, 18),
    lines=(*CARTED.lines[:3], *(_line(serial, is_picked=False) for serial in range(4, 13))),
)


def retired(*going: Destruction) -> tuple[Event, ...]:
    """The list, and the destructions that are going."""
    return (
        *store(),
        RoomTold(SeeRetired(_RETENTION), RETIRED, _NOW),
        RoomTold(SeeDestructions(), going, _NOW),
    )


def nothing_retired() -> tuple[Event, ...]:
    return (
        *store(),
        RoomTold(SeeRetired(_RETENTION), (), _NOW),
        RoomTold(SeeDestructions(), (), _NOW),
    )


def unsigned() -> tuple[Event, ...]:
    """The second person's password was wrong."""
    asked = CarryOut(CARTED.number, "maja", "x")
    return (RoomTold(asked, None, None, BackendRefused.code, "40103"),)
