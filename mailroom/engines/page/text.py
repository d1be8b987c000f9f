"""Page OCR with resident Tesseract models: Swedish reads, English is asked where it must be."""

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import tesserocr

from mailroom.engines.ocr.tessdata import tessdata_folder
from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.pixels.image import Pixels

_TESSEROCR: Final[Any] = tesserocr
"""Its extension module carries no types; this is the one place that speaks to it for pages."""
_PSM: Final = _TESSEROCR.PSM
_RIL: Final = _TESSEROCR.RIL
SWEDISH: Final = "swe"
ENGLISH: Final = "eng"
_SURE: Final = 90.0


class ReadingTooSlow(Exception):
    """Tesseract did not finish within its time."""


def warm_up(more_languages: Sequence[str] = ()) -> None:
    """Load the models, 0.15 s each, so that the first page does not pay for it."""
    for language in (SWEDISH, ENGLISH, *more_languages):
        _engine(language)


def read_lines(
    grey: Pixels, dpi: int, *, limit_s: float, columns: bool = False
) -> tuple[Line, ...]:
    """Everything on an upright page, dark on light, row by row or column by column.

    Tesseract left to itself sees columns in every form, and cuts words at their edges. Raises
    ReadingTooSlow.
    """
    engine = _engine(SWEDISH)
    engine.SetPageSegMode(_PSM.AUTO if columns else _PSM.SINGLE_COLUMN)
    _show(engine, grey, dpi)
    try:
        if not engine.Recognize(int(limit_s * 1000)):
            raise ReadingTooSlow
        return tuple(_lines(engine))
    finally:
        engine.Clear()


def read_single_line(mono: Pixels, dpi: int, language: str = SWEDISH) -> tuple[Word, ...]:
    """The words of an image that holds one line and nothing else, in its pixels."""
    engine = _engine(language)
    engine.SetPageSegMode(_PSM.SINGLE_LINE)
    _show(engine, mono, dpi)
    engine.Recognize()
    words = tuple(word for line in _lines(engine) for word in line.words)
    engine.Clear()
    return words


def line_confidence(mono: Pixels, dpi: int) -> float:
    """How surely a single line can be read as it stands, 0 to 100; 0 when it holds nothing."""
    engine = _engine(SWEDISH)
    engine.SetPageSegMode(_PSM.SINGLE_LINE)
    _show(engine, mono, dpi)
    confidences: list[int] = list(engine.AllWordConfidences())
    engine.Clear()
    return float(np.mean(confidences)) if confidences else 0.0


def read_in_english(mono: Pixels, word: Word, dpi: int, padding: int) -> tuple[str, float]:
    """A second reading of one word, for the characters the Swedish model does not have."""
    engine = _engine(ENGLISH)
    # One word is one line; told so, Tesseract spends no time looking for others.
    engine.SetPageSegMode(_PSM.RAW_LINE)
    rows = slice(max(0, word.top - padding), word.bottom + padding)
    columns = slice(max(0, word.left - padding), word.right + padding)
    crop = np.pad(mono[rows, columns], 10, constant_values=255)
    _show(engine, crop, dpi)
    text = str(engine.GetUTF8Text()).strip()
    confidence = float(engine.MeanTextConf())
    engine.Clear()
    return text, confidence


@functools.cache
def _engine(language: str) -> Any:  # noqa: ANN401  untyped, see above
    engine = _TESSEROCR.PyTessBaseAPI(path=tessdata_folder(), lang=language)
    engine.SetVariable("debug_file", "/dev/null")
    return engine


def _show(engine: Any, mono: Pixels, dpi: int) -> None:  # noqa: ANN401  untyped, see above
    height, width = mono.shape
    engine.SetImageBytes(np.ascontiguousarray(mono).tobytes(), width, height, 1, width)
    engine.SetSourceResolution(dpi)


def _lines(engine: Any) -> Iterator[Line]:  # noqa: ANN401  untyped, see above
    words: list[Word] = []
    new_block = False
    for piece in _TESSEROCR.iterate_level(engine.GetIterator(), _RIL.WORD):
        if piece.IsAtBeginningOf(_RIL.TEXTLINE):
            if words:
                yield Line(tuple(words), new_block)
                words, new_block = [], False
            new_block = new_block or piece.IsAtBeginningOf(_RIL.BLOCK)
        word = _word(piece)
        if word is not None:
            words.append(word)
    if words:
        yield Line(tuple(words), new_block)


def _word(piece: Any) -> Word | None:  # noqa: ANN401  tesserocr's iterator has no type
    box = piece.BoundingBox(_RIL.WORD)
    try:
        text = unicodedata.normalize("NFC", piece.GetUTF8Text(_RIL.WORD)).strip()
    except RuntimeError:
        # QUIRK tesserocr 2.13: a place without a word raises instead of returning nothing.
        return None
    if box is None or not text:
        return None
    left, top, right, bottom = box
    (x1, y1), (x2, y2) = piece.Baseline(_RIL.WORD) or ((left, bottom), (right, bottom))
    slope = (y2 - y1) / (x2 - x1) if x2 != x1 else 0.0
    return Word(
        text=text,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        base_left=y1 + slope * (left - x1),
        base_right=y1 + slope * (right - x1),
        confidence=float(piece.Confidence(_RIL.WORD)),
    )


def is_sure(word: Word) -> bool:
    return word.confidence >= _SURE
