"""Which blocks of a face are addressed here, and whether two addresses are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from mailroom.domain.addresses import (
    HERE,
    LineKind,
    ends_here,
    has_torn_number,
    names_kivra,
    names_town,
    nearly_ends_here,
    postcode_in,
)
from mailroom.domain.names import plain
from mailroom.domain.pages import Box
from mailroom.domain.readings import HAND_READERS
from mailroom.domain.twins import Directory
from mailroom.engines.face.hand import PEN_MM, as_block, read_by_hand
from mailroom.engines.face.text import (
    WELL_READ,
    FaceLine,
    FaceText,
    ReadBlock,
    read_faint,
    read_lost,
)
from mailroom.engines.face.zones import with_neighbours

_MOST_LINES: Final = 9
_PAPER, _INK = 90, 2
"""Percentiles of the brightness in a zone, of every `_SPARSE`th pixel each way."""
_SPARSE: Final = 3
_FAINT: Final = 0.45
"""Of the paper's brightness; clear print has a tenth to a third of it."""

_ROWS: Final = range(3, 9)
"""As many as an address has."""
_MOST_UNREAD: Final = 2
_NAMED: Final = 88.0
"""0 to 100: how like a customer's name a line outside the address must be to be it."""

Elsewhere = frozenset[FaceLine]
"""Lines that were found to end in another town than this mailroom's."""


def is_addressed_here(text: FaceText) -> bool:
    """Whether any block says so: cheaper than to look for all that belongs to it."""
    return any(is_anchored(block) for block in text.blocks)


def is_anchored(block: ReadBlock, elsewhere: Elsewhere = frozenset()) -> bool:
    """Whether this mailroom's town, or a number led by the word Kivra, stands in it."""
    return any(
        line.address.kind is not LineKind.SENDER
        and (
            (ends_here(line.text) and line not in elsewhere)
            or any(number.led for number in line.address.numbers)
        )
        for line in block.lines
    )


def towns_elsewhere(text: FaceText) -> Elsewhere:
    """Lines that look like this mailroom's town, and end in another postcode of its city.

    105 34 is a bank's, and one pen's 106 31: so three engines of two makes have to read the same
    figures. Asked for only where more than one place may be addressed here.
    """
    places = [block for block in text.blocks if is_anchored(block) or is_rival(block)]
    if len(places) <= 1:
        return frozenset()
    return frozenset(
        line
        for block in text.blocks
        for line in block.lines
        if (ends_here(line.text) or nearly_ends_here(line.text))
        and (figures := postcode_in(line.text)) not in {None, HERE}
        and _agree(text, line, figures)
    )


def _agree(text: FaceText, line: FaceLine, figures: str | None) -> bool:
    better = read_lost(text, line)
    if better is None or postcode_in(better.text) != figures:
        return False
    by_hand = read_by_hand(text.view, as_block(line.box)).lines
    return [postcode_in(one.text) for one in by_hand] == [figures]


def is_rival(block: ReadBlock, elsewhere: Elsewhere = frozenset()) -> bool:
    """Another address here, torn or badly read: its word Kivra, town or number says it.

    A number without a right check digit counts below a name, or torn; above another town it is the
    sender's own.
    """
    recipients = [line for line in block.lines if line.address.kind is not LineKind.SENDER]
    said = any(names_kivra(line.text) for line in recipients)
    near = any(nearly_ends_here(line.text) for line in recipients if line not in elsewhere)
    away = any(
        line in elsewhere or (line.address.kind is LineKind.POSTCODE and not names_town(line.text))
        for line in recipients
    )
    torn = any(has_torn_number(line.text) for line in recipients)
    named = any(line.address.kind is LineKind.NAME for line in recipients)
    numbered = torn or (named and any(map(_has_misread_number, recipients)))
    towned = near and len(recipients) > 1
    return is_anchored(block, elsewhere) or said or towned or (numbered and not away)


def _has_misread_number(line: FaceLine) -> bool:
    return any(not number.valid and not number.foreign for number in line.address.numbers)


def has_rival(blocks: Sequence[ReadBlock], elsewhere: Elsewhere = frozenset()) -> bool:
    """Whether any of these is another address here, alone or with what stands around it.

    Wide pitch leaves each line of an address a block of its own.
    """
    return any(
        is_rival(block, elsewhere) or is_rival(_with_all_near(block, blocks), elsewhere)
        for block in blocks
    )


def _with_all_near(block: ReadBlock, blocks: Sequence[ReadBlock]) -> ReadBlock:
    together = with_neighbours(block, blocks, most_lines=_MOST_LINES)
    order = sorted(together, key=lambda one: one.block.box.y)
    return replace(block, lines=tuple(line for one in order for line in one.lines))


def is_double(lines: Sequence[FaceLine]) -> bool:
    """Whether a reading of one place has two addresses in it.

    This mailroom's town twice, or below it a name with a number or a town.
    """
    here = [at for at, line in enumerate(lines) if ends_here(line.text)]
    if here and _are_apart(lines[here[0]], lines[here[-1]]):
        return True
    town = here[0] if here else len(lines)
    below = lines[town + 1 :]
    towns = [line for line in below if names_town(line.text)]
    named = any(line.address.kind is LineKind.NAME and line not in towns for line in below)
    return named and (bool(towns) or any(line.address.numbers for line in below))


def _are_apart(line: FaceLine, below: FaceLine) -> bool:
    """Whether at least a line's height of paper lies between them."""
    height = max(line.box.height, below.box.height)
    return below.box.y - (line.box.y + line.box.height) >= height


def names_another(text: FaceText, zone: frozenset[int], number: str, directory: Directory) -> bool:
    """Whether another customer's name stands above further lines outside the `zone`.

    It is a second address whose number and town are lost. With another town it is the sender.
    """
    return any(
        hit.score >= _NAMED and hit.customer.number != number
        for block in text.blocks
        if block.at not in zone and not _names_sender(block)
        for name in _names_of(block)
        for hit in directory.nearest(plain(name))[:1]
    )


def _names_sender(block: ReadBlock) -> bool:
    return any(
        line.address.kind is LineKind.SENDER
        or (line.address.kind is LineKind.POSTCODE and not names_town(line.text))
        for line in block.lines
    )


def _names_of(block: ReadBlock) -> Iterator[str]:
    """Every line that may be a name, alone and with the next, of a block of several."""
    for upper, lower in pairwise(block.lines):
        if upper.address.kind is LineKind.NAME:
            yield upper.text
            if lower.address.kind is LineKind.NAME:
                yield f"{upper.text} {lower.text}"


def has_faint_rival(text: FaceText, zone: Box) -> bool:
    """Whether another address stands there in print so faint that the first look passed over it.

    Looked for only where the print in the `zone` is faint itself.
    """
    seen = text.view.crop(zone)[::_SPARSE, ::_SPARSE]
    paper, ink = np.percentile(seen, (_PAPER, _INK))
    if ink < _FAINT * paper:
        return False
    return any(
        is_double(block.lines) or (is_rival(block) and not _meet(block.block.box, zone))
        for block in read_faint(text).blocks
    )


def has_unread_rival(text: FaceText, inside: frozenset[int]) -> bool:
    """Whether rows written elsewhere, which the quick engine cannot make out, are addressed here.

    A pen's second address: the engine for handwriting reads the two largest such blocks.
    """
    unread = [
        block
        for block in text.blocks
        if block.at not in inside
        and len(block.block.lines) in _ROWS
        and block.confidence < WELL_READ
        and block.block.letter_height >= PEN_MM / 25.4 * text.view.picture.dpi
        and not any(line.reader in HAND_READERS for line in block.lines)
    ]
    unread.sort(key=lambda block: block.block.letters, reverse=True)
    read = (read_by_hand(text.view, block) for block in unread[:_MOST_UNREAD])
    return any(is_double(block.lines) or is_rival(block) for block in read)


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0 and down > 0
