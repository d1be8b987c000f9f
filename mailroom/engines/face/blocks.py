"""Where text stands on an upright face: letters to lines, lines to blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mailroom.domain.pages import Box
from mailroom.engines.face.picture import View
from mailroom.engines.pixels.edges import freed
from mailroom.engines.pixels.ink import Ink, joined, letters
from mailroom.engines.pixels.pieces import labelled

_REACH: Final = 1.3
"""Heights of a letter within which the next letter or word of its line begins."""
_PITCH: Final = 1.25
"""Gap between lines of one block, in line heights."""
_ROW_GAP: Final = 4.0
"""Letter heights between pieces of one row that still belong together."""
_FEWEST_LETTERS: Final = 2
_WORD: Final = 1.6
"""Heights of a single piece of ink from which on it is no letter."""
_ASKEW_DEG: Final = 0.6
_LEAN_LETTERS: Final = 8
"""Fewer in a line do not tell its lean from its letters' own shapes."""
_MARGIN_MM: Final = 1.6


@dataclass(frozen=True, slots=True)
class TextLine:
    """In pixels of the upright view. `letter_height` is the typical one.

    `lean_deg` is the line's own clockwise lean; None when it is too short to tell.
    """

    box: Box
    letters: int
    letter_height: float
    lean_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    box: Box
    lines: tuple[TextLine, ...]

    @property
    def letters(self) -> int:
        return sum(line.letters for line in self.lines)

    @property
    def letter_height(self) -> float:
        return median(line.letter_height for line in self.lines)

    @property
    def lean_deg(self) -> float:
        """Clockwise, of a label stuck on askew; 0 when it lies as level as the face."""
        leans = [line.lean_deg for line in self.lines if line.lean_deg is not None]
        lean = median(leans) if leans else 0.0
        return lean if abs(lean) >= _ASKEW_DEG else 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks from the top down, and what stands in none: lonely letters, words in one stroke.

    `joined` are also the words through which a drawn edge runs.
    """

    blocks: tuple[Block, ...]
    lone: tuple[Box, ...]
    joined: tuple[Box, ...]


def layout_of(view: View, ink: Ink) -> Layout:
    """Where text-like ink stands; `ink` is that of the picture as captured."""
    shown = _upright(ink, view)
    pieces, factor = letters(shown), view.picture.dpi / ink.dpi
    words = [_grown(Box(*map(int, piece[:4])), factor) for piece in joined(shown)]
    words += [_grown(box, factor) for box in _on_edges(pieces, _upright(freed(ink), view))]
    if len(pieces) == 0:
        return Layout((), (), tuple(words))
    found = [_scaled(line, factor) for line in _lines(pieces, shown.height, shown.width)]
    lines = [line for line in found if line.letters >= _FEWEST_LETTERS]
    lone = tuple(line.box for line in found if line.letters < _FEWEST_LETTERS)
    words += [box for box in lone if box.width >= _WORD * box.height]
    margin = round(_MARGIN_MM / 25.4 * view.picture.dpi)
    blocks = [_block(group, margin, view) for group in _grouped(lines)]
    blocks.sort(key=lambda block: (block.box.y, block.box.x))
    return Layout(tuple(blocks), lone, tuple(words))


def _on_edges(pieces: NDArray[np.int32], shown: Ink) -> list[Box]:
    """The lines in which letters hang on a drawn edge, with those beside them that do not."""
    hanging = letters(shown)
    if len(hanging) == 0:
        return []
    middles = hanging[:, :2] + hanging[:, 2:4] // 2
    tops, bottoms = pieces[:, 1, None], (pieces[:, 1] + pieces[:, 3])[:, None]
    level = ((tops < middles[:, 1]) & (middles[:, 1] < bottoms)).any(axis=1)
    lines = _lines(np.concatenate([pieces[level], hanging]), shown.height, shown.width)
    return [
        line.box
        for line in lines
        if line.letters >= _FEWEST_LETTERS
        and any(_holds(line.box, int(x), int(y)) for x, y in middles)
    ]


def _holds(box: Box, x: int, y: int) -> bool:
    return box.x <= x < box.x + box.width and box.y <= y < box.y + box.height


def _upright(ink: Ink, view: View) -> Ink:
    """The pieces where they stand in the upright view: their middles turn, their boxes do not.

    A letter's own box hardly changes with the few degrees that a face leans.
    """
    factor = view.picture.dpi / ink.dpi
    left, top, width, height, area = ink.pieces.T.astype(np.float64)
    middles = np.array([left + width / 2, top + height / 2, np.ones(len(left)) / factor])
    x, y = (view.forward @ (middles * factor))[:2] / factor
    if view.turned_deg % 180:
        width, height = height, width
    pieces = np.stack([x - width / 2, y - height / 2, width, height, area], axis=1)
    wide, high = round(view.width / factor), round(view.height / factor)
    return replace(ink, pieces=np.asarray(pieces.round(), dtype=np.int32), width=wide, height=high)


def _lines(pieces: NDArray[np.int32], height: int, width: int) -> list[TextLine]:
    """Each letter is drawn as a bar that reaches towards the next; what touches is a line."""
    canvas = np.zeros((height, width), dtype=np.uint8)
    for left, top, wide, high, _ in pieces:
        reach = int(_REACH * high)
        band = slice(top + int(0.25 * high), top + max(int(0.85 * high), int(0.25 * high) + 1))
        canvas[band, max(0, left - reach // 6) : left + wide + reach] = 1
    _, labels = labelled(canvas)
    rows = np.minimum(pieces[:, 1] + pieces[:, 3] // 2, height - 1)
    columns = np.minimum(pieces[:, 0] + pieces[:, 2] // 2, width - 1)
    owner = labels[rows, columns]
    return [_line(pieces[owner == label]) for label in np.unique(owner) if label]


def _line(pieces: NDArray[np.int32]) -> TextLine:
    left, top = int(pieces[:, 0].min()), int(pieces[:, 1].min())
    right = int((pieces[:, 0] + pieces[:, 2]).max())
    bottom = int((pieces[:, 1] + pieces[:, 3]).max())
    box = Box(left, top, right - left, bottom - top)
    return TextLine(box, len(pieces), float(median(pieces[:, 3].tolist())), _lean(pieces))


def _lean(pieces: NDArray[np.int32]) -> float | None:
    """The middle one of the slopes between the feet of letters that stand far apart."""
    if len(pieces) < _LEAN_LETTERS:
        return None
    order = pieces[np.argsort(pieces[:, 0])].astype(np.float64)
    x, feet = order[:, 0] + order[:, 2] / 2, order[:, 1] + order[:, 3]
    apart = len(order) // 2
    across = x[apart:, None] - x[None, :-apart]
    far = across > (x[-1] - x[0]) / 2
    slopes = (feet[apart:, None] - feet[None, :-apart])[far] / across[far]
    return float(np.degrees(np.arctan(median(slopes.tolist())))) if slopes.size else None


def _scaled(line: TextLine, factor: float) -> TextLine:
    box, height = _grown(line.box, factor), line.letter_height * factor
    return TextLine(box, line.letters, height, line.lean_deg)


def _grown(box: Box, factor: float) -> Box:
    return Box(
        round(box.x * factor),
        round(box.y * factor),
        round(box.width * factor),
        round(box.height * factor),
    )


def _grouped(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    order = sorted(lines, key=lambda line: line.box.y)
    owner = list(range(len(order)))

    def root(at: int) -> int:
        while owner[at] != at:
            at = owner[at]
        return at

    for at, line in enumerate(order):
        for other in range(at):
            if _belong(order[other], line):
                owner[root(at)] = root(other)
    groups: dict[int, list[TextLine]] = {}
    for at, line in enumerate(order):
        groups.setdefault(root(at), []).append(line)
    return list(groups.values())


def _belong(upper: TextLine, lower: TextLine) -> bool:
    """Like heights, a line's gap or the same row, and a common left edge or much overlap."""
    tall, small = sorted((upper.letter_height, lower.letter_height), reverse=True)
    if tall > 1.9 * small:
        return False
    one, other = upper.box, lower.box
    if same_row(one, other):
        apart = max(one.x, other.x) - min(one.x + one.width, other.x + other.width)
        return apart < _ROW_GAP * tall
    gap = other.y - (one.y + one.height)
    if gap > _PITCH * tall or gap < -0.8 * max(one.height, other.height):
        return False
    left = max(one.x, other.x)
    overlap = min(one.x + one.width, other.x + other.width) - left
    aligned = abs(one.x - other.x) < 1.5 * tall
    return aligned or overlap > 0.5 * min(one.width, other.width)


def same_row(one: Box, other: Box) -> bool:
    """Whether they stand beside each other rather than one above the other."""
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return shared > 0.5 * min(one.height, other.height)


def overlap(one: Box, other: Box) -> bool:
    """Whether they share a column of pixels, however far one stands above the other."""
    return one.x < other.x + other.width and other.x < one.x + one.width


def _block(lines: list[TextLine], margin: int, view: View) -> Block:
    left = max(0, min(line.box.x for line in lines) - margin)
    top = max(0, min(line.box.y for line in lines) - margin)
    right = min(view.width, max(line.box.x + line.box.width for line in lines) + margin)
    bottom = min(view.height, max(line.box.y + line.box.height for line in lines) + margin)
    ordered = tuple(sorted(lines, key=lambda line: (line.box.y, line.box.x)))
    return Block(Box(left, top, right - left, bottom - top), ordered)
