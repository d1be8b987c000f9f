"""Golden pictures: how much two screens differ to the eye, part by part."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

APPROVED = Path(__file__).parent / "approved"
PART = 16
"""Pixels of a side of what is compared: a word moved is seen, a glyph's smoothing is not."""
_DIFFERENT = 14.0
"""Levels of 255 by which the mean of a part may differ in any colour."""


def differing_parts(one: QImage, other: QImage) -> int:
    """How many parts differ; all of them when the pictures are not of one size."""
    first, second = _parts(one), _parts(other)
    if first.shape != second.shape:
        return first.size
    return int((np.abs(first - second).max(axis=-1) > _DIFFERENT).sum())


def _parts(picture: QImage) -> npt.NDArray[np.float64]:
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    pixels = rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).astype(float)
    high, wide = plain.height() // PART, plain.width() // PART
    whole = pixels[: high * PART, : wide * PART]
    return whole.reshape(high, PART, wide, PART, 3).mean(axis=(1, 3))
