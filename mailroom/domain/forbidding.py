"""What forbids to open a letter by the way, also where it is badly read."""

import re
from collections.abc import Iterator, Sequence
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
_BROKEN_FROM: Final = 12
_BROKEN: Final = [phrase for phrase in _LONG if " " not in phrase and len(phrase) >= _BROKEN_FROM]
"""What is so long that a piece of it is told from other words."""
_PIECE_FROM: Final = 7
_PIECE_ALIKE: Final = 90.0
_OWN_WORDS: Final = frozenset(
    {
        "forsandelse",
        "forsandelsen",
        "forskott",
        "handling",
        "kontroll",
        "legitimation",
        "mottagning",
    }
)
"""Pieces that are words by themselves, and forbid nothing."""
_ALIKE: Final = 72.0
_POSTAGE: Final = frozenset({"abrev", "bbrev", "ebrev"})
_LOST: Final = 2
"""Letters that a reading may lose or add: "brev" alone, on every postage, is no "rekbrev"."""
_GLUED_ALIKE: Final = 85.0
_VALUE_ALIKE: Final = 75.0
_TELLING: Final = (
    *("personligen", "lamnas ut", "egenhandig", "utlamning"),
    *("endast till", "endast av", "oppnas av"),
)
"""Words that only such phrases have, wherever they stand in what is badly read."""
_HALVES: Final = (
    *("lamnas", "utlamnas", "oppnas", "endast", "giltig", "kvitteras"),
    *("oppnas endast", "adressaten"),
)
"""What such a phrase begins or ends with: alone in its line, the rest was not read."""
_HALF_ALIKE: Final = 80.0
_TELLING_ALIKE: Final = 88.0
_LETTER: Final = re.compile(r"\br\W{0,2}brev|brev\W{0,2}rek\b|\brek\W{0,2}brev|^\W*r[a-z]{0,2}\W*$")
"""A registered letter, however its two words hang together; an R alone, or what is left of REK."""
_VALUE: Final = "varde"
"""Alone in its row, the sum stands in another that was not read."""
_VALUE_LETTERS: Final = range(4, 7)
_NO_VALUES: Final = frozenset({"varje", "varld", "varlden", "varden"})
"""Words as near to "värde" as a bad reading of it."""
_RUNS_ON: Final = re.compile(r"\bvarde(?!check|kup|kort|full|papp|ring|grund|bevis)[a-z]{3,}")
"""The word with print behind it read as its end; what goes on like this is another word."""
_AMOUNT: Final = re.compile(
    r"(?<![0-9])(?:[1-9][0-9]{0,2}(?:[ .][0-9]{3})+|[1-9][0-9]{3,})\s?(?:k[a-z]|sek|kronor)\b"
)
_BESIDE_AMOUNT: Final = 1
"""Words: the one that says what it is the value of, or what must be paid, and was not read."""


def nearly_forbidding(line: str) -> tuple[tuple[MarkKind, str], ...]:
    """The kinds that a badly read line may speak of: too little to sort by, enough to ask."""
    written = folded(line)
    words = re.findall(r"[a-z]+|[0-9]+", written)
    phrases = (*_alike(words), *_broken(words), *_glued("".join(words)))
    found = {_KINDS[phrase]: phrase for phrase in phrases}
    half = process.extractOne("".join(words), _HALVES, scorer=fuzz.ratio, score_cutoff=_HALF_ALIKE)
    if half is not None or any(_has(written, word) for word in _TELLING):
        found[MarkKind.PERSONAL_PICKUP] = "... personligen"
    if _LETTER.search(written) is not None:
        found[MarkKind.REGISTERED] = "r-brev"
    if (amount := _amount(written, words)) is not None:
        found[MarkKind.INSURED] = amount
    return tuple(found.items())


def run_together(line: str) -> tuple[tuple[MarkKind, str], ...]:
    """The kinds that a well-read line speaks of in a long word that was written in pieces."""
    words = re.findall(r"[a-z]+", folded(line))
    return tuple((_KINDS[phrase], phrase) for phrase in _glued("".join(words)))


def _has(written: str, word: str) -> bool:
    return len(written) >= len(word) and fuzz.partial_ratio(word, written) >= _TELLING_ALIKE


def _alike(words: Sequence[str]) -> Iterator[str]:
    glued = "".join(words)
    for read in () if glued in _POSTAGE else (*words, glued, " ".join(words)):
        alike = process.extractOne(read, list(_KINDS), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is not None and abs(len(read) - len(alike[0])) <= _LOST:
            yield alike[0]


def _broken(words: Sequence[str]) -> Iterator[str]:
    """A long word of which the rest stands elsewhere, or was not read."""
    for piece in words:
        if len(piece) < _PIECE_FROM or piece in _OWN_WORDS:
            continue
        whole = process.extractOne(
            piece, _BROKEN, scorer=fuzz.partial_ratio, score_cutoff=_PIECE_ALIKE
        )
        if whole is not None and len(piece) <= len(whole[0]):
            yield whole[0]


def _glued(written: str) -> Iterator[str]:
    alike = process.extract(
        written, _LONG, scorer=fuzz.partial_ratio, score_cutoff=_GLUED_ALIKE, limit=None
    )
    yield from (phrase for phrase, _, _ in alike if len(written) >= len(phrase))


def _amount(written: str, words: Sequence[str]) -> str | None:
    """What the letter is said to be worth, or an amount that hardly anything stands beside."""
    rest, amounts = _AMOUNT.subn("", written)
    if amounts and len(rest.split()) <= _BESIDE_AMOUNT:
        return "... kr"
    if words == [_VALUE]:
        return "varde ... kr"
    others = [word for word in words if len(word) in _VALUE_LETTERS and word not in _NO_VALUES]
    valued = process.extractOne(_VALUE, others, scorer=fuzz.ratio, score_cutoff=_VALUE_ALIKE)
    worth = valued is not None or _RUNS_ON.search(written) is not None
    return "varde ... kr" if worth and any(map(str.isdigit, words)) else None
