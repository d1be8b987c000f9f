"""Printed codes: DataMatrix, QR and bars of a wanted size, whole or ruined."""

from random import Random
from typing import Final

import numpy as np
import zxingcpp
from PIL import Image

from tests.mailgen.canvas import Sheet, Stamped, corners, px

_MATRIX: Final = {
    "DataMatrix": zxingcpp.BarcodeFormat.DataMatrix,
    "QRCode": zxingcpp.BarcodeFormat.QRCode,
    "Aztec": zxingcpp.BarcodeFormat.Aztec,
}
_BARS: Final = {
    "Code128": zxingcpp.BarcodeFormat.Code128,
    "GS1-128": zxingcpp.BarcodeFormat.Code128,
    "Code39": zxingcpp.BarcodeFormat.Code39,
    "ITF": zxingcpp.BarcodeFormat.ITF,
    "EAN13": zxingcpp.BarcodeFormat.EAN13,
}
SYMBOLOGIES: Final = (*_MATRIX, *_BARS)


def symbol(symbology: str, text: str, *, module: int = 4, height: float = 8.0) -> Image.Image:
    """The bare code. `module` is the narrowest bar in pixels, `height` bars' millimetres."""
    matrix = symbology in _MATRIX
    form = (_MATRIX if matrix else _BARS)[symbology]
    options = "gs1" if symbology == "GS1-128" else ""
    # As bytes, since the writer's own choice of an alphabet is one that readers guess wrongly.
    content = text if text.isascii() else text.encode()
    code = zxingcpp.create_barcode(content, form, options=options)
    plain = np.array(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=True))
    if matrix:
        return Image.fromarray(np.kron(plain, np.ones((module, module), np.uint8)))
    row = np.kron(plain[plain.shape[0] // 2], np.ones(module, np.uint8))
    return Image.fromarray(np.tile(row, (px(height), 1)))


def put_code(  # noqa: PLR0913  a code has many properties, each named at the call
    sheet: Sheet,
    at: tuple[float, float],
    symbology: str,
    text: str,
    *,
    role: str,
    module: int = 4,
    height: float = 8.0,
    ruin: Random | None = None,
) -> tuple[float, float]:
    """Prints a code with its top left at `at`; returns its width and height in millimetres."""
    picture = symbol(symbology, text, module=module, height=height)
    if ruin is not None:
        picture = _ruined(picture, ruin)
    left, top = px(at[0]), px(at[1])
    sheet.image.paste(picture.convert("RGB"), (left, top))
    box = (left, top, left + picture.width, top + picture.height)
    shown = _as_read(symbology, text)
    sheet.codes.append(Stamped(symbology, shown, role, corners(box), ruin is not None))
    return picture.width * 25.4 / 300, picture.height * 25.4 / 300


def _as_read(symbology: str, text: str) -> str:
    return text.replace("(", "").replace(")", "") if symbology == "GS1-128" else text


def _ruined(picture: Image.Image, rng: Random) -> Image.Image:
    """Scratched through and through: every third of it is gone."""
    pixels = np.array(picture)
    height, width = pixels.shape
    for start in range(0, width, max(6, width // 9)):
        end = start + max(3, width // 22)
        pixels[:, start:end] = rng.choice((0, 255))
    for start in range(0, height, max(6, height // 5)):
        pixels[start : start + max(3, height // 12)] = rng.choice((0, 255))
    return Image.fromarray(pixels)
