"""A day in dispatch for pictures and tests: every way that paper leaves, and what is held."""

import datetime as dt
from dataclasses import replace
from typing import Final

from mailroom.domain.couriers import Courier, SeeCouriers
from mailroom.domain.dispatch import ConsignmentKind, ConsignmentState, Held
from mailroom.domain.errors import BackendUnreachable, NotAllowed
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.labels import LabelKind, label_of
from mailroom.domain.parcels import Consignment, Outgoing, Pack, SeeConsignments, SeeOutgoing
from mailroom.domain.retention import Carrier

_DAY: Final = dt.date(2026, 11, 20)
_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_K: Final = ConsignmentKind
_BYGG: Final = ("5561890012", "Nordlunds Bygg AB")
_KIVIK: Final = ("5590121108", "Kivik Marina AB")


def waits(  # noqa: PLR0913  a test names only what it is about
    serial: int,
    kind: ConsignmentKind | None,
    owner: tuple[str, str] | None = _BYGG,
    *,
    grams: int | None = None,
    held: Held | None = None,
    operator: str = "PostNord",
) -> Outgoing:
    return Outgoing(
        item=f"00000000-0000-4000-8000-{serial:012}",
        scan_id=f"BORD-1-261120-{serial:05}",
        kind=kind,
        held=held,
        customer=owner[0] if owner else None,
        name=owner[1] if owner else "",
        postal_operator=operator,
        due_on=_DAY + dt.timedelta(days=serial % 2),
        weight_g=grams,
    )


def consignment(serial: int, kind: ConsignmentKind, items: tuple[str, ...]) -> Consignment:
    by_list = kind is _K.HAND_OVER
    return Consignment(
        label=label_of(LabelKind.CONSIGNMENT, serial),
        kind=kind,
        state=ConsignmentState.OPEN,
        carrier=None if by_list else Carrier.POST,
        customer=None if by_list else _BYGG[0],
        postal_operator="CityMail" if by_list else None,
        name="" if by_list else _BYGG[1],
        street="" if by_list else "Storgatan 4",
        postcode="" if by_list else "903 26",
        city="" if by_list else "Umeå",
        due_on=_DAY,
        weight_g=None,
        tracking=None,
        items=items,
    )


OUTGOING: Final = (
    waits(4, _K.FORWARD),
    waits(6, _K.FORWARD, grams=21_400),
    waits(8, _K.ORIGINAL, _KIVIK),
    waits(11, _K.RETURN, None),
    waits(13, _K.RETURN, _KIVIK),
    waits(15, _K.HAND_OVER, None, operator="CityMail"),
    waits(17, None, held=Held.FOREIGN_ADDRESS),
)
PACKED: Final = (
    replace(consignment(31, _K.ORIGINAL, ("i1",)), tracking="RR473124829SE"),
    consignment(32, _K.HAND_OVER, ("i2", "i3", "i4")),
)
HEAVY: Final = replace(
    consignment(34, _K.FORWARD, ("i5",)), carrier=Carrier.COURIER, weight_g=21_400
)
COURIERS: Final = (
    Courier("Budbilen", "Dörr till dörr", "BB[0-9]{10}", 35_000),
    Courier("Tungfrakt", "Pall", "", 400_000),
)
MADE: Final = consignment(33, _K.FORWARD, (OUTGOING[0].item,))


def waiting(*, stale: bool = False) -> tuple[Event, ...]:
    """`stale`: the central system has gone since."""
    why = BackendUnreachable.code if stale else ""
    return (
        RoomTold(SeeOutgoing(), OUTGOING, _NOW, why),
        RoomTold(SeeConsignments(), PACKED, _NOW, why),
    )


def nothing_waits() -> tuple[Event, ...]:
    return (RoomTold(SeeOutgoing(), (), _NOW), RoomTold(SeeConsignments(), (), _NOW))


def heavy() -> tuple[Event, ...]:
    """Something above twenty kilograms is packed."""
    return (
        RoomTold(SeeOutgoing(), OUTGOING, _NOW),
        RoomTold(SeeConsignments(), (HEAVY, *PACKED), _NOW),
    )


def couriers() -> tuple[Event, ...]:
    return (RoomTold(SeeCouriers(), COURIERS, _NOW),)


def shut() -> tuple[Event, ...]:
    """Asked for by somebody whose role does not cover it."""
    return (RoomTold(SeeOutgoing(), None, None, NotAllowed.code),)


def packed() -> tuple[Event, ...]:
    return (RoomTold(Pack(_K.FORWARD, (OUTGOING[0].item,)), MADE, _NOW),)
