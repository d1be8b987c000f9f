"""A page as layers of the document: stencils of ink over pictures over paper."""

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.strokes import INKED

_OFFSETS, _ROWS_PER_STRIP, _COUNTS = 273, 278, 279
"""TIFF's tags; one strip for the whole image, since a PDF stream cannot hold several."""

Colour = tuple[int, int, int]
BLACK: Final = (0, 0, 0)
WHITE: Final = (255, 255, 255)


class LayerKind(StrEnum):
    PICTURE = "picture"
    """A JPEG, grey or RGB."""
    STENCIL = "stencil"
    """CCITT group 4, its ink painted in one colour; what is no ink stays see-through."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in pixels of the page, origin top left."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, pixels: Pixels) -> Pixels:
        return pixels[self.top : self.bottom, self.left : self.right]


@dataclass(frozen=True, slots=True)
class Layer:
    """`width_px` and `height_px` are the image's own; it is drawn over the whole `place`."""

    kind: LayerKind
    data: bytes
    place: Place
    width_px: int
    height_px: int
    colour: Colour = BLACK
    grey: bool = True


@dataclass(frozen=True, slots=True)
class LayeredPage:
    """Drawn in order upon `paper`; sizes are pixels at `dpi`.

    `edge` are the rows, as (from, to), in which something stands close to the left edge.
    """

    width_px: int
    height_px: int
    dpi: int
    paper: Colour
    layers: tuple[Layer, ...]
    edge: tuple[tuple[int, int], ...] = ()

    @property
    def size_bytes(self) -> int:
        return sum(len(layer.data) for layer in self.layers)

    @property
    def encoding(self) -> str:
        """For the record of what was done: ink alone, ink and pictures, or one picture."""
        kinds = {layer.kind for layer in self.layers}
        if LayerKind.PICTURE not in kinds:
            return "bilevel"
        return "mixed" if LayerKind.STENCIL in kinds else "picture"


def stencil(depth: Pixels, place: Place, colour: Colour, *, finer: float = 1.0) -> Layer:
    """`depth` is at least INKED where the page is painted; only what lies within `place` is kept.

    `finer` is the stencil's resolution as a share of the page's: edges run between its pixels.
    """
    piece = place.of(depth)
    if finer > 1:
        size = round(piece.shape[1] * finer), round(piece.shape[0] * finer)
        piece = cv2.resize(piece, size, interpolation=cv2.INTER_CUBIC)
    height, width = piece.shape
    # Packed by numpy: Pillow's own conversion takes four times as long.
    bits = np.packbits(np.asarray(piece) >= INKED, axis=1)
    file = io.BytesIO()
    Image.frombytes("1", (width, height), bits.tobytes()).save(
        file, format="TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: height}
    )
    return Layer(LayerKind.STENCIL, _strip(file), place, width, height, colour)


def picture(piece: Pixels, place: Place, quality: int) -> Layer:
    """`piece` is what is to be seen at `place`, in whatever resolution."""
    height, width = piece.shape[:2]
    grey = piece.ndim == 2  # noqa: PLR2004
    ordered = piece if grey else cv2.cvtColor(piece, cv2.COLOR_RGB2BGR)
    options = (cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1)
    _, data = cv2.imencode(".jpg", ordered, options)
    return Layer(LayerKind.PICTURE, bytes(data), place, width, height, grey=grey)


def _strip(file: io.BytesIO) -> bytes:
    with Image.open(file) as image:
        tags: Any = getattr(image, "tag_v2")  # noqa: B009  only TIFF images have it
    (offset,), (count,) = tags[_OFFSETS], tags[_COUNTS]
    return file.getvalue()[offset : offset + count]
