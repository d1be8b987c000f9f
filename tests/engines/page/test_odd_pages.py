"""Pages of every size and kind end in a valid document of the paper's own size, or are refused."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from mailroom.domain.errors import ImageTooLarge, UnreadableImage, WorkerLost
from mailroom.domain.pages import Page
from mailroom.engines.document.clauses import breaches_in
from mailroom.engines.document.pdf import write_document
from mailroom.engines.page.work import read_page
from mailroom.engines.workers.sandbox import WorkerPool
from tests.engines.paper import Paper, item, page

LIMIT_S = 20.0
POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1, wall_limit_s=LIMIT_S)
    yield pool
    pool.close()


def _drawn(size_mm: tuple[int, int], dpi: int = 300) -> Image.Image:
    paper = Paper()
    paper.write("Kvitto 25 kronor", (40, 60), points=9)
    width, height = (round(side / 25.4 * 300) for side in size_mm)
    sheet = Image.new("RGB", (width, height), (250, 250, 250))
    sheet.paste(paper.image, (0, 0))
    return sheet.resize((round(width * dpi / 300), round(height * dpi / 300)))


def _made(one: Page, folder: Path) -> tuple[float, float]:
    """The page's size in millimetres as the document has it, its gutter left out."""
    document = write_document(item([one]), [read_page(one, folder)], folder / "made.pdf")
    assert breaches_in(document.file) == ()
    with pikepdf.open(document.file) as pdf:
        (sheet,) = pdf.pages
        width, height = float(sheet.mediabox[2]), float(sheet.mediabox[3])
    return width / POINTS_PER_MM, height / POINTS_PER_MM


@pytest.mark.parametrize(
    "size_mm", [(74, 105), (105, 148), (297, 420), (80, 1200)], ids=["A7", "A6", "A3", "receipt"]
)
def test_every_size_of_paper_keeps_its_size(tmp_path: Path, size_mm: tuple[int, int]):
    file = tmp_path / "sheet.jpg"
    _drawn(size_mm).save(file, quality=90)
    width, height = _made(page(file), tmp_path)
    assert width == pytest.approx(size_mm[0], abs=3)
    assert height == pytest.approx(size_mm[1], abs=9)


@pytest.mark.parametrize("dpi", [0, 72, 9999], ids=str)
def test_a_resolution_that_no_sheet_has_is_not_believed(tmp_path: Path, dpi: int):
    file = tmp_path / "sheet.jpg"
    _drawn((210, 297)).save(file, quality=90)
    width, _ = _made(replace(page(file), dpi=dpi), tmp_path)
    assert width == pytest.approx(210, abs=3)


@pytest.mark.parametrize("dpi", [100, 600])
def test_other_resolutions_are_taken_at_their_word(tmp_path: Path, dpi: int):
    file = tmp_path / "sheet.jpg"
    _drawn((105, 148), dpi).save(file, quality=90)
    width, _ = _made(replace(page(file), dpi=dpi), tmp_path)
    assert width == pytest.approx(105, abs=3)


@pytest.mark.parametrize("kind", ["one_bit.tif", "deep.png", "cmyk.jpg", "palette.png"])
def test_every_kind_of_image_becomes_a_page(tmp_path: Path, kind: str):
    sheet, file = _drawn((105, 148)), tmp_path / kind
    if kind == "deep.png":
        Image.fromarray(np.asarray(sheet.convert("L")).astype(np.uint16) * 257).save(file)
    else:
        mode = {"one_bit.tif": "1", "cmyk.jpg": "CMYK", "palette.png": "P"}[kind]
        sheet.convert(mode).save(file)
    assert _made(page(file), tmp_path)[0] == pytest.approx(105, abs=3)


def test_noise_all_over_a_page_ends_within_its_limit(pool: WorkerPool, tmp_path: Path):
    file = tmp_path / "noise.png"
    noise = np.random.default_rng(7).integers(0, 255, (3508, 2480), dtype=np.uint8)
    Image.fromarray(noise).save(file, compress_level=1)
    began = time.monotonic()
    wait = pool.submit(read_page, page(file), tmp_path)
    lost = wait.exception(LIMIT_S + 5)
    assert time.monotonic() - began < LIMIT_S + 5
    assert lost is None or isinstance(lost, WorkerLost)


@pytest.mark.parametrize("trap", ["bomb", "torn"])
def test_traps_are_refused_at_once_and_the_worker_lives(
    pool: WorkerPool, tmp_path: Path, trap: str
):
    file = tmp_path / "trap.png"
    if trap == "bomb":
        Image.new("1", (23_000, 22_000)).save(file)
    else:
        _drawn((105, 148)).save(file)
        file.write_bytes(file.read_bytes()[:3000])
    began = time.monotonic()
    with pytest.raises(ImageTooLarge if trap == "bomb" else UnreadableImage):
        pool.submit(read_page, page(file), tmp_path).result()
    assert time.monotonic() - began < 5
