"""A reading: what was read, where, by which reader, how surely."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mailroom.domain.pages import Box

OUTSIDE_ZONE: Final = "outside the recipient zone"
SECOND_LOOK: Final = "the second reading of a line that counts in its first"
OTHERS_NUMBER: Final = "said to be another's number"
WRONG_CHECK_DIGIT: Final = "the check digit is wrong"
GOES_ON: Final = "words follow the name that nothing explains: it may be a longer name"
"""Why a reading does not count, as `Reading.ignored` says it."""


class Reader(StrEnum):
    """Two readers are independent when neither sees the other's result."""

    ZXING = "zxing"
    ZBAR = "zbar"
    OCR = "ocr"
    OCR_SECOND = "ocr_second"
    """A second binarisation or engine over the same crop (reliability rule 4)."""
    OCR_THIRD = "ocr_third"
    """An engine of another make, which reads handwriting; asked where the others leave a doubt."""
    OCR_FOURTH = "ocr_fourth"
    """Another model of the third's make, asked for what only the third could read."""
    OCR_FIFTH = "ocr_fifth"
    """A small model of that make for print; asked for single rows that one make alone has read."""
    PERSON = "person"


FIRST_MAKE: Final = frozenset({Reader.OCR, Reader.OCR_SECOND})
"""The readers of every face: two models of one make."""
HAND_READERS: Final = frozenset({Reader.OCR_THIRD, Reader.OCR_FOURTH})
"""Of the make that reads handwriting."""
OTHER_MAKE: Final = HAND_READERS | {Reader.OCR_FIFTH}
"""Of another make than the first."""


class ReadingKind(StrEnum):
    CODE = "code"
    NUMBER = "number"
    """A registration number in ten digits."""
    NAME = "name"
    LINE = "line"
    """A line of the address block, as read."""
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Reading:
    """`confidence` runs from 0 to 1. `page` is a page id.

    `repaired` says that characters were replaced to reach `text` (O for 0): such a reading
    never carries a decision alone. `ignored` says in words why a reading does not count.
    """

    kind: ReadingKind
    text: str
    page: str
    reader: Reader
    confidence: float
    box: Box | None = None
    repaired: bool = False
    symbology: str | None = None
    ignored: str | None = None
