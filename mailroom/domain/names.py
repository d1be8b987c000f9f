"""Company names: one way of writing them, and when two may be the same company."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

_SAME_WORD: Final = {
    "aktiebolag": "ab",
    "aktiebolaget": "ab",
    "publ": "",
    "handelsbolag": "hb",
    "handelsbolaget": "hb",
    "kommanditbolag": "kb",
    "kommanditbolaget": "kb",
    "bostadsrattsforening": "brf",
    "bostadsrattsforeningen": "brf",
    "ekonomisk": "ek",
    "forening": "for",
    "och": "&",
}
_LONG_FORM: Final = 12
_LONG_FORMS: Final = [word for word in _SAME_WORD if len(word) > _LONG_FORM]
_FORM_ALIKE: Final = 0.8
_FORMS: Final = frozenset({"ab", "hb", "kb", "brf", "ek", "for", "stiftelsen", "stiftelse", "bf"})
_TELLING: Final = frozenset(
    {"holding", "fastighet", "fastigheter", "fastighets", "forvaltning", "utveckling"}
    | {"invest", "gruppen", "group", "produktion", "konsult", "service"}
    | {"sverige", "norr", "soder", "ost", "oster", "vast", "vaster", "syd", "nord"}
    | {"nya", "gamla", "dotter", "moder", "int", "international"}
)
"""Words by which sister companies differ: they must be equal, never nearly equal."""
_ROMAN: Final = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_WORD: Final = re.compile(r"[a-z0-9&]+")
_GLUED_IN: Final = re.compile(r"[iIl1](?=[A-ZÅÄÖ][a-zåäö])")
"""The "i" before a place, read without the space after it."""
_LETTERS: Final = str.maketrans({"ø": "o", "æ": "a", "ß": "s", "đ": "d", "ð": "d", "ł": "l"})
_WORD_ALIKE: Final = 0.8
_FEWEST_LETTERS: Final = 3
_BEGINS_ALIKE: Final = 0.7
_LONGEST: Final = 160
_REMEMBERED: Final = 16_384
"""Names; the same few customers are compared with every reading of a face."""


@lru_cache(maxsize=_REMEMBERED)
def plain(name: str) -> str:
    """Lower case without accents or punctuation, legal forms in their short form.

    Two customers whose names differ only by what is lost here tie, and a tie is a doubt.
    """
    words = (_short_form(word) for word in literal(name).split())
    return " ".join(word for word in words if word)


@lru_cache(maxsize=_REMEMBERED)
def literal(name: str) -> str:
    """As `plain`, with every word as it is written: "Brf" is not "Bostadsrättsföreningen"."""
    decomposed = unicodedata.normalize("NFKD", name[:_LONGEST].casefold().translate(_LETTERS))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    bare = re.sub(r"(?<=\w)[.'\u2019](?=\w)", "", bare)
    return " ".join(_WORD.findall(bare))


def lettering(name: str) -> str:
    """As `literal`, without spaces: OCR may lose or invent one, which changes no letter."""
    return literal(name).replace(" ", "")


def stem(plain_name: str) -> str:
    """What is left of a plain name without the words that tell sister companies apart."""
    return " ".join(word for word in plain_name.split() if not _tells(word))


@lru_cache(maxsize=_REMEMBERED)
def discriminators(plain_name: str) -> tuple[str, ...]:
    """The words that must be exactly equal: figures, roman numerals, Holding, place, form."""
    words = plain_name.split()
    found = [word for word in words if _tells(word)]
    found += [words[at + 1] for at, word in enumerate(words[:-1]) if word == "i"]
    return tuple(sorted(found))


def goes_on(first: str, second: str) -> bool:
    """Whether a name that ends a line must be read on: alone it might be another company's.

    "Brf Isbjörnen" and "19", "Karlsson Foto" and "i Norrköping AB", "Sjöberg &" and "Åström AB".
    """
    upper, lower = plain(first).split(), plain(second).split()
    if not upper or not lower:
        return False
    if _GLUED_IN.match(second.lstrip()):
        return True
    if upper[-1] in {"i", "&"} or first.rstrip().endswith("-") or lower[0] in {"i", "&"}:
        return True
    return all(_tells(word) for word in lower)


def may_go_on(first: str, second: str) -> bool:
    """Whether the lines may be one name: no legal form above, one at the end below.

    They may as well be a person and a company, so that each also stands for itself.
    """
    upper, lower = plain(first).split(), plain(second).split()
    return bool(lower) and lower[-1] in _FORMS and not any(word in _FORMS for word in upper)


def says_more(read: str, registered: str) -> bool:
    """Whether a reading is the whole registered name and further words: another's, a longer one.

    Both in `plain` form. Fewer letters than make a word are what OCR sees in dirt; a figure tells.
    The longer it is, the worse the beginning may be read: a longer name is no slip.
    """
    words, own = read.split(), registered.split()
    figure = any(sign.isdigit() for word in words[len(own) :] for sign in word)
    if figure and may_be(" ".join(words[: len(own)]), registered):
        return True
    letters, whole = "".join(words), "".join(own)
    beginning = letters[: len(whole)]
    return (
        len(letters) - len(whole) >= _FEWEST_LETTERS
        and Levenshtein.normalized_similarity(beginning, whole) >= _BEGINS_ALIKE
    )


def tells_otherwise(read: str, registered: str) -> bool:
    """Whether a reading is this name but for what tells it from its sisters.

    "Pilen 36" is not "Pilen 38", "Pilen AB" with its legal form is not "Pilen I AB", and what is
    "i Växjö" is nobody's whose name has no place. Both in `plain` form.
    """
    ours, theirs = read.split(), registered.split()
    if _has_place(ours) and not _has_place(theirs):
        return True
    forms = set(theirs) & _FORMS
    if forms and forms <= set(ours) and stem(read) == stem(registered):
        return _tell_apart(ours, theirs)
    if len(ours) != len(theirs):
        return False
    apart = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    figures = [pair for pair in apart if all(word.isdigit() for word in pair)]
    alike = all(
        Levenshtein.normalized_similarity(*pair) >= _WORD_ALIKE
        for pair in apart
        if pair not in figures
    )
    return bool(figures) and alike


def _tell_apart(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether words that tell are lost or added, or a numeral or figure is another one.

    "3B" for "38" is a slip.
    """
    one, other = ([word for word in words if _tells(word)] for words in (ours, theirs))
    return len(one) != len(other) or any(map(_are_other_numerals, one, other))


def _has_place(words: Sequence[str]) -> bool:
    return any(
        first == "i" and second not in _FORMS and sum(map(str.isalpha, second)) >= _FEWEST_LETTERS
        for first, second in pairwise(words)
    )


def _are_other_numerals(one: str, other: str) -> bool:
    figures = one.isdigit() and other.isdigit()
    roman = _ROMAN.fullmatch(one) is not None and _ROMAN.fullmatch(other) is not None
    return one != other and (figures or roman)


def may_be(read: str, registered: str) -> bool:
    """Whether a reading can be this registered name: telling words equal, no word unlike.

    Both in `plain` form. Every word has its counterpart, so "Svensson Bygg" is never
    "Svensson Bygg Holding".
    """
    if discriminators(read) != discriminators(registered):
        return False
    ours, theirs = read.split(), registered.split()
    if len(ours) != len(theirs):
        # OCR may lose or invent a space, which changes no letter.
        return "".join(ours) == "".join(theirs)
    return all(
        Levenshtein.normalized_similarity(one, other) >= _WORD_ALIKE
        for one, other in zip(ours, theirs, strict=True)
    )


def _short_form(word: str) -> str:
    """The short form of a legal form; the long words are known with a slip or two as well."""
    short = _SAME_WORD.get(word)
    if short is not None or len(word) < _LONG_FORM:
        return word if short is None else short
    near = process.extractOne(
        word, _LONG_FORMS, scorer=Levenshtein.normalized_similarity, score_cutoff=_FORM_ALIKE
    )
    return word if near is None else _SAME_WORD[near[0]]


def _tells(word: str) -> bool:
    return (
        any(sign.isdigit() for sign in word)
        or word in _FORMS
        or word in _TELLING
        or _ROMAN.fullmatch(word) is not None
        or len(word) == 1
    )
