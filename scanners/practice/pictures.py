"""What the practice scanner's sensor makes of a sheet: the picture as the client asked for it."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from scanners.practice.documents import UNITS_PER_INCH, ScanSettings

JPEG_QUALITY = 90
PAPER_WHITE = 253
"""No sensor gives pure white, and sane-airscan pads short pages with exactly that:
so paper never reaches it here, and `scanners.paper` can tell the two apart."""

# A rim with less pure white than this still shows where the paper ends.
_WHITE_RIM_SHARE = 0.02
_SAME_RESOLUTION_DPI = 0.5


def scan_image(path: Path, settings: ScanSettings) -> bytes:
    """The sheet's side at its own true size, up to the region; a longer sheet is cut.

    A JPEG that needs no change is sent as the very bytes of its file.
    """
    with Image.open(path) as image:
        if _is_sent_as_it_is(image, path, settings):
            return path.read_bytes()
        dpi = _resolution(image)
        picture = _within_region(image, dpi, settings)
        if abs(dpi - settings.dpi) > _SAME_RESOLUTION_DPI:
            picture = _resized(picture, settings.dpi / dpi)
        picture = picture.convert(_mode(settings))
        if _has_white_rim(picture):
            picture = picture.point(_as_paper)
        return _encoded(picture, settings)


def _is_sent_as_it_is(image: Image.Image, path: Path, settings: ScanSettings) -> bool:
    return (
        image.format == "JPEG"
        and settings.mime == "image/jpeg"
        and image.mode == _mode(settings)
        and abs(_resolution(image) - settings.dpi) <= _SAME_RESOLUTION_DPI
        and _within_region(image, _resolution(image), settings) is image
        and not _file_has_white_rim(path, path.stat().st_mtime_ns)
    )


@lru_cache(maxsize=1024)
def _file_has_white_rim(path: Path, changed_ns: int) -> bool:  # noqa: ARG001  part of the key
    """Remembered, because a whole picture is decoded for it."""
    with Image.open(path) as image:
        return _has_white_rim(image)


def white_side(front: Path, settings: ScanSettings) -> bytes:
    """The empty back of a sheet: white paper, as large as its front."""
    with Image.open(front) as image:
        scale = settings.dpi / _resolution(image)
        size = (round(image.width * scale), round(image.height * scale))
    limit = _region_px(settings, settings.dpi)
    size = (min(size[0], limit[0]), min(size[1], limit[1]))
    mode = _mode(settings)
    return _encoded(Image.new(mode, size, (PAPER_WHITE,) * len(mode)), settings)


def _mode(settings: ScanSettings) -> str:
    return "L" if settings.grey else "RGB"


def _resolution(image: Image.Image) -> float:
    dpi = image.info.get("dpi")
    return float(dpi[0]) if dpi and float(dpi[0]) > 1 else float(UNITS_PER_INCH)


def _region_px(settings: ScanSettings, dpi: float) -> tuple[int, int]:
    scale = dpi / UNITS_PER_INCH
    return round(settings.region.width * scale), round(settings.region.height * scale)


def _within_region(image: Image.Image, dpi: float, settings: ScanSettings) -> Image.Image:
    scale = dpi / UNITS_PER_INCH
    left = min(round(settings.region.x * scale), image.width - 1)
    top = min(round(settings.region.y * scale), image.height - 1)
    width, height = _region_px(settings, dpi)
    right, bottom = min(left + width, image.width), min(top + height, image.height)
    if (left, top, right, bottom) == (0, 0, image.width, image.height):
        return image
    return image.crop((left, top, right, bottom))


def _resized(image: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    # Bilevel and palette images have no tones to interpolate between.
    return image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _has_white_rim(image: Image.Image) -> bool:
    width, height = image.size
    rims = (
        image.crop((width - 1, 0, width, height)),
        image.crop((0, height - 1, width, height)),
    )
    return any(_white_share(rim) > _WHITE_RIM_SHARE for rim in rims)


def _white_share(image: Image.Image) -> float:
    return image.convert("L").histogram()[255] / (image.width * image.height)


def _as_paper(value: int) -> int:
    return min(value, PAPER_WHITE)


def _encoded(image: Image.Image, settings: ScanSettings) -> bytes:
    data = io.BytesIO()
    dpi = (settings.dpi, settings.dpi)
    if settings.mime == "image/png":
        image.save(data, "PNG", dpi=dpi, compress_level=1)
    else:
        image.save(data, "JPEG", dpi=dpi, quality=JPEG_QUALITY)
    return data.getvalue()
