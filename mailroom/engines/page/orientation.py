"""Which way is up: from the letters' shape, and from reading when the shape leaves a doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mailroom.engines.page.care import binarised, upright
from mailroom.engines.page.text import line_confidence
from mailroom.engines.pixels.geometry import Lie, lie_of
from mailroom.engines.pixels.image import Pixels, grey_of
from mailroom.engines.pixels.ink import Ink

_CLEAR_UPWARD: Final = 4.0
_CLEAR_AXIS: Final = 1.25
_ENOUGH_LINES: Final = 4
_CLEAR_READING: Final = 12.0
"""Confidence points by which one way up must read better than the other."""
_LINES_READ: Final = 5
_FEW_LINES: Final = 2
_PLAIN_READING: Final = 40.0
"""Two lines that differ so much say it all; text upside down reads at a third of the surety."""
_READ_MM: Final = 70.0
"""So much of a line tells which way up it is; reading time goes with its length."""
_READABLE: Final = 40.0
_AIR_PX: Final = 12
_INK: Final = 128
"""Below it is ink, on a page of black and white."""
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


def pose_by_reading(pixels: Pixels, ink: Ink, dpi: int) -> Pose:
    """For a page that reads as gibberish: figures, and words without l or t, may look reversed.

    All four ways are tried. Unsure when none reads clearly better than the others.
    """
    lie = lie_of(ink)
    if lie.sideways is None:
        return Pose(0, sure=False, skew_deg=0.0)
    return _by_reading(pixels, dpi, lie, every_way=True)


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


def _by_reading(pixels: Pixels, dpi: int, lie: Lie, *, every_way: bool = False) -> Pose:
    """The longest lines are read both ways up, and both axes when these are in doubt too."""
    axes = [bool(lie.sideways)]
    if every_way or lie.axis_margin < _CLEAR_AXIS:
        axes.append(not lie.sideways)
    scores: dict[int, float] = {}
    for sideways in axes:
        base = 90 if sideways else 0
        page = binarised(upright(grey_of(pixels), base, _skew(lie, base)))
        scores[base], scores[base + 180] = _confidences(_strips(page, dpi), dpi)
    best, *others = sorted(scores, key=lambda turn: scores[turn], reverse=True)
    clear = scores[best] >= _READABLE and scores[best] - scores[others[0]] >= _CLEAR_READING
    if not clear:
        return Pose(0, sure=False, skew_deg=_skew(lie, 0))
    return Pose(best, sure=True, skew_deg=_skew(lie, best))


def _confidences(strips: Sequence[Pixels], dpi: int) -> tuple[float, float]:
    """How surely the lines read as they stand, and turned upside down."""
    readings: list[tuple[float, float]] = []
    for strip in strips:
        turned = np.ascontiguousarray(strip[::-1, ::-1])
        readings.append((line_confidence(strip, dpi), line_confidence(turned, dpi)))
        means = np.mean(readings, axis=0)
        if len(readings) >= _FEW_LINES and abs(means[0] - means[1]) >= _PLAIN_READING:
            break
    if not readings:
        return 0.0, 0.0
    upright_mean, turned_mean = np.mean(readings, axis=0)
    return float(upright_mean), float(turned_mean)


def _strips(page: Pixels, dpi: int) -> list[Pixels]:
    """The middles of the text lines with most ink, each cut out with a little air."""
    ink = page < _INK
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
    dark = (line < _INK).mean(axis=0)
    inked = np.flatnonzero((dark > 0) & (dark < _BACKING_SHARE))
    if not len(inked):
        return line
    left = max(int(inked[0]), (int(inked[0]) + int(inked[-1]) - length) // 2)
    return line[:, max(0, left - _AIR_PX) : left + length + _AIR_PX]
