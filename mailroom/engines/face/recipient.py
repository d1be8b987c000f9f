"""What the recipient zone says: its numbers and names by both readings, and whom they mean."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mailroom.domain.addresses import LineKind, NumberFound, is_street
from mailroom.domain.agreement import is_named_alike, is_read_by_two_makes, is_told_from_twins
from mailroom.domain.evidence import Candidate, NumberMatch
from mailroom.domain.matching import NameRead, NumberRead, candidates_of
from mailroom.domain.names import goes_on, lettering, may_go_on, plain, says_more, tells_otherwise
from mailroom.domain.readings import HAND_READERS, Reader
from mailroom.domain.twins import Directory
from mailroom.engines.face.address import (
    Zone,
    beside,
    read_zone_by_hand,
    read_zone_by_hand_again,
    read_zone_softly,
    read_zone_widely,
)
from mailroom.engines.face.addressed import is_double
from mailroom.engines.face.codes import CodeMeaning, numbers_in
from mailroom.engines.face.numerals import has_lost_strokes
from mailroom.engines.face.rows import read_rows
from mailroom.engines.face.text import FaceLine, FaceText
from mailroom.engines.face.tries import first_numbers_again, may_hold_number, second_numbers_again

_MAY_NAME: Final = frozenset({LineKind.NAME, LineKind.NUMBER, LineKind.POSTCODE})
_FEWEST_LETTERS: Final = 3
_HALF_A_NUMBER: Final = 6
"""So many digits are a number that was not read well, and no part of a name."""
_FURTHER: Final = (
    read_zone_by_hand,
    read_zone_by_hand_again,
    read_zone_softly,
    read_zone_widely,
)
"""Asked one after another until nothing is in doubt."""
_WELL_READ: Final = 0.85


_Number = tuple[NumberFound, Reader, FaceLine]


@dataclass(frozen=True, slots=True)
class _Readings:
    """`rows` speak for numbers and names, and not for what stands around them."""

    of_zone: tuple[Sequence[FaceLine], ...] = ()
    rows: tuple[FaceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientRead:
    """All that the zone's lines gave, by both readings."""

    found: tuple[_Number, ...]
    names: tuple[tuple[NameRead, FaceLine, int], ...]
    """Each with the line it begins in and how many lines it takes."""
    candidates: tuple[Candidate, ...]
    name_line: FaceLine | None
    """Where the recipient's name begins, by the reading that has it best."""
    goes_on: bool = False
    """Unexplained words follow the name: it may be a longer one, and speaks for nobody."""
    by_hand: tuple[FaceLine, ...] = ()
    """The zone as the engines for handwriting have it, where they were asked."""
    rows: tuple[FaceLine, ...] = ()
    """Single rows by an engine of another make."""
    doubled: bool = False
    """Some reading of the zone has two addresses in it."""

    @property
    def is_unsure(self) -> bool:
        """Whether nobody is named who might be decided for without a person."""
        return not self.candidates or not self.candidates[0].name_readers


def read_recipient(
    text: FaceText, zone: Zone | None, codes: Sequence[CodeMeaning], directory: Directory
) -> RecipientRead:
    """By two readings of the zone; in doubt by further ones, which only confirm customers."""
    if zone is None:
        return _judged((), None, _Readings(), codes, directory)
    numbers = _by_two(text, zone, directory)
    readings = _Readings((zone.lines, zone.second))
    read = _judged(numbers, zone, readings, codes, directory)
    further, rows_wait = list(_FURTHER), True
    while not (_agrees(read) or _is_somebody_elses(read, zone)):
        if rows_wait and _is_undisputed(read):
            rows_wait = False
            lines = read_rows(text, _rows_of_one_make(read, zone, directory))
            readings = replace(readings, rows=lines)
        elif not further:
            break
        else:
            read_on = further.pop(0)
            if read_on is read_zone_by_hand_again and not _is_read_by_hand(read):
                continue
            lines = read_on(text, zone)
            readings = replace(readings, of_zone=(*readings.of_zone, lines))
        numbers += _further(numbers, lines, zone, directory)
        read = _judged(numbers, zone, readings, codes, directory)
    return replace(read, doubled=any(map(is_double, readings.of_zone)))


def _rows_of_one_make(read: RecipientRead, zone: Zone, directory: Directory) -> list[FaceLine]:
    """Where the number stands, and the name of one whose twin's is nearly the same."""
    best = read.candidates[0]
    rows = [line for number, _, line in read.found if number.digits == best.number][:1]
    if is_named_alike(best):
        places = (
            _lines_of(lines, read.names, best, directory) for lines in (zone.lines, zone.second)
        )
        rows += [line for line in next(filter(None, places), ()) if not beside(line, rows)]
    return rows


def _by_two(text: FaceText, zone: Zone, directory: Directory) -> list[_Number]:
    sound = any(number.valid for line in zone.lines for number in line.address.numbers)
    numbers: list[_Number] = []
    for line in zone.lines:
        numbers += [(number, line.reader, line) for number in line.address.numbers]
        if line.address.numbers or (not sound and may_hold_number(line)):
            again = second_numbers_again(text, line, beside(line, zone.second), directory)
            numbers += [(number, reader, line) for number, reader in again if reader != line.reader]
            if again and not any(number.valid for number in line.address.numbers):
                first = first_numbers_again(text, line, directory)
                numbers += [(number, Reader.OCR, line) for number in first]
    return numbers + _further(numbers, _by_hand(zone.second), zone, directory)


def _by_hand(lines: Iterable[FaceLine]) -> tuple[FaceLine, ...]:
    return tuple(line for line in lines if line.reader in HAND_READERS)


def _further(
    numbers: Iterable[_Number], lines: Sequence[FaceLine], zone: Zone, directory: Directory
) -> list[_Number]:
    """Customers' numbers; where nobody reads any, an engine for handwriting says which."""
    known = [number for number, _, _ in numbers]
    told = {(number.digits, reader) for number, reader, _ in numbers}
    found = [one for one in _sound(lines, zone) if (one[0].digits, one[1]) not in told]
    served = [one for one in found if directory.customer(one[0].digits)]
    if served or any(number.valid for number in known):
        return served
    return [one for one in found if one[1] in HAND_READERS]


def _names_by(numbers: Sequence[_Number], directory: Directory) -> frozenset[str]:
    """What the customers are called whose numbers stand there."""
    served = (directory.customer(number.digits) for number, _, _ in numbers if number.valid)
    return frozenset(
        lettering(name)
        for customer in served
        if customer is not None
        for name in (customer.name, *customer.other_names)
    )


def _agrees(read: RecipientRead) -> bool:
    """Whether nothing is left that another reading could mend."""
    if not _is_undisputed(read) or not is_read_by_two_makes(read.candidates):
        return False
    return not read.candidates[0].near_twin or is_told_from_twins(read.candidates[0])


def _is_undisputed(read: RecipientRead) -> bool:
    """Whether the readings so far say the same, be they all of one make."""
    best = read.candidates[0] if read.candidates else None
    if best is None or best.number_match is not NumberMatch.EXACT or not best.name_readers:
        return False
    if best.near_twin and not best.name_equal:
        return False
    own = {number.digits for number, _, _ in read.found if not number.foreign}
    slips = any(not number.valid for number, _, _ in read.found)
    if slips or len(own) > 1 or any(other.name_readers for other in read.candidates[1:]):
        return False
    return len({*best.number_readers, *best.name_readers}) > 1


def _is_read_by_hand(read: RecipientRead) -> bool:
    """Whether the third engine found somebody: else the fourth has nothing to confirm."""
    best = read.candidates[0] if read.candidates else None
    return best is not None and Reader.OCR_THIRD in {*best.number_readers, *best.name_readers}


def _is_somebody_elses(read: RecipientRead, zone: Zone) -> bool:
    """Well read, addressed nowhere near, and no customer's: prose, or another's mail."""
    return not zone.anchored and not read.candidates and zone.quality >= _WELL_READ


def _sound(further: Sequence[FaceLine], zone: Zone) -> Iterator[_Number]:
    """A further try may hit a right check digit by chance, so whose it is has to be asked."""
    for line in further:
        at = next(iter(beside(line, zone.lines)), line)
        for number in line.address.numbers:
            if number.valid and not number.repaired:
                yield number, line.reader, at


def _judged(
    numbers: Sequence[_Number],
    zone: Zone | None,
    readings: _Readings,
    codes: Sequence[CodeMeaning],
    directory: Directory,
) -> RecipientRead:
    of_zone, rows = readings.of_zone, readings.rows
    found = _with_others(numbers, of_zone)
    whose = _names_by(found, directory)
    names = tuple(name for lines in (*of_zone, rows) for name in _names(lines, whose))
    every = [line for lines in of_zone for line in lines]
    by_hand = _by_hand(every)
    counted = [
        NumberRead(number.digits, reader, number.repaired)
        for number, reader, _ in found
        if number.valid and not number.foreign
    ]
    counted += [
        NumberRead(code.number or "", code.code.reader, repaired=False)
        for code in numbers_in(codes, counted=True)
    ]
    candidates = candidates_of(counted, [name for name, _, _ in names], directory)
    if not candidates or zone is None:
        return RecipientRead(found, names, candidates, None, by_hand=by_hand, rows=rows)
    places = [_lines_of(read, names, candidates[0], directory) for read in of_zone]
    begin = _name_line(names, candidates[0], directory)
    own = [line for lines in places if begin and beside(begin, lines) for line in lines]
    reads_on = (
        any(
            _reads_on(zone, read, lines, own, by_hand)
            for read, lines in zip(of_zone, places, strict=True)
        )
        or any(zone.has_unread_row(lines[-1], every) for lines in places if lines)
        or any(zone.has_room_below(line, every) for line in _lowest(own))
        or _is_longer(names, candidates[0], directory)
        or _is_outvoted(names, candidates[0], directory)
        or (candidates[0].near_twin and has_lost_strokes(zone, own))
    )
    best = _unclear(candidates[0]) if reads_on else candidates[0]
    ranks = (best, *candidates[1:])
    return RecipientRead(found, names, ranks, begin, goes_on=reads_on, by_hand=by_hand, rows=rows)


def _with_others(
    numbers: Sequence[_Number], readings: Sequence[Sequence[FaceLine]]
) -> tuple[_Number, ...]:
    """What two readers name as another's number is that, though one misread its label."""
    lines = [line for reading in readings for line in reading]
    read = [(number, line.reader) for line in lines for number in line.address.numbers]
    said = {(number.digits, reader) for number, reader in read if number.foreign}
    led = {number.digits for number, _ in read if number.led}
    times = Counter(digits for digits, _ in said)
    others = {digits for digits, count in times.items() if count > 1} - led
    return tuple(
        (replace(number, foreign=number.foreign or number.digits in others), reader, line)
        for number, reader, line in numbers
    )


def _lowest(lines: Sequence[FaceLine]) -> Sequence[FaceLine]:
    return sorted(lines, key=lambda line: line.box.y)[-1:]


def _unclear(candidate: Candidate) -> Candidate:
    """Its name stands there, but with words that are not explained: it may be a longer name."""
    return replace(candidate, name_readers=(), name_nearest=(), name_equal=False)


def _reads_on(
    zone: Zone,
    read: Sequence[FaceLine],
    name: Sequence[FaceLine],
    own: Sequence[FaceLine],
    by_hand: Sequence[FaceLine],
) -> bool:
    """Whether unexplained words follow the lines in which this reading saw the name."""
    if not name:
        return False
    if any(zone.is_cut_off(line) for line in name):
        return True
    below = read[read.index(name[-1]) + 1 :]
    # What another reading has as the name, or as a part of it, is no more of it.
    line = next((line for line in below if not zone.is_of_name(line, read, own, by_hand)), None)
    return (
        line is not None
        and line.address.kind is LineKind.NAME
        and not is_street(line.text)
        and sum(map(str.isdigit, line.text)) < _HALF_A_NUMBER
        and not zone.is_explained(line, read, by_hand)
    )


def _is_longer(
    names: Sequence[tuple[NameRead, FaceLine, int]], best: Candidate, directory: Directory
) -> bool:
    """Whether any reading has the customer's whole name and goes on, whatever the others lost.

    Not in a row alone, where a label's misreading looks like more of the name.
    """
    customer = directory.customer(best.number)
    if customer is None:
        return False
    own = [plain(name) for name in (customer.name, *customer.other_names)]
    # The first of each line is how the name must be read; a longer one is how it may be.
    whole = (read for read in reversed(names) if read[0].reader is not Reader.OCR_FIFTH)
    musts = {line: plain(name.text) for name, line, _ in whole}
    return any(says_more(read, name) for read in musts.values() for name in own)


def _is_outvoted(
    names: Sequence[tuple[NameRead, FaceLine, int]], best: Candidate, directory: Directory
) -> bool:
    """Whether as many readers see another figure in the name as see the customer's own."""
    customer = directory.customer(best.number)
    if customer is None or not best.name_readers:
        return False
    own = [plain(name) for name in (customer.name, *customer.other_names)]
    against = {
        name.reader
        for name, _, _ in names
        if any(tells_otherwise(plain(name.text), one) for one in own)
    }
    return len(against - {*best.name_readers}) >= len(best.name_readers)


def _lines_of(
    read: Sequence[FaceLine],
    names: Sequence[tuple[NameRead, FaceLine, int]],
    best: Candidate,
    directory: Directory,
) -> Sequence[FaceLine]:
    place = _place_of(read, names, best, directory)
    return read[place[0] : place[1] + 1] if place else ()


def _place_of(
    lines: Sequence[FaceLine],
    names: Sequence[tuple[NameRead, FaceLine, int]],
    best: Candidate,
    directory: Directory,
) -> tuple[int, int] | None:
    """First and last line of the name as this reading has it."""
    customer = directory.customer(best.number)
    own = [(name, lines.index(line), span) for name, line, span in names if line in lines]
    if customer is None or not own:
        return None
    _, first, span = max(own, key=lambda one: directory.score_of(plain(one[0].text), customer))
    return first, first + span - 1


def _name_line(
    names: Sequence[tuple[NameRead, FaceLine, int]], best: Candidate, directory: Directory
) -> FaceLine | None:
    customer = directory.customer(best.number)
    if customer is None or not names:
        return None
    return max(names, key=lambda one: directory.score_of(plain(one[0].text), customer))[1]


def _names(
    lines: Sequence[FaceLine], whose: frozenset[str]
) -> Iterator[tuple[NameRead, FaceLine, int]]:
    """Each line that may be a name; a name that goes on is read on, and never as a part alone.

    Lines that together are one of the names in `whose` are that name, wherever it was broken.
    """
    at = 0
    while at < len(lines):
        first, text = at, _name_in(lines, at)
        while text and goes_on(text, _name_in(lines, at + 1)):
            at += 1
            text = f"{text} {_name_in(lines, at)}"
        at += 1
        if sum(sign.isalpha() for sign in text) >= _FEWEST_LETTERS:
            yield NameRead(text, lines[first].reader), lines[first], at - first
            below = _name_in(lines, at)
            longer = f"{text} {below}"
            if below and (may_go_on(text, below) or lettering(longer) in whose):
                yield NameRead(longer, lines[first].reader), lines[first], at - first + 1


def _name_in(lines: Sequence[FaceLine], at: int) -> str:
    """What of a line may be a name; nothing beyond the last line."""
    if at >= len(lines) or lines[at].address.kind not in _MAY_NAME:
        return ""
    rest = lines[at].address.rest
    return "" if sum(map(str.isdigit, rest)) >= _HALF_A_NUMBER else rest
