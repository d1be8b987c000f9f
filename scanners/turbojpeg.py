"""The one binding to libjpeg-turbo: what a JPEG says it is, whether all of it decodes, encoding.

Pillow decodes a JPEG damaged in the middle without a word; this library's warnings are heard. And
Pillow encodes into memory with the interpreter locked, so that a feeder would wait for it.
"""

import ctypes
from dataclasses import dataclass
from functools import cache

_STOP_ON_WARNING = 8192
_LIMIT_SCANS = 32768
_NO_OUTPUT = 16
_GREY_COLOURSPACE = 2
_RGB_PIXELS, _GREY_PIXELS = 0, 6
_SAMPLED_420, _SAMPLED_GREY = 2, 3


class JpegDamaged(Exception):
    """The bytes are no JPEG, or one of which a part does not decode."""


class NotEncoded(Exception):
    """A picture that no JPEG can hold; the message is the library's."""


@dataclass(frozen=True, slots=True)
class Raster:
    """The top left part of a picture in memory, RGB or grey, `line_bytes` from line to line."""

    data: bytes | bytearray
    width_px: int
    height_px: int
    line_bytes: int
    is_grey: bool


@dataclass(frozen=True, slots=True)
class JpegHeader:
    width_px: int
    height_px: int
    is_grey: bool


class _Region(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("w", ctypes.c_int),
        ("h", ctypes.c_int),
    )


class _Transform(ctypes.Structure):
    _fields_ = (
        ("region", _Region),
        ("operation", ctypes.c_int),
        ("options", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("filter", ctypes.c_void_p),
    )


def read_header(data: bytes) -> JpegHeader:
    """Nothing is decoded, so absurd sizes can be refused. Raises JpegDamaged."""
    library, handle = _library(), _transformer()
    numbers = [ctypes.c_int() for _ in range(4)]
    failed = library.tjDecompressHeader3(
        ctypes.c_void_p(handle),
        data,
        ctypes.c_ulong(len(data)),
        *(ctypes.byref(number) for number in numbers),
    )
    width, height, _, colourspace = (number.value for number in numbers)
    if failed or width <= 0 or height <= 0:
        raise JpegDamaged(_complaint(handle))
    return JpegHeader(width, height, is_grey=colourspace == _GREY_COLOURSPACE)


def check_whole(data: bytes) -> None:
    """Decode every coefficient and keep none; 30 ms for an A4 page at 300 dpi.

    Raises JpegDamaged for anything a decoder would paint over.
    """
    handle = _transformer()
    nothing = _Transform(options=_NO_OUTPUT)
    failed = _library().tjTransform(
        ctypes.c_void_p(handle),
        data,
        ctypes.c_ulong(len(data)),
        1,
        (ctypes.c_void_p * 1)(),
        (ctypes.c_ulong * 1)(),
        ctypes.byref(nothing),
        _STOP_ON_WARNING | _LIMIT_SCANS,
    )
    if failed:
        raise JpegDamaged(_complaint(handle))


def encode(raster: Raster, quality: int) -> bytes:
    """Brightness in full and colour at half of it (4:2:0). Raises NotEncoded."""
    if raster.line_bytes * raster.height_px > len(raster.data):
        raise NotEncoded("lines beyond the picture's memory")
    library, handle = _library(), _compressor()
    data = raster.data
    start = (ctypes.c_char * len(data)).from_buffer(data) if isinstance(data, bytearray) else data
    made, length = ctypes.c_void_p(), ctypes.c_ulong()
    failed = library.tjCompress2(
        ctypes.c_void_p(handle),
        start,
        raster.width_px,
        raster.line_bytes,
        raster.height_px,
        _GREY_PIXELS if raster.is_grey else _RGB_PIXELS,
        ctypes.byref(made),
        ctypes.byref(length),
        _SAMPLED_GREY if raster.is_grey else _SAMPLED_420,
        quality,
        0,
    )
    try:
        if failed:
            raise NotEncoded(_complaint(handle))
        return ctypes.string_at(made, length.value)
    finally:
        library.tjFree(made)


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libturbojpeg.so.0")
    library.tjInitTransform.restype = ctypes.c_void_p
    library.tjInitCompress.restype = ctypes.c_void_p
    library.tjGetErrorStr2.restype = ctypes.c_char_p
    return library


@cache
def _transformer() -> int:
    """One for the process: pages are checked one after the other, in one thread."""
    return int(_library().tjInitTransform())


@cache
def _compressor() -> int:
    """Pages are encoded one after the other as well."""
    return int(_library().tjInitCompress())


def _complaint(handle: int) -> str:
    return bytes(_library().tjGetErrorStr2(ctypes.c_void_p(handle))).decode(errors="replace")
