"""What a practice fi-7160 sends of a sheet's side: rows of inverted samples in the window."""

from functools import lru_cache
from pathlib import Path

from PIL import Image

from scanners.practice.fi7160.imprinter import imprinted
from scanners.practice.fi7160.window import COLOUR, GREY, UNITS_PER_INCH, Window

_PLAIN_DPI = 300
_INVERTED = bytes(255 - sample for sample in range(256))
_MIDDLE = 128


@lru_cache(maxsize=8)
def samples(image_file: Path, window: Window, imprint: str = "") -> bytes:
    """The guides centre the sheet on the paper width the backend was told."""
    with Image.open(image_file) as opened:
        dpi = round(float(opened.info.get("dpi", (_PLAIN_DPI, _PLAIN_DPI))[0]))
        sheet = opened.convert("RGB")
    if imprint:
        sheet = imprinted(sheet, imprint, dpi)
    size = window.size_px
    left = window.left * dpi / UNITS_PER_INCH
    if window.paper_width:
        left -= (window.paper_width * dpi / UNITS_PER_INCH - sheet.width) / 2
    top = window.top * dpi / UNITS_PER_INCH
    scale = (dpi / window.x_dpi, dpi / window.y_dpi)
    seen = Image.new("RGB", (round(size[0] * scale[0]), round(size[1] * scale[1])), "white")
    seen.paste(sheet, (-round(left), -round(top)))
    if seen.size != size:
        seen = seen.resize(size, Image.Resampling.LANCZOS)
    return _toned(seen, window).translate(_INVERTED)


def _toned(seen: Image.Image, window: Window) -> bytes:
    if window.composition == COLOUR:
        return seen.tobytes()
    grey = seen.convert("L")
    if window.composition == GREY:
        return grey.tobytes()
    threshold = window.threshold or _MIDDLE
    black_or_white = [255 * (tone >= threshold) for tone in range(256)]
    return grey.point(black_or_white).convert("1").tobytes()
