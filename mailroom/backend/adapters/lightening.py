"""A lighter copy of a document, by Mailroom's own command: what parses mail stays outside."""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mailroom.domain.errors import MailroomError, Remedy

_LIMIT_S: Final = 60.0
_IN_LINE: Final = 2
_WAIT_S: Final = 10.0


class NotLighter(MailroomError):
    """No copy weighs so little: the letter has too many pages, or is no archive document."""

    code = "not_lighter"
    remedy = Remedy.OPERATOR


class TooManyCopies(MailroomError):
    """Others are being made, and enough wait for theirs."""

    code = "too_many_copies"
    remedy = Remedy.RETRY


class Copies:
    """One at a time, so that a program that asks for many takes one core and not the server.

    `in_line` is how many may wait for theirs, and `wait_s` how long: each of them holds one of the
    server's threads, which everybody else's pages need.
    """

    def __init__(self, *, in_line: int = _IN_LINE, wait_s: float = _WAIT_S) -> None:
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(in_line + 1)
        self._wait_s = wait_s

    @contextmanager
    def turn(self) -> Generator[None]:
        """Raises TooManyCopies: at once when the line is full, later when it does not move."""
        if not self._places.acquire(blocking=False):
            raise TooManyCopies("the line is full")
        try:
            if not self._turn.acquire(timeout=self._wait_s):
                raise TooManyCopies("the line does not move")
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def lightened(self, document: Path, most_kb: int) -> bytes:
        """The archive PDF with lighter pictures, `most_kb` times 1000 bytes at most.

        Words, ink and codes stay, and `document` is only read. Raises NotLighter, TooManyCopies.
        """
        with self.turn(), tempfile.TemporaryDirectory(prefix="mailroom-light-") as folder:
            target = Path(folder) / "light.pdf"
            words = ["-m", "mailroom", "lighten", str(document), str(target)]
            try:
                subprocess.run(  # noqa: S603  our own module, our own interpreter
                    [sys.executable, *words, "--most-kb", str(most_kb)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=_LIMIT_S,
                    check=True,
                )
                return target.read_bytes()
            except (subprocess.SubprocessError, FileNotFoundError) as error:
                raise NotLighter("no copy is light enough") from error
