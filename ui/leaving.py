"""What dispatch asks for, what came of it, and why the central system said no."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from mailroom.domain.errors import BackendRefused, BackendUnreachable
from mailroom.domain.events import RoomTold
from mailroom.domain.parcels import TakeBack


class Asks(StrEnum):
    """What the field is for now."""

    LABEL = "label"
    WEIGHT = "weight"
    SENDER = "sender"
    CAME_BACK = "came_back"
    TRACKING = "tracking"
    COURIER = "courier"


class Told(StrEnum):
    """What the last thing led to."""

    READY = "ready"
    ASKING = "asking"
    GATHERED = "gathered"
    WEIGH = "weigh"
    BY_POST = "by_post"
    BY_COURIER = "by_courier"
    SENDER = "sender"
    PACKED = "packed"
    LEFT = "left"
    UNPACKED = "unpacked"
    WHAT_CAME_BACK = "what_came_back"
    TAKEN_BACK = "taken_back"
    PRINTED = "printed"
    LISTED = "listed"
    NOTHING_PACKED = "nothing_packed"
    TRACK = "track"
    WHICH_COURIER = "which_courier"
    COURIER = "courier"
    NO_COURIER = "no_courier"
    NOT_A_COURIER = "not_a_courier"
    COURIER_MISSING = "courier_missing"
    TRACKED = "tracked"
    NOT_TRACKING = "not_tracking"
    IN_COVER = "in_cover"
    NOT_A_WEIGHT = "not_a_weight"
    CHOOSE_PACKED = "choose_packed"
    COVER_OPEN = "cover_open"
    HELD = "held"
    NOT_TOGETHER = "not_together"
    NOT_OUTGOING = "not_outgoing"
    NOT_PACKED = "not_packed"
    NOT_BACK = "not_back"
    FOREIGN_LABEL = "foreign_label"
    WEIGHT_REFUSED = "weight_refused"
    ADDRESS_REFUSED = "address_refused"
    STATE_REFUSED = "state_refused"
    NO_ANSWER = "no_answer"
    NOT_ALLOWED = "not_allowed"
    REFUSED = "refused"


def why_not(told: RoomTold) -> Told:
    """Of an answer that is none."""
    if told.situation == BackendUnreachable.code:
        return Told.NO_ANSWER
    if told.situation == BackendRefused.code:
        back = isinstance(told.question, TakeBack) and told.detail == _NOT_IN_THAT_STATE
        return Told.NOT_BACK if back else _BY_NUMBER.get(told.detail, Told.REFUSED)
    return Told.NOT_ALLOWED


_NOT_IN_THAT_STATE: Final = "40930"
_BY_NUMBER: Final[Mapping[str, Told]] = {
    _NOT_IN_THAT_STATE: Told.STATE_REFUSED,
    "40000": Told.NOT_TRACKING,
    "40931": Told.WEIGHT_REFUSED,
    "40947": Told.COURIER_MISSING,
    "40932": Told.ADDRESS_REFUSED,
    "40933": Told.FOREIGN_LABEL,
    "40400": Told.NOT_PACKED,
}
"""By the backend's own number for it."""
