"""How likely a reading is, given the customer it may mean: what candidates are ranked by.

Likelihoods are natural logarithms of ratios: how much better "this customer stands there"
explains the reading than chance does. They rank and propose; they never decide.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Editop, Levenshtein

from mailroom.domain.lookalikes import digits_meant
from mailroom.domain.names import plain

UNKNOWN: Final = "?"
"""Stands in a clue where something was read that looks like no digit."""
FEWEST_CLUE_DIGITS: Final = 4
_CLUE_LENGTHS: Final = range(4, 14)
_SEPARATORS: Final = frozenset(" -.,:;_'\u2010\u2011\u2012\u2013\u2014\u2212~=\u00a0")
_NUMBER_LENGTH: Final = 10

_RIGHT: Final = 2.2
"""ln(0.9 / 0.1): a digit that is read as it stands, against one in ten by chance."""
_CONFUSED: Final = -1.2
_WRONG: Final = -3.2
_NOT_SEEN: Final = -0.1
_GAP: Final = -2.6
_TORN: Final = -0.6
"""A digit before the first or after the last that was read: the end of a number is lost easily."""
_PAIRS: Final = frozenset(
    frozenset(pair)
    for pair in ("38", "56", "17", "08", "68", "49", "35", "06", "14", "27", "79", "12", "59", "89")
)
"""Digits that readers, and hands, take for one another."""
_LEAST: Final = 5.0
"""Below this a clue is noise."""
_MOST_SLIPS: Final = 4
"""Six right and four confused come to more than `_LEAST`, five right never do."""
_REPEATED: Final = 0.3
"""What a further reading of the same ink adds; it is not independent of the first."""
_LETTER: Final = 1.0
_SLIP: Final = -2.5
MOST_BY_NAME: Final = 18.0
"""A name read to the letter weighs less than ten digits read to the digit."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Digits that may be a registration number but are not sound: too few, damaged, half read."""

    digits: str


def clue_in(text: str, *, fewest: int = FEWEST_CLUE_DIGITS) -> Clue | None:
    """What of a line may be a badly read number; None when it holds too few digits.

    Only for lines of the recipient zone. Letters count as the digits they look like, so a clue
    is always a repair.
    """
    spots = [at for at, sign in enumerate(text) if sign.isascii() and sign.isdigit()]
    if len(spots) < fewest:
        return None
    first, last = _widened(text, spots[0], spots[-1])
    signs = [sign for sign in text[first : last + 1] if sign not in _SEPARATORS]
    digits = "".join(_as_digit(sign) for sign in signs)
    if digits.startswith("16") and len(digits) > _NUMBER_LENGTH + 1:
        digits = digits[2:]
    return Clue(digits) if len(digits) in _CLUE_LENGTHS else None


def _widened(text: str, first: int, last: int) -> tuple[int, int]:
    """With the letters that stand close to the outermost digits and look like digits."""
    while first > 0 and _as_digit(text[first - 1]) != UNKNOWN:
        first -= 1
    while last + 1 < len(text) and _as_digit(text[last + 1]) != UNKNOWN:
        last += 1
    return first, last


def _as_digit(sign: str) -> str:
    meant = digits_meant(sign)
    return meant if meant.isascii() and meant.isdigit() else UNKNOWN


@lru_cache(maxsize=65_536)
def likelihood_of_digits(read: str, number: str) -> float:
    """Of one clue under the hypothesis that `number` stands there; at most 22 for ten digits.

    0 where so much differs that it would come to less than `_LEAST`.
    """
    if read == number:
        return _RIGHT * len(number)
    far = _MOST_SLIPS + abs(len(number) - len(read))
    if Levenshtein.distance(read, number, score_cutoff=far) > far:
        return 0.0
    slips = Levenshtein.editops(read, number)
    wrong = sum(slip.tag != "insert" for slip in slips)
    return _RIGHT * (len(read) - wrong) + sum(_slip(slip, read, number) for slip in slips)


def _slip(slip: Editop, read: str, number: str) -> float:
    if slip.tag == "replace":
        return _other(read[slip.src_pos], number[slip.dest_pos])
    torn = slip.tag == "insert" and slip.src_pos in {0, len(read)}
    return _TORN if torn else _GAP


def likelihood_by_number(clues: tuple[str, ...], number: str) -> float:
    """Of all clues together, 0 when none is near: a clue may be about something else."""
    found = sorted((likelihood_of_digits(clue, number) for clue in clues), reverse=True)
    near = [value for value in found if value >= _LEAST]
    return near[0] + _REPEATED * sum(near[1:]) if near else 0.0


@lru_cache(maxsize=65_536)
def likelihood_by_name(read: str, registered: str) -> float:
    """0 to `MOST_BY_NAME`; both as written, spaces may be lost or invented."""
    one, other = (plain(name).replace(" ", "") for name in (read, registered))
    slips = Levenshtein.distance(one, other)
    return min(MOST_BY_NAME, max(0.0, _LETTER * max(len(one), len(other)) + _SLIP * slips))


def _other(sign: str, digit: str) -> float:
    if sign == UNKNOWN:
        return _NOT_SEEN
    return _CONFUSED if frozenset((sign, digit)) in _PAIRS else _WRONG
