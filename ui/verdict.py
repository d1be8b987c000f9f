"""How the decision card speaks of an item: tone, shape, heading, what to do, why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.events import FeederState
from mailroom.domain.items import Item, ItemState
from mailroom.domain.register import Standing
from mailroom.domain.sorting import Category, Decision, DoubtReason, PaperRoute
from ui.desk import Desk, pages_of
from ui.texts import desk as words
from ui.texts.machine import FEEDER_STATES
from ui.texts.phrase import Phrase
from ui.texts.sorting import CATEGORIES, DOUBTS, HOLDS, ROUTES, STATES, UNSCANNABLE_REASONS


class Tone(StrEnum):
    """A colour role; it never speaks alone, a shape and a word always stand with it."""

    GO = "go"
    LOOK = "look"
    STOP = "stop"
    ASIDE = "aside"
    CALM = "calm"
    QUIET = "quiet"


class Shape(StrEnum):
    TICK = "tick"
    QUESTION = "question"
    BAR = "bar"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    RING = "ring"
    DOTS = "dots"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`heading` names what it is, `order` what to do with the paper, `because` why."""

    tone: Tone
    shape: Shape
    heading: Phrase
    order: Phrase
    because: Phrase | None = None


CATEGORY_LOOKS: Final = {
    Category.SCANNABLE: (Tone.GO, Shape.TICK),
    Category.UNSCANNABLE: (Tone.ASIDE, Shape.SQUARE),
    Category.MARKETING: (Tone.ASIDE, Shape.DIAMOND),
    Category.UNREADABLE: (Tone.ASIDE, Shape.TRIANGLE),
    Category.NOT_A_CUSTOMER: (Tone.STOP, Shape.BAR),
    Category.AGREEMENT_ENDED: (Tone.STOP, Shape.CROSS),
}

STANDING_LOOKS: Final = {
    Standing.ACTIVE: (Tone.GO, Shape.TICK),
    Standing.NOTICE: (Tone.LOOK, Shape.RING),
    Standing.UNPAID: (Tone.LOOK, Shape.TRIANGLE),
    Standing.ENDED: (Tone.STOP, Shape.CROSS),
}
NOT_A_CUSTOMER_LOOK: Final = (Tone.STOP, Shape.BAR)

_AT_REST: Final = frozenset(
    {
        ItemState.FILLED,
        ItemState.DOCUMENTED,
        ItemState.RELEASING,
        ItemState.SENDING,
        ItemState.DELIVERED,
    }
)


def verdict(desk: Desk) -> Verdict:
    """What the card says now, with or without an item."""
    item = desk.item
    if desk.feeder.state is FeederState.PAUSED:
        heading = FEEDER_STATES[FeederState.PAUSED]
        return Verdict(Tone.LOOK, Shape.BAR, heading, words.PAUSED_TEXT)
    if item is not None:
        return of_item(item)
    if pages_of(desk, desk.current):
        return _reading()
    if desk.tray is None:
        return Verdict(Tone.QUIET, Shape.DOTS, words.NO_TRAY_TITLE, words.NO_TRAY_TEXT)
    return Verdict(Tone.CALM, Shape.RING, words.NO_ITEM_TITLE, words.NO_ITEM_TEXT)


def of_item(item: Item) -> Verdict:
    if item.state in {ItemState.CAPTURED, ItemState.READ}:
        return _reading()
    if item.state is ItemState.DOUBTFUL:
        return _doubtful(item)
    if item.state is ItemState.HELD:
        because = HOLDS[item.hold.reason] if item.hold else None
        heading = STATES[ItemState.HELD]
        return Verdict(Tone.STOP, Shape.BAR, heading, because or ROUTES[PaperRoute.REVIEW])
    if item.state is ItemState.REFUSED:
        return Verdict(Tone.STOP, Shape.CROSS, STATES[ItemState.REFUSED], words.REFUSED_TEXT)
    if item.decision is None:
        return _reading()
    return _decided(item, item.decision)


def _reading() -> Verdict:
    return Verdict(Tone.CALM, Shape.DOTS, words.READING_TITLE, words.READING_TEXT)


def _doubtful(item: Item) -> Verdict:
    reason = item.doubt.reason if item.doubt else DoubtReason.UNREADABLE
    return Verdict(Tone.LOOK, Shape.QUESTION, STATES[ItemState.DOUBTFUL], DOUBTS[reason])


def _decided(item: Item, decision: Decision) -> Verdict:
    tone, shape = CATEGORY_LOOKS[decision.category]
    order = ROUTES[decision.route]
    if decision.category is Category.SCANNABLE and item.state in _AT_REST:
        order = words.FILLED_TEXT
    because = UNSCANNABLE_REASONS[decision.reason] if decision.reason else None
    return Verdict(tone, shape, CATEGORIES[decision.category], order, because)


def mark_of(item: Item) -> tuple[Tone, Shape]:
    """The small sign of an item in the list."""
    seen = of_item(item)
    return seen.tone, seen.shape
