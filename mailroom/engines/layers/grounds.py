"""What lies under a page's ink, and where the page is plain, tinted or a picture."""

import functools
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.layers.inkcolours import Inks
from mailroom.engines.layers.layered import Colour
from mailroom.engines.pixels.image import Pixels, grey_of
from mailroom.engines.pixels.strokes import DARKNESS

GROUND_SHARE: Final = 1 / 3
"""The ground's resolution as a share of the page's: 100 dpi."""
BLOCK_PX: Final = 24
"""Two millimetres: pages are judged block by block."""
_FRINGE_PX: Final = 11
_OFF_PAPER: Final = 26
_OFF_PAPER_MEAN: Final = 9.0
_FEW: Final = 2
_DARK_GROUND: Final = 0.62
_OFF_GROUND: Final = 30
_SHARE_OFF_GROUND: Final = 0.02
_OFF_INK: Final = 195.0
_OFF_HUE: Final = 34.0
_MOSTLY: Final = 0.5
_SPECKS_PX: Final = 12
_REGION_BLOCKS: Final = 12
_PICTURE_SHARE: Final = 0.15
_THIN: Final = 128.0
"""A pixel of the ground of which less than this (of 255) is free of ink takes what lies around."""

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ground:
    """`image` is the page without its ink at GROUND_SHARE; the flags are one per block."""

    image: Pixels
    shaded: Flags
    """Not plain paper under the ink, but smooth enough for the ground's resolution."""
    pictured: Flags
    """Here ink and ground together would lose something of the page."""


def ground_of(page: Pixels, inks: Inks, paper: Colour) -> Ground:
    fringe = _pixels(cv2.dilate(inks.mask(), np.ones((_FRINGE_PX, _FRINGE_PX), np.uint8)))
    image = _without(page, fringe)
    shaded = _off_paper(image, paper, _grid(page))
    pictured = _off_ink(page, inks, _around(shaded))
    if shaded.any():
        pictured |= shaded & _dark(image, paper, shaded.shape)
        pictured |= _off_ground(page, image, fringe, shaded)
        pictured |= _wholly(shaded, pictured)
    return Ground(image, shaded & ~pictured, pictured)


def _without(page: Pixels, fringe: Pixels) -> Pixels:
    """The page at low resolution, ink filled in from around it."""
    free = _pixels(cv2.bitwise_not(fringe))
    weight = _small(free)
    seen = _small(_pixels(cv2.bitwise_and(page, page, mask=free)))
    for size in (5, 15, 45, 135):
        thin = weight < _THIN
        if not thin.any():
            break
        wide_weight = np.asarray(cv2.blur(weight, (size, size)))
        wide = _channels(np.asarray(cv2.blur(seen, (size, size))))
        known = thin & (wide_weight > 1)
        _channels(seen)[known] = wide[known] * (255 / wide_weight[known])[:, None]
        weight[known] = 255
    done = _channels(seen) * (255 / np.maximum(weight, 1))[:, :, None]
    done[weight < 1] = 255
    return np.clip(done + 0.5, 0, 255).astype(np.uint8).reshape(seen.shape)


def _off_paper(image: Pixels, paper: Colour, grid: tuple[int, int]) -> Flags:
    flat = _pixels(
        np.full_like(image, np.array(paper[: _channels(image).shape[2]], dtype=np.uint8))
    )
    off = _farthest(image, flat)
    size = round(BLOCK_PX * GROUND_SHARE)
    far = _blocks(off > _OFF_PAPER, size, grid) * size * size
    return np.asarray((far > _FEW) | (_blocks(off, size, grid) > _OFF_PAPER_MEAN))


def _dark(image: Pixels, paper: Colour, grid: tuple[int, int]) -> Flags:
    """Ground so dark that print upon it, dark or light, cannot be told from its own texture."""
    size = round(BLOCK_PX * GROUND_SHARE)
    return np.asarray(_blocks(grey_of(image), size, grid) < _DARK_GROUND * max(paper))


def _off_ground(page: Pixels, image: Pixels, fringe: Pixels, shaded: Flags) -> Flags:
    """Where the ground at its own resolution is not what stands on the page beside the ink."""
    half = _pixels(cv2.resize(page, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    height, width = half.shape[:2]
    free = cv2.resize(fringe, (width, height), interpolation=cv2.INTER_NEAREST) == 0
    shown = _pixels(cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR))
    lost = (_farthest(half, shown) > _OFF_GROUND) & free
    return np.asarray(shaded & (_blocks(lost, BLOCK_PX // 2, shaded.shape) > _SHARE_OFF_GROUND))


def _wholly(shaded: Flags, pictured: Flags) -> Flags:
    """Shaded regions of which a good part is a picture: the rest is the same picture, smoother."""
    both = cv2.morphologyEx(
        (shaded | pictured).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
    )
    count, labels = cv2.connectedComponents(both, connectivity=8)
    region = np.asarray(labels, dtype=np.intp)
    share = np.bincount(region[pictured], minlength=count) / np.maximum(
        np.bincount(region[shaded | pictured], minlength=count), 1
    )
    large = np.bincount(region.ravel(), minlength=count) >= _REGION_BLOCKS
    chosen = (share > _PICTURE_SHARE) & large
    chosen[0] = False
    return np.asarray(chosen[region] & shaded)


def _around(flags: Flags) -> Flags:
    return _pixels(cv2.dilate(flags.astype(np.uint8), np.ones((3, 3), np.uint8))) > 0


def _off_ink(page: Pixels, inks: Inks, tinted: Flags) -> Flags:
    """Where ink is painted in a colour that it does not have.

    On plain paper pale print may stand in black: a patch of picture would cut its words in two.
    """
    rows, columns = grid = _grid(page)
    if not inks.palette:
        return np.zeros(grid, dtype=np.bool_)
    y, x = np.divmod(inks.where, page.shape[1])
    block = (y // BLOCK_PX) * columns + x // BLOCK_PX
    seen = _channels(page).reshape(-1, _channels(page).shape[2])[inks.where].astype(np.float32)
    palette = np.array(inks.palette, dtype=np.float32)[:, : seen.shape[1]]
    off = seen - palette[inks.kind]
    middle = off.mean(axis=1)
    weight = DARKNESS[functools.reduce(np.minimum, seen.T).astype(np.uint8)]

    def mean(values: Floats) -> NDArray[np.float64]:
        return np.bincount(block, weight * values, rows * columns) / total

    total = np.maximum(np.bincount(block, weight, rows * columns), 1e-9)
    some = np.bincount(block, minlength=rows * columns) > _SPECKS_PX
    hue = mean(np.abs(off - middle[:, None]).max(axis=1))
    black = mean((palette[inks.kind].max(axis=1) == 0).astype(np.float32)) > _MOSTLY
    off_light = (mean(np.abs(middle)) > _OFF_INK) & ~(black & ~tinted.ravel())
    return (some & (off_light | (hue > _OFF_HUE))).reshape(grid)


def _blocks(values: NDArray[Any], size: int, grid: tuple[int, int]) -> Floats:
    """The mean of every block of the grid, the last ones over what there is of them."""
    rows, columns = grid
    wanted = values[: rows * size, : columns * size]
    more = (0, rows * size - wanted.shape[0]), (0, columns * size - wanted.shape[1])
    padded = np.pad(wanted, more, mode="edge")
    means = cv2.resize(padded.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(means, dtype=np.float32)


def _farthest(one: Pixels, other: Pixels) -> Pixels:
    """How far apart two images are, by the channel in which they differ most."""
    off = _pixels(cv2.absdiff(one, other))
    if off.ndim == 2:  # noqa: PLR2004
        return off
    red, green, blue = cv2.split(off)
    return _pixels(cv2.max(cv2.max(red, green), blue))


def _grid(page: Pixels) -> tuple[int, int]:
    return -(-page.shape[0] // BLOCK_PX), -(-page.shape[1] // BLOCK_PX)


def _channels(page: NDArray[Any]) -> NDArray[Any]:
    return page[:, :, None] if page.ndim == 2 else page  # noqa: PLR2004


def _small(values: Pixels) -> Floats:
    """Whole steps average in a third of the time: at the end a line is made or left out."""
    step = round(1 / GROUND_SHARE)
    height, width = (max(1, round(side * GROUND_SHARE)) for side in values.shape[:2])
    down, right = max(0, height * step - values.shape[0]), max(0, width * step - values.shape[1])
    if down or right:
        values = _pixels(cv2.copyMakeBorder(values, 0, down, 0, right, cv2.BORDER_REPLICATE))
    whole = values[: height * step, : width * step]
    small = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.float32)


def _pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
