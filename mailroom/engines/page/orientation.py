"""Which way is up: from the letters' shape, and from reading when the shape leaves a doubt."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from mailroom.engines.page.care import binarised, upright
from mailroom.engines.page.text import line_confidence
from mailroom.engines.pixels.geometry import Lie, lie_of
from mailroom.engines.pixels.image import Pixels
from mailroom.engines.pixels.ink import Ink

_CLEAR_UPWARD: Final = 4.0
_CLEAR_AXIS: Final = 1.25
_ENOUGH_LINES: Final = 4
_CLEAR_READING: Final = 12.0
"""Confidence points by which one way up must read better than the other."""
_LINES_READ: Final = 5
_READ_MM: Final = 70.0
"""So much of a line tells which way up it is; reading time goes with its length."""
_READABLE: Final = 40.0
_AIR_PX: Final = 12
_BACKING_SHARE: Final = 0.5
"""A column darker than this is the scanner's backing or a rule, not text."""


@dataclass(frozen=True, slots=True)
class Pose:
    """`turned_deg` and `skew_deg` are the clockwise corrections; unsure means left as it is."""

    turned_deg: int
    sure: bool
    skew_deg: float


def pose_of(pixels: Pixels, ink: Ink, dpi: int, known_turn: int | None) -> Pose:
    """`known_turn` is a person's or an earlier answer and is not questioned."""
    lie = lie_of(ink)
    if known_turn is not None:
        return Pose(known_turn, sure=True, skew_deg=_skew(lie, known_turn))
    if lie.sideways is None:
        return Pose(0, sure=False, skew_deg=0.0)
    turn = _turn(lie)
    if _is_clear(lie):
        return Pose(turn, sure=True, skew_deg=-lie.lean_deg)
    return _by_reading(pixels, dpi, lie)


def _turn(lie: Lie) -> int:
    return (90 if lie.sideways else 0) + (0 if lie.upward >= 0 else 180)


def _skew(lie: Lie, turn: int) -> float:
    """The lean is of use only along the axis on which it was measured."""
    along = lie.sideways is not None and lie.sideways == (turn % 180 == 90)  # noqa: PLR2004
    return -lie.lean_deg if along else 0.0


def _is_clear(lie: Lie) -> bool:
    return (
        abs(lie.upward) >= _CLEAR_UPWARD
        and lie.axis_margin >= _CLEAR_AXIS
        and lie.lines >= _ENOUGH_LINES
    )


def _by_reading(pixels: Pixels, dpi: int, lie: Lie) -> Pose:
    """The longest lines are read both ways up, and both axes when these are in doubt too."""
    axes = [bool(lie.sideways)]
    if lie.axis_margin < _CLEAR_AXIS:
        axes.append(not lie.sideways)
    scores: dict[int, float] = {}
    for sideways in axes:
        base = 90 if sideways else 0
        page = binarised(upright(pixels, base, _skew(lie, base)))
        scores[base] = _confidence(page, dpi)
        scores[base + 180] = _confidence(np.ascontiguousarray(page[::-1, ::-1]), dpi)
    best, *others = sorted(scores, key=lambda turn: scores[turn], reverse=True)
    clear = scores[best] >= _READABLE and scores[best] - scores[others[0]] >= _CLEAR_READING
    if not clear:
        return Pose(0, sure=False, skew_deg=_skew(lie, 0))
    return Pose(best, sure=True, skew_deg=_skew(lie, best))


def _confidence(page: Pixels, dpi: int) -> float:
    strips = _strips(page, dpi)
    readings = [line_confidence(strip, dpi) for strip in strips]
    return float(np.mean(readings)) if readings else 0.0


def _strips(page: Pixels, dpi: int) -> list[Pixels]:
    """The middles of the text lines with most ink, each cut out with a little air."""
    ink = page < 128  # noqa: PLR2004
    ink = ink[:, ink.mean(axis=0) < _BACKING_SHARE]
    dark = ink.sum(axis=1)
    inked = dark > 0.004 * page.shape[1]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked.astype(np.int8), [0]))))
    bands = [
        (int(dark[top:end].sum()), int(top), int(end))
        for top, end in zip(edges[::2], edges[1::2], strict=True)
        if 1.2 <= (end - top) / dpi * 25.4 <= 9  # noqa: PLR2004
    ]
    bands.sort(reverse=True)
    air = dpi // 40
    lines = (page[max(0, top - air) : end + air] for _, top, end in bands[:_LINES_READ])
    return [_middle(line, round(_READ_MM / 25.4 * dpi)) for line in lines]


def _middle(line: Pixels, length: int) -> Pixels:
    """The same stretch of the line whichever way up it stands."""
    dark = (line < 128).mean(axis=0)  # noqa: PLR2004
    inked = np.flatnonzero((dark > 0) & (dark < _BACKING_SHARE))
    if not len(inked):
        return line
    left = max(int(inked[0]), (int(inked[0]) + int(inked[-1]) - length) // 2)
    return line[:, max(0, left - _AIR_PX) : left + length + _AIR_PX]
