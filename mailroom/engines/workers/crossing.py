"""What crosses between the station and a worker: framed messages, and only values come back."""

import dataclasses
import datetime as dt
import enum
import io
import pathlib
import pickle
import socket
import struct
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from mailroom.domain.errors import MailroomError

LONGEST_MESSAGE: Final = 64 * 1024 * 1024
_LENGTH: Final = struct.Struct("!Q")
_CHUNK: Final = 1 << 20
_LIBRARY_VALUES: Final[tuple[type, ...]] = (
    pathlib.PosixPath,
    pathlib.PurePosixPath,
    dt.date,
    dt.datetime,
    dt.time,
    dt.timedelta,
    dt.timezone,
    OrderedDict,
    frozenset,
    set,
)


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has its limits and its models; it may be given work."""


@dataclass(frozen=True, slots=True)
class Done:
    value: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """A MailroomError raised by the task, to be raised again under its own class."""

    kind: type[MailroomError]
    message: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An unexpected exception: only its type and the line, never its text."""

    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    pass


Reply = Ready | Done | Refused | Failed | OutOfMemory


class Hostile(Exception):
    """The bytes from the other side are no message of ours."""


def send(sock: socket.socket, payload: bytes) -> None:
    sock.sendall(_LENGTH.pack(len(payload)) + payload)


def receive(sock: socket.socket, deadline: float | None = None) -> bytes:
    """One whole message. `deadline` is on the monotonic clock.

    Raises TimeoutError at the deadline, EOFError when the other side is gone, Hostile when the
    announced length is beyond all reason.
    """
    (length,) = _LENGTH.unpack(_exactly(sock, _LENGTH.size, deadline))
    if length > LONGEST_MESSAGE:
        raise Hostile
    return _exactly(sock, length, deadline)


def read_reply(payload: bytes) -> Reply:
    """Values only: a broken-into worker must not be able to name a callable to the station."""
    try:
        reply = _ValuesOnly(io.BytesIO(payload)).load()
    except Exception as error:
        raise Hostile from error
    if not isinstance(reply, Reply):
        raise Hostile
    return reply


def _exactly(sock: socket.socket, length: int, deadline: float | None) -> bytes:
    whole = bytearray()
    while len(whole) < length:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
        part = sock.recv(min(_CHUNK, length - len(whole)))
        if not part:
            raise EOFError
        whole += part
    return bytes(whole)


class _ValuesOnly(pickle.Unpickler):
    """Builds our frozen dataclasses, enums and errors, and a few library values; else nothing.

    Modules that the station has not loaded itself are never imported on a worker's word.
    """

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401  as its base
        if (module_name, global_name) == ("builtins", "getattr"):
            return _member
        module = sys.modules.get(module_name)
        found = getattr(module, global_name, None)
        if isinstance(found, type) and _is_value(found):
            return found
        raise Hostile


def _member(kind: object, name: str) -> enum.Enum:
    """What stands for `getattr`: Python before 3.11.4 names an enum's member through it."""
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and name in kind.__members__:
        return kind[name]
    raise Hostile


def _is_value(found: type) -> bool:
    if found in _LIBRARY_VALUES:
        return True
    ours = found.__module__.partition(".")[0] == "mailroom"
    return ours and (
        dataclasses.is_dataclass(found)
        or issubclass(found, enum.Enum)
        or issubclass(found, MailroomError)
    )
