"""How a page is kept small: ink as stencils, a picture wherever ink alone would lose something."""

from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.layers.flat import DOCUMENT_DPI, FlatPage
from mailroom.engines.layers.grounds import BLOCK_PX, GROUND_SHARE, Ground, ground_of
from mailroom.engines.layers.inkcolours import Inks, inks_of
from mailroom.engines.layers.layered import (
    BLACK,
    WHITE,
    Colour,
    Layer,
    LayeredPage,
    Place,
    picture,
    stencil,
)
from mailroom.engines.layers.tiles import tiles_of
from mailroom.engines.pixels.image import Pixels, grey_of, scaled
from mailroom.engines.pixels.strokes import strokes_of

_PICTURE_SHARE: Final = 2 / 3
"""Pictures are kept at 200 dpi: small white print on dark ground stays legible."""
_PICTURE_QUALITY: Final = 62
_GROUND_QUALITY: Final = 50
_FINER: Final = 1.5
"""Stencils of what was grey are cut at 450 dpi: at 300 small print loses its thin joins."""
_COLOUR_CHROMA: Final = 26
EDGE_MM: Final = 6.0
"""How far from the left edge the scan id and its code reach."""
_CLEAN: Final = 0.8
_DUST_PX: Final = 7
_COLOUR_SHARE: Final = 0.002
_JOINED_BLOCKS: Final = 5

Flags = NDArray[np.bool_]


def encoded(flat: FlatPage) -> LayeredPage:
    """The page in layers: white paper white, tinted paper in its tint."""
    page = flat.pixels
    if flat.one_bit:
        layers = tuple(_stencil(_pixels(cv2.bitwise_not(page)), BLACK))
        return _layered(page, flat.dpi, WHITE, layers)
    strokes = strokes_of(page)
    inks = inks_of(page, strokes)
    ground = ground_of(page, inks, flat.paper)
    drawn = (*_pictures(page, ground), *_stencils(inks, ground, strokes.depth))
    return _layered(page, flat.dpi, flat.paper, drawn)


def pictured(straight: Pixels, dpi: int) -> LayeredPage:
    """The upright page as one picture, for a page that nothing is known of."""
    page = scaled(straight, DOCUMENT_DPI / dpi)
    height, width = page.shape[:2]
    whole = Place(0, 0, width, height)
    layer = picture(page, whole, _PICTURE_QUALITY)
    return _layered(page, min(dpi, DOCUMENT_DPI), WHITE, (layer,))


def _layered(page: Pixels, dpi: int, paper: Colour, layers: tuple[Layer, ...]) -> LayeredPage:
    height, width = page.shape[:2]
    return LayeredPage(width, height, dpi, paper, layers, _inked_rows(page, dpi, max(paper)))


def _inked_rows(page: Pixels, dpi: int, paper: int) -> tuple[tuple[int, int], ...]:
    edge = grey_of(np.ascontiguousarray(page[:, : round(EDGE_MM / 25.4 * dpi)]))
    # Blurred, so that dust does not count.
    inked = (_pixels(cv2.blur(edge, (_DUST_PX, _DUST_PX))) < _CLEAN * paper).any(axis=1)
    ends = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    return tuple((int(top), int(end)) for top, end in zip(ends[::2], ends[1::2], strict=True))


def _pictures(page: Pixels, ground: Ground) -> Iterator[Layer]:
    """The shaded ground first; where the page is a picture it lies above."""
    height, width = page.shape[:2]
    for place in tiles_of(_joined(ground.shaded), BLOCK_PX, width, height):
        yield _from_ground(ground.image, place)
    for place in tiles_of(_joined(ground.pictured), BLOCK_PX, width, height):
        piece = scaled(np.ascontiguousarray(place.of(page)), _PICTURE_SHARE)
        yield picture(_in_needed_colour(piece), place, _PICTURE_QUALITY)


def _from_ground(image: Pixels, place: Place) -> Layer:
    # A block is a whole number of the ground's pixels; only the page's own edges are not.
    rows, columns = image.shape[:2]
    top, left = (int(at * GROUND_SHARE) for at in (place.top, place.left))
    bottom = max(top + 1, min(rows, round(place.bottom * GROUND_SHARE)))
    right = max(left + 1, min(columns, round(place.right * GROUND_SHARE)))
    piece = np.ascontiguousarray(image[min(top, rows - 1) : bottom, min(left, columns - 1) : right])
    return picture(_in_needed_colour(piece), place, _GROUND_QUALITY)


def _in_needed_colour(piece: Pixels) -> Pixels:
    if piece.ndim == 2:  # noqa: PLR2004
        return piece
    look = piece[::3, ::3].astype(np.int16)
    coloured = (look.max(axis=2) - look.min(axis=2)) > _COLOUR_CHROMA
    return piece if float(coloured.mean()) > _COLOUR_SHARE else grey_of(piece)


def _stencils(inks: Inks, ground: Ground, depth: Pixels) -> Iterator[Layer]:
    """The ink that no picture shows already, colour by colour."""
    height, width = inks.shape[:2]
    places = tiles_of(_joined(ground.pictured), BLOCK_PX, width, height)
    everything = inks.mask()
    for kind, colour in enumerate(inks.palette):
        mask = inks.mask(kind)
        for place in places:
            place.of(mask)[:] = 0
        foreign = cv2.bitwise_xor(everything, mask)
        yield from _stencil(mask, colour, _pixels(cv2.subtract(depth, foreign)))


def _stencil(mask: Pixels, colour: Colour, depth: Pixels | None = None) -> Iterator[Layer]:
    """Bit for bit what `mask` is, or with its edges as fine as `depth` tells them."""
    left, top, width, height = cv2.boundingRect(mask)
    if not (width and height):
        return
    place = Place(left, top, left + width, top + height)
    if depth is None:
        yield stencil(mask, place, colour)
    else:
        yield stencil(depth, place, colour, finer=_FINER)


def _joined(flags: Flags) -> Flags:
    """With the gaps between near blocks closed, and a block more on every side."""
    mask = np.pad(flags.astype(np.uint8), _JOINED_BLOCKS)
    kernel = np.ones((_JOINED_BLOCKS, _JOINED_BLOCKS), np.uint8)
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
    grown = cv2.dilate(closed, np.ones((3, 3), np.uint8)) if flags.any() else closed
    inner = slice(_JOINED_BLOCKS, -_JOINED_BLOCKS)
    return np.asarray(grown)[inner, inner] > 0


def _pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
