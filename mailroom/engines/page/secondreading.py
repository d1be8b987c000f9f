"""The characters that the Swedish model does not know, recovered by an English second look."""

import dataclasses
import re
from typing import Final

from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.page.text import ENGLISH, is_sure, read_in_english, read_single_line
from mailroom.engines.pixels.image import Pixels

MISSING: Final = "@%§#*_üÜ"
"""Not among the characters of Debian's Swedish model."""
_MAIL_LIKE: Final = re.compile(r"[\w.+-]+[QO0©&(][\w-]+\.[a-z]{2,}", re.IGNORECASE)
_SLIP: Final = re.compile(r"[0-9]{5,8}[H4#]{1,2}41[0-9H#]{1,2}")
"""The end of the line on a payment slip that machines read, 8033748#41#."""
_SLIP_SAID: Final = re.compile(r"([0-9]{5,8})H4?41[47H#]{1,2}")
"""The same with the model's H for a number sign, which leaves nothing to be asked."""
_PRICE_EACH: Final = re.compile(r"(?:([ÅÄA])|[åäa])(-pris\S*)")
"""No Swedish word but à-pris, and the model has no à."""
_ALONE: Final = re.compile(r"[$&8S4569YyoHätTI/V|]{1,3}o?|[-0-9,.]*[469Y/][oO06/]?|[¤$&].*")
_SURE_FIGURE: Final = re.compile(r"(?!8+$)[-0-9,.]+")
"""A figure that Swedish is sure of is one, but an eight may be a section sign."""
_FIGURE: Final = re.compile(r"[0-9]{1,2}[17lI|][0-9]{1,2}")
_SUM: Final = re.compile(r"-?[0-9]{3},[0-9]{2}|[0-9]{6,}")
"""Unsure or not, there is no room for a sign in it."""
_PLACE: Final = re.compile(r"[0-9]{1,2}/[0-9]{1,2}")
_AIR_PX: Final = 12
_PADDINGS_PX: Final = (4, 6, 10)
"""A sign may be read with one margin and missed with another."""
_BELIEVED: Final = 60.0
_BELIEVED_ALONE: Final = 25.0
"""A sign that is a whole word has no neighbours to be confused with."""


def mended(lines: tuple[Line, ...], mono: Pixels, dpi: int) -> tuple[Line, ...]:
    """Words that are unsure, or look like a mail address or a sign in disguise, are read again."""
    return tuple(_mended_line(line, mono, dpi) for line in lines)


def _mended_line(line: Line, mono: Pixels, dpi: int) -> Line:
    if len(line.words) == 1 and _FIGURE.fullmatch(line.words[0].text):
        return dataclasses.replace(line, words=(_as_place(line.words[0], mono, dpi),))
    words = (_mended(word, mono, dpi) if _is_suspect(word) else word for word in line.words)
    return dataclasses.replace(line, words=tuple(words))


def _as_place(word: Word, mono: Pixels, dpi: int) -> Word:
    """A page number by itself, in which the Swedish model takes the stroke of 2/3 for a one."""
    rows = slice(max(0, word.top - _AIR_PX), word.bottom + _AIR_PX)
    columns = slice(max(0, word.left - _AIR_PX), word.right + _AIR_PX)
    text = "".join(found.text for found in read_single_line(mono[rows, columns], dpi, ENGLISH))
    return dataclasses.replace(word, text=text) if _PLACE.fullmatch(text) else word


def _mended(word: Word, mono: Pixels, dpi: int) -> Word:
    if slip := _SLIP_SAID.fullmatch(word.text):
        return dataclasses.replace(word, text=f"{slip[1]}#41#")
    if price := _PRICE_EACH.fullmatch(word.text):
        return dataclasses.replace(word, text=f"{'À' if price[1] else 'à'}{price[2]}")
    first = read_in_english(mono, word, dpi, _PADDINGS_PX[0])
    if not _has_missing(first[0]) and (is_sure(word) or not _is_disguise(word)):
        return word
    rest = (read_in_english(mono, word, dpi, padding) for padding in _PADDINGS_PX[1:])
    readings = (first, *rest)
    text, confidence = max(
        (reading for reading in readings if _is_believed(reading, word.text)),
        key=lambda reading: reading[1],
        default=(word.text, word.confidence),
    )
    return dataclasses.replace(word, text=text, confidence=min(word.confidence, confidence))


def _is_believed(reading: tuple[str, float], swedish: str) -> bool:
    text, confidence = reading
    needed = _BELIEVED_ALONE if text in MISSING else _BELIEVED
    return confidence >= needed and _explains(text, swedish)


def _is_suspect(word: Word) -> bool:
    if _is_disguise(word):
        return not (is_sure(word) and _SURE_FIGURE.fullmatch(word.text))
    return not (is_sure(word) or _SUM.fullmatch(word.text)) and any(map(str.isalnum, word.text))


def _is_disguise(word: Word) -> bool:
    """Whether it looks like what Swedish makes of a sign or a mail address it cannot say."""
    return any(look.fullmatch(word.text) for look in (_MAIL_LIKE, _ALONE, _SLIP, _PRICE_EACH))


def _has_missing(text: str) -> bool:
    return any(sign in text for sign in MISSING)


def _explains(english: str, swedish: str) -> bool:
    """English is believed only for a character Swedish cannot say, and never against å ä ö."""
    if not _has_missing(english) or any(c.isspace() for c in english):
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
