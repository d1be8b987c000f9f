"""Where an address ends with its number and this mailroom's town, which need no better reading."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mailroom.domain.addresses import LineKind, is_here_alone
from mailroom.domain.readings import Reader
from mailroom.engines.face.text import FaceLine, ReadBlock

_SURE: Final = 0.85
_FAIRLY_SURE: Final = 0.6
"""Of a number: its check digit speaks for it as well."""
_NAME_AND_NUMBER: Final = 2
_AIR: Final = 0.25


def above_town(part: ReadBlock) -> tuple[ReadBlock, tuple[FaceLine, ...]]:
    """The part down to this mailroom's town where the quick reading is sure of it, and the rest.

    Neither a name nor a number stands there, and it is a quarter of an address's time.
    """
    at = next((at for at in range(1, len(part.lines)) if _is_end(part.lines[at:])), None)
    return (part, ()) if at is None else _cut(part, at)


def above_number(part: ReadBlock) -> tuple[ReadBlock, tuple[FaceLine, ...]]:
    """As `above_town`, without a number alone in its row above the town.

    Another make confirms it, which hardly ever is wrong about digits.
    """
    above, town = above_town(part)
    if not town or len(above.lines) < _NAME_AND_NUMBER or not _is_sure_number(above.lines[-1]):
        return above, town
    name, number = _cut(above, len(above.lines) - 1)
    return name, (*number, *town)


def _cut(part: ReadBlock, at: int) -> tuple[ReadBlock, tuple[FaceLine, ...]]:
    """The part above its line `at`, and the lines from there on; a leaning one is not cut."""
    if part.block.lean_deg:
        return part, ()
    bottom = max(line.box.y + line.box.height for line in part.lines[:at])
    box, below = part.block.box, part.lines[at].box
    # Halfway, or just above it: a row that nobody read may stand between.
    cut = max((bottom + below.y) // 2, below.y - round(_AIR * below.height))
    above = replace(part.block, box=replace(box, height=max(1, cut - box.y)))
    return replace(part, block=above, lines=part.lines[:at]), part.lines[at:]


def _is_sure_number(line: FaceLine) -> bool:
    numbers, rest = line.address.numbers, line.address.rest
    sound = len(numbers) == 1 and numbers[0].valid and not numbers[0].repaired
    own = sound and not numbers[0].foreign and line.address.kind is LineKind.NUMBER and not rest
    return own and line.reader is Reader.OCR_SECOND and line.read.confidence >= _FAIRLY_SURE


def _is_end(lines: Sequence[FaceLine]) -> bool:
    """Whether nothing follows but this mailroom's postcode and town, and perhaps a country."""
    town, *below = lines
    sure = town.read.confidence >= _SURE and is_here_alone(town.text)
    return sure and all(line.address.kind is LineKind.COUNTRY for line in below)
