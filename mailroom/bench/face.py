"""How long a face takes from image to decision, where the time goes, beside plain tools."""

import argparse
import cProfile
import datetime as dt
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytesseract  # pyright: ignore[reportMissingTypeStubs]  it ships none
from PIL import Image
from pyzbar import pyzbar  # pyright: ignore[reportMissingTypeStubs]  it ships none

from mailroom.bench.figures import Figure, show
from mailroom.domain.pages import PageRole
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import prepare, read_face
from mailroom.engines.ocr.tessdata import tessdata_folder
from mailroom.evaluate.items import MailItem, items_in, page_of, write_register
from mailroom.settings import resources

ROUNDS: Final = 3
PEER_EVERY: Final = 4
"""The peer is slow: every fourth face, in turn with ours, is enough for a median."""
_PEER: Final = "pytesseract + pyzbar, whole face"
_STEPS: Final = {
    "load_ms": ("face/picture.py", "picture_of"),
    "look_ms": ("face/look.py", "look_at"),
    "find_and_read_quickly_ms": ("face/text.py", "read_text"),
    "read_address_ms": ("face/address.py", "find_zone"),
    "codes_ms": ("pixels/barcodes.py", "read_codes"),
    "recipient_ms": ("face/recipient.py", "read_recipient"),
    "marks_ms": ("face/marks.py", "marks_of"),
    "register_ms": ("domain/matching.py", "candidates_of"),
}
_pytesseract: Any = pytesseract
_pyzbar: Any = pyzbar


def run(json_out: Path | None, folder: Path | None = None, register_csv: Path | None = None) -> int:
    """Wall time of `read_face` and `decide`, warm, one process; the practice tray by default."""
    samples = resources() / "samples"
    items = [item for item in items_in(folder or samples / "tray") if item.front is not None]
    with tempfile.TemporaryDirectory(prefix="mailroom-bench-") as work:
        register = Path(work) / "register.json"
        write_register(register_csv or samples / "registry.csv", register)
        prepare()
        ours, peers = _measured(items, register)
        steps = _steps(items, register)
    ours.sort()
    figures = [
        Figure("p50_ms", median(ours), _PEER, median(peers)),
        Figure("p95_ms", ours[int(0.95 * (len(ours) - 1))]),
        Figure("faces", float(len(items))),
        *(Figure(name, value) for name, value in steps.items()),
    ]
    show("face: captured image to decision", figures, json_out)
    return 0


def _measured(items: Sequence[MailItem], register: Path) -> tuple[list[float], list[float]]:
    """The first face warms up and is not counted."""
    _ours(items[0], register)
    ours: list[float] = []
    peers: list[float] = []
    for turn in range(ROUNDS):
        for at, item in enumerate(items):
            ours.append(_ms(lambda item=item: _ours(item, register)))
            if (at + turn) % PEER_EVERY == 0:
                peers.append(_ms(lambda item=item: _peer(item)))
    return ours, peers


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _ours(item: MailItem, register: Path) -> object:
    assert item.front is not None  # noqa: S101  chosen so
    front = page_of(item.front, PageRole.FACE, 0, "front")
    back = page_of(item.back, PageRole.BACK, -1, "back") if item.back else None
    return decide(read_face(front, back, register), at=dt.datetime.now(dt.UTC))


def _peer(item: MailItem) -> object:
    """What one would write first: the whole page to Tesseract, the whole page to zbar."""
    with Image.open(item.front or "") as image:
        options = f"--tessdata-dir {tessdata_folder()}"
        text = _pytesseract.image_to_string(image, lang="swe", config=options)
        return text, _pyzbar.decode(image)


def _steps(items: Sequence[MailItem], register: Path) -> dict[str, float]:
    """Mean time per face inside each step, from one profiled round; steps overlap where nested."""
    profile = cProfile.Profile()
    profile.enable()
    for item in items:
        _ours(item, register)
    profile.disable()
    told: Any = pstats.Stats(profile)
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = told.stats
    return {
        name: sum(
            row[3]
            for (file, _, function), row in stats.items()
            if function == step[1] and file.endswith(step[0])
        )
        / len(items)
        * 1000
        for name, step in _STEPS.items()
    }


def main(words: Sequence[str]) -> int:
    """`python -m mailroom.bench.face`: the same over another folder of mail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--register", type=Path, metavar="CSV")
    parser.add_argument("--json", type=Path, metavar="FILE")
    told = parser.parse_args(words)
    return run(told.json, told.folder, told.register)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
