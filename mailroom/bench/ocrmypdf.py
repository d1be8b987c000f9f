"""OCRmyPDF as the peer of our documents: the same pages, its ordinary settings for scans."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import img2pdf  # pyright: ignore[reportMissingTypeStubs]  it ships none
import pikepdf

_LANGUAGES: Final = "swe+eng"
_img2pdf: Any = img2pdf


@dataclass(frozen=True, slots=True)
class Run:
    file: Path
    cpu_s: float
    wall_s: float


def bundle(images: Sequence[Path], target: Path) -> Path:
    """The images as they are, one page each, in a PDF without text."""
    target.write_bytes(_img2pdf.convert([str(image) for image in images]))
    return target


def make_searchable(source: Path, target: Path) -> Run:
    """Straightened, turned and read, all cores."""
    return _run(source, target, "--deskew", "--rotate-pages")


def make_plain(source: Path, target: Path, level: int) -> Path:
    """As it comes, images optimised to `level` (1 is its default); without text, which is light."""
    return _run(source, target, f"-O{level}", "--tesseract-timeout", "0").file


def page_sizes(file: Path) -> list[int]:
    """Bytes of each page's drawing and images; fonts and metadata belong to the document."""
    with pikepdf.open(file) as pdf:
        return [_drawing(page.obj) + _images(page.obj.get("/Resources")) for page in pdf.pages]


def _run(source: Path, target: Path, *options: str) -> Run:
    jobs = str(os.cpu_count() or 1)
    command = [sys.executable, "-m", "ocrmypdf", "-l", _LANGUAGES, "--jobs", jobs, "--quiet"]
    command += [*options, str(source), str(target)]
    before, began = _children_s(), time.monotonic()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own interpreter
    return Run(target, _children_s() - before, time.monotonic() - began)


def _children_s() -> float:
    """OCRmyPDF waits for every Tesseract it starts, so that all of them are counted here."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _drawing(page: pikepdf.Object) -> int:
    drawing: Any = page.get("/Contents")
    parts = list(drawing) if isinstance(drawing, pikepdf.Array) else [drawing]
    return sum(len(part.read_raw_bytes()) for part in parts if part is not None)


def _images(resources: Any) -> int:  # noqa: ANN401  any PDF object, or none
    """Images may stand in forms, and masks in images."""
    named = resources.get("/XObject") if resources is not None else None
    total = 0
    for thing in named.values() if named is not None else ():
        total += len(thing.read_raw_bytes()) + _images(thing.get("/Resources"))
        total += sum(
            len(thing[key].read_raw_bytes()) for key in ("/SMask", "/Mask") if key in thing
        )
    return total
