"""The slow line of the benchmarks: whole, in order, and so much later."""

import socket
import time
from threading import Thread
from urllib.parse import urlsplit

from mailroom.bench.slowline import SlowLine

DELAY_S = 0.05
SENT = bytes(range(256)) * 2000


def echoing(door: socket.socket) -> None:
    near, _ = door.accept()
    with near:
        while piece := near.recv(1 << 14):
            near.sendall(piece)


def test_every_byte_comes_back_a_round_trip_later():
    with socket.create_server(("127.0.0.1", 0)) as door:
        Thread(target=echoing, args=(door,), daemon=True).start()
        with SlowLine(door.getsockname()[1], DELAY_S) as line:
            port = urlsplit(line.url).port or 0
            with socket.create_connection(("127.0.0.1", port)) as client:
                began = time.monotonic()
                Thread(target=client.sendall, args=(SENT,), daemon=True).start()
                came = b""
                while len(came) < len(SENT):
                    came += client.recv(1 << 16)
                    assert time.monotonic() - began >= 2 * DELAY_S
    assert came == SENT
