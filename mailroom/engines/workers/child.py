"""One worker process seen from its keeper: start it, hand it a task, end it."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mailroom.domain.errors import TaskFailed, WorkerLost
from mailroom.engines.workers import crossing
from mailroom.engines.workers.crossing import (
    Done,
    Failed,
    Hostile,
    OutOfMemory,
    Ready,
    Refused,
    Reply,
)
from mailroom.engines.workers.worker import Terms

_START_LIMIT_S: Final = 60.0
_KEPT_VARIABLES: Final = ("PATH", "HOME", "TMPDIR", "TESSDATA_PREFIX", "MAILROOM_RESOURCES")
"""A worker gets no other variable: whatever secret stands in the environment stays outside."""
_KEPT_BYTES: Final = str(1 << 30)


@dataclass(frozen=True, slots=True)
class Limits:
    wall_s: float
    cpu_s: int
    memory_mb: int


class Child:
    """Used by one keeper thread; only `shut` and `peak_memory_mb` may come from others."""

    def __init__(
        self, limits: Limits, warm_up: Callable[[], None] | None, *, niceness: int
    ) -> None:
        self._limits = limits
        self._warm_up = pickle.dumps(warm_up)
        self._niceness = niceness
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._sock: socket.socket | None = None
        self._shut = False

    @property
    def alive(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        """Start a worker and wait for its warm-up; on failure there is none, which is no error.

        The next task tries again and tells its caller.
        """
        with suppress(WorkerLost):
            self._start()

    def perform(self, payload: bytes) -> Any:  # noqa: ANN401  whatever the task returns
        """Raises the task's MailroomError, WorkerLost or TaskFailed."""
        if not self.alive:
            self._start()
        reply = self._exchange(payload, self._limits.wall_s)
        match reply:
            case Done(value):
                return value
            case Refused(kind, message):
                raise kind(message)
            case Failed(kind, place):
                raise TaskFailed(f"{kind} at {place}")
            case Ready() | OutOfMemory():
                self.stop()
                raise WorkerLost("worker lost: memory limit")

    def stop(self) -> None:
        """Kill the worker with all it started, and reap it."""
        with self._lock:
            process, self._process = self._process, None
            sock, self._sock = self._sock, None
            if process is not None:
                # Before reaping: the group's number cannot belong to anybody else yet.
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if sock is not None:
                sock.close()

    def shut(self) -> None:
        """End a running task by killing its worker; no worker is started after this."""
        with self._lock:
            self._shut = True
            if self._process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def peak_memory_mb(self) -> int | None:
        process = self._process
        if process is None:
            return None
        with suppress(OSError):
            for line in Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) >> 10
        return None

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            terms = Terms(
                socket_fd=theirs.fileno(),
                parent=os.getpid(),
                memory_limit_mb=self._limits.memory_mb,
                cpu_limit_s=self._limits.cpu_s,
                niceness=self._niceness,
            )
            with self._lock:
                if self._shut:
                    ours.close()
                    raise WorkerLost("worker lost: the pool is closed")
                self._sock = ours
                self._process = _spawn(terms)
        if not isinstance(self._exchange(self._warm_up, _START_LIMIT_S), Ready):
            self.stop()
            raise WorkerLost("worker lost: it did not start")

    def _exchange(self, payload: bytes, limit_s: float) -> Reply:
        sock = self._sock
        if sock is None:
            raise WorkerLost("worker lost: it did not start")
        try:
            sock.settimeout(limit_s)
            crossing.send(sock, payload)
            return crossing.read_reply(crossing.receive(sock, time.monotonic() + limit_s))
        except TimeoutError:
            why = "wall limit"
        except (EOFError, ConnectionError):
            why = "it died"
        except Hostile:
            why = "its answer is no value"
        self.stop()
        raise WorkerLost(f"worker lost: {why}")


def _spawn(terms: Terms) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ} | {
        "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path),  # noqa: PTH109
        "LC_ALL": "C.UTF-8",
        # Two OpenMP threads cost half as much CPU again and win next to nothing.
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OPENCV_FOR_THREADS_NUM": "1",
        # Pages' pixels are taken and given back by the megabyte; asking the kernel for each
        # anew costs 3 % of a page's time.
        "MALLOC_MMAP_THRESHOLD_": _KEPT_BYTES,
        "MALLOC_TRIM_THRESHOLD_": _KEPT_BYTES,
        # In pages of 2 MB, which spare as much again.
        "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    }
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, "-P", "-m", "mailroom.engines.workers.worker", *terms.as_arguments()],
        env=environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        # Libraries print what they please, also from the mail.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(terms.socket_fd,),
        process_group=0,
    )
