"""A child process and the lines between it and us: start, send, receive in time, end."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from scanners.messages import MessageTorn, Order, Report, from_line, to_line

_ROOT = Path(__file__).resolve().parent.parent
_CHUNK_BYTES = 65536
# Of what a dying driver printed, enough for the expert.
_LAST_WORDS_BYTES = 300


class ChildDied(Exception):
    """The child ended without saying so; the message tells how, with its last words."""


class ChildSilent(Exception):
    """Nothing came in the time allowed."""


class ChildLink:
    """A context manager; the child is dead after it.

    It is started by exec, never by fork alone, and dies when the thread that started it ends.
    """

    def __init__(
        self,
        sane_config_dir: Path | None,
        keep_open: Sequence[int] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`environment` is added to ours."""
        self._sane_config_dir, self._keep_open = sane_config_dir, keep_open
        self._added = dict(environment or {})
        self._received = b""
        self._sending = Lock()

    def __enter__(self) -> Self:
        # A file in memory, not a pipe: a talkative backend must never wait for a reader.
        self._words = os.memfd_create("scanner-words", os.MFD_CLOEXEC)
        self._child = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-P", "-m", "scanners.child", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            bufsize=0,
            pass_fds=self._keep_open,
            env=self._environment(),
            # SANE without a config folder of its own reads the working folder first.
            cwd="/",
        )
        assert self._child.stdin is not None  # noqa: S101  asked for above
        assert self._child.stdout is not None  # noqa: S101  asked for above
        self._to_child, self._from_child = self._child.stdin, self._child.stdout
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._from_child, selectors.EVENT_READ)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._ready.close()
        self._from_child.close()
        with self._sending:
            self._to_child.close()
        os.close(self._words)

    @property
    def pid(self) -> int:
        return self._child.pid

    def send(self, order: Order) -> None:
        """From any thread. A child that is gone is told nothing; `receive` will say so."""
        with self._sending:
            if self._to_child.closed:
                return
            try:
                self._to_child.write(to_line(order))
            except BrokenPipeError:
                return

    def receive(self, timeout_s: float) -> Report:
        """Raises ChildSilent, ChildDied."""
        end = time.monotonic() + timeout_s
        while b"\n" not in self._received:
            if not self._ready.select(max(0.0, end - time.monotonic())):
                raise ChildSilent(f"nothing for {timeout_s:g} s")
            chunk = os.read(self._from_child.fileno(), _CHUNK_BYTES)
            if not chunk:
                raise ChildDied(self._death())
            self._received += chunk
        line, _, self._received = self._received.partition(b"\n")
        try:
            report = from_line(line)
        except MessageTorn as problem:
            raise ChildDied(f"the scanner's process spoke nonsense: {problem}") from problem
        if not isinstance(report, Report):
            raise ChildDied("the scanner's process sent an order")
        return report

    def wait(self, timeout_s: float) -> None:
        """Let the child end by itself; kill it when it does not."""
        try:
            self._child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        self._child.kill()
        self._child.wait()

    def _environment(self) -> dict[str, str]:
        inherited = os.environ.get("PYTHONPATH")
        paths = [str(_ROOT), inherited] if inherited else [str(_ROOT)]
        environment = {**os.environ, **self._added, "PYTHONPATH": os.pathsep.join(paths)}
        if self._sane_config_dir:
            environment["SANE_CONFIG_DIR"] = str(self._sane_config_dir.absolute())
        return environment

    def _death(self) -> str:
        code = self._child.wait()
        how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        size = os.fstat(self._words).st_size
        tail = os.pread(self._words, _LAST_WORDS_BYTES, max(0, size - _LAST_WORDS_BYTES))
        lines = tail.decode(errors="replace").strip().splitlines()
        return f"the scanner's process ended: {how}" + (f"; {lines[-1]}" if lines else "")
