"""libjpeg-turbo: what a JPEG says it is, whether all of it decodes, and pages encoded.

Pillow decodes a JPEG damaged in the middle without a word; this library's warnings are heard. And
Pillow encodes into memory with the interpreter locked, so that a feeder would wait for it.
"""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
import simplejpeg  # pyright: ignore[reportMissingTypeStubs]  the library carries no types

from scanners.paper import Pixels

_encode_jpeg = cast("Callable[..., bytes]", simplejpeg.encode_jpeg)  # pyright: ignore[reportUnknownMemberType]  untyped
_STOP_ON_WARNING = 8192
_LIMIT_SCANS = 32768
_NO_OUTPUT = 16
_GREY_COLOURSPACE = 2


class JpegDamaged(Exception):
    """The bytes are no JPEG, or one of which a part does not decode."""


class NotEncoded(Exception):
    """A picture that no JPEG can hold; the message is the library's."""


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


def encode(pixels: Pixels, quality: int) -> bytes:
    """Brightness in full and colour at half of it (4:2:0). Raises NotEncoded."""
    space = "GRAY" if pixels.shape[2] == 1 else "RGB"
    try:
        # Lines with a gap between them are brought together; all others stay where they are.
        made = _encode_jpeg(np.ascontiguousarray(pixels), quality, space, "420", fastdct=False)
    except ValueError as problem:
        raise NotEncoded(str(problem)) from problem
    return bytes(made)


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libturbojpeg.so.0")
    library.tjInitTransform.restype = ctypes.c_void_p
    library.tjGetErrorStr2.restype = ctypes.c_char_p
    return library


@cache
def _transformer() -> int:
    """One for the process: pages are checked one after the other, in one thread."""
    return int(_library().tjInitTransform())


def _complaint(handle: int) -> str:
    return bytes(_library().tjGetErrorStr2(ctypes.c_void_p(handle))).decode(errors="replace")
