"""Where an address ends with this mailroom's town, which nobody needs to read twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mailroom.domain.addresses import LineKind, is_here_alone
from mailroom.engines.face.text import FaceLine, ReadBlock

_SURE_OF_TOWN: Final = 0.85
_AIR: Final = 0.25


def above_town(part: ReadBlock) -> tuple[ReadBlock, tuple[FaceLine, ...]]:
    """The part down to this mailroom's town where the quick reading is sure of it, and the rest.

    Neither a name nor a number stands there, and it is a quarter of an address's time.
    """
    at = next((at for at in range(1, len(part.lines)) if _is_end(part.lines[at:])), None)
    if at is None or part.block.lean_deg:
        return part, ()
    bottom = max(line.box.y + line.box.height for line in part.lines[:at])
    box, town = part.block.box, part.lines[at].box
    # Halfway, or just above the town: a row that nobody read may stand between.
    cut = max((bottom + town.y) // 2, town.y - round(_AIR * town.height))
    above = replace(part.block, box=replace(box, height=max(1, cut - box.y)))
    return replace(part, block=above, lines=part.lines[:at]), part.lines[at:]


def _is_end(lines: Sequence[FaceLine]) -> bool:
    """Whether nothing follows but this mailroom's postcode and town, and perhaps a country."""
    town, *below = lines
    sure = town.read.confidence >= _SURE_OF_TOWN and is_here_alone(town.text)
    return sure and all(line.address.kind is LineKind.COUNTRY for line in below)
