"""Page care: a captured page turned and straightened, and its paper made clean for the document."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pageimage import Pixels, grey_of, scaled

_LEAST_LEAN_DEG: Final = 0.05
"""Below this straightening would only blur."""
_QUARTER_TURNS: Final = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}
_LOOK_DPI: Final = 50
_PAPER_MM: Final = 12.0
_DARKEST_PAPER: Final = 0.72
"""Whatever is darker than this share of the page's paper is a picture, not shaded paper."""
_WHITE_FROM: Final = 0.94
_COLOUR_CHROMA: Final = 26
_COLOUR_SHARE: Final = 0.0004
_TINT_CHROMA: Final = 14
_JPEG_QUALITY: Final = 70
_DOCUMENT_DPI: Final = 300


@dataclass(frozen=True, slots=True)
class Cared:
    """The page as it stands in the document."""

    jpeg: bytes
    width_px: int
    height_px: int
    dpi: float
    colour: bool


def upright(pixels: Pixels, turned_deg: int, skew_deg: float) -> Pixels:
    """Turned clockwise by quarter turns, then by the small clockwise `skew_deg`; nothing is cut.

    Corners that come into view continue what lies at the edge, paper or backing.
    """
    turn = _QUARTER_TURNS.get(turned_deg % 360)
    turned = pixels if turn is None else _pixels(cv2.rotate(pixels, turn))
    if abs(skew_deg) < _LEAST_LEAN_DEG:
        return turned
    height, width = turned.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew_deg, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width = round(width * cos + height * sin)
    new_height = round(height * cos + width * sin)
    matrix[:, 2] += ((new_width - width) / 2, (new_height - height) / 2)
    return _pixels(
        cv2.warpAffine(
            turned,
            matrix,
            (new_width, new_height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
    )


def binarised(pixels: Pixels) -> Pixels:
    """Black on white at Otsu's threshold: for reading, never for the document."""
    _, mono = cv2.threshold(grey_of(pixels), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return _pixels(mono)


def cared(pixels: Pixels, dpi: int) -> Cared:
    """Paper cleaned to white unless it is tinted; grey unless the paper has colour."""
    page = scaled(pixels, _DOCUMENT_DPI / dpi)
    kept_dpi = min(dpi, _DOCUMENT_DPI)
    colour, tinted = _colours(page, kept_dpi)
    if not colour:
        page = grey_of(page)
    if not tinted:
        page = _cleaned(page, kept_dpi)
    height, width = page.shape[:2]
    return Cared(_jpeg(page), width, height, float(kept_dpi), colour)


def _paper_colour(pixels: Pixels) -> tuple[float, ...]:
    """The bright side of the page's commonest colour."""
    step = max(1, min(pixels.shape[:2]) // 200)
    sample = pixels[::step, ::step].reshape(-1, *pixels.shape[2:])
    return tuple(np.atleast_1d(np.percentile(sample, 75, axis=0)).astype(float).tolist())


def _colours(page: Pixels, dpi: int) -> tuple[bool, bool]:
    """Whether the page needs colour, and whether its very paper is tinted."""
    if page.ndim == 2:  # noqa: PLR2004
        return False, False
    look = scaled(page, _LOOK_DPI / dpi).astype(np.int16)
    paper = np.asarray(_paper_colour(_pixels(look)), dtype=np.int16)
    tinted = int(paper.max() - paper.min()) > _TINT_CHROMA
    # A lamp's or sensor's cast is common to the whole page and is no colour of the print.
    without_cast = look - (paper - paper.max())
    chroma = without_cast.max(axis=2) - without_cast.min(axis=2)
    coloured = float((chroma > _COLOUR_CHROMA).mean()) > _COLOUR_SHARE
    return coloured or tinted, tinted


def _cleaned(page: Pixels, dpi: int) -> Pixels:
    """Divided by its paper, so that shadows and show-through fade and print stays as it is."""
    look = scaled(page, _LOOK_DPI / dpi)
    size = int(_PAPER_MM / 25.4 * _LOOK_DPI) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    bright = cv2.morphologyEx(_pixels(cv2.medianBlur(look, 5)), cv2.MORPH_CLOSE, kernel)
    paper = cv2.GaussianBlur(bright, (0, 0), size / 3).astype(np.float32)
    level = np.asarray(_paper_colour(page), dtype=np.float32)
    paper = np.maximum(paper, (level if page.ndim > 2 else level[0]) * _DARKEST_PAPER)  # noqa: PLR2004
    height, width = page.shape[:2]
    full = cv2.resize((_WHITE_FROM * paper).astype(np.uint8), (width, height))
    return _pixels(cv2.divide(page, _pixels(full), scale=255))


def _jpeg(page: Pixels) -> bytes:
    ordered = page if page.ndim == 2 else cv2.cvtColor(page, cv2.COLOR_RGB2BGR)  # noqa: PLR2004
    _, data = cv2.imencode(".jpg", ordered, (cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY))
    return bytes(data)


def _pixels(matrix: Any) -> NDArray[np.uint8]:  # noqa: ANN401  OpenCV's own stubs are wider
    return np.asarray(matrix, dtype=np.uint8)
