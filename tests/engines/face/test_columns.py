"""Lines are put below one another by where they stand, whatever block they are in."""

from mailroom.domain.addresses import read_line
from mailroom.domain.pages import Box
from mailroom.engines.face.columns import columns
from mailroom.engines.face.pieces import ReadLine
from mailroom.engines.face.text import FaceLine

HIGH, WIDE = 40, 300


def _line(text: str, x: int, y: int, block: int = 0) -> FaceLine:
    read = ReadLine(text, 0.9, 0, 0, WIDE, HIGH)
    return FaceLine(read, read_line(text), Box(x, y, WIDE, HIGH), block)


def _texts(*lines: FaceLine) -> list[list[str]]:
    return [[line.text for line in column] for column in columns(lines)]


def test_lines_of_two_blocks_stand_in_one_column():
    assert _texts(_line("PERSONLIGEN", 20, 60, 1), _line("LÄMNAS UT", 0, 0)) == [
        ["LÄMNAS UT", "PERSONLIGEN"]
    ]


def test_what_stands_beside_or_far_below_begins_its_own():
    beside, below = _line("PORTO", 2 * WIDE, 50), _line("AB", 0, 5 * HIGH)
    assert _texts(_line("LÄMNAS UT", 0, 0), beside, below) == [["LÄMNAS UT"], ["PORTO"], ["AB"]]


def test_a_row_that_was_read_twice_stands_in_no_column_twice():
    upper, lower = (_line("Endast", 0, 0), _line("Endest", 5, 2)), (_line("till dig", 0, 50),)
    assert sorted(map(len, _texts(*upper, *lower))) == [1, 2]


def test_letters_that_reach_into_the_next_line_part_nothing():
    assert _texts(_line("Endast", 0, 0), _line("till dig", 0, HIGH // 2)) == [
        ["Endast", "till dig"]
    ]
