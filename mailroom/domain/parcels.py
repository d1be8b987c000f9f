"""Dispatch: what waits to leave, what is packed, and what may be asked about both."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from mailroom.domain.couriers import ChooseCourier, SeeCouriers
from mailroom.domain.dispatch import ConsignmentKind, ConsignmentState, Held
from mailroom.domain.retention import Carrier


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`kind` is how it leaves, None while it is `held` for a person.

    `customer` owns it where it goes to one; `weight_g` None until it was weighed.
    """

    item: str
    scan_id: str
    kind: ConsignmentKind | None
    held: Held | None
    customer: str | None
    name: str
    postal_operator: str
    due_on: dt.date
    weight_g: int | None


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a returned item goes, as a person reads it on the cover (R23)."""

    name: str
    street: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class Consignment:
    """Name and address are those on the cover; empty for a hand-over list."""

    label: str
    kind: ConsignmentKind
    state: ConsignmentState
    carrier: Carrier | None
    customer: str | None
    postal_operator: str | None
    name: str
    street: str
    postcode: str
    city: str
    due_on: dt.date
    weight_g: int | None
    tracking: str | None
    items: tuple[str, ...]
    courier: str = ""
    """Which courier takes it, by name and service; empty where none was chosen."""


@dataclass(frozen=True, slots=True)
class SeeOutgoing:
    """What waits to be packed, and what is held. Answered by a tuple of `Outgoing`."""


@dataclass(frozen=True, slots=True)
class SeeConsignments:
    """What is packed and still here. Answered by a tuple of `Consignment`."""


@dataclass(frozen=True, slots=True)
class WeighItem:
    """Answered by None."""

    item: str
    grams: int


@dataclass(frozen=True, slots=True)
class Pack:
    """`sender` for what goes back to one. Answered by `Consignment`."""

    kind: ConsignmentKind
    items: tuple[str, ...]
    sender: Sender | None = None


@dataclass(frozen=True, slots=True)
class SendConsignment:
    """Its label was scanned and it has left; again changes nothing. Answered by `Consignment`."""

    label: str


@dataclass(frozen=True, slots=True)
class TrackConsignment:
    """The carrier's number for it, before it has left. Answered by `Consignment`."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class UnpackConsignment:
    """Before it has left. Answered by None."""

    label: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """It came back from the customer, undeliverable (R17). Answered by None."""

    label: str


@dataclass(frozen=True, slots=True)
class PrintConsignment:
    """Its label, or the list that the operator signs. Answered by the PDF's bytes."""

    label: str


@dataclass(frozen=True, slots=True)
class PrintCollection:
    """The list that the driver signs, of this and all else that goes the same way.

    Answered by the PDF's bytes.
    """

    label: str


ParcelQuestion = (
    SeeCouriers
    | ChooseCourier
    | SeeOutgoing
    | SeeConsignments
    | WeighItem
    | Pack
    | SendConsignment
    | TrackConsignment
    | UnpackConsignment
    | TakeBack
    | PrintConsignment
    | PrintCollection
)
PARCEL_ACTS: Final = (
    ChooseCourier,
    WeighItem,
    Pack,
    SendConsignment,
    TrackConsignment,
    UnpackConsignment,
    TakeBack,
    PrintConsignment,
    PrintCollection,
)
"""Never told a second time: what has left once is not said to leave again."""
