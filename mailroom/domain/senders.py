"""Who sent a letter, by name: from the return address as read, spelled as the letter spells it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_LEAD: Final = re.compile(
    r"^\W*(?:avs(?:[aä]ndare)?|fr[aå]n|returadress|retur(?:\s+till)?)\b\s*[.:]?\s*", re.IGNORECASE
)
_NAME_ENDS: Final = re.compile(r"\s*[,;|·]\s*|\s+(?=\d)")
"""A comma, or the first number: then the street begins."""


def sender_name(address: str) -> str:
    """The name in a return address ("Avs: Återbruk AB, Industrivägen 7, ..."); may be empty."""
    return _NAME_ENDS.split(_LEAD.sub("", address.strip()), maxsplit=1)[0].strip(" .:-")


def spelled_as_in(name: str, texts: Iterable[str]) -> str:
    """The name as the letter itself prints it; small print on envelopes loses its diacritics.

    Only spelling is taken over: the words must be the same but for case and diacritics.
    """
    words = [_plain(word) for word in name.split()]
    if not all(words):
        return name
    for text in texts:
        for line in text.splitlines():
            found = _window(words, line.split())
            if found:
                return found
    return name


def _window(words: Sequence[str], line: Sequence[str]) -> str | None:
    plain = [_plain(word) for word in line]
    for start in range(len(line) - len(words) + 1):
        end = start + len(words)
        if plain[start:end] == list(words):
            return " ".join(line[start:end]).strip(" .,:;")
    return None


def _plain(word: str) -> str:
    """Letters and digits in lower case, diacritics taken off."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())
