"""The mark that a batch's folder is still being written: a lock that dies with its holder."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_NAME = ".lock"
_POLL_S = 0.02


class BatchLive(Exception):
    """Somebody writes into this folder already."""


@contextmanager
def hold_batch(folder: Path) -> Generator[int]:
    """The lock's descriptor. Who inherits it goes on holding the lock after this ends.

    Raises BatchLive, or OSError when the folder cannot be written.
    """
    lock = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BatchLive(_NAME) from problem
        yield lock
    finally:
        os.close(lock)


def batch_is_live(folder: Path) -> bool:
    """Whether some process may still write pages into the folder."""
    try:
        lock = os.open(folder / _NAME, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def wait_until_dead(folder: Path, timeout_s: float) -> bool:
    """Whether nobody writes into the folder any more, waiting for it at most so long."""
    end = time.monotonic() + timeout_s
    while batch_is_live(folder):
        if time.monotonic() >= end:
            return False
        time.sleep(_POLL_S)
    return True
