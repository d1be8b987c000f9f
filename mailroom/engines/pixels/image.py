"""A captured page as pixels: refused by its header before anything is decoded."""

import math
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

import cv2
import numpy as np
import simplejpeg  # pyright: ignore[reportMissingTypeStubs]  the library carries no types
from numpy.typing import NDArray
from PIL import Image

from mailroom.domain.errors import ImageTooLarge, MailroomError, UnreadableImage
from mailroom.domain.pages import Page

Pixels = NDArray[np.uint8]
"""Rows by columns for grey, by three for RGB."""

MOST_PIXELS: Final = 120_000_000
"""An A3 sheet at 600 dpi has 70 million."""
_decode_jpeg = cast("Callable[..., Pixels]", simplejpeg.decode_jpeg)  # pyright: ignore[reportUnknownMemberType]  untyped
_jpeg_header = cast("Callable[..., tuple[int, int, str, str]]", simplejpeg.decode_jpeg_header)  # pyright: ignore[reportUnknownMemberType]  untyped
_PLAIN_MODES: Final = {"L": "GRAY", "RGB": "RGB"}
FORMATS: Final = ("JPEG", "PNG", "TIFF", "PPM")
DEFAULT_DPI: Final = 300
_LEAST_DPI: Final = 50
_SHORTEST_SIDE: Final = 8
_NARROWEST_MM: Final = 25.0
_BROADEST_MM: Final = 460.0
"""From a slip to an A2 sheet, across."""
_A4_MM: Final = 210.0
_QUARTER: Final = 1 / 4
_BAND_ROWS: Final = 64
"""So many at a time stay in the processor's own memory."""


def load(page: Page) -> Pixels:
    """The captured pixels, grey or RGB; whatever the file says of its own turning is ignored.

    Raises ImageTooLarge or UnreadableImage.
    """
    return decode(page.image)


def decode(file: Path) -> Pixels:
    """Raises ImageTooLarge or UnreadableImage."""
    try:
        with warnings.catch_warnings():
            # Pillow warns long before our own limit, and of harmless metadata.
            warnings.simplefilter("ignore")
            with Image.open(file, formats=FORMATS) as image:
                _check_size(image)
                quick = _decoded_quickly(file, image)
                return _pixels(image) if quick is None else quick
    except Image.DecompressionBombError as error:
        raise ImageTooLarge("more pixels than a page can have") from error
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError) as error:
        raise UnreadableImage("the image cannot be decoded") from error


def decode_jpeg_twice(file: Path, *, grey: float, colours: float) -> tuple[Pixels, Pixels] | None:
    """Brightness alone and an RGB image, reduced by these factors, in half the time of all pixels.

    None for what is no sound JPEG, and for every doubt: `decode` tells what is wrong with it.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file, formats=["JPEG"]) as image:
            _check_size(image)
            if image.mode not in _PLAIN_MODES:
                return None
        data = file.read_bytes()
        light = _reduced_jpeg(data, "GRAY", grey)
        return light.reshape(light.shape[:2]), _reduced_jpeg(data, "RGB", colours)
    except (MailroomError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def dpi_of(page: Page) -> int:
    return page.dpi if page.dpi >= _LEAST_DPI else DEFAULT_DPI


def believed_dpi(page: Page, pixels: Pixels) -> int:
    """As `dpi_of`, unless no sheet has the size that would follow; then from the sheet's shape.

    Files from elsewhere often say 72, or a camera's number.
    """
    dpi = dpi_of(page)
    for told in (dpi, DEFAULT_DPI):
        if _NARROWEST_MM <= min(pixels.shape[:2]) / told * 25.4 <= _BROADEST_MM:
            return told
    return max(_LEAST_DPI, round(min(pixels.shape[:2]) / _A4_MM * 25.4))


def grey_of(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 2 else _as_pixels(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))  # noqa: PLR2004


def without_empty_colour(pixels: Pixels) -> Pixels:
    """Grey where the three channels say the same, as in a grey page that was packed as colour."""
    if pixels.ndim == 2 or not _is_colourless(pixels[::8, ::8]) or not _is_colourless(pixels):  # noqa: PLR2004
        return pixels
    return _as_pixels(cv2.extractChannel(pixels, 0))


def scaled(pixels: Pixels, factor: float) -> Pixels:
    """Averaged down, never up."""
    if factor >= 1:
        return pixels
    # Halving twice is the same to a grey level, in a fifth of OpenCV's time for a quarter.
    return _reduced(_reduced(pixels, 0.5), 0.5) if factor == _QUARTER else _reduced(pixels, factor)


def _reduced(pixels: Pixels, factor: float) -> Pixels:
    return _as_pixels(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def _is_colourless(pixels: Pixels) -> bool:
    bands = (pixels[top : top + _BAND_ROWS] for top in range(0, len(pixels), _BAND_ROWS))
    return all(
        np.array_equal(red, green) and np.array_equal(red, blue)
        for red, green, blue in map(cv2.split, bands)
    )


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise ImageTooLarge("more pixels than a page can have")
    if min(width, height) < _SHORTEST_SIDE:
        raise UnreadableImage("the image is smaller than any paper")


def _decoded_quickly(file: Path, image: Image.Image) -> Pixels | None:
    """The same pixels as Pillow's in two fifths of its time; None for what it makes no JPEG of.

    Whatever is not wholly sound is left to Pillow, which is kinder to it.
    """
    if image.format != "JPEG" or image.mode not in _PLAIN_MODES:
        return None
    try:
        pixels = _as_pixels(_decode_jpeg(file.read_bytes(), _PLAIN_MODES[image.mode], strict=True))
    except ValueError:
        return None
    return pixels if image.mode == "RGB" else pixels[:, :, 0]


def _reduced_jpeg(data: bytes, colours: str, factor: float) -> Pixels:
    """By the decoder as far as it goes, which is in eighths, and by averaging for what is left."""
    height, width, *_ = _jpeg_header(data)
    least = math.ceil(height * factor), math.ceil(width * factor)
    pixels = _decode_jpeg(data, colours, strict=True, min_height=least[0], min_width=least[1])
    return scaled(pixels, least[0] / pixels.shape[0])


def _pixels(image: Image.Image) -> Pixels:
    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, dtype=np.float64)
        return (deep / (65535.0 if deep.max() > 255 else 255.0) * 255.0).astype(np.uint8)  # noqa: PLR2004
    wanted = "L" if image.mode in {"1", "L", "LA"} else "RGB"
    return np.array(image if image.mode == wanted else image.convert(wanted))


def _as_pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
