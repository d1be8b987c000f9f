"""Which blocks of a face make one address, and what lies between them."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from mailroom.domain.addresses import LineKind, ends_here
from mailroom.domain.pages import Box
from mailroom.domain.readings import HAND_READERS
from mailroom.engines.face.blocks import Block
from mailroom.engines.face.hand import read_by_hand
from mailroom.engines.face.picture import View
from mailroom.engines.face.text import READ_FOR_GOOD, FaceLine, FaceText, ReadBlock, read_afresh
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.levels import percentile

_NEAR_LINES: Final = 2.2
"""Line heights within which a neighbouring block still belongs to the address."""
_STRUCK_GAP: Final = 4.5
_ALIKE: Final = 2.2
_LINE_BETWEEN: Final = (1.2, 3.0)
"""Letter heights between blocks that leave room for one line too short to be seen as text."""
_PAPER: Final = 90
"""Percentile of its brightness."""
_DARKER: Final = 0.85
_STRAY_PX: Final = 6
_FEET: Final = 8
"""Into such a part of the gap the letters of the lines themselves may reach."""


def with_neighbours(
    seed: ReadBlock, blocks: Sequence[ReadBlock], *, most_lines: int
) -> list[ReadBlock]:
    """Handwriting, wide pitch and strokes break an address into pieces, one after another."""
    own = [seed]
    while sum(len(block.lines) for block in own) < most_lines:
        near = next(
            (
                block
                for block in blocks
                if block not in own
                and not _is_elsewhere(block)
                and any(_is_near(block, one) for one in own)
            ),
            None,
        )
        if near is None:
            break
        own.append(near)
    return own


def _is_elsewhere(block: ReadBlock) -> bool:
    """It ends in another town, or says nothing but who the sender is."""
    kinds = {line.address.kind for line in block.lines if not _is_elsewhere_line(line)}
    return LineKind.NAME not in kinds and any(_is_elsewhere_line(line) for line in block.lines)


def _is_elsewhere_line(line: FaceLine) -> bool:
    kind = line.address.kind
    return kind is LineKind.SENDER or (kind is LineKind.POSTCODE and not ends_here(line.text))


def _is_near(block: ReadBlock, seed: ReadBlock) -> bool:
    one, other = block.block.box, seed.block.box
    tall, small = sorted((block.block.letter_height, seed.block.letter_height), reverse=True)
    between_y = max(one.y - (other.y + other.height), other.y - (one.y + one.height))
    between_x = max(one.x - (other.x + other.width), other.x - (one.x + one.width))
    aligned = abs(one.x - other.x) < tall
    # Lines that were struck out leave a gap that no letter stands in.
    reach = (_STRUCK_GAP if aligned and one.y < other.y else _NEAR_LINES) * tall
    return tall < _ALIKE * small and between_y < reach and between_x < _NEAR_LINES * tall


def put_together(text: FaceText, blocks: Sequence[ReadBlock]) -> tuple[ReadBlock, ...]:
    """The same blocks from the top down; two with room for a lone line between them are one.

    "AB" or "12" on a line by itself has too few letters to be found as a block.
    """
    order = sorted(blocks, key=lambda block: block.block.box.y)
    parts: list[ReadBlock] = []
    for block in order:
        if parts and _has_line_between(text.view, parts[-1], block):
            parts[-1] = _read_together(text, parts[-1], block)
        else:
            parts.append(block)
    return tuple(parts)


def _read_together(text: FaceText, upper: ReadBlock, lower: ReadBlock) -> ReadBlock:
    union = _union(upper.block, lower.block)
    if any(line.reader in HAND_READERS for line in (*upper.lines, *lower.lines)):
        return read_by_hand(text.view, ReadBlock(union, (), 0.0, upper.at))
    return read_afresh(text, union, upper.at)


def _has_line_between(view: View, upper: ReadBlock, lower: ReadBlock) -> bool:
    """Whether they leave room for a line, and all that is there has not been read well already."""
    one, other = upper.block, lower.block
    height, gap = max(one.letter_height, other.letter_height), _gap(one, other)
    least, most = _LINE_BETWEEN
    aligned = abs(one.box.x - other.box.x) < height
    level = one.lean_deg == other.lean_deg
    if not (aligned and level and least * height <= gap.height <= most * height):
        return False
    feet = gap.height // _FEET
    whole = _is_read_whole(upper) and _is_read_whole(lower)
    return not whole or _has_ink(view.crop(gap)[feet : gap.height - feet])


def _is_read_whole(block: ReadBlock) -> bool:
    return block.confidence >= READ_FOR_GOOD and len(block.lines) >= len(block.block.lines)


def _gap(upper: Block, lower: Block) -> Box:
    """From the one's last line to the other's first, as wide as any of their lines."""
    above, below = ([line.box for line in block.lines] for block in (upper, lower))
    bottom, top = max(box.y + box.height for box in above), min(box.y for box in below)
    left = min(box.x for box in (*above, *below))
    right = max(box.x + box.width for box in (*above, *below))
    return Box(left, bottom, right - left, top - bottom)


def _has_ink(gap: Pixels) -> bool:
    """Sooner yes than no: rough paper counts as well."""
    return int(np.count_nonzero(gap < _DARKER * percentile(gap, _PAPER))) > _STRAY_PX


def _union(one: Block, other: Block) -> Block:
    left, top = min(one.box.x, other.box.x), min(one.box.y, other.box.y)
    right = max(one.box.x + one.box.width, other.box.x + other.box.width)
    bottom = max(one.box.y + one.box.height, other.box.y + other.box.height)
    return Block(Box(left, top, right - left, bottom - top), (*one.lines, *other.lines))
