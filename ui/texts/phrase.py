"""A sentence for the operator in every language of the console, side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    SV = "sv"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Both languages are required, so an untranslated sentence cannot be written.

    Places for values are named in braces, the same names in both languages.
    """

    sv: str
    en: str

    def said(self, language: Language, **values: object) -> str:
        text = self.sv if language is Language.SV else self.en
        return text.format(**values) if values else text


class Say:
    """Says phrases in one language; handed to every widget that speaks."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, phrase: Phrase, **values: object) -> str:
        return phrase.said(self.language, **values)


Sayer = Callable[..., str]
DECIMALS = Phrase(",", ".")
"""What stands before the decimals of a number."""
_THOUSANDS = {",": "\N{NO-BREAK SPACE}", ".": ","}


def grouped(number: int, say: Sayer) -> str:
    """As people write it: 18 420 in Swedish, 18,420 in English."""
    return f"{number:,}".replace(",", _THOUSANDS[say(DECIMALS)])
