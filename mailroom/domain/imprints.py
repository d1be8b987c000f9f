"""The numbers that a scanner's imprinter puts on the sheets it feeds, and where they leap."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_COUNTER: Final = re.compile(r"%0?(\d{1,2})ud?$")
"""Where the makers' imprint texts hold the counter: `MR%05ud` prints MR00001, MR00002, ..."""


@dataclass(frozen=True, slots=True)
class Imprinted:
    """One sheet's number; `fed` counts the batch's sheets from 1."""

    fed: int
    number: int


@dataclass(frozen=True, slots=True)
class Leap:
    """Two sheets read one after the other whose numbers say that others were fed between them."""

    before: Imprinted
    after: Imprinted


def counter_digits(imprint: str) -> int | None:
    """How many digits its counter has; None for a text without one that is known to count up."""
    found = _COUNTER.search(imprint)
    return int(found[1]) if found else None


def find_number(text: str, imprint: str) -> int | None:
    """The counter's number where `text` holds the imprint, None where it does not, or holds two."""
    digits = counter_digits(imprint)
    if digits is None:
        return None
    fixed = re.escape(_COUNTER.sub("", imprint).strip())
    found = {int(number) for number in re.findall(rf"{fixed}(\d{{{digits}}})(?!\d)", text)}
    return found.pop() if len(found) == 1 else None


def leaps(seen: Iterable[Imprinted], digits: int) -> tuple[Leap, ...]:
    """Of one batch: the imprinter counts every sheet that it prints, and so do we.

    The counter begins again after its last number. A sheet whose number could not be read is
    bridged by those beside it.
    """
    in_order = sorted(seen, key=lambda one: one.fed)
    pairs = pairwise(in_order)
    return tuple(
        Leap(one, other)
        for one, other in pairs
        if (other.number - one.number - (other.fed - one.fed)) % 10**digits
    )
