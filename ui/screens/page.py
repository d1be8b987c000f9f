"""What a screen of one field, one list and one panel shows, in words and without a widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ui.models.rows import Row
from ui.texts.phrase import Phrase
from ui.verdict import Shape, Tone

Hints = Sequence[tuple[Sequence[str], Phrase]]
Look = tuple[Tone, Shape]
READY: Final[Look] = (Tone.QUIET, Shape.RING)
CALM: Final[Look] = (Tone.CALM, Shape.DOTS)
WELL: Final[Look] = (Tone.GO, Shape.TICK)
LOOK: Final[Look] = (Tone.LOOK, Shape.TRIANGLE)
STOP: Final[Look] = (Tone.STOP, Shape.BAR)


@dataclass(frozen=True, slots=True)
class Page:
    """`chosen` is -1 when no row is; each of `choices` is picked by the digit of its place.

    `lines` stand below the facts, as a list does. `panel_first`: where list and panel stand above
    each other, the panel is what must be seen.
    """

    asks: str
    field: str
    said: str
    look: Look
    title: str
    note: str
    rows: tuple[Row, ...]
    chosen: int
    caption: str
    heading: str
    facts: tuple[str, ...]
    lines: tuple[Row, ...] = ()
    choices: tuple[Row, ...] = ()
    hints: Hints = ()
    panel_first: bool = False
