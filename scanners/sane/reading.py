"""Reads a frame's bytes from libsane straight into a buffer of ours.

python-sane copies a picture three times on its way, with the interpreter locked; without that a
feeder's pages come up to half as fast again. Everything else is left to it.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Final

# Larger than any backend's own block; the interpreter is unlocked meanwhile.
_READ_BYTES: Final = 1 << 20
_GOOD, _EOF = 0, 5


class ReadFailed(Exception):
    """The message is SANE's text for the status."""


class Buffers:
    """Memory that goes round: fresh pages of it cost more than filling them does."""

    def __init__(self) -> None:
        self._free: list[bytearray] = []
        self._lock = Lock()

    def take(self, size: int) -> bytearray:
        """Of that size exactly; what is in it is left from before."""
        with self._lock:
            buffer = self._free.pop() if self._free else None
        return buffer if buffer is not None and len(buffer) == size else bytearray(size)

    def give_back(self, buffer: bytearray) -> None:
        with self._lock:
            self._free.append(buffer)


def handle_of(raw_device: object) -> int | None:
    """The `SANE_Handle` behind python-sane's device, None when it is not laid out as known.

    Its object is Python's own header and then the handle, nothing else.
    """
    header = object.__basicsize__
    if type(raw_device).__basicsize__ != header + ctypes.sizeof(ctypes.c_void_p):
        return None
    return ctypes.c_void_p.from_address(id(raw_device) + header).value


def read_frame(handle: int, buffer: bytearray) -> int:
    """How many bytes came until the frame's end; one more than fit says that there were more.

    Raises ReadFailed.
    """
    read, filled = _sane_read(), 0
    room = (ctypes.c_char * len(buffer)).from_buffer(buffer)
    start, got = ctypes.addressof(room), ctypes.c_int()
    beyond = ctypes.create_string_buffer(1)
    while True:
        left = len(buffer) - filled
        target = start + filled if left else ctypes.addressof(beyond)
        status = read(handle, target, min(left, _READ_BYTES) or 1, ctypes.byref(got))
        if status == _EOF:
            return filled
        if status != _GOOD:
            raise ReadFailed(_text_of(status))
        filled += got.value
        if filled > len(buffer):
            return filled


@cache
def _library() -> ctypes.CDLL:
    """The one that python-sane has loaded already."""
    library = ctypes.CDLL("libsane.so.1")
    library.sane_strstatus.restype = ctypes.c_char_p
    return library


@cache
def _sane_read() -> Callable[..., int]:
    function = _library().sane_read
    function.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    return function


def _text_of(status: int) -> str:
    return bytes(_library().sane_strstatus(status)).decode(errors="replace")
