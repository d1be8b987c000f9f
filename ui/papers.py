"""Papers that the central system has drawn: kept where the person finds them, and shown."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mailroom.domain.parcels import PrintCollection, PrintConsignment
from mailroom.domain.retiring import PrintProtocol
from mailroom.domain.room import Question
from mailroom.domain.shelves import PrintBox


def paper_name(question: Question) -> str:
    """A label of ours and what it is; nothing that was read from mail."""
    match question:
        case PrintBox(label=label, paper=paper):
            return f"{label}-{paper}"
        case PrintConsignment(label=label):
            return label
        case PrintCollection(label=label):
            return f"{label}-list"
        case PrintProtocol(number=number):
            return f"protocol-{number}"
        case _:
            return "paper"


def open_paper(name: str, pdf: bytes) -> None:
    """In the person's own program for such papers, which prints it; the file outlives the window.

    Raises OSError when it cannot be written.
    """
    folder = Path(tempfile.mkdtemp(prefix="mailroom-paper-"))
    file = folder / f"{name}.pdf"
    try:
        file.write_bytes(pdf)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
