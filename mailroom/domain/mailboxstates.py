"""What a mailbox is when its agreement has closed it, and what may be done in it then (G13)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MailboxState(StrEnum):
    OPEN = "open"
    FROZEN = "frozen"
    """Its last day has passed: all letters are there, and nothing of them changes."""
    TO_EMPTY = "to_empty"
    """Its company has ordered that they go, and can still take that back."""
    EMPTIED = "emptied"


class Act(StrEnum):
    READ = "read"
    """On the screen, as a file, or all of it with an export."""
    MARK = "mark"
    """As handled, unread, in the trash or out of it."""
    DELETE = "delete"
    """One letter for good."""
    ORDER_EMPTYING = "order_emptying"
    TAKE_BACK = "take_back"
    """The order to empty it."""


S, M = MailboxState, Act
MAILBOXES: Final[Mapping[MailboxState, frozenset[MailboxState]]] = MappingProxyType(
    {
        S.OPEN: frozenset({S.FROZEN}),
        S.FROZEN: frozenset({S.OPEN, S.TO_EMPTY}),
        S.TO_EMPTY: frozenset({S.OPEN, S.FROZEN, S.EMPTIED}),
        S.EMPTIED: frozenset({S.OPEN, S.TO_EMPTY}),
    }
)
"""Nothing but an order leads to an empty one; a new agreement opens it from wherever it is."""
MAY: Final[Mapping[MailboxState, frozenset[Act]]] = MappingProxyType(
    {
        S.OPEN: frozenset({M.READ, M.MARK, M.DELETE}),
        S.FROZEN: frozenset({M.READ, M.ORDER_EMPTYING}),
        S.TO_EMPTY: frozenset({M.READ, M.TAKE_BACK}),
        S.EMPTIED: frozenset({M.READ, M.ORDER_EMPTYING}),
    }
)
"""What arrived before the last day may come after an emptying (R43), so that can be read too."""
REGRET_DAYS: Final = 30
"""From the order to the day on which it is carried out."""


def state_of(*, closed: bool, ordered: bool, emptied: bool) -> MailboxState:
    """`ordered` and `emptied` are of an order that was given since it closed."""
    if not closed:
        return MailboxState.OPEN
    if not ordered:
        return MailboxState.FROZEN
    return MailboxState.EMPTIED if emptied else MailboxState.TO_EMPTY
