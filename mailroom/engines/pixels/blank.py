"""Blank sides: nothing on them that a person put there."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.ink import Ink

_LEAST_INK_MM2: Final = 1.2
"""Square millimetres of ink in letter-sized pieces; a lone page number has about twice this."""
_PICTURE_SHARE: Final = 0.05
_BLACKEST_SHADE: Final = 55
_PALEST_SHADE: Final = 0.75


def is_blank(ink: Ink) -> bool:
    """Show-through, punch holes, staples, folds, specks and the scanner's backing do not count."""
    if not len(ink.pieces):
        return True
    _, _, width, height, area = ink.pieces.T
    at_edge = _at_edge(ink)
    thin = np.minimum(width, height) < ink.px(0.6)
    speck = (np.maximum(width, height) < ink.px(0.9)) | (area < ink.px(0.3) ** 2 * 2)
    backing = at_edge | _is_hole(ink) | _is_staple(ink)
    drawn = ~(thin | speck | backing)
    ink_mm2 = float(area[drawn].sum()) / ink.px(1.0) ** 2
    if ink_mm2 >= _LEAST_INK_MM2:
        return False
    return not _has_picture(ink)


def _at_edge(ink: Ink) -> NDArray[np.bool_]:
    left, top, width, height, _ = ink.pieces.T
    edge = ink.px(1.0)
    return np.asarray(
        (left <= edge)
        | (top <= edge)
        | (left + width >= ink.width - edge)
        | (top + height >= ink.height - edge)
    )


def _is_hole(ink: Ink) -> NDArray[np.bool_]:
    """Round, 4 to 9 mm, within 25 mm of an edge, and filled or a ring like a hole's shadow."""
    left, top, width, height, _ = ink.pieces.T
    across = np.maximum(width, height)
    round_ = (across - np.minimum(width, height)) <= ink.px(1.2)
    sized = (across >= ink.px(3.5)) & (across <= ink.px(9))
    near = ink.px(25)
    by_edge = (
        (left < near)
        | (top < near)
        | (left + width > ink.width - near)
        | (top + height > ink.height - near)
    )
    return np.asarray(round_ & sized & by_edge)


def _is_staple(ink: Ink) -> NDArray[np.bool_]:
    """A thin stroke of 5 to 15 mm, level or slanting, near a corner."""
    left, top, width, height, area = ink.pieces.T
    length = np.hypot(width, height)
    thin = area <= length * ink.px(1.1)
    sized = (length >= ink.px(4)) & (length <= ink.px(15))
    near = ink.px(25)
    by_side = (left < near) | (left + width > ink.width - near)
    by_end = (top < near) | (top + height > ink.height - near)
    return np.asarray(thin & sized & by_side & by_end)


def _has_picture(ink: Ink) -> bool:
    """Shades over a good part of the page; the scanner's backing is black or white, never grey."""
    paper = float(np.percentile(ink.sight, 90))
    shaded = (ink.sight > _BLACKEST_SHADE) & (ink.sight < _PALEST_SHADE * paper)
    return float(shaded.mean()) > _PICTURE_SHARE
