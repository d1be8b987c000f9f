"""Small pieces of text with resident Tesseract models; pytesseract where none can be resident."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import cv2
import numpy as np
import pytesseract

from mailroom.engines.pageimage import Pixels
from mailroom.engines.tessdata import tessdata_folder

try:
    import tesserocr
except ImportError:  # the wheel does not exist for every machine; pytesseract reads the same
    tesserocr = None

SWEDISH: Final = "swe"
ENGLISH: Final = "eng"
_BLOCK_MODE: Final = 6
_LINE_MODE: Final = 7
_LETTER_PX: Final = 34
"""Capital height that the models read best."""
_PAD_PX: Final = 12
_DIGITS_ONLY: Final = "0123456789-"
_NOISE: Final = re.compile(r"[^\w&%§€@+:/.,()'’!?\u2010-\u2015 -]")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """`confidence` is 0 to 1; the box is in pixels of the crop that was read."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int


class Engine(Protocol):
    def __call__(self, image: Pixels, mode: int) -> tuple[ReadLine, ...]: ...


def warm_up() -> None:
    """Load both models, 0.3 s, so that the first face does not pay for it."""
    _engine(SWEDISH)
    _engine(ENGLISH)


def read_block(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """The lines of one upright block, Swedish model, flattened paper, Otsu's ink."""
    factor = _factor(letter_px)
    image = _padded(binary(flattened(_resized(crop, factor))))
    return _unscaled(_engine(SWEDISH)(image, _BLOCK_MODE), factor)


def read_quickly(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """The lines of a block by the English model over plain greys: half the time, no å ä ö.

    Another model and no thresholding: independent of `read_block` (rule 4).
    """
    factor = _factor(letter_px)
    image = _padded(flattened(_resized(crop, factor)))
    return _unscaled(_engine(ENGLISH)(image, _BLOCK_MODE), factor)


def read_again(crop: Pixels, letter_px: float) -> str:
    """One line by itself with the English model on the untouched greys."""
    factor = _factor(letter_px) * 0.9
    lines = _engine(ENGLISH)(_padded(_resized(crop, factor)), _LINE_MODE)
    return " ".join(line.text for line in lines)


def read_again_sharpened(crop: Pixels, letter_px: float) -> str:
    """The other model once more, over locally thresholded ink, for greys that defeat it."""
    image = _resized(crop, _factor(letter_px))
    size = max(15, int(_LETTER_PX * 1.5) | 1)
    mono = cv2.adaptiveThreshold(
        image, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, size, 15
    )
    lines = _engine(ENGLISH)(_padded(_as_pixels(mono)), _LINE_MODE)
    return " ".join(line.text for line in lines)


def read_digits(crop: Pixels, letter_px: float) -> str:
    """One line with nothing but digits and dashes allowed, a little slimmer than it was."""
    factor = _factor(letter_px) * 0.8
    image = _padded(flattened(_resized(crop, factor)))
    return " ".join(line.text for line in _engine(ENGLISH, _DIGITS_ONLY)(image, _LINE_MODE))


def flattened(crop: Pixels) -> Pixels:
    """Divided by the paper around it: shadows, tints and show-through fade."""
    small = cv2.resize(crop, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15))
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), (0, 0), 6)
    height, width = crop.shape
    full = np.maximum(_as_pixels(cv2.resize(paper, (width, height))), 1)
    return _as_pixels(cv2.divide(crop, full, scale=250))


def binary(image: Pixels) -> Pixels:
    _, mono = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return _as_pixels(mono)


def text_of(lines: Iterable[ReadLine]) -> str:
    return "\n".join(line.text for line in lines)


def confidence_of(lines: Sequence[ReadLine]) -> float:
    """Weighted by length, 0 when nothing was read."""
    letters = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / letters if letters else 0.0


@functools.cache
def _engine(language: str, allowed: str = "") -> Engine:
    return _Program(language, allowed) if tesserocr is None else _Resident(language, allowed)


class _Resident:
    """Tesseract inside this process: the model is loaded once."""

    def __init__(self, language: str, allowed: str) -> None:
        self._api = tesserocr.PyTessBaseAPI(path=tessdata_folder(), lang=language)
        self._api.SetVariable("debug_file", "/dev/null")
        self._api.SetVariable("tessedit_do_invert", "0")
        self._api.SetVariable("tessedit_char_whitelist", allowed)

    def __call__(self, image: Pixels, mode: int) -> tuple[ReadLine, ...]:
        height, width = image.shape
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(np.ascontiguousarray(image).tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(300)
        try:
            if not self._api.Recognize(5000):
                return ()
            level = tesserocr.RIL.TEXTLINE
            pieces = tesserocr.iterate_level(self._api.GetIterator(), level)
            return tuple(line for piece in pieces if (line := self._line(piece, level)))
        finally:
            self._api.Clear()

    @staticmethod
    def _line(piece: Any, level: int) -> ReadLine | None:  # noqa: ANN401  its iterator has no type
        box = piece.BoundingBox(level)
        text = _tidy(piece.GetUTF8Text(level) or "") if box else ""
        return ReadLine(text, piece.Confidence(level) / 100, *box) if text else None


class _Program:
    """Tesseract as a program, started for every piece: slower, the same reading."""

    def __init__(self, language: str, allowed: str) -> None:
        self._language = language
        self._options = "-c tessedit_do_invert=0"
        if allowed:
            self._options += f" -c tessedit_char_whitelist={allowed}"

    def __call__(self, image: Pixels, mode: int) -> tuple[ReadLine, ...]:
        told: dict[str, list[Any]] = pytesseract.image_to_data(
            image,
            lang=self._language,
            config=f"--psm {mode} {self._options}",
            output_type=pytesseract.Output.DICT,
            timeout=10,
        )
        lines: dict[tuple[int, ...], list[int]] = {}
        for at, text in enumerate(told["text"]):
            if text.strip():
                key = (told["block_num"][at], told["par_num"][at], told["line_num"][at])
                lines.setdefault(key, []).append(at)
        return tuple(_joined(told, words) for words in lines.values())


def _joined(told: dict[str, list[Any]], words: list[int]) -> ReadLine:
    lefts, tops = [told["left"][at] for at in words], [told["top"][at] for at in words]
    return ReadLine(
        _tidy(" ".join(told["text"][at] for at in words)),
        float(np.mean([float(told["conf"][at]) for at in words])) / 100,
        min(lefts),
        min(tops),
        max(told["left"][at] + told["width"][at] for at in words),
        max(told["top"][at] + told["height"][at] for at in words),
    )


def _tidy(text: str) -> str:
    """Window edges and creases come out as signs that no address has."""
    known = _NOISE.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(known.split()).strip(" -.,:'/")


def _factor(letter_px: float) -> float:
    return float(np.clip(_LETTER_PX / max(letter_px, 1.0), 0.3, 2.5))


def _resized(crop: Pixels, factor: float) -> Pixels:
    if 0.8 <= factor <= 1.25:  # noqa: PLR2004  near enough; resampling would only blur
        return crop
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return _as_pixels(cv2.resize(crop, None, fx=factor, fy=factor, interpolation=how))


def _padded(image: Pixels) -> Pixels:
    edge = int(np.percentile(image, 90))
    around = (_PAD_PX,) * 4
    return _as_pixels(cv2.copyMakeBorder(image, *around, cv2.BORDER_CONSTANT, value=[edge]))


def _unscaled(lines: tuple[ReadLine, ...], factor: float) -> tuple[ReadLine, ...]:
    by = 1.0 if 0.8 <= factor <= 1.25 else factor  # noqa: PLR2004  as `_resized`
    return tuple(
        ReadLine(
            line.text,
            line.confidence,
            *(round((edge - _PAD_PX) / by) for edge in (line.left, line.top, line.right, line.bottom)),
        )
        for line in lines
    )


def _as_pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
