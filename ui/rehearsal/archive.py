"""A day in the archive for pictures and tests: boxes, what lies in them, what is asked for."""

import datetime as dt
from typing import Final

from mailroom.domain.errors import BackendRefused, BackendUnreachable, NotAllowed
from mailroom.domain.events import Event, RoomTold
from mailroom.domain.labels import LabelKind, label_of
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.shelves import (
    Box,
    CloseBox,
    Closing,
    Contents,
    FileOriginal,
    FindOriginals,
    Original,
    Pull,
    SeeBox,
    SeeBoxes,
    SeePulls,
)

_DAY: Final = dt.date(2026, 11, 20)
_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
_SHELVES: Final = tuple(label_of(LabelKind.SHELF, serial) for serial in (1, 2, 3))
_FILLED: Final = (100, 100, 100, 96, 100, 100, 88, 100, 100, 100, 37, 0)
_SEALED: Final = 10
BOXES: Final = tuple(
    Box(
        label_of(LabelKind.BOX, serial),
        _SHELVES[(serial - 1) // 4],
        "eva",
        filled,
        serial <= _SEALED,
    )
    for serial, filled in enumerate(_FILLED, start=1)
)
OPEN: Final = BOXES[10]
SEALED: Final = BOXES[0]
_SENDERS: Final = ("Skatteverket", "Bolagsverket", "Umeå kommun", "Länsförsäkringar")


def original(serial: int, box: Box = OPEN, position: int | None = None) -> Original:
    """At the position of its serial unless told."""
    return Original(
        item=f"00000000-0000-4000-8000-{serial:012}",
        scan_id=f"BORD-1-261120-{serial:05}",
        customer="5561890012",
        sender=_SENDERS[serial % len(_SENDERS)],
        arrived_on=_DAY - dt.timedelta(days=serial % 3),
        keep_until=_DAY.replace(year=2033),
        box=box.label,
        shelf=box.shelf,
        position=serial if position is None else position,
        paper=PaperState.FILED,
        held=serial % 7 == 0,
    )


CONTENTS: Final = Contents(OPEN, tuple(original(serial) for serial in range(1, OPEN.items + 1)))
NEXT: Final = original(OPEN.items + 1)
FOUND: Final = (original(31), original(7, BOXES[5], 64), original(22, BOXES[2], 3))
PULLS: Final = tuple(
    Pull(f"r{serial}", f"i{serial}", f"BORD-2-261014-{serial:05}", box.shelf, box.label, at, _DAY)
    for serial, box, at in ((412, BOXES[1], 17), (388, BOXES[5], 4), (401, BOXES[9], 90))
)
WORDS: Final = "skatteverket november"


def typed(text: str) -> tuple[str, ...]:
    """The keys that write it and end it."""
    return (*("Space" if one == " " else one for one in text), "Enter")


def store(*, stale: bool = False) -> tuple[Event, ...]:
    """The store as it stands; nothing is open."""
    why = BackendUnreachable.code if stale else ""
    return (RoomTold(SeeBoxes(), BOXES, _NOW, why), RoomTold(SeePulls(), PULLS, _NOW, why))


def new_store() -> tuple[Event, ...]:
    return (RoomTold(SeeBoxes(), (), _NOW), RoomTold(SeePulls(), (), _NOW))


def shut_store() -> tuple[Event, ...]:
    """Asked for by somebody whose role does not cover it."""
    return (RoomTold(SeeBoxes(), None, None, NotAllowed.code),)


def opened() -> tuple[Event, ...]:
    return (RoomTold(SeeBox(OPEN.label), CONTENTS, _NOW),)


def filed() -> tuple[Event, ...]:
    return (RoomTold(FileOriginal(NEXT.scan_id, OPEN.label), NEXT, _NOW),)


def refused() -> tuple[Event, ...]:
    """One letter that lies in another box already."""
    asked = FileOriginal(FOUND[1].scan_id, OPEN.label)
    return (RoomTold(asked, None, None, BackendRefused.code, "40934"),)


def miscounted() -> tuple[Event, ...]:
    counted = OPEN.items + 2
    return (RoomTold(CloseBox(OPEN.label, counted), Closing(CONTENTS, counted), _NOW),)


def found() -> tuple[Event, ...]:
    return (RoomTold(FindOriginals(WORDS), FOUND, _NOW),)
