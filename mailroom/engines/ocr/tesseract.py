"""Tesseract's models, resident in this process; as a program where they cannot be resident."""

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import pytesseract  # pyright: ignore[reportMissingTypeStubs]  it ships none

from mailroom.engines.ocr.tessdata import tessdata_folder
from mailroom.engines.ocr.words import Line, Word
from mailroom.engines.pixels.image import Pixels

try:
    import tesserocr as _resident
except ImportError:  # the wheel does not exist for every machine; pytesseract reads the same
    _resident = None

_tesserocr: Any = _resident
_program: Any = pytesseract
SWEDISH: Final = "swe"
ENGLISH: Final = "eng"
PAGE: Final = 3
"""Page segmentation: a whole page with columns, found by itself."""
BLOCK: Final = 6
"""One uniform block of text."""
LINE: Final = 7
WORD: Final = 8
_SAVINGS: Final = {"tessedit_do_invert": "0", "textord_all_prop": "1"}
"""Print is dark on light here, and the models need no cells of typewriters measured for them."""
_SYMBOL_LEVEL: Final = 4
_WORD_LEVEL: Final = 3
_LINE_LEVEL: Final = 2
_BLOCK_LEVEL: Final = 0
_BOX_FIELDS: Final = 6


class ReadingTooSlow(Exception):
    """Tesseract did not finish within its time."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One sign; the box is in pixels of the image, `confidence` runs from 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


class Engine(Protocol):
    def read(
        self, image: Pixels, mode: int, *, dpi: int = 300, limit_s: float = 5.0
    ) -> tuple[Line, ...]:
        """The lines of an upright image, dark on light, in its pixels and in reading order.

        `mode` is PAGE, BLOCK, LINE or WORD. Raises ReadingTooSlow after `limit_s` seconds; a hang
        or crash of the library itself is ended by the worker's own limits.
        """
        ...

    def symbols(self, line: Pixels, *, limit_s: float = 5.0) -> tuple[Symbol, ...]:
        """The signs of one line, each with its box, from left to right. Raises ReadingTooSlow."""
        ...


@functools.cache
def engine(language: str, allowed: str = "") -> Engine:
    """One per model and process. `allowed` restricts what may be read. Loading takes 0.2 s."""
    if _tesserocr is None:
        return ProgramEngine(language, allowed)
    return ResidentEngine(language, allowed)


class ResidentEngine:
    """The model is loaded once: a fifth of the program's time on an address."""

    def __init__(self, language: str, allowed: str = "") -> None:
        self._api = _tesserocr.PyTessBaseAPI(path=tessdata_folder(), lang=language)
        self._api.SetVariable("debug_file", "/dev/null")
        self._api.SetVariable("tessedit_char_whitelist", allowed)
        for name, value in _SAVINGS.items():
            self._api.SetVariable(name, value)

    def read(
        self, image: Pixels, mode: int, *, dpi: int = 300, limit_s: float = 5.0
    ) -> tuple[Line, ...]:
        height, width = image.shape
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(np.ascontiguousarray(image).tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(dpi)
        try:
            if not self._api.Recognize(int(limit_s * 1000)):
                raise ReadingTooSlow
            return tuple(_lines(self._api.GetIterator()))
        finally:
            self._api.Clear()

    def symbols(self, line: Pixels, *, limit_s: float = 5.0) -> tuple[Symbol, ...]:
        height, width = line.shape
        self._api.SetPageSegMode(LINE)
        self._api.SetImageBytes(np.ascontiguousarray(line).tobytes(), width, height, 1, width)
        try:
            if not self._api.Recognize(int(limit_s * 1000)):
                raise ReadingTooSlow
            pieces = _tesserocr.iterate_level(self._api.GetIterator(), _SYMBOL_LEVEL)
            return tuple(one for piece in pieces if (one := _symbol(piece)) is not None)
        finally:
            self._api.Clear()


class ProgramEngine:
    """Started for every image: slower, the same reading, with level baselines."""

    def __init__(self, language: str, allowed: str = "") -> None:
        self._language = language
        savings = " ".join(f"-c {name}={value}" for name, value in _SAVINGS.items())
        self._options = f"--tessdata-dir {tessdata_folder()} {savings}"
        if allowed:
            self._options += f" -c tessedit_char_whitelist={allowed}"

    def read(
        self, image: Pixels, mode: int, *, dpi: int = 300, limit_s: float = 5.0
    ) -> tuple[Line, ...]:
        try:
            told: dict[str, list[Any]] = _program.image_to_data(
                image,
                lang=self._language,
                config=f"--psm {mode} --dpi {dpi} {self._options}",
                output_type=_program.Output.DICT,
                timeout=limit_s,
            )
        except RuntimeError as error:  # pytesseract's word for "took too long"
            raise ReadingTooSlow from error
        lines: dict[tuple[int, ...], list[int]] = {}
        for at, text in enumerate(told["text"]):
            if text.strip():
                key = (told["block_num"][at], told["par_num"][at], told["line_num"][at])
                lines.setdefault(key, []).append(at)
        blocks = [block for block, _, _ in lines]
        return tuple(
            Line(tuple(_told_word(told, at) for at in words), blocks.index(block) == row)
            for row, ((block, _, _), words) in enumerate(lines.items())
        )

    def symbols(self, line: Pixels, *, limit_s: float = 5.0) -> tuple[Symbol, ...]:
        try:
            told: str = _program.image_to_boxes(
                line, lang=self._language, config=f"--psm {LINE} {self._options}", timeout=limit_s
            )
        except RuntimeError as error:  # pytesseract's word for "took too long"
            raise ReadingTooSlow from error
        rows = [row.split() for row in told.splitlines()]
        height = line.shape[0]
        # Its rows count from the bottom, and do not say how sure a sign is.
        return tuple(
            Symbol(row[0], int(row[1]), height - int(row[4]), int(row[3]), height - int(row[2]), 0)
            for row in rows
            if len(row) == _BOX_FIELDS
        )


def _told_word(told: dict[str, list[Any]], at: int) -> Word:
    left, top = int(told["left"][at]), int(told["top"][at])
    right, bottom = left + int(told["width"][at]), top + int(told["height"][at])
    text = unicodedata.normalize("NFC", told["text"][at]).strip()
    return Word(text, left, top, right, bottom, bottom, bottom, float(told["conf"][at]))


def _lines(pieces: Any) -> Iterator[Line]:  # noqa: ANN401  tesserocr's iterator has no type
    words: list[Word] = []
    new_block = False
    for piece in _tesserocr.iterate_level(pieces, _WORD_LEVEL):
        if piece.IsAtBeginningOf(_LINE_LEVEL):
            if words:
                yield Line(tuple(words), new_block)
                words, new_block = [], False
            new_block = new_block or piece.IsAtBeginningOf(_BLOCK_LEVEL)
        word = _word(piece)
        if word is not None:
            words.append(word)
    if words:
        yield Line(tuple(words), new_block)


def _word(piece: Any) -> Word | None:  # noqa: ANN401  tesserocr's iterator has no type
    box = piece.BoundingBox(_WORD_LEVEL)
    try:
        text = unicodedata.normalize("NFC", piece.GetUTF8Text(_WORD_LEVEL)).strip()
    except RuntimeError:
        # QUIRK tesserocr 2.13: a place without a word raises instead of returning nothing.
        return None
    if box is None or not text:
        return None
    left, top, right, bottom = box
    (x1, y1), (x2, y2) = piece.Baseline(_WORD_LEVEL) or ((left, bottom), (right, bottom))
    slope = (y2 - y1) / (x2 - x1) if x2 != x1 else 0.0
    return Word(
        text=text,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        base_left=y1 + slope * (left - x1),
        base_right=y1 + slope * (right - x1),
        confidence=float(piece.Confidence(_WORD_LEVEL)),
    )


def _symbol(piece: Any) -> Symbol | None:  # noqa: ANN401  tesserocr's iterator has no type
    box = piece.BoundingBox(_SYMBOL_LEVEL)
    try:
        text = piece.GetUTF8Text(_SYMBOL_LEVEL)
    except RuntimeError:
        return None
    if box is None or not text:
        return None
    left, top, right, bottom = box
    return Symbol(text, left, top, right, bottom, float(piece.Confidence(_SYMBOL_LEVEL)))
