"""What forbids to open a letter by the way, also where it is badly read."""

import re
from typing import Final

from rapidfuzz import fuzz, process

from mailroom.domain.evidence import MarkKind
from mailroom.domain.marks import PHRASES, folded

FORBIDDING: Final = frozenset(
    {
        MarkKind.REGISTERED,
        MarkKind.INSURED,
        MarkKind.RECEIPT,
        MarkKind.CASH_ON_DELIVERY,
        MarkKind.PERSONAL_PICKUP,
        MarkKind.DO_NOT_OPEN,
    }
)
"""What a few words say by themselves, wherever they stand (R18, R3)."""
_SHORTEST: Final = 5
_KINDS: Final = {
    phrase: kind for kind in FORBIDDING for phrase in PHRASES[kind] if len(phrase) >= _SHORTEST
}
_LONG_FROM: Final = 8
_LONG: Final = [phrase for phrase in _KINDS if len(phrase) >= _LONG_FROM]
"""What is told from other words even where no gap was read around it."""
_ALIKE: Final = 72.0
_LOST: Final = 2
"""Letters that a reading may lose or add: "brev" alone, on every postage, is no "rekbrev"."""
_GLUED_ALIKE: Final = 85.0
_VALUE_ALIKE: Final = 75.0
_AMOUNT: Final = re.compile(
    r"(?<![0-9])(?:[1-9][0-9]{0,2}(?:[ .][0-9]{3})+|[1-9][0-9]{3,})\s?(?:kr|kh|sek|kronor)\b"
)
_BESIDE_AMOUNT: Final = 1
"""Words: the one that says what it is the value of, or what must be paid, and was not read."""


def nearly_forbidding(line: str) -> tuple[tuple[MarkKind, str], ...]:
    """The kinds that a badly read line may speak of: too little to sort by, enough to ask."""
    words = re.findall(r"[a-z]+|[0-9]+", folded(line))
    found: dict[MarkKind, str] = {}
    for read in (*words, "".join(words), " ".join(words)):
        alike = process.extractOne(read, list(_KINDS), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is not None and abs(len(read) - len(alike[0])) <= _LOST:
            found[_KINDS[alike[0]]] = alike[0]
    glued = "".join(words)
    for phrase in _LONG:
        if len(glued) >= len(phrase) and fuzz.partial_ratio(phrase, glued) >= _GLUED_ALIKE:
            found[_KINDS[phrase]] = phrase
    valued = process.extractOne("varde", words, scorer=fuzz.ratio, score_cutoff=_VALUE_ALIKE)
    if valued is not None and any(map(str.isdigit, words)):
        found[MarkKind.INSURED] = "varde ... kr"
    rest, amounts = _AMOUNT.subn("", folded(line))
    if amounts and len(rest.split()) <= _BESIDE_AMOUNT:
        found[MarkKind.INSURED] = "... kr"
    return tuple(found.items())
