"""Small pieces of an upright face as text: a quick reading, a good one, and further tries."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import cv2
import numpy as np

from mailroom.engines.ocr.tesseract import BLOCK, ENGLISH, LINE, SWEDISH, ReadingTooSlow, engine
from mailroom.engines.ocr.words import Line
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.levels import percentile

_LETTER_PX: Final = 28
"""Capital height that the models read as well as anything taller."""
_SLIM: Final = 0.75
"""A block is read at this share of its width: a fifth less time, and no more signs misread."""
_PAPER: Final = 250
_GRAINLESS: Final = 262
"""What the paper around becomes: over 255, its grain is cut off, and what is printed pale stays."""
_PAD_PX: Final = 12
_SOFT_PX: Final = 1.2
_DIGITS_ONLY: Final = "0123456789-"
LineReader = Callable[[Pixels, float], str]
"""Reads a piece of the image that holds one line; told how tall its letters are, in pixels."""
_NOISE: Final = re.compile(r"[^\w&%§€@+:/.,()'\u2019!?\u2010-\u2015 -]")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """`confidence` is 0 to 1; the box is in pixels of the image that was read."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int


def warm_up() -> None:
    """Load both models, 0.3 s, so that the first face does not pay for it."""
    engine(SWEDISH)
    engine(ENGLISH)


def read_block(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """The lines of one upright block, Swedish model, flattened paper, Otsu's ink."""
    factor = _factor(letter_px)
    return _unscaled(_block(SWEDISH, _padded(binary(flattened(_resized(crop, factor))))), factor)


def read_soft_block(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """As `read_block` over stretched, softened greys: thin, dotted and rough print holds together.

    The same model: never the independent second reading of what `read_block` says.
    """
    factor = _factor(letter_px)
    return _unscaled(_block(SWEDISH, _softened(_resized(crop, factor))), factor)


def read_single(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """As `read_block` for one line alone, which a block's layout may have lost."""
    factor = _factor(letter_px)
    image = _padded(binary(flattened(_resized(crop, factor))))
    return _unscaled(_read(SWEDISH, image, LINE), factor)


def read_quickly(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """The lines of a block by the English model over plain greys: half the time, no å ä ö.

    Another model and no thresholding: independent of `read_block` (rule 4). Paper is white without
    its grain, which the model's library would pack and unpack for a tenth of its time.
    """
    factor = _factor(letter_px)
    image = flattened(_resized(crop, factor), level=_GRAINLESS)
    return _unscaled(_block(ENGLISH, _padded(image)), factor)


def read_wide_block(crop: Pixels, letter_px: float) -> tuple[ReadLine, ...]:
    """As `read_quickly`, not slimmed: where a letter more or less decides between two names."""
    factor = _factor(letter_px)
    image = _padded(flattened(_resized(crop, factor)))
    return _unscaled(_read(ENGLISH, image, BLOCK), factor)


def read_again(crop: Pixels, letter_px: float) -> str:
    """One line by itself with the English model on the untouched greys."""
    factor = _factor(letter_px) * 0.9
    lines = _read(ENGLISH, _padded(_resized(crop, factor)), LINE)
    return " ".join(line.text for line in lines)


def read_again_sharpened(crop: Pixels, letter_px: float) -> str:
    """The other model once more, over locally thresholded ink, for greys that defeat it."""
    image = _resized(crop, _factor(letter_px))
    size = max(15, int(_LETTER_PX * 1.5) | 1)
    mono = cv2.adaptiveThreshold(
        image, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, size, 15
    )
    lines = _read(ENGLISH, _padded(_as_pixels(mono)), LINE)
    return " ".join(line.text for line in lines)


def read_digits(crop: Pixels, letter_px: float) -> str:
    """One line with nothing but digits and dashes allowed, a little slimmer than it was."""
    return _digits(ENGLISH, crop, letter_px)


def read_first_again(crop: Pixels, letter_px: float) -> str:
    """One line by itself with the Swedish model over softened greys."""
    image = _softened(_resized(crop, _factor(letter_px)))
    return " ".join(line.text for line in _read(SWEDISH, image, LINE))


def read_digits_first(crop: Pixels, letter_px: float) -> str:
    """As `read_digits` with the Swedish model."""
    return _digits(SWEDISH, crop, letter_px)


def _digits(language: str, crop: Pixels, letter_px: float) -> str:
    image = _padded(flattened(_resized(crop, _factor(letter_px) * 0.8)))
    return " ".join(line.text for line in _read(language, image, LINE, _DIGITS_ONLY))


def flattened(crop: Pixels, *, level: int = _PAPER) -> Pixels:
    """Divided by the paper around it, which comes to `level`: shadows, tints, show-through fade."""
    small = cv2.resize(crop, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15))
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), (0, 0), 6)
    height, width = crop.shape
    full = np.maximum(_as_pixels(cv2.resize(paper, (width, height))), 1)
    return _as_pixels(cv2.divide(crop, full, scale=level))


def _softened(image: Pixels) -> Pixels:
    soft = np.asarray(cv2.GaussianBlur(flattened(image), (0, 0), _SOFT_PX), dtype=np.float32)
    ink, paper = np.percentile(soft, (1, 90))
    stretched = np.clip((soft - ink) / max(paper - ink, 1.0) * 250, 0, 255)
    return _padded(stretched.astype(np.uint8))


def binary(image: Pixels) -> Pixels:
    _, mono = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return _as_pixels(mono)


def text_of(lines: Iterable[ReadLine]) -> str:
    return "\n".join(line.text for line in lines)


def confidence_of(lines: Sequence[ReadLine]) -> float:
    """Weighted by length, 0 when nothing was read."""
    letters = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / letters if letters else 0.0


def _block(language: str, image: Pixels) -> tuple[ReadLine, ...]:
    """The lines of a block, read slimmer than it stands: the models' time goes with the width."""
    slim = cv2.resize(image, None, fx=_SLIM, fy=1.0, interpolation=cv2.INTER_AREA)
    return tuple(
        replace(line, left=round(line.left / _SLIM), right=round(line.right / _SLIM))
        for line in _read(language, _as_pixels(slim), BLOCK)
    )


def _read(language: str, image: Pixels, mode: int, allowed: str = "") -> tuple[ReadLine, ...]:
    """Nothing when it runs out of its time: what is not read is for a person."""
    try:
        lines = engine(language, allowed).read(image, mode)
    except ReadingTooSlow:
        return ()
    return tuple(found for line in lines if (found := _told(line)).text)


def _told(line: Line) -> ReadLine:
    sure = float(np.mean([word.confidence for word in line.words])) / 100
    return ReadLine(_tidy(line.text), sure, line.left, line.top, line.right, line.bottom)


def _tidy(text: str) -> str:
    """Window edges and creases come out as signs that no address has."""
    return " ".join(_NOISE.sub(" ", text).split()).strip(" -.,:'/")


def _factor(letter_px: float) -> float:
    return float(np.clip(_LETTER_PX / max(letter_px, 1.0), 0.3, 2.5))


def _resized(crop: Pixels, factor: float) -> Pixels:
    if 0.8 <= factor <= 1.25:  # noqa: PLR2004  near enough; resampling would only blur
        return crop
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return _as_pixels(cv2.resize(crop, None, fx=factor, fy=factor, interpolation=how))


def _padded(image: Pixels) -> Pixels:
    edge = int(percentile(image, 90))
    return np.pad(image, _PAD_PX, constant_values=edge)


def _unscaled(lines: tuple[ReadLine, ...], factor: float) -> tuple[ReadLine, ...]:
    by = 1.0 if 0.8 <= factor <= 1.25 else factor  # noqa: PLR2004  as `_resized`
    return tuple(
        ReadLine(
            line.text,
            line.confidence,
            *(
                round((edge - _PAD_PX) / by)
                for edge in (line.left, line.top, line.right, line.bottom)
            ),
        )
        for line in lines
    )


def _as_pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
