"""How fast sheets become durable pages, beside `scanimage --batch` on the same practice devices."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Final, Protocol

import numpy as np
from PIL import Image, ImageDraw

from mailroom.bench.figures import Figure, show
from scanners.api import BatchRequest, Mode, PageScanned, Source
from scanners.host import SaneScanner
from scanners.practice.fi7160.scanner import PracticeFi7160, compile_libusb
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet

ROUNDS: Final = 5
SHEETS: Final = 16
_DRAWN: Final = 4
"""Different sheets; the devices send each several times."""
_A4_MM: Final = (210.0, 297.0)
_DPI: Final = 300
_A4_PX: Final = (2480, 3508)
_MODE_WORDS: Final = {Mode.COLOUR: "Color", Mode.GREY: "Gray"}
_FIGURE_WORDS: Final = {Mode.COLOUR: "colour", Mode.GREY: "grey"}
_STALL_PAGES: Final = 20
"""Pages a second that reach the console while its stalls are measured."""
_PEER: Final = "scanimage --batch, PNM, not synced"


class Device(Protocol):
    """A practice device as both programs see it."""

    @property
    def device_name(self) -> str: ...
    def load(self, sheets: Sequence[PracticeSheet]) -> None: ...


@dataclass(frozen=True, slots=True)
class Bench:
    """One device: how `scanimage` is told about it, and how we open it."""

    name: str
    device: Device
    scanner: SaneScanner
    sane_config: Path
    environment: Mapping[str, str]
    words: tuple[str, ...]


def run(file: Path | None) -> int:
    """Pages a second from the first page to the last, start-up apart, `ROUNDS` times in turn."""
    if shutil.which("scanimage") is None:
        sys.stderr.write("scanimage is not installed; it comes with the package sane-utils.\n")
        return 1
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="mailroom-bench-") as work:
        folder = Path(work)
        trays = {mode: _draw_tray(folder / mode, mode) for mode in Mode}
        for opened in (_airscan, _fujitsu):
            with opened(folder) as bench:
                for mode in Mode:
                    figures += _compare(bench, mode, trays[mode], folder)
        figures.append(Figure("first_page_ms", _first_page_ms(trays[Mode.COLOUR], folder)))
        figures.append(Figure("max_stall_ms", _console_stall_ms(folder / "console.json")))
    show("scan: practice devices, A4 at 300 dpi, JPEG and synced", figures, file)
    return 0


def _compare(bench: Bench, mode: Mode, tray: list[PracticeSheet], folder: Path) -> list[Figure]:
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours.append(_rate(lambda into: _our_pages(bench, mode, into), bench, tray, folder))
        theirs.append(_rate(lambda into: _their_pages(bench, mode, into), bench, tray, folder))
    name = f"{bench.name}_{_FIGURE_WORDS[mode]}"
    rate = Figure(f"pages_per_s_{name}", median(ours), _PEER, median(theirs))
    return [rate, Figure(f"ratio_{name}", rate.ratio or 0.0)]


def _rate(
    scan: Callable[[Path], Iterator[float]],
    bench: Bench,
    tray: list[PracticeSheet],
    folder: Path,
) -> float:
    """Pages a second. Raises RuntimeError when not every sheet became a page."""
    bench.device.load(tray)
    with tempfile.TemporaryDirectory(dir=folder) as into:
        times = list(scan(Path(into)))
    if len(times) != len(tray):
        raise RuntimeError(f"{len(times)} pages of {len(tray)} sheets from {bench.name}")
    return (len(times) - 1) / (times[-1] - times[0])


def _our_pages(bench: Bench, mode: Mode, into: Path) -> Iterator[float]:
    """When each page was durable."""
    width, height = _A4_MM
    request = BatchRequest(into / "b", Source.FEEDER, mode, _DPI, width, height)
    for event in bench.scanner.scan(request):
        if isinstance(event, PageScanned):
            yield time.monotonic()


def _their_pages(bench: Bench, mode: Mode, into: Path) -> Iterator[float]:
    """When each page was written."""
    command = ["scanimage", "-d", bench.device.device_name, *bench.words]
    command += ["--mode", _MODE_WORDS[mode], "--resolution", str(_DPI)]
    command += ["-x", str(_A4_MM[0]), "-y", str(_A4_MM[1])]
    command += ["--format=pnm", f"--batch={into}/%03d.pnm", "--batch-print"]
    environment = {**os.environ, **bench.environment, "SANE_CONFIG_DIR": str(bench.sane_config)}
    with subprocess.Popen(  # noqa: S603  the peer, with our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, bufsize=0
    ) as peer:
        assert peer.stdout is not None  # noqa: S101  asked for above
        for _ in peer.stdout:
            yield time.monotonic()


@contextmanager
def _airscan(folder: Path) -> Generator[Bench]:
    with PracticeScanner() as feeder:
        config = feeder.write_sane_config(folder / "airscan")
        scanner = SaneScanner(feeder.info, feeder.device_name, config)
        yield Bench("airscan", feeder, scanner, config, {}, ("--source", "ADF"))


@contextmanager
def _fujitsu(folder: Path) -> Generator[Bench]:
    with PracticeFi7160(folder, compile_libusb(folder)) as fi:
        scanner = SaneScanner(fi.info, fi.device_name, fi.sane_config, environment=fi.environment)
        width, height = map(str, _A4_MM)
        words = ("--source", "ADF Front", "--page-width", width, "--page-height", height)
        yield Bench("fujitsu", fi, scanner, fi.sane_config, fi.environment, words)


def _console_stall_ms(figures: Path) -> float:
    """The window's longest stall; it stands above this package, so it is a program of its own."""
    command = [sys.executable, "-m", "ui.bench", "--json", figures, "--feed", str(_STALL_PAGES)]
    subprocess.run(command, check=True)  # noqa: S603  our own module
    return float(json.loads(figures.read_text())["max_stall_ms"])


def _first_page_ms(tray: list[PracticeSheet], folder: Path) -> float:
    """From the device's first picture going out to the event of the durable page."""
    waits: list[float] = []
    with _airscan(folder) as bench:
        for _ in range(ROUNDS):
            bench.device.load(tray[:1])
            waits.append(_first_wait_s(bench, folder))
    return 1000 * median(waits)


def _first_wait_s(bench: Bench, folder: Path) -> float:
    feeder = bench.device
    assert isinstance(feeder, PracticeScanner)  # noqa: S101  chosen so
    before, sent, over = feeder.state().images, list[float](), Event()

    def watch() -> None:
        while not sent and not over.wait(0.0005):
            if feeder.state().images > before:
                sent.append(time.monotonic())

    watcher = Thread(target=watch)
    watcher.start()
    with tempfile.TemporaryDirectory(dir=folder) as into:
        durable = list(_our_pages(bench, Mode.COLOUR, Path(into)))
    over.set()
    watcher.join()
    return durable[0] - sent[0]


def _draw_tray(folder: Path, mode: Mode) -> list[PracticeSheet]:
    """Letters with sensor noise, as JPEG files of the mode, so that the feeder sends the bytes."""
    folder.mkdir()
    for number in range(_DRAWN):
        page = _draw_letter(number).convert("L" if mode is Mode.GREY else "RGB")
        page.save(folder / f"{number}.jpg", quality=90, dpi=(_DPI, _DPI))
    drawn = [PracticeSheet(folder / f"{number}.jpg") for number in range(_DRAWN)]
    return drawn * (SHEETS // _DRAWN)


def _draw_letter(number: int) -> Image.Image:
    dice = np.random.default_rng(number)
    width, height = _A4_PX
    paper = 248 + dice.normal(0, 2.0, (height, width, 3))
    page = Image.fromarray(np.clip(paper, 0, 254).astype(np.uint8))
    draw = ImageDraw.Draw(page)
    draw.rectangle((200, 300, 900, 450), fill=(190, 30, 45))
    for top in range(600, height - 300, 56):
        left = 200
        while left < width - 400:
            word = int(dice.integers(30, 200))
            draw.rectangle((left, top, left + word, top + 26), outline=(15, 15, 15), width=5)
            left += word + 20
    return page
