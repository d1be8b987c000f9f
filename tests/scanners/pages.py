"""Test pages that carry a number a machine can read, whatever a scanner did to them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from scanners.practice.sheets import PracticeSheet

DPI = 300
_CELL_PX, _LEFT_PX, _TOP_PX, _TALL_PX = 16, 80, 60, 60
_SYNC = (1, 0, 1, 1, 0, 0, 1, 0)
_SIZE_PX = (900, 640)
_PAPER = (250, 249, 244)


def make_page(number: int, size_px: tuple[int, int] = _SIZE_PX) -> Image.Image:
    """Paper with sensor noise, some lines of print, and the number in a strip of cells."""
    noise = np.random.default_rng(number).normal(0, 1.5, (size_px[1], size_px[0], 3))
    paper = np.clip(np.asarray(_PAPER) + noise, 0, 254).astype(np.uint8)
    page = Image.fromarray(paper)
    draw = ImageDraw.Draw(page)
    for y in range(180, size_px[1] - 60, 40):
        draw.rectangle((80, y, size_px[0] - 120, y + 14), fill=(30, 30, 60))
    for index, bit in enumerate(_bits(number)):
        if bit:
            x = _LEFT_PX + index * _CELL_PX
            draw.rectangle((x, _TOP_PX, x + _CELL_PX - 1, _TOP_PX + _TALL_PX), fill=(0, 0, 0))
    return page


def read_page(file: Path) -> int | None:
    """The number on a scanned page, None when it cannot be read beyond doubt."""
    with Image.open(file) as image:
        line = np.asarray(image.convert("L"))[_TOP_PX + _TALL_PX // 2]
    centres = _LEFT_PX + _CELL_PX // 2 + _CELL_PX * np.arange(32)
    if centres[-1] >= line.size:
        return None
    bits = (line[centres] < 128).astype(int).tolist()
    number = int("".join(map(str, bits[8:24])), 2)
    return number if bits == list(_bits(number)) else None


def _bits(number: int) -> tuple[int, ...]:
    check = (number ^ (number >> 8) ^ 0x5A) & 0xFF
    word = f"{number:016b}{check:08b}"
    return _SYNC + tuple(map(int, word))


@dataclass(frozen=True, slots=True)
class Tray:
    """Sheets with pages numbered 2n (front) and 2n + 1 (back), sheets from `first`."""

    sheets: list[PracticeSheet]
    first: int

    @property
    def fronts(self) -> list[int]:
        return [2 * (self.first + n) for n in range(len(self.sheets))]

    @property
    def sides(self) -> list[int]:
        return [side for front in self.fronts for side in (front, front + 1)]


def make_tray(folder: Path, count: int, first: int = 1) -> Tray:
    folder.mkdir(exist_ok=True)
    sheets: list[PracticeSheet] = []
    for n in range(first, first + count):
        files = (folder / f"{n:03d}-front.jpg", folder / f"{n:03d}-back.jpg")
        for number, file in zip((2 * n, 2 * n + 1), files, strict=True):
            make_page(number).save(file, quality=90, dpi=(DPI, DPI))
        sheets.append(PracticeSheet(*files))
    return Tray(sheets, first)
