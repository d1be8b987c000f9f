"""Which blocks of a face make one address, and what lies between them."""

from collections.abc import Sequence
from typing import Final

from mailroom.domain.addresses import LineKind, ends_here
from mailroom.domain.pages import Box
from mailroom.domain.readings import HAND_READERS
from mailroom.engines.face.blocks import Block
from mailroom.engines.face.hand import read_by_hand
from mailroom.engines.face.text import FaceLine, FaceText, ReadBlock, read_afresh

_NEAR_LINES: Final = 2.2
"""Line heights within which a neighbouring block still belongs to the address."""
_STRUCK_GAP: Final = 4.5
_ALIKE: Final = 2.2
_LINE_BETWEEN: Final = (1.2, 3.0)
"""Letter heights between blocks that leave room for one line too short to be seen as text."""


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
        if parts and _has_room_between(parts[-1].block, block.block):
            parts[-1] = _read_together(text, parts[-1], block)
        else:
            parts.append(block)
    return tuple(parts)


def _read_together(text: FaceText, upper: ReadBlock, lower: ReadBlock) -> ReadBlock:
    union = _union(upper.block, lower.block)
    if any(line.reader in HAND_READERS for line in (*upper.lines, *lower.lines)):
        return read_by_hand(text.view, ReadBlock(union, (), 0.0, upper.at))
    return read_afresh(text, union, upper.at)


def _has_room_between(upper: Block, lower: Block) -> bool:
    height = max(upper.letter_height, lower.letter_height)
    bottom = max(line.box.y + line.box.height for line in upper.lines)
    top = min(line.box.y for line in lower.lines)
    least, most = _LINE_BETWEEN
    aligned = abs(upper.box.x - lower.box.x) < height
    level = upper.lean_deg == lower.lean_deg
    return aligned and level and least * height <= top - bottom <= most * height


def _union(one: Block, other: Block) -> Block:
    left, top = min(one.box.x, other.box.x), min(one.box.y, other.box.y)
    right = max(one.box.x + one.box.width, other.box.x + other.box.width)
    bottom = max(one.box.y + one.box.height, other.box.y + other.box.height)
    return Block(Box(left, top, right - left, bottom - top), (*one.lines, *other.lines))
