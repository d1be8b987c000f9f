"""What the workers are asked to do in the tests of the sandbox; importable by name in a child."""

import ctypes
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mailroom.domain.errors import UnreadableImage
from mailroom.domain.pages import Box
from mailroom.engines.ocr.tesseract import BLOCK, SWEDISH, engine


def add(first: int, second: int) -> int:
    return first + second


def own_pid() -> int:
    return os.getpid()


def segfault() -> None:
    ctypes.string_at(0)


def spin() -> None:
    while True:
        pass


def hang(seconds: float = 600.0) -> None:
    time.sleep(seconds)


def swell() -> int:
    hoard = [bytes(64 << 20) for _ in range(1000)]
    return len(hoard)


def unreadable() -> None:
    raise UnreadableImage("torn file")


def bug() -> None:
    raise ValueError("Hemliga Bolaget AB")


def box() -> Box:
    return Box(1, 2, 3, 4)


def unpicklable() -> Callable[[], int]:
    return lambda: 1


def callable_value() -> Callable[..., int]:
    return os.system


def environment() -> dict[str, str]:
    return dict(os.environ)


def connect(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def note(file: Path, text: str, seconds: float = 0.0) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write(f"{text}\n")
    time.sleep(seconds)


def start_grandchild() -> int:
    return subprocess.Popen(["/bin/sleep", "600"]).pid


def stop_self() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def ignore_everything() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN)
    spin()


_warmed = threading.Event()


def warm() -> None:
    _warmed.set()


def is_warm() -> bool:
    return _warmed.is_set()


def fail_to_warm() -> None:
    raise RuntimeError


def read_crowded_page() -> int:
    """Keeps Tesseract busy for minutes: a page of nothing but letters, no limit of its own."""
    letters = np.kron(np.random.default_rng(1).integers(0, 2, (900, 700)), np.ones((4, 4)))
    crowded = np.asarray(letters * 255, dtype=np.uint8)
    return len(engine(SWEDISH).read(crowded, BLOCK, limit_s=3600))
