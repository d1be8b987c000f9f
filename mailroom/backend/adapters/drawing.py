"""Draws our documents' pages as pictures, in a child process with limits.

A document comes from the mail: whatever parses it may be made to crash, hang or eat memory. The
child is started when first needed, replaced when it fails, and recycled now and then.
"""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from mailroom.domain.errors import MailroomError, Remedy

_USES = 2000
"""Requests after which a child is replaced: a parser's leaks stay small."""
_BUFFER = 1 << 16


class Undrawable(MailroomError):
    """The document cannot be read within the limits."""

    code = "undrawable"
    remedy = Remedy.HOLD


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG."""

    data: bytes
    width_px: int
    height_px: int


class Drawing(Protocol):
    def count_pages(self, file: Path) -> int:
        """Raises Undrawable."""
        ...

    def read(self, file: Path) -> list[str]:
        """The text of each page as the document itself has it. Raises Undrawable."""
        ...

    def draw(self, file: Path, number: int, *, width_px: int) -> Picture:
        """Page `number` from 1. Raises Undrawable."""
        ...


class ChildDrawing:
    """One child, one request at a time; other threads wait their turn."""

    def __init__(self, *, timeout_s: float, memory_mb: int, niceness: int = 0) -> None:
        self._timeout_s = timeout_s
        self._limits = (str(memory_mb), str(niceness))
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._uses = 0

    def count_pages(self, file: Path) -> int:
        header, _ = self._ask({"do": "count", "file": str(file)})
        return int(header["pages"])

    def read(self, file: Path) -> list[str]:
        _, data = self._ask({"do": "read", "file": str(file)})
        texts: list[str] = json.loads(data)
        return texts

    def draw(self, file: Path, number: int, *, width_px: int) -> Picture:
        asked = {"do": "draw", "file": str(file), "number": number, "width_px": width_px}
        header, data = self._ask(asked)
        return Picture(data, int(header["width_px"]), int(header["height_px"]))

    def close(self) -> None:
        with self._turn:
            self._stop()

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        with self._turn:
            child = self._running()
            try:
                header, data = self._exchange(child, request)
            except (OSError, ValueError, EOFError, TimeoutError) as error:
                self._stop()
                raise Undrawable("the reader of documents stopped") from error
        if "refused" in header:
            raise Undrawable(str(header["refused"]))
        return header, data

    def _exchange(
        self, child: subprocess.Popen[bytes], request: dict[str, Any]
    ) -> tuple[dict[str, Any], bytes]:
        if child.stdin is None or child.stdout is None:
            raise EOFError
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.flush()
        answer = _Answer(child.stdout, time.monotonic() + self._timeout_s)
        header = json.loads(answer.line())
        return header, answer.exactly(int(header.get("bytes", 0)))

    def _running(self) -> subprocess.Popen[bytes]:
        self._uses += 1
        if self._uses > _USES or (self._child is not None and self._child.poll() is not None):
            self._stop()
        if self._child is None:
            self._uses = 1
            module = "mailroom.backend.adapters.drawing_child"
            self._child = subprocess.Popen(  # noqa: S603  our own module, our own interpreter
                [sys.executable, "-m", module, *self._limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            _close(pipe)


class _Answer:
    """Reads from a pipe until a deadline; raises TimeoutError, EOFError."""

    def __init__(self, pipe: IO[bytes], deadline: float) -> None:
        self._handle = pipe.fileno()
        self._deadline = deadline
        self._read = bytearray()

    def line(self) -> bytes:
        while b"\n" not in self._read:
            self._more()
        line, _, rest = self._read.partition(b"\n")
        self._read = bytearray(rest)
        return bytes(line)

    def exactly(self, count: int) -> bytes:
        while len(self._read) < count:
            self._more()
        return bytes(self._read)

    def _more(self) -> None:
        with selectors.PollSelector() as selector:  # one file, and no handle of its own
            selector.register(self._handle, selectors.EVENT_READ)
            if not selector.select(max(0.0, self._deadline - time.monotonic())):
                raise TimeoutError
        chunk = os.read(self._handle, _BUFFER)
        if not chunk:
            raise EOFError
        self._read += chunk


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is None:
        return
    try:
        pipe.close()
    except BrokenPipeError:
        # What it was to be told no longer matters: it is dead.
        return
