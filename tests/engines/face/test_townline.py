"""An address is read a second time down to its town, and nothing between is cut through."""

from dataclasses import replace

import pytest

from mailroom.domain.addresses import read_line
from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.face.blocks import Block, TextLine
from mailroom.engines.face.pieces import ReadLine
from mailroom.engines.face.text import FaceLine, ReadBlock
from mailroom.engines.face.townline import above_number, above_town

TALL = 40
TOWN = "106 31 STOCKHOLM"


def _line(text: str, top: int, sure: float = 0.95) -> FaceLine:
    box = Box(100, top, 400, TALL)
    return FaceLine(ReadLine(text, sure, 0, 0, 400, TALL), read_line(text), box, 0)


def _part(*lines: FaceLine) -> ReadBlock:
    rows = tuple(TextLine(line.box, len(line.text), 28.0) for line in lines)
    bottom = max(line.box.y for line in lines) + TALL + 20
    return ReadBlock(Block(Box(80, 80, 440, bottom - 80), rows), lines, 0.9, 0)


def test_the_town_is_left_as_the_quick_engine_has_it():
    name, number, town = _line("Nordljus AB", 100), _line("556917-3544", 160), _line(TOWN, 220)
    above, rest = above_town(_part(name, number, town))
    assert above.lines == (name, number)
    assert rest == (town,)
    assert number.box.y + TALL < above.block.box.y + above.block.box.height < town.box.y


def test_a_row_that_nobody_read_above_the_town_is_not_cut_through():
    name, town = _line("Nordljus AB", 100), _line(TOWN, 220)
    above, _ = above_town(_part(name, town))
    unread_bottom = 160 + TALL
    assert unread_bottom <= above.block.box.y + above.block.box.height <= town.box.y


@pytest.mark.parametrize(
    "last",
    [_line(TOWN, 160, sure=0.6), _line("411 01 GÖTEBORG", 160), _line("Kivra-ID 556917-3544", 160)],
    ids=["unsure", "elsewhere", "no town"],
)
def test_anything_else_at_the_end_is_read_again(last: FaceLine):
    part = _part(_line("Nordljus AB", 100), last)
    assert above_town(part) == (part, ())


NUMBER = "Kivra-ID 556917-3544"


def test_a_sure_number_above_the_town_is_left_as_well():
    name, number, town = _line("Nordljus AB", 100), _line(NUMBER, 160), _line(TOWN, 220)
    above, rest = above_number(_part(name, number, town))
    assert above.lines == (name,)
    assert rest == (number, town)
    assert name.box.y + TALL < above.block.box.y + above.block.box.height < number.box.y


@pytest.mark.parametrize(
    "last",
    [
        _line(NUMBER, 160, sure=0.4),
        _line("Kivra-ID 556917-3545", 160),
        _line("Kivra-ID 55O917-3544", 160),
        _line("Kundnr 556917-3544", 160),
        _line("Nordljus AB 556917-3544", 160),
        replace(_line(NUMBER, 160), reader=Reader.OCR_THIRD),
    ],
    ids=["unsure", "check digit", "repaired", "another's", "with a name", "by hand"],
)
def test_any_other_row_above_the_town_is_read_again(last: FaceLine):
    name, town = _line("Nordljus AB", 100), _line(TOWN, 220)
    above, rest = above_number(_part(name, last, town))
    assert (above.lines, rest) == ((name, last), (town,))


def test_a_number_without_a_town_below_is_read_again():
    part = _part(_line("Nordljus AB", 100), _line(NUMBER, 160))
    assert above_number(part) == (part, ())
