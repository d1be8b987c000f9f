"""The paper's own light over a page: a smooth surface; shade goes and printed tint stays."""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels, scaled

_LOOK_DPI: Final = 12
_DEGREE: Final = 3
_ROUNDS: Final = 4
_DARKER_THAN_PAPER: Final = 0.97
_LEAST_POINTS: Final = 60
_PAPER_PERCENTILE: Final = 75
_TINT_CHROMA: Final = 14
_WHITE_AT: Final = 0.97
"""Paper's grain lies within three hundredths below its level."""
_FAINTEST: Final = 0.75
_BRIGHTEST: Final = 1.15
"""A surface is not believed further from its middle than this: there was no paper to see."""
_STIFFNESS: Final = 0.002
"""Holds the surface level where pictures cover the paper, as a share of the points seen."""

Floats = NDArray[np.float64]


def paper_colour(pixels: Pixels) -> tuple[int, ...]:
    """The bright side of the page's commonest colour; one value for grey, three for RGB."""
    step = max(1, min(pixels.shape[:2]) // 200)
    sample = pixels[::step, ::step].reshape(-1, *pixels.shape[2:])
    level = np.percentile(sample, _PAPER_PERCENTILE, axis=0)
    return tuple(int(value) for value in np.atleast_1d(level))


def tint_of(paper: tuple[int, ...]) -> tuple[int, int, int]:
    """What the paper is shown as: white, or its own colour where it is tinted."""
    if len(paper) < 3 or max(paper) - min(paper) <= _TINT_CHROMA:  # noqa: PLR2004
        return 255, 255, 255
    return paper[0], paper[1], paper[2]


def evened(page: Pixels, dpi: int, paper: tuple[int, ...]) -> Pixels:
    """The page divided by its paper's light: its paper becomes `tint_of` what was seen of it."""
    channels = page[:, :, None] if page.ndim == 2 else page  # noqa: PLR2004
    look = scaled(page, _LOOK_DPI / dpi)
    small = look[:, :, None] if look.ndim == 2 else look  # noqa: PLR2004
    light = _surface(small.min(axis=2).astype(np.float64))
    # One surface for all channels: the light falls on them alike, and colours keep their hue.
    lit = np.clip(light / np.median(light), _FAINTEST, _BRIGHTEST)
    height, width = page.shape[:2]
    goal = tint_of(paper)
    done = [
        _divided(channels[:, :, at], lit * (paper[at] * _WHITE_AT / goal[at]), (width, height))
        for at in range(channels.shape[2])
    ]
    return done[0] if page.ndim == 2 else _pixels(cv2.merge(done))  # noqa: PLR2004


def _divided(channel: Pixels, by: Floats, size: tuple[int, int]) -> Pixels:
    full = cv2.resize((by * 200).astype(np.uint8), size, interpolation=cv2.INTER_LINEAR)
    return _pixels(cv2.divide(np.ascontiguousarray(channel), _pixels(full), scale=200))


def _surface(look: Floats) -> Floats:
    """A low polynomial through what is brightest, fitted again without what lies below it."""
    height, width = look.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack(
        [x**i * y**j for i in range(_DEGREE + 1) for j in range(_DEGREE + 1 - i)], axis=-1
    )
    kept = look >= np.percentile(look, 50)
    surface = np.full_like(look, float(np.median(look[kept])))
    for _ in range(_ROUNDS):
        count = int(kept.sum())
        if count < _LEAST_POINTS:
            break
        level = float(np.median(look[kept]))
        seen = terms[kept]
        pull = _STIFFNESS * count * np.eye(terms.shape[-1])
        weights = np.linalg.solve(seen.T @ seen + pull, seen.T @ (look[kept] - level))
        surface = level + terms @ weights
        kept = (look > surface * _DARKER_THAN_PAPER) & (look < surface / _DARKER_THAN_PAPER)
    return np.maximum(surface, 1.0)


def _pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
