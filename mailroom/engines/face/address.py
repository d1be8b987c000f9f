"""The recipient zone of a face: which of its lines are the recipient's (rule 1)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import Final

import numpy as np

from mailroom.domain.addresses import (
    LineKind,
    ends_here,
    read_line,
)
from mailroom.domain.names import lettering
from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.face.addressed import has_rival, is_anchored, towns_elsewhere
from mailroom.engines.face.hand import read_by_hand
from mailroom.engines.face.picture import View
from mailroom.engines.face.strokes import has_stroke, has_strokes_between
from mailroom.engines.face.text import (
    FaceLine,
    FaceText,
    ReadBlock,
    line_crop,
    read_lost,
    read_softly,
    read_well,
    read_widely,
)
from mailroom.engines.face.townline import above_number, above_town
from mailroom.engines.face.zones import put_together, with_neighbours

_BESIDE: Final = 0.55
_MOST_LINES: Final = 9
_NO_SENDER_ABOVE: Final = 0.33
_EXPLAINED: Final = frozenset(
    {LineKind.NUMBER, LineKind.POSTCODE, LineKind.COUNTRY, LineKind.ATTENTION}
)
_LETTERS_OF_DIRT: Final = 2
_LETTER: Final = 0.5
"""Of a line's height, with what stands above and below its letters."""
_WIDEST: Final = 1.2
"""Of a letter's own height; a smear or a piece of a stamp is wider."""
_ROW_GAP: Final = 4.0
"""Heights of a line within which words that follow on its row may belong to it."""
_ROOM: Final = 1.7
"""Distances of rows from which on another row has room between two."""
_PITCH: Final = 1.8
"""Heights of a line from its middle to the next one's, where no other two rows tell."""
_SPACE: Final = 0.3
_WORD_GAP: Final = 1.5
"""Heights of a line within which a letter alone may be its last word."""
_AS_SURE: Final = 0.1
"""Confidence by which a reading may be less sure than the other and still be as good."""


@dataclass(frozen=True, slots=True)
class Zone:
    """`lines` are the first reading, `second` the other model's reading of the same blocks.

    `parts` are the blocks as they were read, several of them together where a line lies between.
    `anchored` says that this mailroom's postcode or a number led by the word Kivra stands in it,
    `rivalled` that either, or the word alone, stands in another place as well. `outside` are
    the other lines of the face, `lone` its letters that stand in no block, `joined` the words
    written in one stroke above, in and below the zone.
    """

    lines: tuple[FaceLine, ...]
    second: tuple[FaceLine, ...]
    blocks: frozenset[int]
    parts: tuple[ReadBlock, ...]
    struck: tuple[FaceLine, ...]
    box: Box
    quality: float
    anchored: bool
    rivalled: bool
    outside: tuple[Box, ...]
    lone: tuple[Box, ...]
    joined: tuple[Box, ...]
    view: View

    def is_explained(
        self, line: FaceLine, read: Sequence[FaceLine], by_hand: Sequence[FaceLine]
    ) -> bool:
        """Whether another reading saw as surely what this line of `read` is, if no more of a name.

        `by_hand` is what the engines for handwriting read.
        """
        return any(other.address.kind in _EXPLAINED for other in self._as_sure(line, read, by_hand))

    def is_of_name(
        self,
        line: FaceLine,
        read: Sequence[FaceLine],
        own: Sequence[FaceLine],
        by_hand: Sequence[FaceLine],
    ) -> bool:
        """Whether another reading saw it as surely in `own`, the lines of the name, all of it."""
        letters: Counter[Reader] = Counter()
        for other in self._as_sure(line, read, by_hand):
            letters[other.reader] += len(lettering(other.text)) if other in own else 0
        whole = len(lettering(line.text)) - _LETTERS_OF_DIRT
        return any(count >= whole for count in letters.values() if count)

    def is_cut_off(self, line: FaceLine) -> bool:
        """Whether more begins on the line's row, too near to be anything else's."""
        rows = (row.box for part in self.parts for row in part.block.lines)
        return any(
            _gap_behind(line.box, other) < _ROW_GAP * line.box.height
            for other in (*self.outside, *self.joined, *rows)
        ) or any(
            _SPACE * line.box.height < _gap_behind(line.box, letter) < _WORD_GAP * line.box.height
            for letter in self.lone
        )

    def has_unread_row(self, above: FaceLine, read: Iterable[FaceLine]) -> bool:
        """Whether ink stands in a row of its own below this line that nobody `read`."""
        top = above.box.y + above.box.height
        taken = [(line.box.y, line.box.y + line.box.height) for line in read]
        bottom = min((begin for begin, _ in taken if begin >= top), default=inf)
        rows = [row.box for part in self.parts for row in part.block.lines]
        middles = [row.y + row.height / 2 for row in (*rows, *self.joined)]
        return any(
            top < middle < bottom and not any(begin < middle < end for begin, end in taken)
            for middle in middles
        )

    def has_room_below(self, above: FaceLine, read: Iterable[FaceLine]) -> bool:
        """Whether a row's room is left below this line before the next that anybody `read`.

        By the distance of the rows further down; no stroke runs there, as through an old address.
        """
        rows = [above, *_rows_of(line for line in read if _middle(line) > _bottom(above))]
        pitches = [_middle(lower) - _middle(upper) for upper, lower in pairwise(rows)]
        usual = min(pitches[1:], default=_PITCH * above.box.height)
        return (
            bool(pitches)
            and pitches[0] > _ROOM * usual
            and not has_strokes_between(self.view, self.box, _bottom(above), _middle(rows[1]))
        )

    def _as_sure(
        self, line: FaceLine, read: Sequence[FaceLine], by_hand: Sequence[FaceLine]
    ) -> list[FaceLine]:
        """The other readings of this line; what stands nearer to another line of `read` is not."""
        others = [*(self.second if line in self.lines else self.lines)]
        others += [other for other in by_hand if other.reader is not line.reader]
        least = line.read.confidence - _AS_SURE
        return [
            other
            for other in beside(line, others)
            if other.read.confidence > least
            and not any(_is_nearer(one, line, other) for one in read)
        ]


def find_zone(text: FaceText) -> Zone | None:
    """The block that says it is addressed here, else the one that looks most like an address."""
    elsewhere = towns_elsewhere(text)
    seeds = [block for block in text.blocks if is_anchored(block, elsewhere)]
    anchored = bool(seeds)
    if not seeds:
        seeds = [block for block in text.blocks if _may_be_address(block, text)]
        seeds = sorted(seeds, key=lambda block: -len(block.lines))[:1]
    if not seeds:
        return None
    seed = max(seeds, key=_strength)
    blocks = with_neighbours(seed, text.blocks, most_lines=_MOST_LINES)
    parts = put_together(text, blocks)
    second = _own_lines(parts, anchored=anchored)
    own = _own_lines([_read_first(text, part) for part in parts], anchored=anchored)
    lost = [read_lost(text, line) for line in second if not beside(line, own)]
    own = _rows([*own, *(line for line in lost if line is not None)]) or second
    if not own:
        return None
    struck = tuple(
        line for line in own if _matters(line) and has_stroke(line_crop(text, line), line.box.width)
    )
    lines = tuple(line for line in own if line not in struck)[:_MOST_LINES]
    box = _around(own)
    return Zone(
        lines=lines,
        second=tuple(second),
        blocks=frozenset(block.at for block in blocks),
        parts=parts,
        struck=struck,
        box=box,
        quality=_quality(own),
        anchored=anchored,
        rivalled=has_rival([block for block in text.blocks if block not in blocks], elsewhere),
        outside=tuple(
            line.box for block in text.blocks if block not in blocks for line in block.lines
        ),
        lone=tuple(letter for letter in text.lone if letter.width <= _WIDEST * letter.height),
        joined=tuple(word for word in text.joined if _stands_in(word, box, text)),
        view=text.view,
    )


def _rows_of(lines: Iterable[FaceLine]) -> list[FaceLine]:
    """One line for each row, from the top down."""
    rows: list[FaceLine] = []
    for line in sorted(lines, key=_middle):
        if not rows or _middle(line) > _bottom(rows[-1]):
            rows.append(line)
    return rows


def _middle(line: FaceLine) -> float:
    return line.box.y + line.box.height / 2


def _bottom(line: FaceLine) -> int:
    return line.box.y + line.box.height


def _stands_in(word: Box, box: Box, text: FaceText) -> bool:
    """Whether it begins within the box's width, and is no line that was struck out."""
    level = box.x - word.height <= word.x < box.x + box.width
    return level and not has_stroke(text.view.crop(word), word.width)


def _is_nearer(one: FaceLine, than: FaceLine, other: FaceLine) -> bool:
    """Whether it is a line of another row, which `other` shares more of its height with."""
    height = min(one.box.height, than.box.height)
    another_row = _shared_height(one, than) < _BESIDE * height
    return another_row and _shared_height(one, other) > _shared_height(than, other)


def _gap_behind(line: Box, other: Box) -> float:
    """From the line's end to what begins on its row, as high as a letter; else endless.

    None to what begins in its second half and goes on beyond it.
    """
    shared = min(line.y + line.height, other.y + other.height) - max(line.y, other.y)
    level = shared > _BESIDE * min(line.height, other.height)
    if not level or other.height < _LETTER * line.height:
        return inf
    gap = other.x - (line.x + line.width)
    if gap >= 0:
        return gap
    return 0.0 if -gap < line.width / 2 and gap + other.width > other.height else inf


def _read_first(text: FaceText, part: ReadBlock) -> ReadBlock:
    """By the better model; number and town at its end as the quick one has them."""
    above, end = above_number(part)
    read = read_well(text, above)
    return replace(read, block=part.block, lines=(*read.lines, *end))


def read_zone_softly(text: FaceText, zone: Zone) -> tuple[FaceLine, ...]:
    """The zone's lines in the preparation that holds rough print together."""
    read = [read_softly(text, part) for part in zone.parts]
    return tuple(_own_lines(read, anchored=zone.anchored))


def read_zone_widely(text: FaceText, zone: Zone) -> tuple[FaceLine, ...]:
    """The zone's lines by the second model once more, as wide as they stand."""
    read = [read_widely(text, part) for part in zone.parts]
    return tuple(_own_lines(read, anchored=zone.anchored))


def read_zone_by_hand(text: FaceText, zone: Zone) -> tuple[FaceLine, ...]:
    """The zone's lines by the third engine; nothing when it has already read them."""
    if any(line.reader is Reader.OCR_THIRD for line in zone.second):
        return ()
    return _by_hand(text, zone, Reader.OCR_THIRD)


def read_zone_by_hand_again(text: FaceText, zone: Zone) -> tuple[FaceLine, ...]:
    """The zone's lines by the fourth engine."""
    return _by_hand(text, zone, Reader.OCR_FOURTH)


def _by_hand(text: FaceText, zone: Zone, reader: Reader) -> tuple[FaceLine, ...]:
    read = [read_by_hand(text.view, _rows_above_town(part), reader) for part in zone.parts]
    return tuple(_own_lines(read, anchored=zone.anchored))


def _rows_above_town(part: ReadBlock) -> ReadBlock:
    above, _ = above_town(part)
    bottom = above.block.box.y + above.block.box.height
    rows = tuple(row for row in part.block.lines if row.box.y + row.box.height / 2 < bottom)
    return replace(above, block=replace(above.block, lines=rows or part.block.lines))


def beside(line: FaceLine, others: Sequence[FaceLine]) -> list[FaceLine]:
    """The other reading's lines that stand where this one does."""
    return [
        other
        for other in others
        if _shared_height(line, other) > _BESIDE * min(line.box.height, other.box.height)
        and line.box.x < other.box.x + other.box.width
        and other.box.x < line.box.x + line.box.width
    ]


def _own_lines(blocks: Sequence[ReadBlock], *, anchored: bool) -> list[FaceLine]:
    return _rows([line for block in blocks for line in _recipient_lines(block, anchored=anchored)])


def _matters(line: FaceLine) -> bool:
    return line.address.kind in {LineKind.NAME, LineKind.NUMBER}


def _may_be_address(block: ReadBlock, text: FaceText) -> bool:
    """Two or more lines in the lower part that name nobody as sender."""
    kinds = [line.address.kind for line in block.lines]
    low = block.block.box.y > _NO_SENDER_ABOVE * text.view.height
    few = 2 <= len(kinds) <= _MOST_LINES  # noqa: PLR2004  one line alone is a teaser
    useful = LineKind.NUMBER in kinds or LineKind.NAME in kinds
    return low and few and useful and LineKind.SENDER not in kinds and not text.prose


def _strength(block: ReadBlock) -> tuple[int, int, int]:
    numbers = sum(len(line.address.numbers) for line in block.lines)
    here = sum(ends_here(line.text) for line in block.lines)
    return here + min(numbers, 1), len(block.lines), block.block.letters


def _recipient_lines(block: ReadBlock, *, anchored: bool) -> list[FaceLine]:
    """Without the sender's own line, which some labels carry above the address."""
    lines = [line for line in block.lines if line.address.kind is not LineKind.SENDER]
    foreign_town = [
        at
        for at, line in enumerate(lines)
        if line.address.kind is LineKind.POSTCODE and not ends_here(line.text)
    ]
    if not anchored or not foreign_town:
        return lines
    # A return address printed right above the recipient ends with its own town.
    below = lines[foreign_town[-1] + 1 :]
    return below if any(map(_may_be_named, below)) else lines


def _may_be_named(line: FaceLine) -> bool:
    return line.address.kind is LineKind.NAME or bool(
        line.address.kind is LineKind.NUMBER and line.address.rest
    )


def _rows(lines: Sequence[FaceLine]) -> list[FaceLine]:
    """From the top down; pieces that stand side by side are one line again."""
    rows: list[FaceLine] = []
    for line in sorted(lines, key=lambda line: line.box.y + line.box.height // 2):
        if rows and _beside(rows[-1], line):
            first, last = sorted((rows[-1], line), key=lambda piece: piece.box.x)
            rows[-1] = _joined(first, last)
        else:
            rows.append(line)
    return rows


def _beside(one: FaceLine, other: FaceLine) -> bool:
    apart = max(one.box.x, other.box.x) - min(
        one.box.x + one.box.width, other.box.x + other.box.width
    )
    near = _shared_height(one, other) > _BESIDE * min(one.box.height, other.box.height)
    return near and apart > 0


def _shared_height(one: FaceLine, other: FaceLine) -> int:
    top = max(one.box.y, other.box.y)
    return min(one.box.y + one.box.height, other.box.y + other.box.height) - top


def _joined(first: FaceLine, last: FaceLine) -> FaceLine:
    box = _around((first, last))
    weights = len(first.text), len(last.text)
    sure = np.average([first.read.confidence, last.read.confidence], weights=weights)
    text = f"{first.text} {last.text}"
    read = replace(first.read, text=text, confidence=float(sure))
    return FaceLine(read, read_line(text), box, first.block, reader=first.reader)


def _around(lines: Sequence[FaceLine]) -> Box:
    left, top = min(line.box.x for line in lines), min(line.box.y for line in lines)
    right = max(line.box.x + line.box.width for line in lines)
    bottom = max(line.box.y + line.box.height for line in lines)
    return Box(left, top, right - left, bottom - top)


def _quality(lines: Sequence[FaceLine]) -> float:
    letters = sum(len(line.text) for line in lines)
    return sum(line.read.confidence * len(line.text) for line in lines) / max(1, letters)
