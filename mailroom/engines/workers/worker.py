"""The worker process: takes limits upon itself, then performs tasks until its parent is gone."""

import ctypes
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mailroom.domain.errors import MailroomError
from mailroom.engines.workers import crossing
from mailroom.engines.workers.crossing import Done, Failed, OutOfMemory, Ready, Refused, Reply

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_LARGEST_FILE: Final = 1 << 30
_CV_OUT_OF_MEMORY: Final = -4
"""OpenCV's StsNoMem, the one code by which its error means the memory limit."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a worker is told on its command line, before it imports anything that decodes."""

    socket_fd: int
    parent: int
    memory_limit_mb: int
    cpu_limit_s: int
    niceness: int

    def as_arguments(self) -> list[str]:
        numbers = (
            self.socket_fd,
            self.parent,
            self.memory_limit_mb,
            self.cpu_limit_s,
            self.niceness,
        )
        return [str(number) for number in numbers]


def main(arguments: list[str]) -> None:
    """Never returns: leaves without destructors, since there is nothing to tidy up."""
    terms = Terms(*(int(argument) for argument in arguments))
    _take_limits(terms)
    _work(socket.socket(fileno=terms.socket_fd), terms)
    os._exit(0)


def _take_limits(terms: Terms) -> None:
    memory = terms.memory_limit_mb << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    os.nice(terms.niceness)
    libc = ctypes.CDLL(None, use_errno=True)
    _leave_network(libc)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # After leaving the network: a new user namespace clears the parent-death signal.
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != terms.parent:
        os._exit(0)


def _leave_network(libc: ctypes.CDLL) -> None:
    """Where the kernel allows it; a system that forbids namespaces still gets all other limits."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        return


def _work(sock: socket.socket, terms: Terms) -> None:
    try:
        warm_up = pickle.loads(crossing.receive(sock))  # noqa: S301  written by the parent
        if warm_up is not None:
            warm_up()
        crossing.send(sock, pickle.dumps(Ready()))
        while True:
            payload = crossing.receive(sock)
            _grant_cpu(terms.cpu_limit_s)
            reply = _encoded(_perform(payload))
            crossing.send(sock, reply)
    except (EOFError, ConnectionError):
        return


def _grant_cpu(limit_s: int) -> None:
    """The kernel counts over the worker's life; each task gets its own share from here on."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + limit_s, hard))


def _perform(payload: bytes) -> Reply:
    try:
        task: Callable[..., Any]
        task, args, kwargs = pickle.loads(payload)  # noqa: S301  written by the parent
        return Done(task(*args, **kwargs))
    except MailroomError as error:
        return Refused(type(error), str(error))
    except MemoryError:
        return OutOfMemory()
    except Exception as error:  # noqa: BLE001  the worker loop, one of the three known places
        return OutOfMemory() if _is_memory_error(error) else _failed(error)


def _encoded(reply: Reply) -> bytes:
    try:
        return pickle.dumps(reply)
    except Exception as error:  # noqa: BLE001  the same place: a result that cannot travel
        return pickle.dumps(_failed(error))


def _is_memory_error(error: Exception) -> bool:
    return getattr(error, "code", None) == _CV_OUT_OF_MEMORY and type(error).__module__ == "cv2"


def _failed(error: Exception) -> Failed:
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f"{Path(last.filename).name}:{last.lineno}" if last else "unknown"
    return Failed(type(error).__qualname__, place)


if __name__ == "__main__":
    main(sys.argv[1:])
