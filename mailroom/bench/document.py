"""How fast, small and true a letter's document is, beside OCRmyPDF on the same captured pages."""

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

import pikepdf
import pikepdf.pdfa
import psutil
import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it ships none
from PIL import Image

from mailroom.bench import ocrmypdf
from mailroom.bench.figures import Figure, show
from mailroom.bench.wording import Wording, compare
from mailroom.domain.items import Item, ItemState, Tray
from mailroom.domain.pages import Page, PageRole, Sheet, SheetPlace
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.text import warm_up
from mailroom.engines.page.work import read_page
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.evaluate.items import items_in, page_of
from mailroom.evaluate.truths import truths_in
from mailroom.settings import resources
from scanners.page_files import encode_page

PAGES_AT_A_TIME: Final = 6
"""Both take turns after so many pages: a long letter, which is kind to a program's start."""
_PEER: Final = "OCRmyPDF --deskew --rotate-pages"
_RENDERED_DPI: Final = 300
_SCAN_ID: Final = "B1-261120-0001"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page as the station captures it, and what stands on it; nothing on a blank side."""

    image: Path
    truth: str


@dataclass(frozen=True, slots=True)
class Made:
    """One document of either program, page by page."""

    cpu_s: float
    wall_s: float
    sizes: tuple[int, ...]
    texts: tuple[str, ...]
    valid: bool


@dataclass(slots=True)
class Tally:
    """What all turns of one program come to."""

    turns: list[Made] = field(default_factory=list[Made])
    wording: Wording = field(default_factory=Wording)
    words_on_blanks: int = 0

    def add(self, made: Made, samples: Sequence[Sample]) -> None:
        self.turns.append(made)
        for sample, text in zip(samples, made.texts, strict=True):
            if sample.truth:
                self.wording += compare(sample.truth, text)
            else:
                self.words_on_blanks += len(text.split())


def run(json_out: Path | None, folder: Path | None = None, most: int | None = None) -> int:
    """Every content page with a known text, the practice tray's by default, in turns."""
    ours, peer = Tally(), Tally()
    shown = Wording()
    ratios: list[tuple[float, float]] = []
    plain: dict[int, list[int]] = {1: [], 3: []}
    printed: list[bool] = []
    with tempfile.TemporaryDirectory(prefix="mailroom-bench-") as work:
        samples = _samples(folder or resources() / "samples" / "tray", Path(work))[:most]
        with closing(WorkerPool(os.cpu_count() or 1, warm_up=warm_up)) as pool:
            _ours(pool, samples[:1], Path(work) / "warm")
            for start in range(0, len(samples), PAGES_AT_A_TIME):
                turn = samples[start : start + PAGES_AT_A_TIME]
                place = Path(work) / f"turn{start}"
                ours.add(made := _ours(pool, turn, place), turn)
                peer.add(other := _theirs(turn, place), turn)
                for level in plain:
                    plain[level] += _plain_sizes(place, level)
                ratios.append((other.cpu_s / made.cpu_s, other.wall_s / made.wall_s))
                printed += [bool(sample.truth) for sample in turn]
                shown += _read_again(pool, turn, place)
            memory = max(pool.peak_memory_mb(), default=0)
    figures = [*_speed(ours, peer, ratios), *_sizes(ours, peer, plain, printed)]
    figures += [*_truth(ours, peer)]
    figures += [Figure("cer_rendered", shown.cer, "our reading of the capture", ours.wording.cer)]
    figures += [Figure("worker_memory_mb", float(memory))]
    show("document: captured pages to a searchable archive PDF", figures, json_out)
    return 0 if all(turn.valid for turn in ours.turns) else 1


def _samples(folder: Path, work: Path) -> list[Sample]:
    """A page that is no JPEG yet is captured first, with the encoding of the station's scanner."""
    # By folder: an item may call itself by the name that it had in another tray.
    named = sorted(file.parent.name for file in folder.glob("item_*/truth.json"))
    truths = {name: truth.texts for name, truth in zip(named, truths_in(folder), strict=True)}
    samples: list[Sample] = []
    for item in items_in(folder):
        for name, file in item.pages:
            if (text := truths.get(item.name, {}).get(name)) is None:
                continue
            captured = file
            if file.suffix != ".jpg":
                captured = work / f"{item.name}-{name}.jpg"
                with Image.open(file) as image:
                    captured.write_bytes(encode_page(image.convert("RGB"), page_dpi(file)))
            samples.append(Sample(captured, text))
    return samples


def page_dpi(file: Path) -> int:
    return page_of(file, PageRole.CONTENT, 1, file.stem).dpi


def _ours(pool: WorkerPool, samples: Sequence[Sample], place: Path) -> Made:
    place.mkdir()
    pages = tuple(
        page_of(sample.image, PageRole.CONTENT, number, f"page{number}")
        for number, sample in enumerate(samples, start=1)
    )
    before, began = _workers_s(), time.monotonic()
    work = [each.result() for each in [pool.submit(read_page, page, place) for page in pages]]
    built = pool.submit(write_document, _item(pages), work, place / "ours.pdf").result()
    wall_s = time.monotonic() - began
    return _made(built.file, _workers_s() - before, wall_s)


def _theirs(samples: Sequence[Sample], place: Path) -> Made:
    source = ocrmypdf.bundle([sample.image for sample in samples], place / "captures.pdf")
    made = ocrmypdf.make_searchable(source, place / "peer.pdf")
    return _made(made.file, made.cpu_s, made.wall_s)


def _read_again(pool: WorkerPool, samples: Sequence[Sample], place: Path) -> Wording:
    """How legible our pages are: rendered from the finished document and read like captures."""
    again = place / "rendered"
    again.mkdir()
    files: list[Path] = []
    document: Any = pypdfium2.PdfDocument(place / "ours.pdf")
    try:
        for number, page in enumerate(document, start=1):
            files.append(again / f"rendered{number}.png")
            picture = page.render(scale=_RENDERED_DPI / 72).to_pil()
            picture.save(files[-1], compress_level=1, dpi=(_RENDERED_DPI, _RENDERED_DPI))
    finally:
        document.close()
    pages = [page_of(file, PageRole.CONTENT, 1, file.stem) for file in files]
    read = [each.result() for each in [pool.submit(read_page, page, again) for page in pages]]
    pairs = zip(samples, read, strict=True)
    return sum((compare(one.truth, work.text) for one, work in pairs if one.truth), Wording())


def _plain_sizes(place: Path, level: int) -> list[int]:
    plain = ocrmypdf.make_plain(place / "captures.pdf", place / f"plain{level}.pdf", level)
    return ocrmypdf.page_sizes(plain)


def _item(pages: tuple[Page, ...]) -> Item:
    sheet = Sheet("sheet", 1, SheetPlace.CAPTURED, pages)
    tray = Tray("bench", dt.date(2026, 11, 20), "PostNord")
    return Item("bench", _SCAN_ID, tray, ItemState.FILLED, (sheet,))


def _made(file: Path, cpu_s: float, wall_s: float) -> Made:
    with pikepdf.open(file) as pdf:
        valid = not pikepdf.pdfa.check(pdf, "2b").findings
    return Made(cpu_s, wall_s, tuple(ocrmypdf.page_sizes(file)), tuple(_texts(file)), valid)


def _texts(file: Path) -> list[str]:
    """As PDFium sees them, without our own line along the edge."""
    document: Any = pypdfium2.PdfDocument(file)
    try:
        pages: list[str] = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    lines = [text.splitlines() for text in pages]
    return ["\n".join(line for line in page if not line.startswith(_SCAN_ID)) for page in lines]


def _workers_s() -> float:
    """CPU seconds of this process and its workers, who live through the whole run."""
    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children())]
    return sum(spent.user + spent.system for spent in times)


def _speed(ours: Tally, peer: Tally, ratios: Sequence[tuple[float, float]]) -> list[Figure]:
    def per_page(tally: Tally) -> float:
        return median(turn.cpu_s / len(turn.sizes) for turn in tally.turns)

    def per_minute(tally: Tally) -> float:
        return median(60 * len(turn.sizes) / turn.wall_s for turn in tally.turns)

    def core_use(tally: Tally) -> float:
        cores = os.cpu_count() or 1
        return median(100 * turn.cpu_s / (turn.wall_s * cores) for turn in tally.turns)

    return [
        Figure("cpu_ratio", median(cpu for cpu, _ in ratios)),
        Figure("wall_ratio", median(wall for _, wall in ratios)),
        Figure("cpu_s_per_page", per_page(ours), _PEER, per_page(peer)),
        Figure("pages_per_minute", per_minute(ours), _PEER, per_minute(peer)),
        Figure("core_use_per_cent", core_use(ours), _PEER, core_use(peer)),
    ]


def _sizes(
    ours: Tally, peer: Tally, plain: Mapping[int, Sequence[int]], printed: Sequence[bool]
) -> list[Figure]:
    """Of printed pages only: a blank side weighs next to nothing in ours."""

    def kb(sizes: Iterable[int]) -> float:
        shown = zip(sizes, printed, strict=True)
        return median(size / 1024 for size, is_printed in shown if is_printed)

    own = kb(size for turn in ours.turns for size in turn.sizes)
    straightened = kb(size for turn in peer.turns for size in turn.sizes)
    default, smallest = kb(plain[1]), kb(plain[3])
    return [
        Figure("size_ratio_default", own / default),
        Figure("size_ratio_o3", own / smallest),
        Figure("kb_per_page", own, "OCRmyPDF", default),
        Figure("kb_per_page_o3", own, "OCRmyPDF -O3", smallest),
        Figure("kb_per_page_straightened", own, _PEER, straightened),
    ]


def _truth(ours: Tally, peer: Tally) -> list[Figure]:
    pages = [sum(turn.valid for turn in tally.turns) / len(tally.turns) for tally in (ours, peer)]
    return [
        Figure("cer", ours.wording.cer, _PEER, peer.wording.cer),
        Figure("wer", ours.wording.wer, _PEER, peer.wording.wer),
        Figure("words_on_blank_sides", ours.words_on_blanks, _PEER, peer.words_on_blanks),
        Figure("valid_pdfa_2b", pages[0], _PEER, pages[1]),
    ]


def main(words: Sequence[str]) -> int:
    """`python -m mailroom.bench.document`: the same over another folder of mail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, metavar="N", help="only the first N pages")
    parser.add_argument("--json", type=Path, metavar="FILE")
    told = parser.parse_args(words)
    return run(told.json, told.folder, told.pages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
