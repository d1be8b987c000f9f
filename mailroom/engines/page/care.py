"""Page care: a captured page turned and straightened, and made black on white for reading."""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels, grey_of

_LEAST_LEAN_DEG: Final = 0.05
"""Below this straightening would only blur."""
_QUARTER_TURNS: Final = {
    90: cv2.ROTATE_90_CLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


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


def _pixels(matrix: Any) -> NDArray[np.uint8]:  # noqa: ANN401  OpenCV's own stubs are wider
    return np.asarray(matrix, dtype=np.uint8)
