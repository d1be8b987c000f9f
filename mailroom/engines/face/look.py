"""What a face looks like apart from its text: how much of it is picture, what shape it has."""

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mailroom.engines.face.picture import Picture
from mailroom.engines.pixels.image import Pixels

_TILE: Final = 8
_PLAIN_DISTANCE: Final = 16.0
"""Lab distance up to which a tile is the same paper as most of the face."""
_WHITE_L: Final = 222.0
_DARK_L: Final = 66.0
_BED_L: Final = 95.0
_RIM_SHARE: Final = 0.3
"""Less of the rim than this is no backing: the face fills the image."""
_RIM_OF_BED: Final = 0.7
_SAME_TONE: Final = 8.0
_LEAST_FACE: Final = 0.3
_COLOURLESS: Final = 9.0
_FULL: Final = 0.8
"""Of its rectangle that an envelope fills, its corners rounded or torn."""
_SQUARE: Final = 1.16
"""Letters are at least this much longer than wide: the nearest format, a parcel label, is 1.25."""
_BED_STEP: Final = 5.0
_PICTURE_FROM: Final = 0.08
_PADDED: Final = 0.6
"""Grey levels; flat paper stays below 0.55 on every backing, bubbles show from 0.64 on."""
_PADDED_BESIDE_PRINT: Final = 1.25
_HARDLY_PRINTED: Final = 0.05
"""Share of the face up to which nothing printed can look like relief."""
_MOSTLY_PAPER: Final = 0.3
_PATCH: Final = 3 * _TILE
_PAPER_TONE: Final = 90.0
_CALM_PART: Final = 35.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Look:
    """`picture_share` is of the item's own face, 0 to 1; `long_to_short` of its outline.

    `texture` is the paper's own relief in grey levels: bubbles show through as a pattern.
    """

    picture_share: float
    long_to_short: float | None
    texture: float

    @property
    def pictured(self) -> bool:
        return self.picture_share >= _PICTURE_FROM

    @property
    def padded(self) -> bool:
        plain = self.picture_share < _HARDLY_PRINTED
        enough = self.texture >= (_PADDED if plain else _PADDED_BESIDE_PRINT)
        return enough and self.picture_share < _MOSTLY_PAPER

    @property
    def square(self) -> bool:
        return self.long_to_short is not None and self.long_to_short < _SQUARE


def look_at(picture: Picture) -> Look:
    lab = np.asarray(cv2.cvtColor(picture.look, cv2.COLOR_RGB2LAB), dtype=np.uint8)
    tiles = _tiles(lab)
    bed = _bed(tiles)
    texture = _texture(np.ascontiguousarray(lab[:, :, 0]), bed)
    return Look(_picture_share(tiles, bed), _long_to_short(picture.look), texture)


def _texture(light: Pixels, bed: NDArray[np.bool_]) -> float:
    """What the calmer part of the paper, not of the backing, shows between 2 and 10 pixels."""
    fine = light.astype(np.float32)
    blurred = np.asarray(cv2.GaussianBlur(fine, (0, 0), 2.0), dtype=np.float32)
    band = blurred - _blurred_widely(fine)
    height, width = (side // _PATCH for side in light.shape)

    def patches(whole: NDArray[Any]) -> NDArray[Any]:
        cut = whole[: height * _PATCH, : width * _PATCH]
        split = cut.reshape(height, _PATCH, width, _PATCH).transpose(0, 2, 1, 3)
        return split.reshape(-1, _PATCH * _PATCH)

    tones = patches(light)
    lit = np.count_nonzero(tones > _PAPER_TONE, axis=1) > tones.shape[1] // 2
    paper = lit & (tones.min(axis=1) > _DARK_L)
    three = _PATCH // _TILE
    backed = bed[: height * three, : width * three].reshape(height, three, width, three)
    paper &= ~backed.any(axis=(1, 3)).ravel()
    relief = patches(band)[paper].std(axis=1)
    return float(np.percentile(relief, _CALM_PART)) if len(relief) else 0.0


def _blurred_widely(light: Floats) -> Floats:
    """By 10 pixels, at half the size: nothing that is finer is left anyway."""
    half = cv2.resize(light, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    height, width = light.shape
    blurred = cv2.resize(cv2.GaussianBlur(half, (0, 0), 5.0), (width, height))
    return np.asarray(blurred, dtype=np.float32)


def _tiles(lab: Pixels) -> Floats:
    height, width = lab.shape[0] // _TILE, lab.shape[1] // _TILE
    whole = lab[: height * _TILE, : width * _TILE]
    split = whole.reshape(height, _TILE, width, _TILE, 3).transpose(0, 2, 4, 1, 3)
    # Of 16 bits: numpy orders those eight times as fast as bytes.
    each = split.reshape(height, width, 3, _TILE * _TILE).astype(np.uint16)
    tones = np.partition(each, _TILE * _TILE // 2, axis=3)
    return tones[..., _TILE * _TILE // 2].astype(np.float32)


def _bed(tiles: Floats) -> NDArray[np.bool_]:
    """Tiles that hang together with the edge: dark backing, or backing of any other one tone."""
    dark = tiles[:, :, 0] < _BED_L
    if _rim(dark).mean() >= _RIM_SHARE:
        return _from_edge(dark)
    tone = np.median(_rim(tiles), axis=0)
    alike = np.linalg.norm(tiles - tone, axis=2) < _SAME_TONE
    plain = _from_edge(alike)
    inside = tiles[~plain]
    if _rim(alike).mean() < _RIM_OF_BED or len(inside) < _LEAST_FACE * plain.size:
        return np.zeros(dark.shape, dtype=np.bool_)
    # The paper itself may reach the edge: then nothing of another tone is left inside.
    other = float(np.linalg.norm(_commonest(inside) - tone)) > _SAME_TONE
    return plain if other else np.zeros(dark.shape, dtype=np.bool_)


def _rim(values: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([values[0], values[-1], values[:, 0], values[:, -1]])


def _from_edge(chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    framed = cv2.copyMakeBorder(chosen.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=[1])
    _, labels = cv2.connectedComponents(framed, connectivity=4)
    return np.asarray(labels)[1:-1, 1:-1] == labels[0, 0]


def _picture_share(tiles: Floats, bed: NDArray[np.bool_]) -> float:
    """Tiles that are neither the common paper nor white, of those that are not the backing."""
    face = tiles[~bed]
    if len(face) == 0:
        return 0.0
    paper = _commonest(face)
    apart = np.linalg.norm(face - paper, axis=1)
    chroma = np.hypot(face[:, 1] - 128, face[:, 2] - 128)
    white = (face[:, 0] > _WHITE_L) & (chroma < _COLOURLESS)
    return float(((apart > _PLAIN_DISTANCE) & ~white).mean())


def _commonest(face: Floats) -> Floats:
    keys = (face // 12).astype(np.int64) @ np.array([10_000, 100, 1])
    values, counts = np.unique(keys, return_counts=True)
    return np.asarray(face[keys == values[counts.argmax()]].mean(axis=0), dtype=np.float32)


def _long_to_short(look: Pixels) -> float | None:
    """Of the paper's outline against its backing; None when the outline cannot be told."""
    grey = cv2.GaussianBlur(cv2.cvtColor(look, cv2.COLOR_RGB2GRAY), (0, 0), 2).astype(np.float32)
    frame = np.concatenate([grey[:3].ravel(), grey[-3:].ravel(), grey[:, :3].ravel()])
    mask = (np.abs(grey - np.median(frame)) > _BED_STEP).astype(np.uint8)
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)))
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    largest: Any = max(contours, key=cv2.contourArea)
    (_, (one, other), _) = cv2.minAreaRect(largest)
    # Paper as light as its backing leaves its print alone, which no rectangle holds together.
    if min(one, other) < 0.3 * min(grey.shape) or cv2.contourArea(largest) < _FULL * one * other:
        return None
    return float(max(one, other) / min(one, other))
