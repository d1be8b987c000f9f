"""Dispatch as data: labels gather items into a cover, a weight packs them, a label lets them go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from mailroom.domain.couriers import ChooseCourier, Courier, SeeCouriers
from mailroom.domain.dispatch import WEIGHED, ConsignmentKind
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.labels import LabelKind, NotALabel, parse_label
from mailroom.domain.parcels import (
    PARCEL_ACTS,
    Consignment,
    Outgoing,
    Pack,
    PrintCollection,
    PrintConsignment,
    SeeConsignments,
    SeeOutgoing,
    SendConsignment,
    Sender,
    TakeBack,
    TrackConsignment,
    UnpackConsignment,
    WeighItem,
)
from mailroom.domain.retention import Carrier, carrier_of
from mailroom.domain.tracking import NotACarriage, parse_carriage
from ui.leaving import Asks, Told, why_not
from ui.work import Turn
from ui.writing import ENDS, is_foreign, is_scan_id, read_line, written

_HEAVIEST_DIGITS: Final = 7
_SENDER_LINES: Final = 4
_LOOKS: Final = (SeeOutgoing(), SeeConsignments())


class Side(StrEnum):
    """Which list the arrow keys move in."""

    OUTGOING = "outgoing"
    PACKED = "packed"


@dataclass(frozen=True, slots=True)
class Dispatch:
    """`cover` is what goes into one cover; `sender` grows line by line for what goes back to one.

    `about` is the label, weight or day that `said` names.
    """

    standing: RoomTold | None = None
    outgoing: tuple[Outgoing, ...] = ()
    packed: tuple[Consignment, ...] = ()
    cover: tuple[Outgoing, ...] = ()
    asks: Asks = Asks.LABEL
    sender: tuple[str, ...] = ()
    field: str = ""
    side: Side = Side.OUTGOING
    chosen: int = 0
    said: Told = Told.READY
    about: str = ""
    couriers: tuple[Courier, ...] = ()
    pinned: str = ""
    """Whose number or courier is asked for: the list may change while one types."""

    @property
    def chosen_item(self) -> Outgoing | None:
        """What the explanation is about: the last in the cover, else the chosen line."""
        if self.cover:
            return self.cover[-1]
        if self.side is Side.PACKED or not self.outgoing:
            return None
        return self.outgoing[min(self.chosen, len(self.outgoing) - 1)]

    @property
    def asked_about(self) -> Consignment | None:
        return next((one for one in self.packed if one.label == self.pinned), None)

    @property
    def chosen_packed(self) -> Consignment | None:
        if self.side is Side.OUTGOING or not self.packed:
            return None
        return self.packed[min(self.chosen, len(self.packed) - 1)]

    def opened(self) -> Turn:
        return Turn(self, _LOOKS)

    def told(self, told: RoomTold) -> "Dispatch":
        if told.situation:
            return _refused(self, told)
        take = _ANSWERS.get(type(told.question))
        return take(self, told) if take else self

    def pressed(self, key: str) -> Turn:
        if key in ENDS:
            return _STEPS_OF[self.asks](replace(self, field=""), read_line(self.field))
        if key in _KEYS:
            return _KEYS[key](self)
        return Turn(replace(self, field=written(self.field, key)))


def _say(work: Dispatch, said: Told, about: str = "") -> Dispatch:
    return replace(work, said=said, about=about)


def _label(work: Dispatch, text: str) -> Turn:
    """An item's label puts it into the cover, a consignment's lets it go; nothing else does."""
    if not text:
        return _pack(work)
    label = text.upper()
    try:
        return _leave(work, parse_label(label, LabelKind.CONSIGNMENT))
    except NotALabel:
        pass
    item = next((one for one in work.outgoing if one.scan_id.upper() == label), None)
    if item is not None:
        return _gather(work, item)
    known = is_scan_id(label) and not is_foreign(label)
    return Turn(_say(work, Told.NOT_OUTGOING if known else Told.FOREIGN_LABEL, label))


def _leave(work: Dispatch, label: str) -> Turn:
    if work.cover:
        return Turn(_say(work, Told.COVER_OPEN))
    if label not in {one.label for one in work.packed}:
        return Turn(_say(work, Told.NOT_PACKED, label), _LOOKS)
    return Turn(_say(work, Told.ASKING, label), (SendConsignment(label), *_LOOKS))


def _gather(work: Dispatch, item: Outgoing) -> Turn:
    """Refused here by the rules that the central system holds too, before anything is packed."""
    if item.kind is None:
        pointed = replace(work, side=Side.OUTGOING, chosen=work.outgoing.index(item))
        return Turn(_say(pointed, Told.HELD, item.scan_id))
    if item.item in {one.item for one in work.cover}:
        return Turn(_say(work, Told.IN_COVER, item.scan_id))
    first = work.cover[0] if work.cover else item
    if not _together(first, item, alone=not work.cover):
        return Turn(_say(work, Told.NOT_TOGETHER, item.scan_id))
    work = replace(work, cover=(*work.cover, item), side=Side.OUTGOING)
    if item.kind in WEIGHED and item.weight_g is None:
        return Turn(_say(replace(work, asks=Asks.WEIGHT), Told.WEIGH, item.scan_id))
    return Turn(_say(work, Told.GATHERED, item.scan_id))


def _together(first: Outgoing, item: Outgoing, *, alone: bool) -> bool:
    """One owner, or one postal operator; each item goes back to its own sender."""
    if first.kind is not item.kind:
        return False
    match item.kind:
        case ConsignmentKind.RETURN:
            return alone
        case ConsignmentKind.HAND_OVER:
            return first.postal_operator == item.postal_operator
        case _:
            return first.customer == item.customer and _one_way(first, item)


def _one_way(first: Outgoing, item: Outgoing) -> bool:
    """R20: what goes by courier and what goes by post are packed apart."""
    if first.weight_g is None or item.weight_g is None:
        return True
    return carrier_of(first.weight_g) is carrier_of(item.weight_g)


def _weight(work: Dispatch, text: str) -> Turn:
    grams = int(text) if is_digits(text) and len(text) <= _HEAVIEST_DIGITS else 0
    if not grams or not work.cover:
        return Turn(_say(work, Told.NOT_A_WEIGHT))
    weighed = replace(work.cover[-1], weight_g=grams)
    cover = (*work.cover[:-1], weighed)
    work = replace(work, cover=cover, asks=Asks.LABEL)
    asked = (WeighItem(weighed.item, grams),)
    if not _together(cover[0], weighed, alone=len(cover) == 1):
        apart = replace(work, cover=cover[:-1])
        return Turn(_say(apart, Told.NOT_TOGETHER, weighed.scan_id), asked)
    by_courier = carrier_of(grams) is Carrier.COURIER
    return Turn(_say(work, Told.BY_COURIER if by_courier else Told.BY_POST, str(grams)), asked)


def _sender(work: Dispatch, text: str) -> Turn:
    """Name, street, postcode, town: as a person reads them on the cover (R23)."""
    if not text:
        return Turn(_say(work, Told.SENDER))
    lines = (*work.sender, text)
    if len(lines) < _SENDER_LINES:
        return Turn(replace(work, sender=lines))
    name, street, postcode, city = lines
    return _packing(replace(work, sender=()), Sender(name, street, postcode, city))


def _pack(work: Dispatch) -> Turn:
    if not work.cover:
        return Turn(_say(work, Told.READY))
    if work.cover[0].kind is ConsignmentKind.RETURN:
        return Turn(_say(replace(work, asks=Asks.SENDER, sender=()), Told.SENDER))
    return _packing(work, None)


def _packing(work: Dispatch, sender: Sender | None) -> Turn:
    items, kind = tuple(one.item for one in work.cover), work.cover[0].kind
    assert kind is not None  # noqa: S101  what is held never comes into a cover
    asked = Pack(kind, items, sender)
    return Turn(_say(replace(work, asks=Asks.LABEL), Told.ASKING), (asked, *_LOOKS))


def _packed(work: Dispatch, told: RoomTold) -> Dispatch:
    made = cast("Consignment", told.answer)
    others = tuple(one for one in work.packed if one.label != made.label)
    work = replace(work, cover=(), packed=(*others, made), side=Side.PACKED, chosen=len(others))
    return _say(work, Told.PACKED, made.label)


def _number(work: Dispatch, text: str) -> Turn:
    """The carrier's own number, checked as far as its kind can be."""
    one = work.asked_about
    if one is None:
        return Turn(_say(replace(work, asks=Asks.LABEL), Told.CHOOSE_PACKED))
    try:
        number = parse_carriage(text)
    except NotACarriage:
        return Turn(_say(work, Told.NOT_TRACKING))
    asking = _say(replace(work, asks=Asks.LABEL), Told.ASKING, one.label)
    return Turn(asking, (TrackConsignment(one.label, number), *_LOOKS))


def _tracked(work: Dispatch, told: RoomTold) -> Dispatch:
    made = cast("Consignment", told.answer)
    packed = tuple(made if one.label == made.label else one for one in work.packed)
    return _say(replace(work, packed=packed), Told.TRACKED, made.label)


def _track(work: Dispatch) -> Turn:
    if work.chosen_packed is None:
        return Turn(_say(work, Told.CHOOSE_PACKED))
    label = work.chosen_packed.label
    asking = replace(work, asks=Asks.TRACKING, field="", pinned=label)
    return Turn(_say(asking, Told.TRACK, label))


def _name_courier(work: Dispatch) -> Turn:
    """Only what is too heavy for post goes with one (R20)."""
    one = work.chosen_packed
    if one is None or one.carrier is not Carrier.COURIER:
        return Turn(_say(work, Told.CHOOSE_PACKED if one is None else Told.NO_COURIER))
    asking = replace(work, asks=Asks.COURIER, field="", pinned=one.label)
    return Turn(_say(asking, Told.WHICH_COURIER, one.label), (SeeCouriers(),))


def _courier(work: Dispatch, text: str) -> Turn:
    """By the digit that stands before its name."""
    one = work.asked_about
    place = int(text) if is_digits(text) and len(text) == 1 else 0
    if one is None or not 1 <= place <= len(work.couriers):
        return Turn(_say(work, Told.NOT_A_COURIER))
    asked = ChooseCourier(one.label, work.couriers[place - 1].title)
    asking = _say(replace(work, asks=Asks.LABEL), Told.ASKING, one.label)
    return Turn(asking, (asked, *_LOOKS))


def _couriered(work: Dispatch, told: RoomTold) -> Dispatch:
    made = cast("Consignment", told.answer)
    packed = tuple(made if one.label == made.label else one for one in work.packed)
    return _say(replace(work, packed=packed), Told.COURIER, made.courier)


def _sent(work: Dispatch, told: RoomTold) -> Dispatch:
    made = cast("Consignment", told.answer)
    rest = tuple(one for one in work.packed if one.label != made.label)
    return _say(replace(work, packed=rest), Told.LEFT, made.label)


def _refused(work: Dispatch, told: RoomTold) -> Dispatch:
    """A look that failed only ages what is shown; an act that failed is said."""
    match told.question:
        case SeeOutgoing():
            gone = told.answer is None
            return replace(work, standing=told, outgoing=() if gone else work.outgoing)
        case SeeConsignments():
            return replace(work, packed=() if told.answer is None else work.packed)
        case WeighItem(item=item):
            cover = tuple(one for one in work.cover if one.item != item)
            return _say(replace(work, cover=cover, asks=Asks.LABEL), why_not(told))
        case question if isinstance(question, PARCEL_ACTS):
            return _say(work, why_not(told))
        case _:
            return work


def _back(work: Dispatch) -> Turn:
    """Out of what is being written, then out of the cover, one item at a time."""
    if work.field:
        return Turn(replace(work, field=""))
    if work.asks in {Asks.SENDER, Asks.CAME_BACK, Asks.TRACKING, Asks.COURIER}:
        return Turn(_say(replace(work, asks=Asks.LABEL, sender=()), Told.READY))
    return Turn(_say(replace(work, cover=work.cover[:-1], asks=Asks.LABEL), Told.READY))


def _stepped(work: Dispatch, step: int) -> Turn:
    last = len(work.outgoing if work.side is Side.OUTGOING else work.packed) - 1
    return Turn(replace(work, chosen=max(0, min(work.chosen + step, last))))


def _turned(work: Dispatch) -> Turn:
    other = Side.PACKED if work.side is Side.OUTGOING else Side.OUTGOING
    return Turn(replace(work, side=other, chosen=0))


def _back_here(work: Dispatch, text: str) -> Turn:
    """Its label stands on the cover that came back; an original is filed anew (R17)."""
    work = replace(work, asks=Asks.LABEL)
    try:
        label = parse_label(text, LabelKind.CONSIGNMENT)
    except NotALabel:
        return Turn(_say(work, Told.FOREIGN_LABEL))
    return Turn(_say(work, Told.ASKING, label), (TakeBack(label), *_LOOKS))


def _came_back(work: Dispatch) -> Turn:
    if work.cover:
        return Turn(_say(work, Told.COVER_OPEN))
    return Turn(_say(replace(work, asks=Asks.CAME_BACK, field=""), Told.WHAT_CAME_BACK))


def _unpack(work: Dispatch) -> Turn:
    if work.chosen_packed is None:
        return Turn(_say(work, Told.CHOOSE_PACKED))
    asked = UnpackConsignment(work.chosen_packed.label)
    return Turn(_say(work, Told.ASKING), (asked, *_LOOKS))


def _print(work: Dispatch) -> Turn:
    if work.chosen_packed is None:
        return Turn(_say(work, Told.CHOOSE_PACKED))
    return Turn(_say(work, Told.ASKING), (PrintConsignment(work.chosen_packed.label),))


def _list(work: Dispatch) -> Turn:
    """Of everything that goes with the chosen one's driver, with the most urgent's if none is."""
    one = work.chosen_packed or next(iter(work.packed), None)
    if one is None:
        return Turn(_say(work, Told.NOTHING_PACKED))
    return Turn(_say(work, Told.ASKING), (PrintCollection(one.label),))


_STEPS_OF: Final[Mapping[Asks, Callable[[Dispatch, str], Turn]]] = {
    Asks.LABEL: _label,
    Asks.WEIGHT: _weight,
    Asks.SENDER: _sender,
    Asks.CAME_BACK: _back_here,
    Asks.TRACKING: _number,
    Asks.COURIER: _courier,
}
_KEYS: Final[Mapping[str, Callable[[Dispatch], Turn]]] = {
    "Down": lambda work: _stepped(work, 1),
    "Up": lambda work: _stepped(work, -1),
    "F2": _list,
    "F3": _turned,
    "F4": _unpack,
    "F5": _print,
    "F6": _came_back,
    "F7": _track,
    "F8": _name_courier,
    "Delete": _back,
    "Esc": lambda work: _back(work) if work.field or work.asks is not Asks.LABEL else Turn(work),
}
_ANSWERS: Final[Mapping[type, Callable[[Dispatch, RoomTold], Dispatch]]] = {
    SeeOutgoing: lambda work, told: replace(
        work, standing=told, outgoing=cast("tuple[Outgoing, ...]", told.answer)
    ),
    SeeConsignments: lambda work, told: replace(
        work, packed=cast("tuple[Consignment, ...]", told.answer)
    ),
    Pack: _packed,
    SendConsignment: _sent,
    TrackConsignment: _tracked,
    ChooseCourier: _couriered,
    SeeCouriers: lambda work, told: replace(
        work, couriers=cast("tuple[Courier, ...]", told.answer)
    ),
    TakeBack: lambda work, told: _say(work, Told.TAKEN_BACK, cast("TakeBack", told.question).label),
    UnpackConsignment: lambda work, _: _say(work, Told.UNPACKED),
    PrintConsignment: lambda work, _: _say(work, Told.PRINTED),
    PrintCollection: lambda work, _: _say(work, Told.LISTED),
}
