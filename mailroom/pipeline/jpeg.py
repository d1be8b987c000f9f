"""A JPEG file's size and resolution from its headers, without decoding a single pixel."""

import struct
from dataclasses import dataclass

from mailroom.domain.errors import UnreadableImage

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_APP0, _SCAN = 0xE0, 0xDA
_TAIL = 64
_CM_PER_INCH = 2.54


@dataclass(frozen=True, slots=True)
class JpegFacts:
    """`dpi` is 0 where the file does not say it."""

    width_px: int
    height_px: int
    dpi: int


def measure(content: bytes) -> JpegFacts:
    """Raises UnreadableImage for a torn file or one that is no JPEG."""
    if not content.startswith(_START) or _END not in content[-_TAIL:]:
        raise UnreadableImage("torn")
    dpi, at = 0, 2
    try:
        while at < len(content):
            marker, length = _segment(content, at)
            body = content[at + 4 : at + 2 + length]
            if marker == _APP0 and body.startswith(b"JFIF\0"):
                dpi = _density(body)
            if marker in _SIZES:
                height, width = struct.unpack(">HH", body[1:5])
                return _checked(JpegFacts(width, height, dpi))
            if marker == _SCAN:
                break
            at += 2 + length
    except struct.error as error:
        raise UnreadableImage("header") from error
    raise UnreadableImage("no size")


def _segment(content: bytes, at: int) -> tuple[int, int]:
    start, marker, length = struct.unpack(">BBH", content[at : at + 4])
    if start != _START[0]:
        raise UnreadableImage("header")
    return marker, length


def _density(body: bytes) -> int:
    unit, across, _ = struct.unpack(">BHH", body[7:12])
    return round(across * _CM_PER_INCH) if unit == 2 else across if unit == 1 else 0  # noqa: PLR2004  JFIF: 1 is per inch, 2 per centimetre


def _checked(facts: JpegFacts) -> JpegFacts:
    if not facts.width_px or not facts.height_px:
        raise UnreadableImage("empty")
    return facts
