"""Letters that OCR reads where a digit stands."""

from typing import Final

_LETTER_FOR_DIGIT: Final = str.maketrans("OoDQIl|iZSsbGT?Bgq", "000011112556677899")


def digits_meant(text: str) -> str:
    """The digits a reader probably saw; only for a field that is known to hold digits.

    What comes out is a repair: it may propose, never decide alone.
    """
    return text.translate(_LETTER_FOR_DIGIT)
