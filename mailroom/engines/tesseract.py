"""Tesseract's models, resident in this process; as a program where they cannot be resident."""

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import pytesseract  # pyright: ignore[reportMissingTypeStubs]  it ships none

from mailroom.engines.pageimage import Pixels
from mailroom.engines.tessdata import tessdata_folder

try:
    import tesserocr as _resident
except ImportError:  # the wheel does not exist for every machine; pytesseract reads the same
    _resident = None

_tesserocr: Any = _resident
_program: Any = pytesseract
BLOCK: Final = 6
"""Page segmentation: one uniform block of text."""
LINE: Final = 7
_LONGEST_MS: Final = 5000
_DPI: Final = 300
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


class Engine(Protocol):
    """Reads black on white; gives nothing when it runs out of its time."""

    def __call__(self, image: Pixels, mode: int) -> tuple[ReadLine, ...]: ...


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
        self._api.SetVariable("tessedit_do_invert", "0")
        self._api.SetVariable("tessedit_char_whitelist", allowed)

    def __call__(self, image: Pixels, mode: int) -> tuple[ReadLine, ...]:
        height, width = image.shape
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(np.ascontiguousarray(image).tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(_DPI)
        try:
            if not self._api.Recognize(_LONGEST_MS):
                return ()
            level = _tesserocr.RIL.TEXTLINE
            pieces = _tesserocr.iterate_level(self._api.GetIterator(), level)
            return tuple(line for piece in pieces if (line := _line(piece, level)))
        finally:
            self._api.Clear()


class ProgramEngine:
    """Started for every piece: slower, the same reading."""

    def __init__(self, language: str, allowed: str = "") -> None:
        self._language = language
        self._options = f"--tessdata-dir {tessdata_folder()} -c tessedit_do_invert=0"
        if allowed:
            self._options += f" -c tessedit_char_whitelist={allowed}"

    def __call__(self, image: Pixels, mode: int) -> tuple[ReadLine, ...]:
        try:
            told: dict[str, list[Any]] = _program.image_to_data(
                image,
                lang=self._language,
                config=f"--psm {mode} {self._options}",
                output_type=_program.Output.DICT,
                timeout=_LONGEST_MS / 1000,
            )
        except RuntimeError:  # pytesseract's word for "took too long"
            return ()
        lines: dict[tuple[int, ...], list[int]] = {}
        for at, text in enumerate(told["text"]):
            if text.strip():
                key = (told["block_num"][at], told["par_num"][at], told["line_num"][at])
                lines.setdefault(key, []).append(at)
        return tuple(_joined(told, words) for words in lines.values())


def _line(piece: Any, level: int) -> ReadLine | None:  # noqa: ANN401  its iterator has no type
    box = piece.BoundingBox(level)
    text = _tidy(piece.GetUTF8Text(level) or "") if box else ""
    return ReadLine(text, piece.Confidence(level) / 100, *box) if text else None


def _joined(told: dict[str, list[Any]], words: list[int]) -> ReadLine:
    return ReadLine(
        _tidy(" ".join(told["text"][at] for at in words)),
        float(np.mean([float(told["conf"][at]) for at in words])) / 100,
        min(told["left"][at] for at in words),
        min(told["top"][at] for at in words),
        max(told["left"][at] + told["width"][at] for at in words),
        max(told["top"][at] + told["height"][at] for at in words),
    )


def _tidy(text: str) -> str:
    """Window edges and creases come out as signs that no address has."""
    known = _NOISE.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(known.split()).strip(" -.,:'/")
