"""How fast, small and true a letter's document is, beside OCRmyPDF on the same captured pages."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

import pikepdf
import pikepdf.pdfa
import pypdfium2  # pyright: ignore[reportMissingTypeStubs]  it ships none

from mailroom.bench import ocrmypdf
from mailroom.bench.figures import Figure, show
from mailroom.bench.legible import read_again
from mailroom.bench.letters import (
    SCAN_ID,
    Sample,
    Spent,
    Turn,
    in_turns,
    item_of,
    letters_of,
    pages_of,
    samples_in,
    workers_s,
)
from mailroom.bench.wording import Wording, compare
from mailroom.domain.pagework import PageWork
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.text import warm_up
from mailroom.engines.page.work import read_page
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.pipeline.document import heaviest_first
from mailroom.settings import resources

PAGES_AT_A_TIME: Final = 6
"""Both take turns after so many pages: a long letter, which is kind to a program's start."""
_PEER: Final = "OCRmyPDF --deskew --rotate-pages"


@dataclass(frozen=True, slots=True)
class Made:
    """One document of either program, page by page."""

    spent: Spent
    sizes: tuple[int, ...]
    texts: tuple[str, ...]
    valid: bool
    work: tuple[PageWork, ...] = ()


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
        samples = samples_in(folder or resources() / "samples" / "tray", Path(work))[:most]
        with closing(WorkerPool(os.cpu_count() or 1, warm_up=warm_up)) as pool:
            _ours(pool, samples[:1], Path(work) / "warm")
            for start in range(0, len(samples), PAGES_AT_A_TIME):
                turn = samples[start : start + PAGES_AT_A_TIME]
                place = Path(work) / f"turn{start}"
                ours.add(made := _ours(pool, turn, place), turn)
                peer.add(other := _theirs(turn, place), turn)
                for level in plain:
                    plain[level] += _plain_sizes(place, level)
                ratios.append(made.spent.ratios_to(other.spent))
                printed += [bool(sample.truth) for sample in turn]
                shown += read_again(pool, place / "ours.pdf", turn, made.work, place / "again")
            day = in_turns(pool, letters_of(samples), Path(work))
            memory = max(pool.peak_memory_mb(), default=0)
    figures = [*_day(day), *_one_file(ours, peer, ratios), *_sizes(ours, peer, plain, printed)]
    figures += [*_truth(ours, peer)]
    figures += [Figure("cer_rendered", shown.cer, "our reading of the capture", ours.wording.cer)]
    figures += [Figure("worker_memory_mb", float(memory))]
    show("document: captured pages to a searchable archive PDF", figures, json_out)
    return 0 if all(turn.valid for turn in ours.turns) else 1


def _ours(pool: WorkerPool, samples: Sequence[Sample], place: Path) -> Made:
    place.mkdir()
    pages = pages_of(samples)
    before, began = workers_s(), time.monotonic()
    read = {page.id: pool.submit(read_page, page, place) for page in heaviest_first(pages)}
    work = [read[page.id].result() for page in pages]
    built = pool.submit(write_document, item_of(pages), work, place / "ours.pdf").result()
    wall_s = time.monotonic() - began
    return replace(_made(built.file, workers_s() - before, wall_s), work=tuple(work))


def _theirs(samples: Sequence[Sample], place: Path) -> Made:
    source = ocrmypdf.bundle([sample.image for sample in samples], place / "captures.pdf")
    made = ocrmypdf.make_searchable(source, place / "peer.pdf")
    return _made(made.file, made.cpu_s, made.wall_s)


def _plain_sizes(place: Path, level: int) -> list[int]:
    plain = ocrmypdf.make_plain(place / "captures.pdf", place / f"plain{level}.pdf", level)
    return ocrmypdf.page_sizes(plain)


def _made(file: Path, cpu_s: float, wall_s: float) -> Made:
    with pikepdf.open(file) as pdf:
        valid = not pikepdf.pdfa.check(pdf, "2b").findings
    sizes = tuple(ocrmypdf.page_sizes(file))
    return Made(Spent(cpu_s, wall_s, len(sizes)), sizes, tuple(_texts(file)), valid)


def _texts(file: Path) -> list[str]:
    """As PDFium sees them, without our own line along the edge."""
    document: Any = pypdfium2.PdfDocument(file)
    try:
        pages: list[str] = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    lines = [text.splitlines() for text in pages]
    return ["\n".join(line for line in page if not line.startswith(SCAN_ID)) for page in lines]


def _day(turns: Sequence[Turn]) -> list[Figure]:
    """A day's letters, each its own document: ours as they come, theirs one after another."""
    ours, peer = [turn.ours for turn in turns], [turn.peer for turn in turns]
    each = [turn.ours.ratios_to(turn.peer) for turn in turns]
    return [
        Figure("cpu_ratio", median(cpu for cpu, _ in each)),
        Figure("wall_ratio", median(wall for _, wall in each)),
        Figure("cpu_s_per_page", _cpu_s(ours), _PEER, _cpu_s(peer)),
        Figure("pages_per_minute", _per_minute(ours), _PEER, _per_minute(peer)),
        Figure("core_use_per_cent", _core_use(ours), _PEER, _core_use(peer)),
    ]


def _one_file(ours: Tally, peer: Tally, ratios: Sequence[tuple[float, float]]) -> list[Figure]:
    """Six pages in one file and nothing beside it, which is kind to a program's start."""
    own, other = ([turn.spent for turn in tally.turns] for tally in (ours, peer))
    return [
        Figure("cpu_ratio_one_file", median(cpu for cpu, _ in ratios)),
        Figure("wall_ratio_one_file", median(wall for _, wall in ratios)),
        Figure("cpu_s_per_page_one_file", _cpu_s(own), _PEER, _cpu_s(other)),
        Figure("core_use_per_cent_one_file", _core_use(own), _PEER, _core_use(other)),
    ]


def _cpu_s(spent: Iterable[Spent]) -> float:
    return median(one.cpu_s / one.pages for one in spent)


def _per_minute(spent: Iterable[Spent]) -> float:
    return median(60 * one.pages / one.wall_s for one in spent)


def _core_use(spent: Iterable[Spent]) -> float:
    cores = os.cpu_count() or 1
    return median(100 * one.cpu_s / (one.wall_s * cores) for one in spent)


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
