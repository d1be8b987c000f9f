"""An item's two lives in the system of record, digital and paper: which state may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class DigitalState(StrEnum):
    """Each line: a state and those that may follow.

    | ARRIVED    -> IDENTIFIED | UNOPENED
    | IDENTIFIED -> OPENED | UNOPENED
    | OPENED     -> SCANNED
    | SCANNED    -> CHECKED
    | CHECKED    -> AVAILABLE | WITHDRAWN
    | AVAILABLE  -> WITHDRAWN
    | WITHDRAWN  -> AVAILABLE
    """

    ARRIVED = "arrived"
    IDENTIFIED = "identified"
    """The recipient is known."""
    OPENED = "opened"
    """Only inside an agreement (R3)."""
    SCANNED = "scanned"
    CHECKED = "checked"
    """The backend has decided again and counted the pages; it may be kept back here."""
    AVAILABLE = "available"
    """In the company's mailbox; the clock has stopped (R12)."""
    WITHDRAWN = "withdrawn"
    """Recalled; available again only if it was right after all."""
    UNOPENED = "unopened"
    """Turned away or forwarded as it came."""


class PaperState(StrEnum):
    """Each line: a state and those that may follow.

    | ON_DESK      -> TO_FILE | TO_FORWARD | TO_RETURN | TO_HAND_OVER | TO_DESTROY | HELD | REFUSED
    | HELD         -> TO_FILE | TO_FORWARD | TO_RETURN | TO_HAND_OVER | TO_DESTROY
    | TO_FILE      -> FILED | REQUESTED | ON_DESK
    | FILED        -> REQUESTED | TO_DESTROY | LOST | ON_DESK
    | REQUESTED    -> PICKED | FILED | LOST
    | PICKED       -> PACKED | FILED
    | TO_FORWARD   -> PACKED | HELD | TO_RETURN | TO_HAND_OVER
    | TO_RETURN    -> PACKED | HELD | TO_HAND_OVER | TO_FORWARD
    | TO_HAND_OVER -> PACKED | HELD | TO_RETURN | TO_FORWARD
    | TO_DESTROY   -> DESTROYED | HELD | FILED
    | PACKED       -> FORWARDED | RETURNED | HANDED_OVER | SENT | TO_FORWARD | TO_RETURN |
    | ...             TO_HAND_OVER | PICKED
    | SENT         -> TO_FILE
    | FORWARDED    -> HELD
    | LOST         -> FILED
    """

    ON_DESK = "on_desk"
    HELD = "held"
    """Waits for an address, an operator's name or a supervisor."""
    TO_FILE = "to_file"
    FILED = "filed"
    REQUESTED = "requested"
    PICKED = "picked"
    TO_FORWARD = "to_forward"
    TO_RETURN = "to_return"
    TO_HAND_OVER = "to_hand_over"
    TO_DESTROY = "to_destroy"
    PACKED = "packed"
    """In a consignment that is still here."""
    FORWARDED = "forwarded"
    RETURNED = "returned"
    HANDED_OVER = "handed_over"
    """To the postal operator that delivered it (R24)."""
    SENT = "sent"
    """The original, to its owner (R15)."""
    DESTROYED = "destroyed"
    REFUSED = "refused"
    """At the door (R45)."""
    LOST = "lost"
    """Not where it should lie: an incident (R6)."""


D, P = DigitalState, PaperState

DIGITAL: Final[Mapping[DigitalState, frozenset[DigitalState]]] = MappingProxyType(
    {
        D.ARRIVED: frozenset({D.IDENTIFIED, D.UNOPENED}),
        D.IDENTIFIED: frozenset({D.OPENED, D.UNOPENED}),
        D.OPENED: frozenset({D.SCANNED}),
        D.SCANNED: frozenset({D.CHECKED}),
        D.CHECKED: frozenset({D.AVAILABLE, D.WITHDRAWN}),
        D.AVAILABLE: frozenset({D.WITHDRAWN}),
        D.WITHDRAWN: frozenset({D.AVAILABLE}),
        D.UNOPENED: frozenset(),
    }
)
_AWAY: Final = frozenset({P.TO_FORWARD, P.TO_RETURN, P.TO_HAND_OVER, P.TO_DESTROY})
PAPER: Final[Mapping[PaperState, frozenset[PaperState]]] = MappingProxyType(
    {
        P.ON_DESK: _AWAY | {P.TO_FILE, P.HELD, P.REFUSED},
        P.HELD: _AWAY | {P.TO_FILE},
        P.TO_FILE: frozenset({P.FILED, P.REQUESTED, P.ON_DESK}),
        P.FILED: frozenset({P.REQUESTED, P.TO_DESTROY, P.LOST, P.ON_DESK}),
        P.REQUESTED: frozenset({P.PICKED, P.FILED, P.LOST}),
        P.PICKED: frozenset({P.PACKED, P.FILED}),
        P.TO_FORWARD: frozenset({P.PACKED, P.HELD, P.TO_RETURN, P.TO_HAND_OVER}),
        P.TO_RETURN: frozenset({P.PACKED, P.HELD, P.TO_HAND_OVER, P.TO_FORWARD}),
        P.TO_HAND_OVER: frozenset({P.PACKED, P.HELD, P.TO_RETURN, P.TO_FORWARD}),
        P.TO_DESTROY: frozenset({P.DESTROYED, P.HELD, P.FILED}),
        P.PACKED: frozenset(
            {
                P.FORWARDED,
                P.RETURNED,
                P.HANDED_OVER,
                P.SENT,
                P.TO_FORWARD,
                P.TO_RETURN,
                P.TO_HAND_OVER,
                P.PICKED,
            }
        ),
        P.SENT: frozenset({P.TO_FILE}),
        P.FORWARDED: frozenset({P.HELD}),
        P.LOST: frozenset({P.FILED}),
        P.RETURNED: frozenset(),
        P.HANDED_OVER: frozenset(),
        P.DESTROYED: frozenset(),
        P.REFUSED: frozenset(),
    }
)
"""What came back to us (SENT, FORWARDED) and what was found again (LOST) goes on from there."""

AT_REST: Final = frozenset(
    {P.FILED, P.FORWARDED, P.RETURNED, P.HANDED_OVER, P.SENT, P.DESTROYED, P.REFUSED}
)
"""Nothing is owed for paper in these states."""
SETTLED: Final = frozenset({D.AVAILABLE, D.WITHDRAWN, D.UNOPENED})


def is_closed(digital: DigitalState, paper: PaperState) -> bool:
    """An item closes only when its paper, too, has come to rest."""
    return digital in SETTLED and paper in AT_REST
