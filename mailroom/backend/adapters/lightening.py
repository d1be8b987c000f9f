"""A lighter copy of a document, by Mailroom's own command: what parses mail stays outside."""

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from mailroom.domain.errors import MailroomError, Remedy

_LIMIT_S: Final = 60.0
_TURN: Final = threading.Lock()
"""One at a time: a program that asks for many copies takes one core, not the server."""


class NotLighter(MailroomError):
    """No copy weighs so little: the letter has too many pages, or is no archive document."""

    code = "not_lighter"
    remedy = Remedy.OPERATOR


def lightened(document: Path, most_kb: int) -> bytes:
    """The archive PDF with lighter pictures, `most_kb` times 1000 bytes at most.

    Words, ink and codes stay, and `document` is only read. Raises NotLighter.
    """
    with tempfile.TemporaryDirectory(prefix="mailroom-light-") as folder:
        target = Path(folder) / "light.pdf"
        words = ["-m", "mailroom", "lighten", str(document), str(target)]
        try:
            with _TURN:
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
