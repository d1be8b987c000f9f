"""What is wrong with a picture beyond doubt: dirt, wrong light, a sheet too long, cut or folded.

A finding is advice: the page is kept, and a person looks. So each threshold errs to silence.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from scanners.api import Finding

Grey = NDArray[np.uint8]
"""Rows by columns, 255 is white. Rows may be a sample of the picture's, columns are all of them."""

Rows = NDArray[np.bool_]

# Dirt darkens or lightens its column by this much against both sides of it.
_STREAK_CONTRAST = 14
_PRINT, _PAPER = 120, 235
# Of the rows where it could be seen; a ruled line ends before the paper does.
_STREAK_SHARE = 0.9
_SEEN_SHARE = 0.4
_MARGIN_SHARE = 0.04
_STREAK_REACH_MM = 0.5
_EDGE_MM = 3.0
_DARK_MEDIAN = 90
_WHITE = 250
_BLOWN_SHARE = 0.97
_FAINT_MARKS = range(150, 236)
_MARKED_PERCENT = 0.5
_LENGTH_TOLERANCE_MM = 12.0
# A window is measured to the pixel, paper to the millimetre.
_EDGE_TOLERANCE_MM = 1.0
_ISO_MM = (105.0, 148.0, 210.0, 297.0, 420.0)
_ISO_TOLERANCE_MM = 3.0
# A dog's ear of a thumb's breadth, folded neither along an edge nor across the whole sheet.
_FOLD_MM = (12.0, 100.0)
_FOLD_SLOPE = (0.36, 2.75)
_FOLD_OFF_MM = 1.5
_FOLD_ROWS = 4
_BACKING_CONTRAST = 40
_BACKING_NOISE = 16


def streaks_mm(grey: Grey, px_per_mm: float) -> tuple[float, ...]:
    """Where lines run from the first row to the last, from the left, as dirt on the glass draws.

    Each is the middle of its columns. A picture narrower than two centimetres has none.
    """
    reach, edge = max(2, round(_STREAK_REACH_MM * px_per_mm)), round(_EDGE_MM * px_per_mm)
    if grey.shape[1] < 20 * px_per_mm or grey.shape[0] < 50:  # noqa: PLR2004  no length to judge by
        return ()
    here, left, right = grey[:, reach:-reach], grey[:, : -2 * reach], grey[:, 2 * reach :]
    brighter, dimmer = np.maximum(left, right), np.minimum(left, right)
    # A dark line does not show in print, nor a light one on white paper.
    struck = _runs_through(_exceeds(dimmer, here), dimmer > _PRINT)
    struck |= _runs_through(_exceeds(here, brighter), brighter < _PAPER)
    struck[: max(0, edge - reach)] = False
    struck[len(struck) - max(0, edge - reach) :] = False
    return tuple(round((first + last) / 2 / px_per_mm, 1) for first, last in _groups(struck, reach))


def brightness(grey: Grey) -> Finding | None:
    """TOO_DARK or TOO_LIGHT. A page without any mark is blank and not too light."""
    if float(np.median(grey)) < _DARK_MEDIAN:
        return Finding.TOO_DARK
    blown = float((grey >= _WHITE).mean())
    darkest = int(np.percentile(grey, _MARKED_PERCENT))
    if blown >= _BLOWN_SHARE and darkest in _FAINT_MARKS:
        return Finding.TOO_LIGHT
    return None


def is_too_long(height_mm: float, format_mm: float | None) -> bool:
    """Longer than its format: two sheets that overlap look like one long one."""
    return format_mm is not None and height_mm > format_mm + _LENGTH_TOLERANCE_MM


def fills_window(size_mm: float, window_mm: float) -> bool:
    """Whether a sheet reaches the end of a window that is no paper size itself."""
    snug = any(abs(window_mm - iso) <= _ISO_TOLERANCE_MM for iso in _ISO_MM)
    return not snug and size_mm >= window_mm - _EDGE_TOLERANCE_MM


def has_folded_corner(grey: Grey, px_per_mm: float, rows_per_mm: float) -> bool:
    """Whether backing of another tone than the paper shows as a triangle in a corner."""
    paper = int(np.median(grey))
    corners = (grey, grey[:, ::-1], grey[::-1], grey[::-1, ::-1])
    return any(_is_triangle(corner, paper, px_per_mm, rows_per_mm) for corner in corners)


def _is_triangle(grey: Grey, paper: int, px_per_mm: float, rows_per_mm: float) -> bool:
    """At the top left. A sheet fed askew shows a wedge along a whole edge, and that is none."""
    least, most = _FOLD_MM
    corner = grey[: round(most * rows_per_mm), : round(most * px_per_mm)].astype(np.int16)
    backing = int(corner[0, 0])
    if abs(backing - paper) < _BACKING_CONTRAST:
        return False
    same = np.abs(corner - backing) <= _BACKING_NOISE
    other = np.ones((same.shape[0], same.shape[1] + 1), np.bool_)
    other[:, :-1] = ~same
    widths = other.argmax(axis=1) / px_per_mm
    ended = np.flatnonzero(widths < _EDGE_TOLERANCE_MM)
    rows = int(ended[0]) if ended.size else 0
    width, height = float(widths[0]), rows / rows_per_mm
    if rows < _FOLD_ROWS or not (least <= width < most and least <= height < most):
        return False
    crease = width * (1 - np.arange(rows) / rows)
    straight = np.abs(crease - widths[:rows]).max() <= _FOLD_OFF_MM + width / rows
    return bool(straight) and _FOLD_SLOPE[0] <= width / height <= _FOLD_SLOPE[1]


def _exceeds(more: Grey, less: Grey) -> Rows:
    """By more than a streak's contrast, in bytes: differences below nought wrap around."""
    return (more > less) & (more - less > _STREAK_CONTRAST)


def _runs_through(struck: Rows, could_be_seen: Rows) -> Rows:
    """Columns struck nearly wherever it could be seen, over the length and in both margins."""
    margin = max(2, round(struck.shape[0] * _MARGIN_SHARE))
    parts = (slice(None), slice(None, margin), slice(-margin, None))
    runs = np.ones(struck.shape[1], np.bool_)
    for part in parts:
        seen, rows = _count(could_be_seen[part]), len(struck[part])
        runs &= seen >= _SEEN_SHARE * rows
        runs &= _count(struck[part]) >= _STREAK_SHARE * seen
    return runs


def _count(marks: Rows) -> NDArray[np.uint16]:
    """How many of each column; a picture's sampled rows are far fewer than 65 536."""
    return marks.view(np.uint8).sum(axis=0, dtype=np.uint16)


def _groups(struck: Rows, offset: int) -> Iterator[tuple[int, int]]:
    """First and last column of each run of struck columns, with a gap of one forgiven."""
    columns = [int(column) + offset for column in np.flatnonzero(struck)]
    while columns:
        first = last = columns.pop(0)
        while columns and columns[0] <= last + 2:
            last = columns.pop(0)
        yield first, last
