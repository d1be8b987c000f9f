"""PDF pages as pictures, rendered in a process of its own, which may die of a bad file."""

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from scanners.api import Mode

_ROOT = Path(__file__).resolve().parent.parent


class PdfUnreadable(Exception):
    """The file is no sound PDF, or one with a page beyond all sizes."""


def render(file: Path, dpi: int, mode: Mode, page_timeout_s: float) -> Generator[Path]:
    """Each page's picture, which is there until the next is asked for. Raises PdfUnreadable."""
    with TemporaryDirectory(prefix="pdf-") as folder:
        command = [sys.executable, "-P", "-m", "scanners.pdf_child"]
        command += [str(file), str(dpi), mode, folder]
        with subprocess.Popen(  # noqa: S603  our own interpreter and module
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": str(_ROOT), "PATH": "/usr/bin:/bin"},
            text=True,
        ) as child:
            try:
                yield from _pages(child, Path(folder), page_timeout_s)
            finally:
                child.kill()
        if child.returncode:
            raise PdfUnreadable(f"status {child.returncode}")


def _pages(child: subprocess.Popen[str], folder: Path, page_timeout_s: float) -> Generator[Path]:
    assert child.stdout is not None  # noqa: S101  asked for
    while True:
        watchdog = Timer(page_timeout_s, child.kill)
        watchdog.start()
        line = child.stdout.readline()
        watchdog.cancel()
        if not line:
            child.wait()
            return
        page = folder / line.strip()
        yield page
        page.unlink()
