"""What makes an address unreadable for anybody: ink, tape, water, wear, a slipped sheet."""

from random import Random
from typing import Final

import cv2
import numpy as np
from PIL import Image

from tests.mailgen.canvas import Colour, Sheet, px

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres."""


def _crop(sheet: Sheet, box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (px(side) for side in box)
    width, height = sheet.image.size
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def scribbled(sheet: Sheet, box: Box, rng: Random) -> str:
    """A marker back and forth until nothing can be made out."""
    left, top, right, bottom = _crop(sheet, box)
    colour: Colour = rng.choice(((15, 15, 20), (20, 30, 110)))
    for _ in range(3):
        y = float(top)
        points: list[tuple[float, float]] = []
        while y < bottom:
            points += [(left + rng.uniform(-20, 30), y), (right + rng.uniform(-30, 20), y + 9)]
            y += rng.uniform(9, 14)
        sheet.draw.line(points, fill=colour, width=rng.randint(9, 14), joint="curve")
    return "overwritten"


def taped(sheet: Sheet, box: Box, rng: Random) -> str:
    """Opaque parcel tape."""
    left, top, right, bottom = _crop(sheet, box)
    tone: Colour = rng.choice(((176, 134, 86), (200, 200, 205), (60, 60, 66)))
    sheet.draw.rectangle((left - 40, top - 12, right + 40, bottom + 12), fill=tone)
    for y in range(top - 12, bottom + 12, 17):
        lighter = tuple(min(255, part + rng.randint(4, 14)) for part in tone)
        sheet.draw.line((left - 40, y, right + 40, y), fill=(lighter[0], lighter[1], lighter[2]))
    return "occluded"


def wet(sheet: Sheet, box: Box, rng: Random) -> str:
    """Ink dissolved into clouds."""
    left, top, right, bottom = _crop(sheet, box)
    part = np.asarray(sheet.image.crop((left, top, right, bottom)))
    clouds = cv2.GaussianBlur(part, (0, 0), rng.uniform(17, 26))
    sheet.image.paste(Image.fromarray(clouds), (left, top))
    return "water"


def worn(sheet: Sheet, box: Box, rng: Random) -> str:
    """Almost no ink left."""
    left, top, right, bottom = _crop(sheet, box)
    part = np.asarray(sheet.image.crop((left, top, right, bottom))).astype(np.float32)
    paper = np.median(part.reshape(-1, 3), axis=0)
    faded = paper + (part - paper) * rng.uniform(0.008, 0.016)
    sheet.image.paste(Image.fromarray(faded.round().astype(np.uint8)), (left, top))
    return "faint"


def torn(sheet: Sheet, box: Box, rng: Random, backing: Colour = (238, 238, 238)) -> str:
    """The part with the address is gone, down to the nearest corner."""
    left, top, _, _ = _crop(sheet, box)
    edge = [(left - px(6), sheet.image.height), (left - px(9), top - px(7))]
    x = left - px(9)
    while x < sheet.image.width:
        edge.append((x, top - px(7) + rng.randint(-25, 25)))
        x += rng.randint(20, 60)
    edge += [(sheet.image.width, top - px(5)), (sheet.image.width, sheet.image.height)]
    sheet.draw.polygon(edge, fill=backing)
    return "torn"


DAMAGES: Final = (scribbled, taped, wet, worn, torn)
