"""What came of a label in the archive, and why the archive said no."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from mailroom.domain.errors import BackendRefused, BackendUnreachable
from mailroom.domain.events import RoomTold
from mailroom.domain.shelves import CloseBox, FileOriginal, PickOriginal, SeeBox


class Said(StrEnum):
    """What the last thing led to."""

    READY = "ready"
    ASKING = "asking"
    OPENED = "opened"
    FILED = "filed"
    FILED_BEFORE = "filed_before"
    PICKED = "picked"
    FOUND = "found"
    FOUND_NONE = "found_none"
    COUNT = "count"
    COUNT_DIFFERS = "count_differs"
    CLOSED = "closed"
    PRINTED = "printed"
    NO_BOX = "no_box"
    SEALED = "sealed"
    NOT_A_COUNT = "not_a_count"
    FOREIGN_LABEL = "foreign_label"
    NOT_FOUND = "not_found"
    WRONG_BOX = "wrong_box"
    NOT_FILED_HERE = "not_filed_here"
    UNKNOWN_ITEM = "unknown_item"
    NOT_ASKED_FOR = "not_asked_for"
    NO_ANSWER = "no_answer"
    NOT_ALLOWED = "not_allowed"
    REFUSED = "refused"


def why_not(told: RoomTold) -> Said:
    """Of an answer that is none."""
    if told.situation == BackendUnreachable.code:
        return Said.NO_ANSWER
    if told.situation == BackendRefused.code:
        return _BY_NUMBER.get(type(told.question), {}).get(told.detail, Said.REFUSED)
    return Said.NOT_ALLOWED


_BY_NUMBER: Final[Mapping[type, Mapping[str, Said]]] = {
    SeeBox: {"40400": Said.NOT_FOUND, "40933": Said.FOREIGN_LABEL},
    FileOriginal: {
        "40933": Said.UNKNOWN_ITEM,
        "40934": Said.WRONG_BOX,
        "40930": Said.NOT_FILED_HERE,
        "40400": Said.NOT_FOUND,
    },
    PickOriginal: {"40933": Said.UNKNOWN_ITEM, "40930": Said.NOT_ASKED_FOR},
    CloseBox: {"40930": Said.SEALED},
}
"""By the backend's own number for it."""
