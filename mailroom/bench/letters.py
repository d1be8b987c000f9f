"""A day's letters in turns: each its own document, by our workers and by OCRmyPDF."""

import datetime as dt
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import psutil
from PIL import Image

from mailroom.bench import ocrmypdf
from mailroom.domain.items import Item, ItemState, Tray
from mailroom.domain.pages import Page, PageRole, Sheet, SheetPlace
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from mailroom.engines.workers.sandbox import WorkerPool
from mailroom.evaluate.items import items_in, page_of
from mailroom.evaluate.truths import truths_in
from scanners.page_files import encode_page

TURNS: Final = 3
SCAN_ID: Final = "B1-261120-0001"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page as the station captures it, and what stands on it; nothing on a blank side."""

    letter: str
    image: Path
    truth: str


Letter = Sequence[Sample]


@dataclass(frozen=True, slots=True)
class Spent:
    cpu_s: float
    wall_s: float
    pages: int

    def ratios_to(self, peer: "Spent") -> tuple[float, float]:
        """The peer's CPU and wall time over this."""
        return peer.cpu_s / self.cpu_s, peer.wall_s / self.wall_s


@dataclass(frozen=True, slots=True)
class Turn:
    """The whole day once by either."""

    ours: Spent
    peer: Spent


def samples_in(folder: Path, work: Path) -> list[Sample]:
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
            samples.append(Sample(item.name, captured, text))
    return samples


def page_dpi(file: Path) -> int:
    return page_of(file, PageRole.CONTENT, 1, file.stem).dpi


def letters_of(samples: Sequence[Sample]) -> list[Letter]:
    return [list(pages) for _, pages in groupby(samples, key=lambda sample: sample.letter)]


def pages_of(samples: Sequence[Sample]) -> tuple[Page, ...]:
    return tuple(
        page_of(sample.image, PageRole.CONTENT, number, f"page{number}")
        for number, sample in enumerate(samples, start=1)
    )


def item_of(pages: tuple[Page, ...]) -> Item:
    sheet = Sheet("sheet", 1, SheetPlace.CAPTURED, pages)
    tray = Tray("bench", dt.date(2026, 11, 20), "PostNord")
    return Item("bench", SCAN_ID, tray, ItemState.FILLED, (sheet,))


def in_turns(pool: WorkerPool, letters: Sequence[Letter], work: Path) -> list[Turn]:
    """Our workers are resident, as at a station; OCRmyPDF is started for every letter."""
    turns: list[Turn] = []
    for number in range(TURNS):
        place = work / f"day{number}"
        ours = _our_day(pool, letters, place)
        turns.append(Turn(ours, _their_day(letters, place)))
    return turns


def _our_day(pool: WorkerPool, letters: Sequence[Letter], place: Path) -> Spent:
    """Every page waits for a worker from the beginning, as after the feeder has run."""
    before, began = workers_s(), time.monotonic()
    days = [(place / f"ours{number}", pages_of(one)) for number, one in enumerate(letters)]
    readings = [[pool.submit(read_page, page, folder) for page in pages] for folder, pages in days]

    def finish(number: int) -> None:
        folder, pages = days[number]
        work = [reading.result() for reading in readings[number]]
        pool.submit(write_document, item_of(pages), work, folder / "letter.pdf").result()

    with ThreadPoolExecutor(len(days)) as waiting:
        list(waiting.map(finish, range(len(days))))
    return Spent(workers_s() - before, time.monotonic() - began, sum(map(len, letters)))


def _their_day(letters: Sequence[Letter], place: Path) -> Spent:
    cpu_s = wall_s = 0.0
    for number, letter in enumerate(letters):
        images = [sample.image for sample in letter]
        source = ocrmypdf.bundle(images, place / f"captures{number}.pdf")
        made = ocrmypdf.make_searchable(source, place / f"peer{number}.pdf")
        cpu_s, wall_s = cpu_s + made.cpu_s, wall_s + made.wall_s
    return Spent(cpu_s, wall_s, sum(map(len, letters)))


def workers_s() -> float:
    """CPU seconds of this process and its workers, who live through the whole run."""
    own = psutil.Process()
    times = [process.cpu_times() for process in (own, *own.children())]
    return sum(spent.user + spent.system for spent in times)
