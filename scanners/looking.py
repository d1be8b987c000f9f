"""Puts a page through the checks in the child, on as little of its picture as they need."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scanners import checks
from scanners.api import Finding
from scanners.checks import Grey
from scanners.messages import ScanBatch

_MM_PER_INCH = 25.4
# Of 3500 rows a hundred tell as much about lines, and of their columns each eighth about light.
_ROWS = 100
_COLUMN_STEP = 8


@dataclass(frozen=True, slots=True)
class Look:
    findings: tuple[Finding, ...]
    streaks_mm: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """As much of a picture as the checks need, in memory of its own."""

    grey: Grey
    height_px: int


def sample(pixels: Grey) -> Sample:
    """Of one channel of a picture, all of its rows."""
    return Sample(_sampled(pixels).copy(), pixels.shape[0])


def look_at_sample(seen: Sample, order: ScanBatch) -> Look:
    """Of a picture at the order's resolution."""
    return _look(seen.grey, order.dpi, seen.height_px, order)


def look_at_jpeg(data: bytes, order: ScanBatch) -> Look:
    """Decoded in grey at half its size, which a JPEG decoder does for a quarter of the work."""
    with Image.open(io.BytesIO(data)) as image:
        whole = image.size
        image.draft("L", (whole[0] // 2, whole[1] // 2))
        grey = np.asarray(image.convert("L"))
    return _look(_sampled(grey), order.dpi * grey.shape[1] / whole[0], whole[1], order)


def _sampled(pixels: Grey) -> Grey:
    return pixels[:: max(1, pixels.shape[0] // _ROWS)]


def _look(grey: Grey, dpi: float, height_px: int, order: ScanBatch) -> Look:
    streaks = checks.streaks_mm(grey, dpi / _MM_PER_INCH)
    findings = [Finding.STREAK] if streaks else []
    if lit := checks.brightness(grey[:, ::_COLUMN_STEP]):
        findings.append(lit)
    if checks.is_too_long(height_px / order.dpi * _MM_PER_INCH, order.format_height_mm):
        findings.append(Finding.TOO_LONG)
    return Look(tuple(findings), streaks)
