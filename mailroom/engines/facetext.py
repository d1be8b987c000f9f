"""The text of a face: upright view, its blocks, what stands in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mailroom.domain.addresses import AddressLine, read_line
from mailroom.domain.pages import Box
from mailroom.engines.faceimage import Picture, View, view_of
from mailroom.engines.geometry import Lie, lie_of
from mailroom.engines.ink import see
from mailroom.engines.ocr import ReadLine, confidence_of, read_block
from mailroom.engines.pageimage import Pixels
from mailroom.engines.textblocks import Block, blocks_of

_CLEAR_UPWARD: Final = 4.0
_CLEAR_AXIS: Final = 1.35
_WELL_READ: Final = 0.72
_BETTER: Final = 1.15
_MOST_LETTERS: Final = 700
"""More than this is a page of prose, not the outside of a letter."""
_MOST_BLOCKS: Final = 24
_TRIED: Final = 2
_BELIEVED_LINE: Final = 0.25
_HALF_TURN: Final = 180


@dataclass(frozen=True, slots=True)
class FaceLine:
    """`box` is in the upright view; `crop` is the line's piece of the image."""

    read: ReadLine
    address: AddressLine
    box: Box
    block: int

    @property
    def text(self) -> str:
        return self.read.text


@dataclass(frozen=True, slots=True)
class ReadBlock:
    block: Block
    lines: tuple[FaceLine, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class FaceText:
    """`prose` says that there was more text than an envelope has, and not all was read."""

    view: View
    blocks: tuple[ReadBlock, ...]
    prose: bool

    @property
    def lines(self) -> tuple[FaceLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)


def read_text(picture: Picture) -> FaceText:
    """Everything on the face, after finding which way up it is."""
    lie = lie_of(see(picture.grey, picture.dpi))
    view = _upright(picture, lie)
    blocks = blocks_of(view)
    chosen = _chosen(blocks, view)
    read = tuple(_read(view, block, at) for at, block in enumerate(chosen))
    return FaceText(view, read, prose=sum(block.letters for block in blocks) > _MOST_LETTERS)


def _upright(picture: Picture, lie: Lie) -> View:
    """The shape of the letters says it, or a few blocks are read both ways."""
    turn = (90 if lie.sideways else 0) + (0 if lie.upward >= 0 else _HALF_TURN)
    skew = 0.0 if lie.sideways is None else -lie.lean_deg
    view = view_of(picture, turn, skew)
    clear_axis = lie.sideways is not None and lie.axis_margin >= _CLEAR_AXIS
    if clear_axis and abs(lie.upward) >= _CLEAR_UPWARD:
        return view
    best = _score(view, flip=False)
    if best >= _WELL_READ:
        return view
    tried = [(best, view)]
    for other in _others(turn, clear_axis=clear_axis):
        along = other % _HALF_TURN == turn % _HALF_TURN
        tried_view = view_of(picture, other, skew if along else 0.0)
        tried.append((_score(tried_view, flip=False), tried_view))
    found, chosen = max(tried, key=lambda scored: scored[0])
    return chosen if found > best * _BETTER else view


def _others(turn: int, *, clear_axis: bool) -> Iterable[int]:
    yield (turn + _HALF_TURN) % 360
    if not clear_axis:
        yield (turn + 90) % 360
        yield (turn + 270) % 360


def _score(view: View, *, flip: bool) -> float:
    """How well the likeliest blocks read this way up."""
    blocks = sorted(blocks_of(view), key=lambda block: _likeness(block, view), reverse=True)
    scores: list[float] = []
    for block in blocks[:_TRIED]:
        crop = view.crop(block.box)
        lines = read_block(crop[::-1, ::-1] if flip else crop, block.letter_height)
        scores.append(confidence_of(lines) * min(1.0, sum(len(x.text) for x in lines) / 12))
    return float(np.max(scores)) if scores else 0.0


def _likeness(block: Block, view: View) -> float:
    """How much a block looks like an address from afar: a few lines, towards the middle."""
    across = (block.box.x + block.box.width / 2) / view.width
    down = (block.box.y + block.box.height / 2) / view.height
    lines = len(block.lines)
    shape = {0: 0.0, 1: 0.4, 2: 0.9}.get(lines, 1.0 if lines <= 7 else 0.3)  # noqa: PLR2004
    centre = 1.0 - min(1.0, abs(across - 0.55) * 1.2 + abs(down - 0.5) * 0.9)
    return shape * (0.3 + centre) * min(1.0, block.letters / 20)


def _chosen(blocks: Sequence[Block], view: View) -> list[Block]:
    """The likeliest addresses first; prose is left unread once there is enough of it."""
    order = sorted(blocks, key=lambda block: _likeness(block, view), reverse=True)
    kept: list[Block] = []
    letters = 0
    for block in order[:_MOST_BLOCKS]:
        if letters + block.letters > _MOST_LETTERS and kept:
            continue
        kept.append(block)
        letters += block.letters
    return sorted(kept, key=lambda block: (block.box.y, block.box.x))


def _read(view: View, block: Block, at: int) -> ReadBlock:
    lines = read_block(view.crop(block.box), block.letter_height)
    kept = tuple(_line(line, block, at) for line in lines if line.confidence >= _BELIEVED_LINE)
    return ReadBlock(block, kept, confidence_of(lines))


def _line(line: ReadLine, block: Block, at: int) -> FaceLine:
    box = Box(
        block.box.x + max(0, line.left),
        block.box.y + max(0, line.top),
        max(1, line.right - line.left),
        max(1, line.bottom - line.top),
    )
    return FaceLine(line, read_line(line.text), box, at)


def line_crop(text: FaceText, line: FaceLine) -> Pixels:
    """The line's piece of the image with a little air, for a second reading."""
    box, air = line.box, max(6, line.box.height // 4)
    return text.view.crop(
        Box(box.x - air, box.y - air, box.width + 2 * air, box.height + 2 * air)
    )
