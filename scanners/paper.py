"""Where the paper ends in a scanned picture, and whether the picture ends before the paper."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Rows by columns by channels (1 or 3)."""

_WHITE = 255
_BLOCK_PX = 64
# Less of a rim that differs from pure white could be print on paper that is pure white itself.
_SURE_RIM_SHARE = 0.8
# What a JPEG decoder puts where the data ran out: zero coefficients, which are mid grey.
_MISSING_GREY = 128
_CORNER_PX = 8


@dataclass(frozen=True, slots=True)
class Extent:
    """The paper lies at the top left and is this large."""

    width_px: int
    height_px: int


def crop_padding(pixels: Pixels) -> Extent:
    """The paper without the pure white that sane-airscan pads to the requested size.

    Padding is exactly 255 in every channel; the paper's last row and column must differ from
    that over most of their length, or the edge is not believed and the whole kept. An
    over-exposed sheet therefore keeps its padding rather than lose a margin.
    """
    rows, columns = pixels.shape[:2]
    height = _last_marked(pixels)
    if height == 0:
        return Extent(columns, rows)
    width = _last_marked(pixels[:height].swapaxes(0, 1))
    if width < columns and not _is_paper_edge(pixels[:height, width - 1]):
        width = columns
    if height < rows and not _is_paper_edge(pixels[height - 1, :width]):
        height = rows
        # The right edge was judged over the height that is not believed any more.
        if width < columns and not _is_paper_edge(pixels[:, width - 1]):
            width = columns
    return Extent(width, height)


def is_torn(pixels: Pixels) -> bool:
    """Whether the device's JPEG ended early: decoders fill the rest with exact mid grey.

    The rest always holds the picture's last corner, where no sensor gives one value without
    noise. Padding may lie around it.
    """
    bottom = _last_marked(pixels)
    if bottom == 0:
        return False
    last_rows = pixels[max(0, bottom - _CORNER_PX) : bottom]
    right = _last_marked(last_rows.swapaxes(0, 1))
    corner = last_rows[:, max(0, right - _CORNER_PX) : right]
    return bool((corner == _MISSING_GREY).all())


def _last_marked(lines: Pixels) -> int:
    """One more than the index of the last line along the first axis that is not pure white."""
    end = lines.shape[0]
    if end and (lines[-1] != _WHITE).any():
        # The usual case, and by far the cheapest: no padding on this side.
        return end
    while end > 0:
        start = max(0, end - _BLOCK_PX)
        block = lines[start:end]
        if block.min() < _WHITE:
            marked = np.flatnonzero((block != _WHITE).any(axis=(1, 2)))
            return start + int(marked[-1]) + 1
        end = start
    return 0


def _is_paper_edge(rim: Pixels) -> bool:
    return bool((rim != _WHITE).any(axis=-1).mean() >= _SURE_RIM_SHARE)
