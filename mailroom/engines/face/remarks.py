"""What is written on a face beside its address, and may forbid to open the letter."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.domain.addresses import LineKind
from mailroom.domain.pages import Box
from mailroom.domain.readings import HAND_READERS
from mailroom.engines.face.address import Zone
from mailroom.engines.face.blocks import Block, TextLine, overlap, same_row
from mailroom.engines.face.hand import PEN_MM, as_block, read_by_hand
from mailroom.engines.face.recipient import RecipientRead
from mailroom.engines.face.text import READ_BADLY, WELL_READ, FaceLine, FaceText, ReadBlock

_ALIGNED: Final = 2.0
_RIGHT_ABOVE: Final = 2.0
"""Heights of the name."""
_PERSON_SURE: Final = 0.3
"""Hardly read: nothing else stands right above a name in two words and no figure."""
_INITIAL: Final = re.compile(r"(?<=\b[^\W\d_a-zåäö])(?=[^\W\d_a-zåäö][a-zåäö])")
"""Where an initial hangs on to the name after it."""
_SURE_ALONE: Final = 0.92
_MOST_NOTES: Final = 5
_MOST_ROWS: Final = 3
_LARGE_MM: Final = 3.0
_MOST_UNREAD: Final = 16
"""Letters in which the quick engine sees none: more of them, all as high, are bars."""
_FEWEST_LETTERS: Final = 5
"""Of a row in which a word may stand: a stamp's code has four."""
_BARS: Final = 1.13
"""Heights of one of them; what is written wavers, and some letters reach beyond the others."""
_LEAST_MM: Final = 1.6
"""Letters of which the quick engine makes nothing, though print so small is read."""
_WIDE_MM: Final = 15.0
"""Of a word: a label's round corner is narrower."""
_TALL_MM: Final = 4.8
"""Of a row, ascenders and all, in which a pen's word may lie across small print."""
_MOST_OF_WORD: Final = 0.7
"""Of its height."""
_FEWEST_IN_NAME: Final = 4
"""Letters of a person's name that a pen wrote, its words run together."""
_MOST_IN_ROW: Final = 24
"""Letters: the bars of a parcel's code are more."""
_WAVE: Final = 5.0
"""Heights of a postmark's wavy stroke, at least; it is as high as the others, to `_AS_HIGH`."""
_AS_HIGH: Final = 0.12
_WAVES_APART: Final = 3.0
"""Heights, from the first of three to the last."""
_FEWEST_WAVES: Final = 3


@dataclass(frozen=True, slots=True)
class Remarks:
    """`address` are all readings of the zone, `above` those of its lines above the name.

    `notes` stand elsewhere, as the third engine reads them. `person` is a line right above
    the name that may be a person's, or one above it that nobody can read. `unread` are other
    places that look written, and that nobody can read.
    """

    address: tuple[FaceLine, ...]
    above: tuple[FaceLine, ...]
    notes: tuple[FaceLine, ...]
    person: FaceLine | None
    unread: tuple[Box, ...]


def read_remarks(text: FaceText, zone: Zone | None, found: RecipientRead) -> Remarks:
    """Whatever may stand there by hand is read by an engine for handwriting.

    Only where a machine might go on alone: a person who has to look sees it without.
    """
    address = (*zone.lines, *zone.second, *found.by_hand) if zone else ()
    name = found.name_line
    above = tuple(line for line in address if name is not None and _gap(line, name) is not None)
    unclear = () if found.by_hand else above
    doubtful = (
        *_elsewhere(text, zone, address),
        *(as_block(line.box) for line in unclear if line.read.confidence < WELL_READ),
        *(as_block(row) for row in _unread_rows(zone, address) if _is_pens(row.height, text)),
    )
    read, unread = ((), ()) if found.is_unsure else _notes(text, doubtful)
    notes = () if found.is_unsure else (*_by_hand(text, zone), *read)
    near = [line for line in notes if name is not None and _is_right_above(line, name)]
    person = next((line for line in (*above, *near) if _may_be_person(line, name)), None)
    across = _across(text, name, (*text.lines, *address, *notes))
    return Remarks(address, above, notes, person or _unread(above, notes), (*unread, *across))


def _by_hand(text: FaceText, zone: Zone | None) -> Iterator[FaceLine]:
    """What the third engine has read outside the zone, where it looked for the address."""
    inside = zone.blocks if zone else frozenset[int]()
    for line in text.lines:
        if line.block not in inside and line.reader in HAND_READERS:
            yield line


def _gap(line: FaceLine, name: FaceLine) -> int | None:
    """Pixels from a line to the name below it; None when it does not stand above."""
    bottom = line.box.y + line.box.height
    return name.box.y - bottom if bottom - line.box.height / 2 < name.box.y else None


def _is_right_above(line: FaceLine, name: FaceLine) -> bool:
    gap = _gap(line, name)
    return gap is not None and gap < _RIGHT_ABOVE * name.box.height


def _across(text: FaceText, name: FaceLine | None, read: Sequence[FaceLine]) -> Iterator[Box]:
    """Words above the name that nobody is sure of: in one stroke, or across other print."""
    sure = [line for line in read if line.read.confidence >= WELL_READ]
    if name is None:
        return
    mm = 25.4 / text.view.picture.dpi
    words = (*text.joined, *(line.box for line in text.lines if _is_across(line, mm)))
    over = (word for word in words if _is_over(word, name.box))
    for word in over:
        wide = word.width / text.view.picture.dpi * 25.4 >= _WIDE_MM
        read_there = any(_is_on(line, word) and _is_as_high(line, word) for line in sure)
        if wide and _is_pens(word.height, text) and not read_there:
            yield word


def _is_over(word: Box, name: Box) -> bool:
    gap = name.y - (word.y + word.height)
    return -name.height < gap < _RIGHT_ABOVE * name.height and overlap(word, name)


def _may_be_person(line: FaceLine, name: FaceLine | None) -> bool:
    """Two or more words without figures, in line with the name; by a pen they may be glued."""
    if name is None or abs(line.box.x - name.box.x) > _ALIGNED * name.box.height:
        return False
    spaced = _INITIAL.sub(" ", line.text)
    letters = sum(map(str.isalpha, spaced))
    run_together = line.reader in HAND_READERS and letters >= _FEWEST_IN_NAME
    worded = letters > 0 and (len(spaced.split()) > 1 or run_together)
    person = worded and not any(sign.isdigit() for sign in line.text)
    return person and line.address.kind is LineKind.NAME and line.read.confidence >= _PERSON_SURE


def _unread(above: Sequence[FaceLine], notes: Sequence[FaceLine]) -> FaceLine | None:
    """A line above the name that no engine is sure of, each having tried."""
    every = (*above, *notes)
    for line in above:
        row = [other.read.confidence for other in every if same_row(line.box, other.box)]
        if max(row) < WELL_READ:
            return line
    return None


def _notes(
    text: FaceText, doubtful: Iterable[ReadBlock]
) -> tuple[Sequence[FaceLine], Sequence[Box]]:
    """By the third engine, the largest first, no row twice; and the places it cannot read."""
    mm = 25.4 / text.view.picture.dpi
    order = sorted(doubtful, key=lambda block: block.block.letter_height, reverse=True)
    read: list[FaceLine] = []
    unread: list[Box] = []
    for block in order[:_MOST_NOTES]:
        row = len(block.block.lines) == 1
        if row and any(_covers(line, block.block.box) for line in read):
            continue
        lines = read_by_hand(text.view, block).lines
        read += lines
        if _is_written(block, mm) and all(line.read.confidence < WELL_READ for line in lines):
            unread.append(block.block.box)
    return read, unread


def _is_written(block: ReadBlock, mm: float) -> bool:
    """Words, of which the quick engine made nothing either; neither bars nor a stamp's code."""
    words = block.block.letters >= _FEWEST_LETTERS * len(block.block.lines)
    unread = block.confidence < READ_BADLY or _is_passed_over(block, mm)
    return words and unread and not _is_level(block.block)


def _is_passed_over(block: ReadBlock, mm: float) -> bool:
    """Whether the quick engine has no line of a row that a pen may have written."""
    return any(
        row.letter_height * mm >= PEN_MM and row.letters <= _MOST_IN_ROW
        for row in _rows_without(block.lines, block.block)
    )


def _elsewhere(text: FaceText, zone: Zone | None, read: Sequence[FaceLine]) -> Iterator[ReadBlock]:
    """What the quick engine cannot make out, and what it has not seen."""
    inside = zone.blocks if zone else frozenset[int]()
    for block in text.blocks:
        if block.at in inside:
            continue
        mm = 25.4 / text.view.picture.dpi
        if _may_be_note(block, mm):
            yield block
        else:
            yield from (as_block(line.box) for line in block.lines if _is_across(line, mm))
    for word in text.joined:
        seen = any(_is_on(line, word) for line in (*text.lines, *read))
        if not seen and _is_pens(word.height, text) and not _is_wave(word, text.joined):
            yield as_block(word)


def _is_wave(word: Box, joined: Sequence[Box]) -> bool:
    """Whether it is one of a postmark's wavy strokes, which run close below each other."""

    def is_alike(other: Box) -> bool:
        alike = abs(other.height - word.height) <= _AS_HIGH * word.height
        near = abs(other.y - word.y) <= _WAVES_APART * word.height
        return alike and near and other.width >= _WAVE * other.height and overlap(word, other)

    rows: list[Box] = []
    for other in filter(is_alike, joined):
        if not any(same_row(row, other) for row in rows):
            rows.append(other)
    return word.width >= _WAVE * word.height and len(rows) >= _FEWEST_WAVES


def _is_across(line: FaceLine, mm: float) -> bool:
    """Whether the quick engine failed at a row much taller than the print it stands in."""
    return line.read.confidence < READ_BADLY and line.box.height * mm >= _TALL_MM


def _unread_rows(zone: Zone | None, read: Sequence[FaceLine]) -> Iterator[Box]:
    """Where ink stands in the zone of which no reading has a line, not even as the sender's."""
    parts = zone.parts if zone else ()
    every = (*read, *(line for part in parts for line in part.lines))
    for part in parts:
        yield from (row.box for row in _rows_without(every, part.block))


def _rows_without(lines: Sequence[FaceLine], block: Block) -> Iterator[TextLine]:
    taken = [(line.box.y, line.box.y + line.box.height) for line in lines]
    for row in block.lines:
        middle = row.box.y + row.box.height / 2
        if not any(begin < middle < end for begin, end in taken):
            yield row


def _is_pens(height: int, text: FaceText) -> bool:
    """Whether a row so high, ascenders and all, may be written."""
    return height / text.view.picture.dpi * 25.4 >= PEN_MM


def _is_on(line: FaceLine, word: Box) -> bool:
    """Whether the word's middle stands on a line that was read."""
    x, y = word.x + word.width / 2, word.y + word.height / 2
    box = line.box
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def _is_as_high(line: FaceLine, word: Box) -> bool:
    """Whether most of the word stands in the line's row, and not only its feet."""
    top = max(line.box.y, word.y)
    shared = min(line.box.y + line.box.height, word.y + word.height) - top
    return shared > _MOST_OF_WORD * word.height


def _covers(line: FaceLine, row: Box) -> bool:
    """Whether the line was read from the row's beginning to its end."""
    air = row.height / 2
    begins = line.box.x <= row.x + air
    return begins and line.box.x + line.box.width >= row.x + row.width - air and _is_on(line, row)


def _may_be_note(block: ReadBlock, mm: float) -> bool:
    """Few rows as large as pens write, and not surely read; a large one alone even less so.

    Of what the quick engine makes nothing, also smaller ones.
    """
    rows = len(block.block.lines)
    height_mm = block.block.letter_height * mm
    alone = rows == 1 and height_mm >= _LARGE_MM
    unsure = block.confidence < (_SURE_ALONE if alone else WELL_READ)
    bars = block.block.letters > _MOST_UNREAD and _is_level(block.block)
    by_hand = any(line.reader in HAND_READERS for line in block.lines)
    least_mm = _LEAST_MM if _is_written(block, mm) else PEN_MM
    pen = height_mm >= least_mm and rows <= _MOST_ROWS and not (bars and not block.lines)
    return pen and (unsure or _is_passed_over(block, mm)) and not by_hand


def _is_level(block: Block) -> bool:
    """Whether all its letters are as high, as bars are, however they lean."""
    steep = abs(math.tan(math.radians(block.lean_deg)))
    return all(
        row.box.height - steep * row.box.width <= _BARS * row.letter_height for row in block.lines
    )
