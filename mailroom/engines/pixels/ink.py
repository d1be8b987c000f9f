"""The ink of a page at reading distance: what is darker than the paper around it, in pieces."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels, scaled
from mailroom.engines.pixels.levels import darker
from mailroom.engines.pixels.pieces import Labels, labelled_with_boxes

SIGHT_DPI: Final = 150
"""Fine enough for ascenders of small print, coarse enough to take a few milliseconds."""
DARKER: Final = 0.70
"""Ink is at least 30 % darker than the local paper; show-through from the other side is not."""
_FAINTLY_DARKER: Final = 0.84
_PAPER_MM: Final = 4.0
_SPARSE: Final = 0.25
"""Of the picture's size: enough to see paper by."""
_OTHER_PAPER: Final = 0.8
_OTHER_PAPER_MM: Final = 12.0
"""What is so much darker than the brightest around, and wider than print, is paper of its own."""
_RIM_PX: Final = 5
"""In the sparse picture: where papers meet, a shadow is darker than either, and no ink."""
_FRAME: Final = 0.1
_STAMP: Final = 0.5
"""Of a piece's box that is ink: a drawn frame has less, a stamp or a picture more."""


@dataclass(frozen=True, slots=True)
class Ink:
    """`pieces` are connected components as rows of (left, top, width, height, area) in pixels.

    `paper` is its brightness around every pixel; `labels` has each pixel's piece by its number, 0
    for paper.
    """

    dpi: float
    sight: Pixels
    paper: Pixels
    labels: Labels
    pieces: NDArray[np.int32]
    width: int
    height: int

    def px(self, mm: float) -> float:
        return mm / 25.4 * self.dpi


def see(pixels: Pixels, dpi: int, *, faint: bool = False, papers: bool = False) -> Ink:
    """Coloured ink counts by its darkest channel, so that a pale red stamp is ink too.

    `faint` also takes what is hardly darker than the paper where it hangs together with ink:
    thin strokes that fall to pieces otherwise, but not show-through. `papers` says that several
    lie there, a label on an envelope on its backing; else what is dark is ink, also a picture.
    """
    small = scaled(pixels, SIGHT_DPI / dpi)
    sight = small if small.ndim == 2 else _darkest(small)  # noqa: PLR2004
    seen_dpi = min(float(SIGHT_DPI), float(dpi))
    paper = _papers(sight, seen_dpi) if papers else _one_paper(sight, seen_dpi)
    dark = darker(sight, paper, DARKER)
    mask = darker(sight, paper, _FAINTLY_DARKER) if faint else dark
    labels, pieces = labelled_with_boxes(mask.view(np.uint8))
    height, width = sight.shape
    if faint:
        pieces = pieces[np.isin(np.arange(1, len(pieces) + 1), labels[dark])]
    return Ink(seen_dpi, sight, paper, labels, pieces, width, height)


def _darkest(colours: Pixels) -> Pixels:
    red, green, blue = cv2.split(colours)
    return np.asarray(cv2.min(cv2.min(red, green), blue), dtype=np.uint8)


def _one_paper(sight: Pixels, dpi: float) -> Pixels:
    """The paper's brightness around every pixel: the bright level of its neighbourhood."""
    return _at_size_of(sight, _brightest(scaled(sight, _SPARSE), dpi))


def _papers(sight: Pixels, dpi: float) -> Pixels:
    """As `_one_paper`, but beside a lighter label, and on the backing, what lies there itself."""
    quarter = scaled(sight, _SPARSE)
    bright, wider = _brightest(quarter, dpi), _square(_size(_OTHER_PAPER_MM, dpi))
    closed = cv2.morphologyEx(quarter, cv2.MORPH_CLOSE, wider)
    rim = _square(_RIM_PX)
    darker = cv2.erode(closed, rim)
    meet = darker < _OTHER_PAPER * cv2.dilate(closed, rim)
    level = np.where(darker < _OTHER_PAPER * bright, darker, bright)
    return _at_size_of(sight, np.where(meet, cv2.erode(quarter, rim), level))


def _brightest(quarter: Pixels, dpi: float) -> Pixels:
    size = _size(_PAPER_MM, dpi)
    return np.asarray(cv2.blur(cv2.dilate(quarter, _square(size)), (size, size)), dtype=np.uint8)


def _at_size_of(sight: Pixels, level: Pixels) -> Pixels:
    height, width = sight.shape
    return np.asarray(cv2.resize(level, (width, height)), dtype=np.uint8)


def _size(mm: float, dpi: float) -> int:
    return max(3, int(mm / 25.4 * dpi * _SPARSE) | 1)


def _square(size: int) -> Pixels:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_RECT, (size, size)), dtype=np.uint8)


def letters(ink: Ink) -> NDArray[np.int32]:
    """The pieces that may be letters: 1 to 9 mm high, no rules, no specks, not at the edge."""
    return np.asarray(ink.pieces[_are_letters(ink) & _are_inside(ink)], dtype=np.int32)


def joined(ink: Ink) -> NDArray[np.int32]:
    """The pieces that may be words written in one stroke."""
    return np.asarray(ink.pieces[are_joined(ink)], dtype=np.int32)


def are_joined(ink: Ink) -> NDArray[np.bool_]:
    """Too large for letters, and thin: of `ink.pieces`, which may be words in one stroke.

    Neither a drawn frame, which has less ink for its size, nor a stamp, which has more.
    """
    _, _, width, height, area = ink.pieces.T
    sized = (height >= ink.px(1.5)) & (height <= ink.px(20))
    wide = (width >= ink.px(6)) & (width <= ink.px(90)) & (width <= 12 * height)
    filled = area / np.maximum(1, width * height)
    thin = (filled >= _FRAME) & (filled <= _STAMP)
    words = sized & wide & thin & ~_are_letters(ink) & _are_inside(ink)
    return np.asarray(words, dtype=np.bool_)


def _are_letters(ink: Ink) -> NDArray[np.bool_]:
    _, _, width, height, area = ink.pieces.T
    sized = (height >= ink.px(0.9)) & (height <= ink.px(9)) & (width <= ink.px(12))
    dense = (area >= ink.px(0.17) * ink.px(0.9)) & (width >= 2)  # noqa: PLR2004
    slim = (width <= 8 * height) & (height <= 12 * np.maximum(width, 1))
    return np.asarray(sized & dense & slim, dtype=np.bool_)


def _are_inside(ink: Ink) -> NDArray[np.bool_]:
    left, top, width, height, _ = ink.pieces.T
    edge = ink.px(1.5)
    return np.asarray(
        (left > edge)
        & (top > edge)
        & (left + width < ink.width - edge)
        & (top + height < ink.height - edge),
        dtype=np.bool_,
    )
