"""Pictures for the report: the whole outside in small, the address in full, as data URIs."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from mailroom.domain.pages import Box

_WHOLE_PX: Final = 760
_CROP_PX: Final = 620
_AIR: Final = 0.12
_QUALITY: Final = 62


@dataclass(frozen=True, slots=True)
class Face:
    """`width` and `height` are of the captured image, which all boxes refer to."""

    whole: str
    address: str | None
    width: int
    height: int


def face_of(file: Path, address: Box | None, turned_deg: int) -> Face | None:
    """None when the file is no picture that can be shown."""
    try:
        with Image.open(file) as opened:
            image = opened.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    crop = _upright(image, address, turned_deg) if address else None
    small = image.copy()
    small.thumbnail((_WHOLE_PX, _WHOLE_PX))
    return Face(_uri(small), _uri(crop) if crop else None, image.width, image.height)


def _upright(image: Image.Image, box: Box, turned_deg: int) -> Image.Image:
    air_x, air_y = round(box.width * _AIR), round(box.height * _AIR)
    left, top = max(0, box.x - air_x), max(0, box.y - air_y)
    right = min(image.width, box.x + box.width + air_x)
    bottom = min(image.height, box.y + box.height + air_y)
    crop = image.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
    crop = crop.rotate(-turned_deg, expand=True)
    crop.thumbnail((_CROP_PX, _CROP_PX))
    return crop


def _uri(image: Image.Image) -> str:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")
