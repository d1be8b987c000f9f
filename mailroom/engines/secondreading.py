"""The characters that the Swedish model does not know, recovered by an English second look."""

import dataclasses
import re
from typing import Final

from mailroom.engines.pageimage import Pixels
from mailroom.engines.pagetext import is_sure, read_in_english
from mailroom.engines.words import Line, Word

MISSING: Final = "@%§#*_üÜ"
"""Not among the characters of Debian's Swedish model."""
_MAIL_LIKE: Final = re.compile(r"[\w.+-]+[QO0©&(][\w-]+\.[a-z]{2,}", re.IGNORECASE)
_ALONE: Final = re.compile(r"[$&8S4569YyoHtTI/V|]{1,3}o?|[-0-9,.]*[469Y/][oO06/]?|[¤$&].*")
_BELIEVED: Final = 60.0
_BELIEVED_ALONE: Final = 25.0
"""A sign that is a whole word has no neighbours to be confused with."""


def mended(lines: tuple[Line, ...], mono: Pixels, dpi: int) -> tuple[Line, ...]:
    """Words that are unsure, or look like a mail address or a sign in disguise, are read again."""
    return tuple(
        dataclasses.replace(line, words=tuple(_mended(word, mono, dpi) for word in line.words))
        for line in lines
    )


def _mended(word: Word, mono: Pixels, dpi: int) -> Word:
    if not _is_suspect(word):
        return word
    text, confidence = read_in_english(mono, word, dpi)
    needed = _BELIEVED_ALONE if text in MISSING else _BELIEVED
    if confidence < needed or not _explains(text, word.text):
        return word
    return dataclasses.replace(word, text=text, confidence=min(word.confidence, confidence))


def _is_suspect(word: Word) -> bool:
    return not is_sure(word) or bool(_MAIL_LIKE.fullmatch(word.text) or _ALONE.fullmatch(word.text))


def _explains(english: str, swedish: str) -> bool:
    """English is believed only for a character Swedish cannot say, and never against å ä ö."""
    if not any(sign in english for sign in MISSING) or any(c.isspace() for c in english):
        return False
    return bool(_as_swedish_sees(english).fullmatch(swedish))


def _as_swedish_sees(english: str) -> re.Pattern[str]:
    """The reading with every missing character as one to three unknown ones.

    Letters may differ by their marks only, since the English model has none.
    """
    parts = [".{1,3}" if sign in MISSING else _alike(sign) for sign in english]
    return re.compile("".join(parts), re.IGNORECASE)


def _alike(sign: str) -> str:
    return {"a": "[aåä]", "o": "[oö0]", "0": "[0o]", "A": "[AÅÄ]", "O": "[OÖ0]"}.get(
        sign, re.escape(sign)
    )
