"""What the recipient zone says: its numbers and names by both readings, and whom they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mailroom.domain.addresses import LineKind, NumberFound, read_line
from mailroom.domain.evidence import Candidate
from mailroom.domain.matching import NameRead, NumberRead, candidates_of
from mailroom.domain.names import goes_on, may_go_on
from mailroom.domain.readings import Reader
from mailroom.domain.twins import Directory
from mailroom.engines.address import Zone, beside
from mailroom.engines.facecodes import CodeMeaning, numbers_in
from mailroom.engines.facetext import FaceLine, FaceText, line_crop
from mailroom.engines.ocr import read_again, read_again_sharpened, read_digits

_MAY_NAME: Final = frozenset({LineKind.NAME, LineKind.NUMBER, LineKind.POSTCODE})
_FEWEST_LETTERS: Final = 3
_MAY_NUMBER: Final = frozenset({LineKind.NAME, LineKind.NUMBER, LineKind.ATTENTION})
_FEWEST_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class RecipientRead:
    """All that the zone's lines gave, by both readings."""

    found: tuple[tuple[NumberFound, Reader, FaceLine], ...]
    names: tuple[tuple[NameRead, FaceLine], ...]
    candidates: tuple[Candidate, ...]


def read_recipient(
    text: FaceText, zone: Zone | None, codes: Sequence[CodeMeaning], directory: Directory
) -> RecipientRead:
    lines = zone.lines if zone else ()
    sound = any(number.valid for line in lines for number in line.address.numbers)
    found: list[tuple[NumberFound, Reader, FaceLine]] = []
    for line in lines:
        second = beside(line, zone.second) if zone else []
        found += [(number, Reader.OCR, line) for number in line.address.numbers]
        if line.address.numbers or (not sound and _may_hold_number(line)):
            again = _numbers_again(text, line, second, directory)
            found += [(number, Reader.OCR_SECOND, line) for number in again]
    names = [*_names(lines, Reader.OCR)]
    names += _names(zone.second if zone else (), Reader.OCR_SECOND)
    numbers = [
        NumberRead(number.digits, reader, number.repaired)
        for number, reader, _ in found
        if number.valid and not number.foreign
    ]
    numbers += [
        NumberRead(code.number or "", code.code.reader, repaired=False)
        for code in numbers_in(codes, counted=True)
    ]
    candidates = candidates_of(numbers, [name for name, _ in names], directory)
    return RecipientRead(tuple(found), tuple(names), candidates)


def _numbers_again(
    text: FaceText, line: FaceLine, second: Sequence[FaceLine], directory: Directory
) -> tuple[NumberFound, ...]:
    """The other model's numbers on this line; the line alone when it saw none that is sound.

    Several tries may hit a right check digit by chance, so they count only for a customer.
    """
    seen = tuple(number for other in second for number in other.address.numbers)
    if any(number.valid and not number.repaired for number in seen):
        return seen
    crop, letter_px = line_crop(text, line), line.box.height * 0.8
    for read in (read_again, read_again_sharpened, read_digits):
        numbers = read_line(read(crop, letter_px)).numbers
        sound = tuple(
            number
            for number in numbers
            if number.valid and not number.repaired and directory.customer(number.digits)
        )
        if sound:
            return sound
    return ()


def _may_hold_number(line: FaceLine) -> bool:
    """Handwriting that was half read: digits enough, and nothing that says what they are."""
    digits = sum(sign.isdigit() for sign in line.text)
    return line.address.kind in _MAY_NUMBER and digits >= _FEWEST_DIGITS


def _names(lines: Sequence[FaceLine], reader: Reader) -> Iterator[tuple[NameRead, FaceLine]]:
    """Each line that may be a name; a name that goes on is read on, and never as a part alone."""
    named = [line for line in lines if line.address.kind in _MAY_NAME and line.address.rest]
    at = 0
    while at < len(named):
        line, text = named[at], named[at].address.rest
        while at + 1 < len(named) and goes_on(text, named[at + 1].address.rest):
            at += 1
            text = f"{text} {named[at].address.rest}"
        at += 1
        if sum(sign.isalpha() for sign in text) >= _FEWEST_LETTERS:
            yield NameRead(text, reader), line
            if at < len(named) and may_go_on(text, named[at].address.rest):
                yield NameRead(f"{text} {named[at].address.rest}", reader), line
