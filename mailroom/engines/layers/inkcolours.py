"""The colours that a page's ink has: few of them, each with the ink it paints."""

import functools
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.layers.layered import BLACK, Colour
from mailroom.engines.pixels.image import Pixels, grey_of
from mailroom.engines.pixels.strokes import DARKNESS, Strokes

_MOST: Final = 6
_NEUTRAL: Final = 40
"""Print that is black on paper keeps a fringe of colour from the scanner's sensor."""
_BLACK_BELOW: Final = 140.0
_PALE_FROM: Final = 192.0
"""Thin print is lighter in a scan than its ink; up to here it is ink, from here pencil."""
_SHOW_THROUGH_FROM: Final = 205.0
_FAINT_FROM: Final = 215.0
"""A pale rule above dark words would otherwise share their black."""
_PALER_THAN_INK: Final = 50.0
_SOLID_PX: Final = 1500
_SOLID_SHARE: Final = 0.65
_SOLID_WITHIN: Final = 12.0
_APART: Final = 52.0
_HUE_REACH: Final = 100.0
"""Two colours a half right angle apart in hue, of the same lightness, are `_APART`."""
_LIGHT_REACH: Final = 0.4
_STEP: Final = 16
_CELL_PX: Final = 24
_ALONG_CELLS: Final = 15
"""Words of one line, within 30 mm, share their shade of grey."""
_LUMA: Final = np.array([0.299, 0.587, 0.114])

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Inks:
    """`where` are the inked pixels of the flattened page, `kind` each one's colour in `palette`."""

    shape: tuple[int, ...]
    where: Numbers
    kind: Numbers
    palette: tuple[Colour, ...]

    def mask(self, kind: int | None = None) -> Pixels:
        """255 where there is ink of one colour, or of any."""
        mask = np.zeros(self.shape, dtype=np.uint8)
        mask.ravel()[self.where if kind is None else self.where[self.kind == kind]] = 255
        return mask


def inks_of(page: Pixels, strokes: Strokes) -> Inks:
    """The strokes split by colour; every piece has one colour."""
    counts = np.bincount(strokes.piece, minlength=strokes.count)
    areas = counts[counts > 0]
    if not len(areas):
        return Inks(strokes.shape, strokes.where, strokes.where, ())
    piece = (np.cumsum(counts > 0) - 1)[strokes.piece]
    colours = _mean_colours(page, strokes.where, piece, len(areas))
    neutral = np.ptp(colours, axis=1) <= _NEUTRAL
    own = colours @ _LUMA
    lights = _shared(strokes, piece, neutral, own)
    faint = own >= _FAINT_FROM
    colours[neutral] = np.where(faint, own, lights)[neutral][:, None]
    solid = _solid(page, strokes, piece, lights)
    is_ink = (lights < _BLACK_BELOW) | ((lights < _PALE_FROM) & ~solid)
    is_ink &= ~faint
    pale = neutral & ~is_ink & ~solid & (lights < _SHOW_THROUGH_FROM)
    colours[pale] = np.maximum(colours[pale] - _PALER_THAN_INK, 0.0)
    colours[neutral & is_ink] = 0.0
    palette, kinds = _palette(colours, neutral, areas.astype(np.float64))
    return Inks(strokes.shape, strokes.where, kinds[piece], palette)


def _mean_colours(page: Pixels, where: Numbers, piece: Numbers, count: int) -> Floats:
    """Grey is the same three times."""
    channels = page.shape[2] if page.ndim > 2 else 1  # noqa: PLR2004
    seen = page.reshape(-1, channels)[where]
    weight = DARKNESS[functools.reduce(np.minimum, seen.T)]
    total = np.maximum(np.bincount(piece, weight, count), 1e-9)
    means = [np.bincount(piece, weight * seen[:, at], count) / total for at in range(channels)]
    return np.stack(means * (3 // channels), axis=1)


def _solid(page: Pixels, strokes: Strokes, piece: Numbers, lights: Floats) -> NDArray[np.bool_]:
    """Pieces that are grey all over, such as a printed logo; a thin stroke is so in its middle."""
    seen = grey_of(page).ravel()[strokes.where]
    flat = np.abs(seen - lights[piece]) <= _SOLID_WITHIN
    count = np.bincount(piece, minlength=len(lights))
    even = np.bincount(piece, flat, len(lights)) >= _SOLID_SHARE * count
    return np.asarray(even & (count >= _SOLID_PX))


def _shared(strokes: Strokes, piece: Numbers, neutral: NDArray[np.bool_], lights: Floats) -> Floats:
    """Each neutral piece's lightness as its neighbours along the line have it."""
    height, width = strokes.shape[:2]
    rows, columns = -(-height // _CELL_PX), -(-width // _CELL_PX)
    y, x = np.divmod(strokes.where, width)
    cell = (y // _CELL_PX) * columns + x // _CELL_PX
    plain = neutral[piece]
    light = np.bincount(cell, np.where(plain, lights[piece], 0.0), rows * columns)
    count = np.bincount(cell, plain, rows * columns)
    around = (_ALONG_CELLS, 3)
    lit = cv2.blur(light.reshape(rows, columns), around)
    number = cv2.blur(count.reshape(rows, columns), around)
    shared = (np.asarray(lit) / np.maximum(np.asarray(number), 1e-9)).ravel()
    at = np.zeros(len(lights), dtype=np.intp)
    at[piece] = cell
    return shared[at]


def _palette(
    colours: Floats, neutral: NDArray[np.bool_], areas: Floats
) -> tuple[tuple[Colour, ...], Numbers]:
    """Commonest first: a shade joins the nearest colour within reach or becomes one itself."""
    shades, shade_of = np.unique((colours // _STEP).astype(np.intp), axis=0, return_inverse=True)
    shade_of = shade_of.ravel()
    weight = np.bincount(shade_of, areas, len(shades))
    means = _means(colours, shade_of, areas, len(shades))
    places = _places(means, np.bincount(shade_of, neutral, len(shades)) > 0)
    chosen: list[int] = []
    for shade in np.argsort(-weight):
        far = all(np.linalg.norm(places[shade] - places[other]) > _APART for other in chosen)
        if far and len(chosen) < _MOST:
            chosen.append(int(shade))
    nearest = np.linalg.norm(places[:, None] - places[chosen][None], axis=2).argmin(axis=1)
    kinds = nearest[shade_of]
    return tuple(_colour(mean) for mean in _means(colours, kinds, areas, len(chosen))), kinds


def _means(colours: Floats, group: Numbers, areas: Floats, count: int) -> Floats:
    weight = np.maximum(np.bincount(group, areas, count), 1e-9)
    sums = [np.bincount(group, areas * colours[:, at], count) / weight for at in range(3)]
    return np.stack(sums, axis=1)


def _places(means: Floats, neutral: NDArray[np.bool_]) -> Floats:
    """Where colours lie for the eye: by hue first, greys by their lightness."""
    light = means @ _LUMA
    hue = means - means.mean(axis=1)[:, None]
    hue *= _HUE_REACH / np.maximum(np.linalg.norm(hue, axis=1), 1e-9)[:, None]
    hue[neutral] = 0.0
    return np.column_stack([hue, np.where(neutral, light, light * _LIGHT_REACH)])


def _colour(mean: Floats) -> Colour:
    if not mean.any():
        return BLACK
    red, green, blue = (int(value) for value in mean.round())
    return red, green, blue
