"""Grey levels by table: below which a share of the pixels lies, what is darker than its paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.image import Pixels


def percentile(grey: Pixels, percent: float) -> float:
    """As numpy's, interpolated, from the counts of the 256 levels: in a twentieth of its time."""
    counts = np.ravel(cv2.calcHist([grey], [0], None, [256], [0, 256]))
    up_to = np.cumsum(counts, dtype=np.float64)
    at = (grey.size - 1) * percent / 100
    ranks = int(at), min(int(at) + 1, grey.size - 1)
    lower, upper = np.searchsorted(up_to, ranks, side="right")
    return float(lower + (upper - lower) * (at - int(at)))


def darker(grey: Pixels, paper: Pixels, share: float) -> NDArray[np.bool_]:
    """Where `grey` is below this share of `paper`, both of one shape."""
    bounds = np.ceil(np.arange(256) * share).astype(np.uint8)
    return np.less(grey, cv2.LUT(paper, bounds))
