"""Ink without the noise of pictures and of dark backing, where no text can be told anyway."""

import dataclasses
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mailroom.engines.pixels.ink import Ink, are_joined, letters

_DARKEST_PAPER: Final = 62.0
"""Below this the paper around a piece is backing or a dark picture, and its specks are noise."""
_DARKEST_WRITTEN_ON: Final = 110.0
"""Kraft paper is lighter, most backing is darker."""
_CELL_MM: Final = 8.0
_SPECKS: Final = 3.0
"""More than so many specks to a letter is a picture's grain, not print."""
_FEW: Final = 12
_COARSE_MM2: Final = 0.2
"""Of a speck: paper's own grain is finer, what a picture falls into is not."""


def calm(ink: Ink) -> Ink:
    if len(ink.pieces) == 0:
        return ink
    left, top, width, height, _ = ink.pieces.T
    rows = np.minimum(top + height // 2, ink.height - 1)
    columns = np.minimum(left + width // 2, ink.width - 1)
    paper = ink.paper[rows, columns]
    light = paper >= _DARKEST_PAPER
    lit = dataclasses.replace(ink, pieces=ink.pieces[light])
    grain = _grainy(lit, 0.0)
    if grain.any():
        # A pen's word is none of the paper's own fine grain, but may be part of a picture.
        written = are_joined(lit) & (paper[light] >= _DARKEST_WRITTEN_ON)
        grain &= ~written | _grainy(lit, _COARSE_MM2)
    return dataclasses.replace(lit, pieces=lit.pieces[~grain])


def _grainy(ink: Ink, least_mm2: float) -> NDArray[np.bool_]:
    """Pieces in a cell, with its neighbours, where specks so large far outnumber letters."""
    cell = max(8, int(ink.px(_CELL_MM)))
    shape = ink.height // cell + 1, ink.width // cell + 1
    large = ink.pieces[ink.pieces[:, 4] >= least_mm2 * ink.px(1.0) ** 2]
    lettered = _counts(letters(ink), cell, shape)
    specks = _with_neighbours(np.maximum(_counts(large, cell, shape) - lettered, 0))
    grain = (specks > _FEW) & (specks > _SPECKS * np.maximum(1, _with_neighbours(lettered)))
    rows, columns = _cells(ink.pieces, cell)
    return np.asarray(grain[rows, columns], dtype=np.bool_)


def _cells(pieces: NDArray[np.int32], cell: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    return (
        np.asarray((pieces[:, 1] + pieces[:, 3] // 2) // cell, dtype=np.int32),
        np.asarray((pieces[:, 0] + pieces[:, 2] // 2) // cell, dtype=np.int32),
    )


def _counts(pieces: NDArray[np.int32], cell: int, shape: tuple[int, int]) -> NDArray[np.int64]:
    rows, columns = _cells(pieces, cell)
    flat = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1])
    return flat.reshape(shape)


def _with_neighbours(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    framed = np.pad(counts, 1)
    height, width = counts.shape
    return sum(
        (framed[y : y + height, x : x + width] for y in range(3) for x in range(3)),
        np.zeros_like(counts),
    )
