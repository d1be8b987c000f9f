"""Lines that stand one below another, however the face was cut into blocks."""

from collections.abc import Iterable
from typing import Final

from mailroom.domain.pages import Box
from mailroom.engines.face.blocks import overlap
from mailroom.engines.face.text import FaceLine

_GAP: Final = 1.2
"""Heights of the taller line."""
_INTO: Final = 0.6
"""Of the lower height: as far the letters of two written lines reach into each other."""


def columns(lines: Iterable[FaceLine]) -> tuple[tuple[FaceLine, ...], ...]:
    """Each line in one column, from the top down; a row that was read twice begins two columns."""
    found: list[list[FaceLine]] = []
    for line in sorted(lines, key=lambda line: line.box.y):
        above = [column for column in found if _goes_on(column[-1].box, line.box)]
        if above:
            max(above, key=lambda column: _bottom(column[-1].box)).append(line)
        else:
            found.append([line])
    return tuple(map(tuple, found))


def _goes_on(upper: Box, lower: Box) -> bool:
    gap = lower.y - _bottom(upper)
    near = gap <= _GAP * max(upper.height, lower.height)
    below = gap >= -_INTO * min(upper.height, lower.height)
    return near and below and overlap(upper, lower)


def _bottom(box: Box) -> int:
    return box.y + box.height
