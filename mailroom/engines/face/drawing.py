"""The outside of an envelope drawn small, for somebody who decides at another console."""

import io
from typing import Final

import numpy as np
from PIL import Image

from mailroom.domain.evidence import Evidence
from mailroom.domain.pages import Box, Page
from mailroom.domain.review import DrawnFace
from mailroom.engines.face.digits import cut_digits
from mailroom.engines.pixels.image import Pixels, load, scaled

_SIDE_PX: Final = 1500
"""An address of 3 mm letters on C4 keeps twelve pixels of height."""
_SNIPPET_PX: Final = 1100
_MARGIN_PX: Final = 36
_QUALITY: Final = 74
_QUARTER: Final = 90


def draw_face(face: Page, back: Page | None, evidence: Evidence) -> DrawnFace:
    """Implements FaceDrawer; without an address the snippet is the whole face."""
    pixels = load(face)
    part = pixels if evidence.address is None else _cut(pixels, evidence.address)
    sides = [_jpeg(pixels, face, _SIDE_PX)]
    if back is not None:
        sides.append(_jpeg(load(back), back, _SIDE_PX))
    digits = cut_digits(pixels, face, evidence)
    return DrawnFace(_jpeg(part, face, _SNIPPET_PX), tuple(sides), digits)


def _cut(pixels: Pixels, box: Box) -> Pixels:
    top, left = max(0, box.y - _MARGIN_PX), max(0, box.x - _MARGIN_PX)
    bottom, right = box.y + box.height + _MARGIN_PX, box.x + box.width + _MARGIN_PX
    part = pixels[top:bottom, left:right]
    return part if part.size else pixels


def _jpeg(pixels: Pixels, page: Page, longest_px: int) -> bytes:
    small = scaled(pixels, longest_px / max(pixels.shape[:2]))
    upright = np.rot90(small, k=-((page.turned_deg or 0) // _QUARTER))
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(upright)).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
