"""What is written on a face beside its address, and may forbid to open the letter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.domain.addresses import LineKind
from mailroom.domain.pages import Box
from mailroom.domain.readings import HAND_READERS
from mailroom.engines.face.address import Zone
from mailroom.engines.face.hand import PEN_MM, as_block, read_by_hand
from mailroom.engines.face.recipient import RecipientRead
from mailroom.engines.face.text import WELL_READ, FaceLine, FaceText, ReadBlock

_ALIGNED: Final = 2.0
_RIGHT_ABOVE: Final = 2.0
"""Heights of the name."""
_PERSON_SURE: Final = 0.6
_SURE_ALONE: Final = 0.92
_MOST_NOTES: Final = 5
_MOST_ROWS: Final = 3
_LARGE_MM: Final = 3.0
_MOST_UNREAD: Final = 16
"""Letters in which the quick engine sees none: more of them are bars, or a picture."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """`address` are all readings of the zone, `above` those of its lines above the name.

    `notes` stand elsewhere, as the third engine reads them. `person` is a line right above
    the name that may be a person's.
    """

    address: tuple[FaceLine, ...]
    above: tuple[FaceLine, ...]
    notes: tuple[FaceLine, ...]
    person: FaceLine | None


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
    notes = () if found.is_unsure else (*_by_hand(text, zone), *_notes(text, doubtful))
    near = [line for line in notes if name is not None and _is_right_above(line, name)]
    person = next((line for line in (*above, *near) if _may_be_person(line, name)), None)
    return Remarks(address, above, notes, person)


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


def _may_be_person(line: FaceLine, name: FaceLine | None) -> bool:
    """Two or more words without figures, and in line with the name."""
    if name is None or abs(line.box.x - name.box.x) > _ALIGNED * name.box.height:
        return False
    words = [word for word in line.text.split() if any(map(str.isalpha, word))]
    person = len(words) > 1 and not any(sign.isdigit() for sign in line.text)
    return person and line.address.kind is LineKind.NAME and line.read.confidence >= _PERSON_SURE


def _notes(text: FaceText, doubtful: Iterable[ReadBlock]) -> list[FaceLine]:
    """By the third engine, the largest first; no row twice."""
    order = sorted(doubtful, key=lambda block: block.block.letter_height, reverse=True)
    read: list[FaceLine] = []
    for block in order[:_MOST_NOTES]:
        row = len(block.block.lines) == 1
        if not (row and any(_covers(line, block.block.box) for line in read)):
            read += read_by_hand(text.view, block).lines
    return read


def _elsewhere(text: FaceText, zone: Zone | None, read: Sequence[FaceLine]) -> Iterator[ReadBlock]:
    """What the quick engine cannot make out, and what it has not seen."""
    inside = zone.blocks if zone else frozenset[int]()
    for block in text.blocks:
        height_mm = block.block.letter_height / text.view.picture.dpi * 25.4
        if block.at not in inside and _may_be_note(block, height_mm):
            yield block
    for word in text.joined:
        seen = any(_is_on(line, word) for line in (*text.lines, *read))
        if not seen and _is_pens(word.height, text):
            yield as_block(word)


def _unread_rows(zone: Zone | None, read: Sequence[FaceLine]) -> Iterator[Box]:
    """Where ink stands in the zone of which no reading has a line, not even as the sender's."""
    parts = zone.parts if zone else ()
    every = (*read, *(line for part in parts for line in part.lines))
    taken = [(line.box.y, line.box.y + line.box.height) for line in every]
    for row in (row.box for part in parts for row in part.block.lines):
        if not any(begin < row.y + row.height / 2 < end for begin, end in taken):
            yield row


def _is_pens(height: int, text: FaceText) -> bool:
    """Whether a row so high, ascenders and all, may be written."""
    return height / text.view.picture.dpi * 25.4 >= PEN_MM


def _is_on(line: FaceLine, word: Box) -> bool:
    """Whether the word's middle stands on a line that was read."""
    x, y = word.x + word.width / 2, word.y + word.height / 2
    box = line.box
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def _covers(line: FaceLine, row: Box) -> bool:
    """Whether the line was read from the row's beginning to its end."""
    air = row.height / 2
    begins = line.box.x <= row.x + air
    return begins and line.box.x + line.box.width >= row.x + row.width - air and _is_on(line, row)


def _may_be_note(block: ReadBlock, height_mm: float) -> bool:
    """Few rows as large as pens write, and not surely read; a large one alone even less so."""
    rows = len(block.block.lines)
    alone = rows == 1 and height_mm >= _LARGE_MM
    unsure = block.confidence < (_SURE_ALONE if alone else WELL_READ)
    unread = not block.lines and block.block.letters > _MOST_UNREAD
    by_hand = any(line.reader in HAND_READERS for line in block.lines)
    pen = height_mm >= PEN_MM and rows <= _MOST_ROWS
    return pen and unsure and not unread and not by_hand
