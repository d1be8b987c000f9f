"""Numbers that the readings of a line have lost, by further tries at the line alone."""

from collections.abc import Sequence
from typing import Final

from mailroom.domain.addresses import LineKind, NumberFound, read_line
from mailroom.domain.readings import Reader
from mailroom.domain.twins import Directory
from mailroom.engines.face.pieces import (
    LineReader,
    read_again,
    read_again_sharpened,
    read_digits,
    read_digits_first,
    read_first_again,
)
from mailroom.engines.face.text import FaceLine, FaceText, line_crop

_MAY_NUMBER: Final = frozenset({LineKind.NAME, LineKind.NUMBER, LineKind.ATTENTION})
_FEWEST_DIGITS: Final = 4
_FIRST_TRIES: Final = (read_first_again, read_digits_first)
_SECOND_TRIES: Final = (read_again, read_again_sharpened, read_digits)


def may_hold_number(line: FaceLine) -> bool:
    """Handwriting that was half read: digits enough, and nothing that says what they are."""
    digits = sum(sign.isdigit() for sign in line.text)
    return line.address.kind in _MAY_NUMBER and digits >= _FEWEST_DIGITS


def second_numbers_again(
    text: FaceText, line: FaceLine, second: Sequence[FaceLine], directory: Directory
) -> tuple[tuple[NumberFound, Reader], ...]:
    """The other model's numbers on this line; the line alone when it saw none that is sound.

    Several tries may hit a right check digit by chance, so they count only for a customer.
    """
    seen = tuple((number, other.reader) for other in second for number in other.address.numbers)
    if any(number.valid and not number.repaired for number, _ in seen):
        return seen
    tried = _by_tries(text, line, _SECOND_TRIES, directory)
    return tuple((number, Reader.OCR_SECOND) for number in tried)


def first_numbers_again(
    text: FaceText, line: FaceLine, directory: Directory
) -> tuple[NumberFound, ...]:
    """The better model's, of a line in which it saw no sound number; only a customer's count."""
    return _by_tries(text, line, _FIRST_TRIES, directory)


def _by_tries(
    text: FaceText, line: FaceLine, tries: Sequence[LineReader], directory: Directory
) -> tuple[NumberFound, ...]:
    crop, letter_px = line_crop(text, line), line.box.height * 0.8
    for read in tries:
        numbers = read_line(read(crop, letter_px)).numbers
        sound = tuple(
            number
            for number in numbers
            if number.valid and not number.repaired and directory.customer(number.digits)
        )
        if sound:
            return sound
    return ()
