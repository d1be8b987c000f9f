"""The face as pixels, and the way between the captured image and its upright view."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.domain.pages import Box, Page
from mailroom.engines.pixels.image import Pixels, decode, decode_jpeg_twice, dpi_of, grey_of, scaled

READING_DPI: Final = 300
"""Finer scans are averaged down to this: it holds all that the reader can use."""
LOOK_DPI: Final = 75

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Picture:
    """`factor` takes captured pixels to `grey`'s; `look` is a small colour view of the same."""

    grey: Pixels
    look: Pixels
    dpi: int
    factor: float
    page: str


def picture_of(page: Page) -> Picture:
    """Raises ImageTooLarge or UnreadableImage."""
    dpi = dpi_of(page)
    factor = min(1.0, READING_DPI / dpi)
    coarse = min(1.0, LOOK_DPI / dpi)
    seen = decode_jpeg_twice(page.image, grey=factor, colours=coarse)
    grey, look = seen or _of_pixels(decode(page.image), factor, coarse)
    return Picture(grey, look, round(dpi * factor), factor, page.id)


def _of_pixels(pixels: Pixels, factor: float, coarse: float) -> tuple[Pixels, Pixels]:
    look = scaled(pixels, coarse)
    coloured = look if look.ndim == 3 else np.repeat(look[:, :, None], 3, axis=2)  # noqa: PLR2004
    return grey_of(scaled(pixels, factor)), coloured


@dataclass(frozen=True, slots=True)
class View:
    """The upright, level view of a picture: `forward` takes grey pixels to upright ones."""

    picture: Picture
    turned_deg: int
    forward: Matrix
    width: int
    height: int

    def crop(self, box: Box, lean_deg: float = 0.0) -> Pixels:
        """A piece of the upright view, in full resolution, levelled about its middle."""
        move = np.array([[1, 0, -box.x], [0, 1, -box.y], [0, 0, 1]], dtype=np.float64)
        if lean_deg:
            middle = box.width / 2, box.height / 2
            level = np.vstack([cv2.getRotationMatrix2D(middle, lean_deg, 1.0), [0, 0, 1]])
            move = level @ move
        return _warped(self.picture.grey, move @ self.forward, box.width, box.height)

    def small(self, dpi: int) -> Pixels:
        """The whole upright view at a lower resolution."""
        factor = dpi / self.picture.dpi
        reduced = scaled(self.picture.grey, factor)
        up = np.diag([1 / factor, 1 / factor, 1.0])
        down = np.diag([factor, factor, 1.0])
        size = round(self.width * factor), round(self.height * factor)
        return _warped(reduced, down @ self.forward @ up, *size)

    def look(self) -> Pixels:
        """The whole upright view in small and in colour."""
        factor = self.picture.look.shape[1] / self.picture.grey.shape[1]
        matrix = np.diag([factor, factor, 1.0]) @ self.forward @ np.diag([1 / factor] * 2 + [1.0])
        size = round(self.width * factor), round(self.height * factor)
        return _warped(self.picture.look, matrix, *size)

    def captured(self, box: Box) -> Box:
        """Where a box of the upright view stands on the captured image."""
        x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        corners = np.array([[x, y, 1], [right, y, 1], [right, bottom, 1], [x, bottom, 1]]).T
        back = np.linalg.inv(self.forward) @ corners / self.picture.factor
        left, top = np.floor(back[:2].min(axis=1)).astype(int)
        far_right, far_bottom = np.ceil(back[:2].max(axis=1)).astype(int)
        left, top = max(0, int(left)), max(0, int(top))
        return Box(left, top, int(far_right) - left, int(far_bottom) - top)

    def upright_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the captured image in the upright view."""
        point = self.forward @ np.array([x * self.picture.factor, y * self.picture.factor, 1.0])
        return float(point[0]), float(point[1])


def view_of(picture: Picture, turned_deg: int, skew_deg: float) -> View:
    """Turned clockwise by quarters, then levelled clockwise by `skew_deg`, growing as needed."""
    height, width = picture.grey.shape
    angle = np.radians(turned_deg + skew_deg)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    corners = turn @ np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]).T
    left, top = corners[:2].min(axis=1)
    right, bottom = corners[:2].max(axis=1)
    move = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]])
    size = int(np.ceil(right - left)), int(np.ceil(bottom - top))
    return View(picture, turned_deg % 360, move @ turn, *size)


def _warped(pixels: Pixels, matrix: Matrix, width: int, height: int) -> Pixels:
    size = max(1, width), max(1, height)
    return _as_pixels(
        cv2.warpAffine(
            pixels, matrix[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    )


def _as_pixels(matrix: Any) -> Pixels:  # noqa: ANN401  OpenCV's own stubs are wider than its results
    return np.asarray(matrix, dtype=np.uint8)
