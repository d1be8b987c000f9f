"""The item's state machine as data: which state may follow which."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mailroom.domain.items import ItemState

ALLOWED: Final[Mapping[ItemState, frozenset[ItemState]]] = MappingProxyType(
    {
        ItemState.CAPTURED: frozenset({ItemState.READ, ItemState.DOUBTFUL}),
        ItemState.READ: frozenset({ItemState.OPENING, ItemState.RELEASING, ItemState.DOUBTFUL}),
        ItemState.DOUBTFUL: frozenset({ItemState.OPENING, ItemState.RELEASING, ItemState.CAPTURED}),
        ItemState.OPENING: frozenset({ItemState.FILLED, ItemState.HELD, ItemState.RELEASING}),
        ItemState.FILLED: frozenset({ItemState.DOCUMENTED, ItemState.HELD}),
        ItemState.HELD: frozenset({ItemState.FILLED, ItemState.RELEASING}),
        ItemState.DOCUMENTED: frozenset({ItemState.RELEASING, ItemState.FILLED}),
        ItemState.RELEASING: frozenset({ItemState.SENDING, ItemState.DOUBTFUL, ItemState.FILLED}),
        ItemState.SENDING: frozenset({ItemState.DELIVERED, ItemState.REFUSED}),
        ItemState.DELIVERED: frozenset(),
        ItemState.REFUSED: frozenset({ItemState.OPENING, ItemState.RELEASING}),
    }
)
"""Every state has its row. Recall is possible until SENDING, never after."""

_WAITS_FOR_PERSON: Final = frozenset({ItemState.DOUBTFUL, ItemState.HELD, ItemState.REFUSED})


def may(from_: ItemState, to: ItemState) -> bool:
    """Whether an item in `from_` may go straight to `to`; staying where it is is no transition."""
    return to in ALLOWED[from_]


def waits_for_person(state: ItemState) -> bool:
    """Whether nothing more happens to such an item until a person has looked."""
    return state in _WAITS_FOR_PERSON


def is_terminal(state: ItemState) -> bool:
    """Whether the item's digital life ends here."""
    return not ALLOWED[state]
