"""The grey level below which a share of the pixels lies."""

import cv2
import numpy as np

from mailroom.engines.pixels.image import Pixels


def percentile(grey: Pixels, percent: float) -> float:
    """As numpy's, interpolated, from the counts of the 256 levels: in a twentieth of its time."""
    counts = np.ravel(cv2.calcHist([grey], [0], None, [256], [0, 256]))
    up_to = np.cumsum(counts, dtype=np.float64)
    at = (grey.size - 1) * percent / 100
    ranks = int(at), min(int(at) + 1, grey.size - 1)
    lower, upper = np.searchsorted(up_to, ranks, side="right")
    return float(lower + (upper - lower) * (at - int(at)))
