"""Blocks of a face by the third engine, line by line: handwriting, and print in doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.face.blocks import Block
from mailroom.engines.face.picture import View
from mailroom.engines.face.pieces import ReadLine
from mailroom.engines.face.text import FaceText, ReadBlock, as_read, likeness
from mailroom.engines.ocr.paddle import line_model
from mailroom.engines.pixels.image import Pixels

_TRIED: Final = 3
_READ_FOR_GOOD: Final = 0.85
_SURE: Final = 0.6
"""Below this the engine sees signs in specks and folds."""
_AIR: Final = 0.35
_BESIDE: Final = 6.0
_GAP: Final = 2.0
"""All in letter heights: round a line, as far as it is followed, between its words."""
_SAME_ROW: Final = 0.5
_INK_SHARE: Final = 0.4
_FEWEST_INK_PX: Final = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """Of a levelled block, in pixels of its piece of the view."""

    left: float
    top: float
    right: float
    bottom: float


def with_hand_read(text: FaceText) -> FaceText:
    """The same face, its likeliest addresses by the third engine where the quick one failed."""
    order = sorted(text.blocks, key=lambda one: likeness(one.block, text.view), reverse=True)
    doubtful = [block for block in order[:_TRIED] if block.confidence < _READ_FOR_GOOD]
    by_hand = {block.at: read_by_hand(text.view, block) for block in doubtful}
    better = {
        block.at: max(block, by_hand.get(block.at, block), key=lambda one: one.confidence)
        for block in text.blocks
    }
    return replace(text, blocks=tuple(better[block.at] for block in text.blocks))


def read_by_hand(view: View, block: ReadBlock) -> ReadBlock:
    """Each line as far as its ink goes on to either side."""
    height = block.block.letter_height
    wide = _widened(block.block, round(_BESIDE * height), view)
    crop = view.crop(wide.box, wide.lean_deg)
    lines = [_read(crop, row, height) for row in _rows(wide)]
    sure = [line for line in lines if line.text and line.confidence >= _SURE]
    read = as_read(sure, wide, block.at, Reader.OCR_THIRD)
    return replace(read, block=block.block)


def _widened(block: Block, by: int, view: View) -> Block:
    box = block.box
    left, right = max(0, box.x - by), min(view.width, box.x + box.width + by)
    return replace(block, box=Box(left, box.y, right - left, box.height))


def _rows(block: Block) -> Iterator[_Row]:
    """The block's lines as they stand when it is levelled, pieces of one row together."""
    lean = np.radians(block.lean_deg)
    cos, sin = float(np.cos(lean)), float(np.sin(lean))
    wide, high = block.box.width / 2, block.box.height / 2
    pieces: list[_Row] = []
    for line in block.lines:
        across = line.box.x + line.box.width / 2 - block.box.x - wide
        down = line.box.y + line.box.height / 2 - block.box.y - high
        x, y = wide + across * cos + down * sin, high - across * sin + down * cos
        tall = max(line.letter_height, line.box.height - abs(sin) * line.box.width)
        half = line.box.width / 2
        pieces.append(_Row(x - half, y - tall / 2, x + half, y + tall / 2))
    yield from _joined(sorted(pieces, key=lambda row: row.top + row.bottom))


def _joined(pieces: Sequence[_Row]) -> Iterator[_Row]:
    row: _Row | None = None
    for piece in pieces:
        if row is not None and _overlap(row, piece):
            row = _Row(
                min(row.left, piece.left),
                min(row.top, piece.top),
                max(row.right, piece.right),
                max(row.bottom, piece.bottom),
            )
            continue
        if row is not None:
            yield row
        row = piece
    if row is not None:
        yield row


def _overlap(one: _Row, other: _Row) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def _read(crop: Pixels, row: _Row, height: float) -> ReadLine:
    """With a little air, and with what its line detector had lost to either side."""
    air = round(_AIR * height)
    top, bottom = max(0, round(row.top) - air), min(crop.shape[0], round(row.bottom) + air)
    left, right = _reach(crop[top:bottom], round(row.left), round(row.right), height)
    left, right = max(0, left - air), min(crop.shape[1], right + air)
    text, sure = line_model().read(crop[top:bottom, left:right])
    return ReadLine(text, sure, left, top, right, bottom)


def _reach(strip: Pixels, left: int, right: int, height: float) -> tuple[int, int]:
    """The columns from `left` to `right` with all ink that follows within a word's gap."""
    paper, ink = np.percentile(strip, (90, 1))
    dark = (strip < paper - _INK_SHARE * (paper - ink)).sum(axis=0) >= _FEWEST_INK_PX
    columns = np.flatnonzero(dark)
    gap = _GAP * height
    for column in columns[columns > right]:
        if column - right > gap:
            break
        right = int(column)
    for column in columns[columns < left][::-1]:
        if left - column > gap:
            break
        left = int(column)
    return left, right
