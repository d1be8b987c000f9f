"""Keying a recipient: digits or a name, typed a second time unseen where nothing else bears it."""

from dataclasses import replace

from mailroom.domain.items import Item
from mailroom.domain.sorting import Category
from mailroom.station.commands import ChangeCategory, TypeNumber
from ui.desk import Desk
from ui.entry import SERVED, Entry, flaw_of
from ui.pressed import LookUp, Pressed


def wants_second_keying(item: Item, number: str) -> bool:
    """Whether the typed number stands alone: no reading of the face and no name points to it.

    A recipient needs two independent readings (misdelivery rules 4 and 7); where the machine has
    none, a person reads twice, the second time without seeing the first.
    """
    evidence = item.evidence
    if evidence is None:
        return True
    borne = {candidate.number for candidate in evidence.candidates}
    return number not in borne and number not in evidence.numbers_seen


def key_in(desk: Desk, entry: Entry, key: str, customer: LookUp) -> Pressed:
    """One key while a number or name is being typed."""
    if key == "Enter":
        return _entered(desk, entry, customer)
    if is_written(key):
        return _typed(desk, entry.typed(key), customer)
    return Pressed(replace(desk, entry=edited(entry, key)))


def take_number(desk: Desk, number: str, customer: LookUp) -> Pressed:
    """A number that came whole; one that nobody is served under waits to be confirmed."""
    return _typed(desk, Entry(text=number), customer)


def is_written(key: str) -> bool:
    return len(key) == 1 and (key.isalnum() or key in "&:-. ")


def _typed(desk: Desk, entry: Entry, customer: LookUp) -> Pressed:
    """The tenth digit submits by itself when a served customer has the number."""
    if not entry.is_full or flaw_of(entry.text) is not None:
        return Pressed(replace(desk, entry=entry))
    known = customer(entry.text)
    if known is None or known.standing not in SERVED:
        return Pressed(replace(desk, entry=entry.to_confirm(known=known is not None)))
    return _complete(desk, entry)


def _complete(desk: Desk, entry: Entry) -> Pressed:
    alone = desk.item is not None and wants_second_keying(desk.item, entry.text)
    if alone and entry.first != entry.text:
        return Pressed(replace(desk, entry=entry.once_more()))
    return _submitted(desk, entry.text)


def _entered(desk: Desk, entry: Entry, customer: LookUp) -> Pressed:
    if entry.picked is not None:
        return _submitted(desk, entry.picked.number)
    if not entry.is_full or flaw_of(entry.text) is not None:
        return Pressed(desk)
    if customer(entry.text) is None:
        return _not_a_customer(desk)
    return _submitted(desk, entry.text)


def edited(entry: Entry, key: str) -> Entry | None:
    """After an editing key; None when nothing is left of it."""
    match key:
        case "Esc":
            return None
        case "Backspace":
            return entry.shortened() if len(entry.text) > 1 or entry.first else None
        case "Up" | "Down":
            return entry.moved(1 if key == "Down" else -1)
        case "Space" if entry.text and not entry.is_number:
            return entry.typed(" ")
        case _:
            return entry


def _submitted(desk: Desk, number: str) -> Pressed:
    if desk.current is None:
        return Pressed(replace(desk, entry=None))
    return Pressed(replace(desk, entry=None), (TypeNumber(desk.current, number),))


def _not_a_customer(desk: Desk) -> Pressed:
    closed = replace(desk, entry=None)
    if desk.current is None:
        return Pressed(closed)
    return Pressed(closed, (ChangeCategory(desk.current, Category.NOT_A_CUSTOMER),))
