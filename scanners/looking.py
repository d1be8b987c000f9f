"""Puts a page through the checks in the child, on as little of its picture as they need."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scanners import checks
from scanners.api import Finding
from scanners.checks import Grey
from scanners.messages import ScanBatch
from scanners.paper import Extent

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


def sample(pixels: Grey) -> Sample:
    """Of one channel of a picture, all of its rows."""
    return Sample(_sampled(pixels).copy())


class Looking:
    """One batch's sides in the order fed, each looked at once."""

    def __init__(self, order: ScanBatch) -> None:
        self._order = order
        # Until a sheet has ended within the window, nobody knows that this device shows its end.
        self._ends_seen = {"across": False, "along": False}

    def at_sample(self, seen: Sample, paper: Extent, window: Extent) -> Look:
        """Of a picture at the order's resolution; `window` is what the device was shown."""
        return self._look(seen.grey, self._order.dpi, paper, window)

    def at_jpeg(self, data: bytes, window: Extent) -> Look:
        """Decoded in grey at half its size, which a JPEG decoder does for a quarter of the work."""
        with Image.open(io.BytesIO(data)) as image:
            whole = image.size
            image.draft("L", (whole[0] // 2, whole[1] // 2))
            grey = np.asarray(image.convert("L"))
        dpi = self._order.dpi * grey.shape[1] / whole[0]
        return self._look(_sampled(grey), dpi, Extent(*whole), window)

    def _look(self, grey: Grey, dpi: float, paper: Extent, window: Extent) -> Look:
        px_per_mm = dpi / _MM_PER_INCH
        height_mm = paper.height_px * _MM_PER_INCH / self._order.dpi
        streaks = checks.streaks_mm(grey, px_per_mm)
        findings = [Finding.STREAK] if streaks else []
        if lit := checks.brightness(grey[:, ::_COLUMN_STEP]):
            findings.append(lit)
        if checks.is_too_long(height_mm, self._order.format_height_mm):
            findings.append(Finding.TOO_LONG)
        # Both are asked: each remembers what it saw.
        cut = (
            self._is_cut("across", paper.width_px, window.width_px),
            self._is_cut("along", paper.height_px, window.height_px),
        )
        if any(cut):
            findings.append(Finding.CUT_OFF)
        if checks.has_folded_corner(grey, px_per_mm, grey.shape[0] / height_mm):
            findings.append(Finding.FOLDED)
        return Look(tuple(findings), streaks)

    def _is_cut(self, way: str, size_px: int, window_px: int) -> bool:
        mm_per_px = _MM_PER_INCH / self._order.dpi
        fills = checks.fills_window(size_px * mm_per_px, window_px * mm_per_px)
        self._ends_seen[way] |= size_px < window_px and not fills
        return fills and self._ends_seen[way]


def _sampled(pixels: Grey) -> Grey:
    return pixels[:: max(1, pixels.shape[0] // _ROWS)]
