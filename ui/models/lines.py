"""The archive's lists in rows: what lies in a box, what was found, what is to be picked."""

from typing import Final

from mailroom.domain.shelves import Original, Pull
from ui.models.rows import Row
from ui.texts import archive as words
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone

_HELD: Final = (Tone.LOOK, Shape.BAR)


def row_of(line: Original | Pull, say: Sayer) -> Row:
    """An original with its sender and day, or a request with its shelf and the day it is due."""
    where = say(words.LINE_NOWHERE)
    if line.box is not None:
        where = say(words.LINE_PLACE, box=line.box, position=line.position)
    if isinstance(line, Pull):
        shelf = say(words.LINE_SHELF, shelf=line.shelf or "\N{EN DASH}")
        return Row(line.scan_id, shelf, where, say(words.LINE_DUE, day=line.due_on.isoformat()))
    known = (line.sender, say(words.HELD) if line.held else "")
    below = ", ".join(one for one in known if one)
    mark = _HELD if line.held else None
    return Row(line.scan_id, below, where, line.arrived_on.isoformat(), mark)
