"""A slow line: every byte between a client and a server arrives so much later, none is lost."""

import contextlib
import socket
import time
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Final, Self

_CHUNK: Final = 1 << 16


class SlowLine:
    """Passes connections of the loopback on to a port there; `delay_s` is one way's."""

    def __init__(self, port: int, delay_s: float) -> None:
        self._there, self._delay_s = port, delay_s
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> Self:
        Thread(target=self._serve, name="slow line", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for one in (self._door, *self._open):
            with contextlib.suppress(OSError):  # the other side was first
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._there))
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [near, far]
            self._carry(near, far)
            self._carry(far, near)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        for work in (
            lambda: self._take(source, under_way),
            lambda: _give(target, under_way),
        ):
            Thread(target=work, name="slow line", daemon=True).start()

    def _take(self, source: socket.socket, under_way: "SimpleQueue[tuple[float, bytes]]") -> None:
        """An empty piece is the end."""
        piece = b"?"
        while piece:
            try:
                piece = source.recv(_CHUNK)
            except OSError:
                piece = b""
            under_way.put((time.monotonic() + self._delay_s, piece))


def _give(target: socket.socket, under_way: "SimpleQueue[tuple[float, bytes]]") -> None:
    while True:
        due, piece = under_way.get()
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            if not piece:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(piece)
        except OSError:
            return
