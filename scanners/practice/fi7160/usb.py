"""The machine's end of the cable: packets from `libusb.c` over a unix socket, one by one."""

import socket
import struct
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from typing import cast

from scanners.practice.fi7160.machine import CableOut, Fi7160Machine
from scanners.practice.fi7160.scsi import Bytes, Scsi

_PACKET = struct.Struct("=4I")
_ANSWER = struct.Struct("=Ii")
_OUT = ord("O")
_LONGEST_OUT = 1 << 20


class UsbPort(ThreadingUnixStreamServer):
    """Listens at `path`; a machine whose cable is out hangs up at once."""

    daemon_threads = True

    def __init__(self, path: Path, machine: Fi7160Machine) -> None:
        self.machine = machine
        super().__init__(str(path), _Transfers)


class _Transfers(StreamRequestHandler):
    def handle(self) -> None:
        machine = cast(UsbPort, self.server).machine
        scsi = Scsi(machine)
        try:
            while not machine.is_unplugged and self._transfer(scsi):
                pass
        except (OSError, CableOut):
            # Either side pulled the cable; the connection closes with this.
            return

    def _transfer(self, scsi: Scsi) -> bool:
        header = self.rfile.read(_PACKET.size)
        if len(header) < _PACKET.size:
            return False
        kind, sequence, length, _ = _PACKET.unpack(header)
        if kind != _OUT:
            self._answer(sequence, scsi.say())
            return True
        if length > _LONGEST_OUT:
            return False
        scsi.hear(self.rfile.read(length))
        self._answer(sequence, b"")
        return True

    def _answer(self, sequence: int, data: Bytes) -> None:
        link = cast(socket.socket, self.connection)
        link.sendall(_ANSWER.pack(sequence, len(data)))
        if data:
            link.sendall(data)
