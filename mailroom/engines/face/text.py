"""The text of a face: upright view, its blocks, what stands in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from mailroom.domain.addresses import AddressLine, ends_here, read_line
from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.face.blocks import Block, layout_of
from mailroom.engines.face.calm import calm
from mailroom.engines.face.picture import Picture, View, view_of
from mailroom.engines.face.pieces import (
    ReadLine,
    confidence_of,
    read_block,
    read_quickly,
    read_single,
    read_soft_block,
    read_wide_block,
)
from mailroom.engines.pixels.geometry import lie_of
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.ink import DARKER, Ink, see
from mailroom.engines.pixels.levels import percentile

_CLEAR_UPWARD: Final = 4.0
_CLEAR_AXIS: Final = 1.35
_FAIRLY_UPWARD: Final = 2.0
"""Letters that point less have to read well the first way, or both ways are compared."""
_UPSIDE_DOWN: Final = -0.6
"""Letters that point down by less are as often upright, as most mail is laid in."""
WELL_READ: Final = 0.72
_BETTER: Final = 1.15
READ_FOR_GOOD: Final = 0.85
READ_BADLY: Final = 0.5
_MOST_LETTERS: Final = 700
"""More than this is a page of prose, not the outside of a letter."""
_MOST_BLOCKS: Final = 24
_TRIED: Final = 3
_ENOUGH_TEXT: Final = 12
_BELIEVED_LINE: Final = 0.25
_PAPER, _INK = 95, 2
"""Percentiles of a block's brightness."""
_HALF_TURN: Final = 180
_HEADING_LETTERS: Final = 6
_MOST_HEADINGS: Final = 5
_HEADING_SURE: Final = 0.6


@dataclass(frozen=True, slots=True)
class FaceLine:
    """`box` is in the upright view, about the line's middle and level with its own lean."""

    read: ReadLine
    address: AddressLine
    box: Box
    block: int
    lean_deg: float = 0.0
    reader: Reader = Reader.OCR_SECOND

    @property
    def text(self) -> str:
        return self.read.text


@dataclass(frozen=True, slots=True)
class ReadBlock:
    block: Block
    lines: tuple[FaceLine, ...]
    confidence: float
    at: int


@dataclass(frozen=True, slots=True)
class FaceText:
    """All blocks by the quick reading.

    `prose` says that there was more text than an envelope has, and not all was read. `lone` are
    the letters that stand in no block, `joined` the words written in one stroke. `well` are the
    better model's readings of this view so far, for nobody to pay twice for.
    """

    view: View
    blocks: tuple[ReadBlock, ...]
    prose: bool
    lone: tuple[Box, ...]
    joined: tuple[Box, ...]
    well: dict[Block, tuple[ReadLine, ...]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[FaceLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)


def read_text(picture: Picture, *, pictured: bool = False) -> FaceText:
    """Everything on the face, after finding which way up it is.

    `pictured` says that there are pictures on it, which may carry light text on dark ground.
    """
    sheet = _upright(picture, _ink(picture))
    inked = filter(sheet.is_inked, _chosen(sheet.blocks, sheet.view))
    read = tuple(sheet.read(block, at) for at, block in enumerate(inked))
    prose = sum(block.letters for block in sheet.blocks) > _MOST_LETTERS
    light = _light_text(sheet.view, len(read)) if pictured else ()
    dark = (block for block in read if not _is_ground_of(light, block))
    return FaceText(sheet.view, (*dark, *light), prose, sheet.lone, sheet.joined)


def turned(text: FaceText, by_deg: int) -> FaceText:
    """The same face by `by_deg` further clockwise, its blocks found and not yet read."""
    ink = _ink(text.view.picture)
    lie = lie_of(ink)
    turn = (text.view.turned_deg + by_deg) % 360
    along = lie.sideways is not None and lie.sideways == (turn % _HALF_TURN != 0)
    sheet = _Sheet(view_of(text.view.picture, turn, -lie.lean_deg if along else 0.0), ink)
    blocks = (ReadBlock(block, (), 0.0, at) for at, block in enumerate(sheet.blocks))
    return FaceText(sheet.view, tuple(blocks), text.prose, sheet.lone, sheet.joined)


def is_legible(text: FaceText) -> bool:
    """Whether any block reads well enough, by the quick reading, to say which way up it is."""
    return any(block.confidence * _fullness(block.lines) >= WELL_READ for block in text.blocks)


def read_faint(text: FaceText) -> FaceText:
    """The same face with blocks of thin or faint print, which fall to pieces at first sight.

    What read well is kept; everything else is looked for and read once more.
    """
    sheet = _Sheet(text.view, _ink(text.view.picture, faint=True))
    chosen = _chosen(sheet.blocks, sheet.view)
    well = [block for block in text.blocks if block.confidence >= READ_FOR_GOOD]
    wider = [block for block in chosen if any(_goes_beyond(block, old.block) for old in well)]
    kept = [old for old in well if not any(_goes_beyond(block, old.block) for block in wider)]
    fresh = [
        block
        for block in chosen
        if block in wider or not any(_has_middle_in(block, old.block) for old in kept)
    ]
    first = max((block.at for block in text.blocks), default=-1) + 1
    read = [sheet.read(block, at) for at, block in enumerate(fresh, start=first)]
    order = sorted([*kept, *read], key=lambda one: (one.block.box.y, one.block.box.x))
    return replace(text, blocks=tuple(order), joined=(*text.joined, *sheet.joined))


def _goes_beyond(block: Block, other: Block) -> bool:
    """Whether it is the same print with a row more, which the first look passed over."""
    return _has_middle_in(block, other) and len(block.lines) > len(other.lines)


def _has_middle_in(block: Block, other: Block) -> bool:
    x, y = block.box.x + block.box.width / 2, block.box.y + block.box.height / 2
    inside = other.box
    return inside.x <= x <= inside.x + inside.width and inside.y <= y <= inside.y + inside.height


def _light_text(view: View, first: int) -> tuple[ReadBlock, ...]:
    """The headings that stand light on dark: the same face as a negative."""
    picture = replace(view.picture, grey=np.asarray(255 - view.picture.grey, dtype=np.uint8))
    sheet = _Sheet(replace(view, picture=picture), _ink(picture, papers=False))
    headings = [block for block in sheet.blocks if block.letters >= _HEADING_LETTERS]
    headings.sort(key=lambda block: block.letters * block.letter_height, reverse=True)
    read = (sheet.read(block, first + at) for at, block in enumerate(headings[:_MOST_HEADINGS]))
    mended = (_best_read(sheet.view, block) for block in read)
    return tuple(block for block in mended if block.confidence >= _HEADING_SURE)


def _is_ground_of(light: Iterable[ReadBlock], block: ReadBlock) -> bool:
    """Whether it is but the dark between the letters of a heading that was read well."""
    return block.confidence < READ_BADLY and any(
        heading.confidence >= READ_FOR_GOOD and _has_middle_in(block.block, heading.block)
        for heading in light
    )


def _best_read(view: View, block: ReadBlock) -> ReadBlock:
    """By the better model as well, where the quick one is not sure."""
    if block.confidence >= READ_FOR_GOOD or block.confidence < _BELIEVED_LINE:
        return block
    well = as_read(_lines_well(view, block.block), block.block, block.at, Reader.OCR)
    return max(block, well, key=lambda read: read.confidence)


class _Sheet:
    """One way up of a face; every block is read at most once."""

    def __init__(self, view: View, ink: Ink) -> None:
        self.view = view
        layout = layout_of(view, ink)
        self.blocks, self.lone, self.joined = layout.blocks, layout.lone, layout.joined
        self._crops: dict[Block, Pixels] = {}
        self._read: dict[Block, tuple[ReadLine, ...]] = {}

    def is_inked(self, block: Block) -> bool:
        """Whether anything is dark by the block's own light, not only beside a bright heading."""
        crop = self._crop(block)
        return percentile(crop, _INK) < DARKER * percentile(crop, _PAPER)

    def lines(self, block: Block) -> tuple[ReadLine, ...]:
        if block not in self._read:
            self._read[block] = read_quickly(self._crop(block), block.letter_height)
        return self._read[block]

    def _crop(self, block: Block) -> Pixels:
        if block not in self._crops:
            self._crops[block] = self.view.crop(block.box, block.lean_deg)
        return self._crops[block]

    def read(self, block: Block, at: int) -> ReadBlock:
        return as_read(self.lines(block), block, at)

    def score(self) -> float:
        """How well the likeliest blocks read this way up, 0 to 1; 1 with this mailroom's town."""
        order = sorted(self.blocks, key=lambda one: likeness(one, self.view), reverse=True)
        best = 0.0
        for block in order[:_TRIED]:
            lines = self.lines(block)
            if any(ends_here(line.text) for line in lines):
                return 1.0
            best = max(best, confidence_of(lines) * _fullness(lines))
            if best >= WELL_READ:
                break
        return best


def _fullness(lines: Iterable[ReadLine | FaceLine]) -> float:
    """How near the text comes to what a line of an address has, 0 to 1."""
    return min(1.0, sum(len(line.text) for line in lines) / _ENOUGH_TEXT)


def _ink(picture: Picture, *, faint: bool = False, papers: bool = True) -> Ink:
    return calm(see(picture.grey, picture.dpi, faint=faint, papers=papers))


def _upright(picture: Picture, ink: Ink) -> _Sheet:
    """The shape of the letters says it, or a few blocks are read in every possible way."""
    lie = lie_of(ink)
    turn = (90 if lie.sideways else 0) + (0 if lie.upward >= _UPSIDE_DOWN else _HALF_TURN)
    skew = 0.0 if lie.sideways is None else -lie.lean_deg
    sheet = _Sheet(view_of(picture, turn, skew), ink)
    clear_axis = lie.sideways is not None and lie.axis_margin >= _CLEAR_AXIS
    if clear_axis and abs(lie.upward) >= _CLEAR_UPWARD:
        return sheet
    first = sheet.score()
    points = abs(lie.upward) >= _FAIRLY_UPWARD
    if first >= (WELL_READ if points else READ_FOR_GOOD):
        return sheet
    tried = [(first, sheet)]
    for other in _others(turn):
        if clear_axis and other % _HALF_TURN != turn % _HALF_TURN and _best_of(tried) >= WELL_READ:
            break
        along = other % _HALF_TURN == turn % _HALF_TURN
        another = _Sheet(view_of(picture, other, skew if along else 0.0), ink)
        tried.append((another.score(), another))
    best, chosen = max(tried, key=lambda scored: scored[0])
    as_good = best >= WELL_READ and not points
    return chosen if as_good or best > first * _BETTER else sheet


def _best_of(tried: Iterable[tuple[float, _Sheet]]) -> float:
    return max(score for score, _ in tried)


def _others(turn: int) -> Iterable[int]:
    """Upside down first; on its side only where the letters' axis is open or nothing reads."""
    return ((turn + by) % 360 for by in (_HALF_TURN, 90, 270))


def likeness(block: Block, view: View) -> float:
    """How much a block looks like an address from afar: a few lines, towards the middle."""
    across = (block.box.x + block.box.width / 2) / view.width
    down = (block.box.y + block.box.height / 2) / view.height
    lines = len(block.lines)
    shape = {0: 0.0, 1: 0.4, 2: 0.9}.get(lines, 1.0 if lines <= 7 else 0.3)  # noqa: PLR2004
    centre = 1.0 - min(1.0, abs(across - 0.55) * 1.2 + abs(down - 0.5) * 0.9)
    return shape * (0.3 + centre) * min(1.0, block.letters / 20)


def _chosen(blocks: Sequence[Block], view: View) -> list[Block]:
    """The likeliest addresses first; prose is left unread once there is enough of it."""
    order = sorted(blocks, key=lambda block: likeness(block, view), reverse=True)
    kept: list[Block] = []
    letters = 0
    for block in order[:_MOST_BLOCKS]:
        if letters + block.letters > _MOST_LETTERS:
            continue
        kept.append(block)
        letters += block.letters
    return sorted(kept, key=lambda block: (block.box.y, block.box.x))


def read_well(text: FaceText, block: ReadBlock) -> ReadBlock:
    """The same block once more by the better model: what counts as the first reading."""
    if block.block not in text.well:
        text.well[block.block] = _lines_well(text.view, block.block)
    return as_read(text.well[block.block], block.block, block.at, Reader.OCR)


def _lines_well(view: View, block: Block) -> tuple[ReadLine, ...]:
    return read_block(view.crop(block.box, block.lean_deg), block.letter_height)


def with_bad_mended(text: FaceText, zone: frozenset[int]) -> FaceText:
    """What reads badly outside the `zone` also by the better model.

    In the zone the quick reading stays what it is: the second, independent one.
    """
    return replace(
        text,
        blocks=tuple(block if block.at in zone else _mended(text, block) for block in text.blocks),
    )


def _mended(text: FaceText, block: ReadBlock) -> ReadBlock:
    if block.confidence >= READ_BADLY or block.block.letters < _HEADING_LETTERS:
        return block
    return max(block, read_well(text, block), key=lambda read: read.confidence)


def read_afresh(text: FaceText, block: Block, at: int) -> ReadBlock:
    """The quick reading of a block that was not there before."""
    return as_read(
        read_quickly(text.view.crop(block.box, block.lean_deg), block.letter_height), block, at
    )


def read_softly(text: FaceText, block: ReadBlock) -> ReadBlock:
    """And once more in another preparation, where the first readings leave a doubt."""
    crop = text.view.crop(block.block.box, block.block.lean_deg)
    lines = read_soft_block(crop, block.block.letter_height)
    return as_read(lines, block.block, block.at, Reader.OCR)


def read_widely(text: FaceText, block: ReadBlock) -> ReadBlock:
    """The quick reading once more, over letters as wide as they are printed."""
    crop = text.view.crop(block.block.box, block.block.lean_deg)
    return as_read(read_wide_block(crop, block.block.letter_height), block.block, block.at)


def as_read(
    lines: Sequence[ReadLine], block: Block, at: int, reader: Reader = Reader.OCR_SECOND
) -> ReadBlock:
    """`lines` are in pixels of the block's levelled piece of the view."""
    kept = [_line(line, block, at) for line in lines if line.confidence >= _BELIEVED_LINE]
    own = tuple(replace(line, reader=reader) for line in kept)
    return ReadBlock(block, own, confidence_of(lines), at)


def _line(line: ReadLine, block: Block, at: int) -> FaceLine:
    left, top = max(0, line.left), max(0, line.top)
    width, height = max(1, line.right - left), max(1, line.bottom - top)
    # The crop was levelled about its middle: the line's middle turns back with it.
    across = left + width / 2 - block.box.width / 2
    down = top + height / 2 - block.box.height / 2
    cos, sin = np.cos(np.radians(block.lean_deg)), np.sin(np.radians(block.lean_deg))
    x = block.box.x + block.box.width / 2 + across * cos - down * sin - width / 2
    y = block.box.y + block.box.height / 2 + across * sin + down * cos - height / 2
    box = Box(max(0, round(x)), max(0, round(y)), width, height)
    return FaceLine(line, read_line(line.text), box, at, block.lean_deg)


def read_lost(text: FaceText, line: FaceLine) -> FaceLine | None:
    """The better model's reading of a line that it lost among the others."""
    read = read_single(line_crop(text, line), line.box.height * 0.8)
    if not read or read[0].confidence < _BELIEVED_LINE:
        return None
    return replace(line, read=read[0], address=read_line(read[0].text), reader=Reader.OCR)


def line_crop(text: FaceText, line: FaceLine) -> Pixels:
    """The line's piece of the image with a little air, for a second reading."""
    box, air = line.box, max(6, line.box.height // 4)
    grown = Box(box.x - air, box.y - air, box.width + 2 * air, box.height + 2 * air)
    return text.view.crop(grown, line.lean_deg)
