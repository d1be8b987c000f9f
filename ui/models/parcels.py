"""Dispatch's lists in rows: what waits to be packed, and what is packed."""

from typing import Final

from mailroom.domain.parcels import Consignment, Outgoing
from ui.models.rows import Row
from ui.texts import dispatch as words
from ui.texts.phrase import Sayer, grouped
from ui.verdict import Shape, Tone

_HELD: Final = (Tone.LOOK, Shape.BAR)


def row_of(line: Outgoing | Consignment, say: Sayer) -> Row:
    """What it is called, whose it is, how it goes, and by when."""
    return _waiting(line, say) if isinstance(line, Outgoing) else _packed(line, say)


def _waiting(line: Outgoing, say: Sayer) -> Row:
    way = say(words.KINDS[line.kind]) if line.kind else say(words.HELD_SHORT)
    weight = say(words.WEIGHT, grams=grouped(line.weight_g, say)) if line.weight_g else ""
    below = ", ".join(one for one in (line.name, weight) if one)
    mark = _HELD if line.held else None
    return Row(line.scan_id, below, way, say(words.DUE, day=line.due_on.isoformat()), mark)


def _packed(line: Consignment, say: Sayer) -> Row:
    where = line.postal_operator or f"{line.name}, {line.city}"
    number = say(words.TRACKING, number=line.tracking) if line.tracking else ""
    how = say(words.CARRIERS[line.carrier]) if line.carrier else ""
    count = say(words.COUNT, count=len(line.items))
    under = ", ".join(one for one in (count, how, number) if one)
    return Row(line.label, where, say(words.KINDS[line.kind]), under)
