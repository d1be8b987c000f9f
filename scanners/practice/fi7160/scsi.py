"""SCSI as the `fujitsu` backend speaks it over USB: a command, its data, then its status."""

from collections import deque
from collections.abc import Callable

from scanners.practice.fi7160 import identity
from scanners.practice.fi7160.imprinter import ENDORSER_DATA, Imprinter
from scanners.practice.fi7160.machine import Fi7160Machine
from scanners.practice.fi7160.pictures import samples
from scanners.practice.fi7160.sense import (
    INVALID_COMMAND,
    INVALID_FIELD,
    INVALID_PARAMETER,
    NO_SENSE,
    OUT_OF_ORDER,
    Sense,
    sense_bytes,
)
from scanners.practice.fi7160.window import BACK, FRONT, Window, WindowRefused, parse_windows

_PACKET_BYTES, _PACKET_MARK, _COMMAND_AT = 31, 0x43, 0x13
_STATUS_MARK, _GOOD, _CHECK = 0x53, 0, 2
_MODE_PAGES = frozenset({0x33, 0x34, 0x35, 0x37, 0x38, 0x39, 0x3A, 0x3C})
_READ_IMAGE, _READ_SIZE = 0x00, 0x80
_OBJECT_FEED = 1
_SCANNER_CANCEL = 4
_SEND, _ENDORSER = 0x2A, 0xC1

Bytes = bytes | memoryview
_Command = Callable[[bytes], None]


def _three(command: bytes) -> int:
    return int.from_bytes(command[6:9], "big")


# How many bytes of data follow a command, by its code.
_DATA_BYTES: dict[int, Callable[[bytes], int]] = {
    0x15: lambda command: command[4],
    0x1B: lambda command: command[4],
    0x1D: lambda command: int.from_bytes(command[3:5], "big"),
    0x24: _three,
    _SEND: _three,
    _ENDORSER: lambda command: int.from_bytes(command[7:9], "big"),
}


class Scsi:
    """One connection's conversation with the machine."""

    def __init__(self, machine: Fi7160Machine) -> None:
        self._machine = machine
        self._answers: deque[Bytes] = deque()
        self._awaiting: bytes | None = None
        self._sense = NO_SENSE
        self._windows: dict[int, Window] = {}
        self._data: dict[int, bytes] = {}
        self._read: dict[int, int] = {}
        self._imprinter, self._imprint = Imprinter(), ""
        self._commands: dict[int, _Command] = {
            0x00: self._nothing,
            0x03: self._request_sense,
            0x12: self._inquire,
            0x16: self._nothing,
            0x17: self._nothing,
            0x1A: self._mode_sense,
            0x1C: lambda _: self._good(identity.serial_page()),
            0x28: self._read_data,
            0x31: self._position,
            0xC2: lambda _: self._good(identity.hardware_status(machine.sensors())),
            0xF1: self._control,
        }

    def hear(self, packet: bytes) -> None:
        """A command, or the data of the one before. Raises CableOut."""
        if self._awaiting is not None:
            command, self._awaiting = self._awaiting, None
            self._take_data(command, packet)
        elif len(packet) == _PACKET_BYTES and packet[0] == _PACKET_MARK:
            command = packet[_COMMAND_AT:]
            self._answers.clear()
            follows = _DATA_BYTES.get(command[0])
            if follows and follows(command):
                self._awaiting = command
            else:
                self._commands.get(command[0], lambda _: self._refuse(INVALID_COMMAND))(command)

    def say(self) -> Bytes:
        """What the backend fetches next: data if there is any, then the status."""
        return self._answers.popleft() if self._answers else b""

    # --- answers

    def _good(self, data: Bytes | None = None) -> None:
        if data is not None:
            self._answers.append(data)
        self._answers.append(_status(_GOOD))

    def _refuse(self, sense: Sense, data: Bytes | None = None) -> None:
        """The backend fetches the data phase also of a command that failed."""
        self._sense = sense
        if data is not None:
            self._answers.append(data)
        self._answers.append(_status(_CHECK))

    # --- commands

    def _nothing(self, _: bytes) -> None:
        self._good()

    def _request_sense(self, _: bytes) -> None:
        sense, self._sense = self._sense, NO_SENSE
        self._good(sense_bytes(sense))

    def _inquire(self, command: bytes) -> None:
        self._good(identity.vital_page() if command[1] & 1 else identity.inquiry())

    def _mode_sense(self, command: bytes) -> None:
        if command[2] & 0x3F in _MODE_PAGES:
            self._good(bytes(20))
        else:
            self._refuse(INVALID_FIELD, b"")

    def _take_data(self, command: bytes, data: bytes) -> None:
        if command[0] == 0x24:  # noqa: PLR2004  SET WINDOW
            try:
                self._windows = parse_windows(data)
            except WindowRefused:
                self._refuse(INVALID_PARAMETER)
                return
        elif command[0] == _SEND and command[2] == ENDORSER_DATA:
            self._imprinter.learn(data)
        elif command[0] == _ENDORSER:
            self._imprinter.begin(data)
        self._good()

    def _position(self, command: bytes) -> None:
        self._data.clear()
        self._read.clear()
        if command[1] & 7 != _OBJECT_FEED:
            self._machine.discharge()
            self._good()
            return
        sense = self._machine.feed()
        if sense is NO_SENSE:
            self._imprint = self._imprinter.next()
            self._good()
        else:
            self._refuse(sense)

    def _control(self, command: bytes) -> None:
        if command[1] & 0x1F == _SCANNER_CANCEL:
            self._machine.discharge()
            self._data.clear()
        self._good()

    def _read_data(self, command: bytes) -> None:
        kind, side, wanted = command[2], command[5], _three(command)
        if self._machine.sheet is None:
            self._refuse(self._machine.standing or OUT_OF_ORDER, b"")
        elif kind == _READ_SIZE:
            self._good(self._size(side)[:wanted])
        elif kind == _READ_IMAGE:
            self._read_image(side, wanted)
        else:
            self._refuse(INVALID_FIELD, b"")

    def _read_image(self, side: int, wanted: int) -> None:
        data, at = self._side(side), self._read.get(side, 0)
        struck = self._machine.halfway() if side == FRONT and at > len(data) // 2 else None
        if struck:
            self._refuse(struck, b"")
            return
        part = memoryview(data)[at : at + wanted]
        self._read[side] = at + len(part)
        if len(part) < wanted:
            self._refuse(Sense(0, short_by=wanted - len(part)), part)
        else:
            self._good(part)

    def _size(self, side: int) -> bytes:
        width, height = self._window(side).size_px
        return width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(24)

    def _window(self, side: int) -> Window:
        return self._windows.get(side) or self._windows[FRONT]

    def _side(self, side: int) -> bytes:
        sheet = self._machine.sheet
        if side not in self._data and sheet is not None:
            image = sheet.back if side == BACK and sheet.back else sheet.front
            imprint = self._imprint if side == FRONT else ""
            self._data[side] = samples(image, self._window(side), imprint)
        return self._data[side]


def _status(code: int) -> bytes:
    said = bytearray(13)
    said[0], said[9] = _STATUS_MARK, code
    return bytes(said)
