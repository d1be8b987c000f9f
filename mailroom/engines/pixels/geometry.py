"""How a page lies: which way is up and how far it leans, from its letters alone."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.ink import Ink, letters

LEAST_LETTERS: Final = 16
"""Below this many pieces neither turn nor lean can be told from print."""
_WIDEST_LEAN_DEG: Final = 7.0
_COARSE_DEG: Final = 0.25
_FINE_DEG: Final = 0.02
_CLEAR_PEAK: Final = 1.6
"""A lean is believed when its profile stands out this far against the median direction."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lie:
    """`sideways` is None when neither axis carries text lines; `lean_deg` is clockwise.

    `upward` is positive for upright text and negative for text upside down, in standard
    deviations of a fair coin over its ascenders and descenders; it speaks of the page after a
    clockwise quarter turn when `sideways`.
    """

    sideways: bool | None
    axis_margin: float
    lean_deg: float
    upward: float
    lines: int


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Letter boxes about the page's middle, in pixels at sight resolution."""

    left: Floats
    top: Floats
    right: Floats
    bottom: Floats

    def turned(self) -> "_Pieces":
        """After a clockwise quarter turn."""
        return _Pieces(-self.bottom, self.left, -self.top, self.right)

    def __len__(self) -> int:
        return len(self.left)


def lie_of(ink: Ink) -> Lie:
    pieces = _pieces(ink)
    if len(pieces) < LEAST_LETTERS:
        return Lie(sideways=None, axis_margin=0, lean_deg=0, upward=0, lines=0)
    level, level_peak = _lean(pieces)
    turned = pieces.turned()
    steep, steep_peak = _lean(turned)
    sideways = steep_peak > level_peak
    lean = steep if sideways else level
    upward, lines = _upward(turned if sideways else pieces, lean)
    margin = max(level_peak, steep_peak) / max(min(level_peak, steep_peak), 1e-9)
    return Lie(sideways, margin, lean, upward, lines)


def _pieces(ink: Ink) -> _Pieces:
    left, top, width, height, _ = letters(ink).T.astype(np.float64)
    middle_x, middle_y = ink.width / 2, ink.height / 2
    return _Pieces(
        left - middle_x, top - middle_y, left + width - middle_x, top + height - middle_y
    )


def _lean(pieces: _Pieces) -> tuple[float, float]:
    """The clockwise lean of the lines in degrees, and how clearly it stands out."""
    coarse = np.arange(-_WIDEST_LEAN_DEG, _WIDEST_LEAN_DEG + _COARSE_DEG / 2, _COARSE_DEG)
    rough = _sharpness(pieces, coarse, 2.0)
    best = float(coarse[int(rough.argmax())])
    peak = float(rough.max() / max(float(np.median(rough)), 1e-9))
    fine = np.arange(best - _COARSE_DEG, best + _COARSE_DEG + _FINE_DEG / 2, _FINE_DEG)
    sharp = _sharpness(pieces, fine, 1.0)
    smooth = np.convolve(sharp, np.ones(5) / 5, mode="same")
    lean = float(fine[int(smooth[2:-2].argmax()) + 2])
    return (lean if peak >= _CLEAR_PEAK else 0.0), peak


def _sharpness(pieces: _Pieces, angles_deg: Floats, bin_px: float) -> Floats:
    """How strongly tops and bottoms of letters fall on common lines, at each lean."""
    slopes = np.tan(np.radians(angles_deg))[:, None]
    middle = (pieces.left + pieces.right) / 2
    return sum(
        (_profiled((edge - slopes * middle) / bin_px) for edge in (pieces.top, pieces.bottom)),
        np.zeros(len(angles_deg)),
    )


def _profiled(rows: Floats) -> Floats:
    """The energy of each row's histogram; a value between two bins is shared by them."""
    raised = rows - rows.min(axis=1, keepdims=True)
    low = np.floor(raised)
    share = raised - low
    bins = int(low.max()) + 2
    index = (low + bins * np.arange(len(rows))[:, None]).astype(np.intp).ravel()
    size = bins * len(rows)
    profile = np.bincount(index, (1 - share).ravel(), size)
    profile += np.bincount(index + 1, share.ravel(), size)
    return np.square(profile).reshape(len(rows), bins).sum(axis=1)


def _upward(pieces: _Pieces, lean_deg: float) -> tuple[float, int]:
    """Latin print rises above its x-height far more often than it falls below its baseline."""
    slope = np.tan(np.radians(lean_deg))
    shift = slope * (pieces.left + pieces.right) / 2
    tops, bottoms = pieces.top - shift, pieces.bottom - shift
    rising = falling = lines = 0
    for line in _lines(tops, bottoms):
        if len(line) < LEAST_LETTERS // 2:
            continue
        lines += 1
        above, below = _beyond(tops[line], bottoms[line])
        rising += above
        falling += below
    return (rising - falling) / max(1.0, float(rising + falling)) ** 0.5, lines


def _beyond(tops: Floats, bottoms: Floats) -> tuple[int, int]:
    """How many letters of a line reach above its middle band, and how many below it."""
    high, low = _mode(tops), _mode(bottoms)
    body = low - high
    if body <= 0:
        return 0, 0
    reach = max(1.5, 0.18 * body)
    letter = (bottoms - tops) > 0.6 * body
    far = 0.9 * body
    above = letter & (tops < high - reach) & (tops > high - far) & (abs(bottoms - low) < reach)
    below = letter & (bottoms > low + reach) & (bottoms < low + far) & (abs(tops - high) < reach)
    return int(above.sum()), int(below.sum())


def _mode(edges: Floats) -> float:
    """The commonest level, to about a pixel."""
    rows = np.asarray(edges - edges.min() + 0.5, dtype=np.intp)
    counts = np.convolve(np.bincount(rows), np.ones(3), mode="same")
    return float(edges.min()) + float(counts.argmax())


def _lines(tops: Floats, bottoms: Floats) -> list[NDArray[np.intp]]:
    """Letters whose middles lie within one another's height, from the top of the page down."""
    middles = (tops + bottoms) / 2
    order = np.argsort(middles, kind="stable")
    gaps = np.diff(middles[order])
    height = float(np.median(bottoms - tops))
    return np.split(order, np.flatnonzero(gaps > 0.35 * height) + 1)
