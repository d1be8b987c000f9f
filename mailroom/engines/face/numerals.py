"""Roman numerals in a name, counted in the ink: engines take two strokes for one."""

import re
from collections.abc import Sequence
from typing import Final

from mailroom.domain.pages import Box
from mailroom.engines.face.address import Zone
from mailroom.engines.face.blocks import overlap, same_row
from mailroom.engines.face.text import FaceLine

_NUMERAL: Final = re.compile(r"\b[IVXivx]{1,5}\b")
_OWN_PIECES: Final = "&/"
"""Signs as high as letters."""
_RINGED: Final = "Å"
"""Its ring may stand by itself."""


def has_lost_strokes(zone: Zone, name: Sequence[FaceLine]) -> bool:
    """Whether a line with a numeral shows more pieces of ink than any reading of it has letters.

    Letters that touch make fewer pieces, never more.
    """
    return any(
        _printed(zone, line.box)
        > max(_pieces(other.text) for other in name if same_row(other.box, line.box))
        for line in name
        if _NUMERAL.search(line.text) is not None
    )


def _pieces(text: str) -> int:
    return sum(sign.isalnum() or sign in _OWN_PIECES for sign in text) + text.count(_RINGED)


def _printed(zone: Zone, box: Box) -> int:
    rows = (row for part in zone.parts for row in part.block.lines)
    return sum(row.letters for row in rows if same_row(row.box, box) and overlap(row.box, box))
