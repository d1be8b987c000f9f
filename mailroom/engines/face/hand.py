"""Blocks of a face by the engines for handwriting, line by line; print in doubt as well."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from mailroom.domain.addresses import ends_here
from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.face.blocks import Block, TextLine, same_row
from mailroom.engines.face.picture import View
from mailroom.engines.face.pieces import ReadLine
from mailroom.engines.face.text import (
    READ_FOR_GOOD,
    FaceText,
    ReadBlock,
    as_read,
    is_legible,
    likeness,
    read_afresh,
    turned,
)
from mailroom.engines.ocr.paddle import LineModel, line_model
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.levels import percentile

_TRIED: Final = 3
_OTHER_WAYS: Final = (180, 90, 270)
PEN_MM: Final = 2.4
"""Pens write larger; what is smaller is print, or dirt."""
_SURE: Final = 0.6
"""Below this the engine sees signs in specks and folds."""
_AIR: Final = 0.35
_BESIDE: Final = 6.0
_GAP: Final = 2.0
"""All in letter heights: round a line, as far as it is followed, between its words."""
_LETTER: Final = 0.6
"""Of a line's height, with its ascenders and descenders."""
_INK_SHARE: Final = 0.4
_FEWEST_INK_PX: Final = 2


def with_hand_read(text: FaceText) -> FaceText:
    """The same face, its likeliest addresses by the third engine where the quick one failed."""
    order = sorted(text.blocks, key=lambda one: likeness(one.block, text.view), reverse=True)
    doubtful = [block for block in order[:_TRIED] if block.confidence < READ_FOR_GOOD]
    by_hand = {block.at: read_by_hand(text.view, block) for block in doubtful}
    better = {
        block.at: max(block, by_hand.get(block.at, block), key=lambda one: one.confidence)
        for block in text.blocks
    }
    return replace(text, blocks=tuple(better[block.at] for block in text.blocks))


def with_hand_turned(text: FaceText) -> FaceText:
    """The same face the way up in which the third engine reads whom it is addressed to.

    Loose handwriting is taken to lie another way, where its short lines look like letters. As it
    is, when print says which way up it is, or nobody reads it any other way.
    """
    if is_legible(text):
        return text
    ways = (with_hand_read(turned(text, by_deg)) for by_deg in _OTHER_WAYS)
    found = next((way for way in ways if _ends_here(way)), None)
    if found is None:
        return text
    quick = (read_afresh(found, one.block, one.at) for one in found.blocks)
    return with_hand_read(replace(found, blocks=tuple(quick)))


def _ends_here(text: FaceText) -> bool:
    return any(ends_here(line.text) for line in text.lines)


def read_by_hand(view: View, block: ReadBlock, reader: Reader = Reader.OCR_THIRD) -> ReadBlock:
    """Each line as far as its ink goes on to either side, by the third engine or the fourth."""
    height = block.block.letter_height
    wide = _widened(block.block, round(_BESIDE * height), view)
    crop = view.crop(wide.box, wide.lean_deg)
    lines = [_read(line_model(reader), crop, row, height) for row in _rows(wide)]
    sure = [line for line in lines if line.text and line.confidence >= _SURE]
    read = as_read(sure, wide, block.at, reader)
    return replace(read, block=block.block)


def as_block(box: Box) -> ReadBlock:
    """A place that holds one line and was not read."""
    return ReadBlock(Block(box, (TextLine(box, 1, _LETTER * box.height),)), (), 0.0, -1)


def _widened(block: Block, by: int, view: View) -> Block:
    box = block.box
    left, right = max(0, box.x - by), min(view.width, box.x + box.width + by)
    return replace(block, box=Box(left, box.y, right - left, box.height))


def _rows(block: Block) -> list[Box]:
    """Where its lines stand when it is levelled, in pixels of its piece of the view.

    Pieces of one row are one line.
    """
    rows: list[Box] = []
    for piece in sorted(_levelled(block), key=lambda box: 2 * box.y + box.height):
        if rows and same_row(rows[-1], piece):
            rows[-1] = _union(rows[-1], piece)
        else:
            rows.append(piece)
    return rows


def _levelled(block: Block) -> Iterator[Box]:
    lean = np.radians(block.lean_deg)
    cos, sin = float(np.cos(lean)), float(np.sin(lean))
    wide, high = block.box.width / 2, block.box.height / 2
    for line in block.lines:
        across = line.box.x + line.box.width / 2 - block.box.x - wide
        down = line.box.y + line.box.height / 2 - block.box.y - high
        x, y = wide + across * cos + down * sin, high - across * sin + down * cos
        tall = max(line.letter_height, line.box.height - abs(sin) * line.box.width)
        yield Box(
            round(x - line.box.width / 2), round(y - tall / 2), line.box.width, max(1, round(tall))
        )


def _union(one: Box, other: Box) -> Box:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.width, other.x + other.width)
    bottom = max(one.y + one.height, other.y + other.height)
    return Box(left, top, right - left, bottom - top)


def _read(model: LineModel, crop: Pixels, row: Box, height: float) -> ReadLine:
    """With a little air, and with what its line detector had lost to either side."""
    air = round(_AIR * height)
    top, bottom = max(0, row.y - air), min(crop.shape[0], row.y + row.height + air)
    left, right = max(0, row.x), min(crop.shape[1], row.x + row.width)
    if top >= bottom or left >= right:  # a steep block's end, levelled out of the picture
        return ReadLine("", 0.0, left, top, right, bottom)
    left, right = _reach(crop[top:bottom], left, right, height)
    left, right = max(0, left - air), min(crop.shape[1], right + air)
    text, sure = model.read(crop[top:bottom, left:right])
    return ReadLine(text, sure, left, top, right, bottom)


def _reach(strip: Pixels, left: int, right: int, height: float) -> tuple[int, int]:
    """The columns from `left` to `right` with all ink that follows within a word's gap."""
    paper, ink = percentile(strip, 90), percentile(strip, 1)
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
