"""From paper to scanner picture: texture, backing, skew, quarter turns, blur, noise."""

from dataclasses import dataclass
from random import Random
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.mailgen.canvas import Printed, Sheet, Stamped, moved

Pixels = cv2.typing.MatLike
_BEDS: Final = {"black": (14, 14, 18), "grey": (150, 152, 155), "white": (246, 246, 246)}
_BLUR: Final = ((0.0, 0.5), (0.3, 0.9), (0.7, 1.35))
_NOISE: Final = ((0.5, 2.0), (1.5, 4.5), (3.0, 8.0))
_QUALITY: Final = ((86, 95), (75, 92), (60, 82))
_SKEW: Final = (1.0, 3.2, 6.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """How it lay on the glass: `turned` clockwise quarter turns in degrees, `skew` besides."""

    bed: str
    turned: int
    skew: float
    level: int


@dataclass(frozen=True, slots=True)
class Scanned:
    image: Image.Image
    lines: tuple[Printed, ...]
    codes: tuple[Stamped, ...]
    quality: int


def some_pose(rng: Random, level: int, *, may_turn: bool = True) -> Pose:
    turned = rng.choices((0, 180, 90, 270), (78, 12, 5, 5))[0] if may_turn else 0
    bed = rng.choice(("black", "white", "grey", "crop", "crop"))
    skew = rng.uniform(-1, 1) * _SKEW[level]
    return Pose(bed, turned, round(skew, 2), level)


def scan(sheet: Sheet, pose: Pose, rng: Random) -> Scanned:
    """The picture a scanner would hand over, and where the lines and codes stand in it."""
    noise = np.random.default_rng(rng.getrandbits(32))
    paper = _textured(np.asarray(sheet.image), rng, noise)
    laid, matrix = _laid(paper, pose, sheet.colour, rng)
    turned, matrix = _turned(laid, matrix, pose.turned)
    image = _through_optics(turned, pose.level, rng, noise)
    lines = tuple(Printed(it.text, it.tag, moved(it.quad, matrix)) for it in sheet.lines)
    codes = tuple(
        Stamped(it.symbology, it.text, it.role, moved(it.quad, matrix), it.damaged)
        for it in sheet.codes
    )
    return Scanned(Image.fromarray(image), lines, codes, rng.randint(*_QUALITY[pose.level]))


def _textured(paper: Pixels, rng: Random, noise: np.random.Generator) -> Pixels:
    """Fibres and an uneven tone: a small patch of noise, laid like tiles."""
    height, width = paper.shape[:2]
    patch = noise.normal(0, rng.uniform(0.8, 2.2), (256, 256)).astype(np.float32)
    patch += cv2.GaussianBlur(noise.normal(0, 30, (256, 256)).astype(np.float32), (0, 0), 6) * 0.35
    tiles = np.tile(patch, (height // 256 + 1, width // 256 + 1))[:height, :width]
    return cv2.add(paper, cv2.merge([tiles] * 3), dtype=cv2.CV_8U)


def _laid(
    paper: Pixels, pose: Pose, colour: tuple[int, int, int], rng: Random
) -> tuple[Pixels, NDArray[np.float64]]:
    """The sheet on the scanner's backing, askew, with the shadow its edge throws."""
    height, width = paper.shape[:2]
    margin = rng.randint(2, 14) if pose.bed == "crop" else rng.randint(40, 150)
    back = _BEDS.get(pose.bed, colour)
    matrix = np.asarray(
        cv2.getRotationMatrix2D((width / 2, height / 2), -pose.skew, 1.0), dtype=np.float64
    )
    slope = np.abs(np.sin(np.radians(pose.skew)))
    wide, high = width + height * slope + 2 * margin, height + width * slope + 2 * margin
    matrix[:, 2] += ((wide - width) / 2, (high - height) / 2)
    size = (round(wide), round(high))
    laid = cv2.warpAffine(paper, matrix, size, flags=cv2.INTER_LINEAR, borderValue=back)
    if pose.bed != "crop":
        _shadow(laid, (height, width), matrix, back)
    return laid, matrix


def _shadow(
    laid: Pixels, paper: tuple[int, int], matrix: NDArray[np.float64], back: tuple[int, int, int]
) -> None:
    size = (laid.shape[1], laid.shape[0])
    small = cv2.warpAffine(np.full(paper, 255, np.uint8), matrix, size)
    spread = cv2.resize(small, None, fx=0.25, fy=0.25)
    spread = cv2.GaussianBlur(np.roll(spread, (2, 2), (0, 1)), (0, 0), 3)
    dark = cv2.resize(spread, size).astype(np.float32) / 255
    outside = small == 0
    for channel in range(3):
        shaded = back[channel] * (1 - 0.45 * dark)
        laid[..., channel][outside] = shaded[outside].astype(np.uint8)


def _turned(
    image: Pixels, matrix: NDArray[np.float64], degrees: int
) -> tuple[Pixels, NDArray[np.float64]]:
    height, width = image.shape[:2]
    placing = {
        0: np.array([[1, 0, 0], [0, 1, 0]]),
        90: np.array([[0, -1, height - 1], [1, 0, 0]]),
        180: np.array([[-1, 0, width - 1], [0, -1, height - 1]]),
        270: np.array([[0, 1, 0], [-1, 0, width - 1]]),
    }[degrees].astype(np.float64)
    whole = np.vstack([matrix, [0, 0, 1]])
    return np.ascontiguousarray(np.rot90(image, -degrees // 90)), placing @ whole


def _through_optics(image: Pixels, level: int, rng: Random, noise: np.random.Generator) -> Pixels:
    sharpness = rng.uniform(*_BLUR[level])
    if sharpness > 0.25:
        image = cv2.GaussianBlur(image, (0, 0), sharpness)
    if level:
        contrast = rng.uniform(0.82, 1.05) - 0.06 * level
        image = cv2.convertScaleAbs(image, alpha=contrast, beta=rng.uniform(0, 26))
    grain = noise.normal(0, rng.uniform(*_NOISE[level]), (512, 512)).astype(np.float32)
    height, width = image.shape[:2]
    tiles = np.tile(grain, (height // 512 + 1, width // 512 + 1))[:height, :width]
    image = cv2.add(image, cv2.merge([tiles] * 3), dtype=cv2.CV_8U)
    if rng.random() < 0.25:
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
        image = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    return np.asarray(image, dtype=np.uint8)
