"""Captured pages for the tests of page care: shipped scans, and paper drawn on the spot."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from mailroom.domain.items import Item, ItemState, Tray
from mailroom.domain.pages import Page, PageRole, Sheet, SheetPlace
from mailroom.settings import resources

SCANS = Path(__file__).parents[1] / "data" / "pages"
DPI = 300
A4 = (2480, 3508)


def scan(name: str) -> Path:
    (file,) = (file for file in SCANS.glob(f"{name}.*") if file.suffix != ".txt")
    return file


def truth(name: str) -> str:
    return (SCANS / f"{name}.txt").read_text("utf-8")


def page(file: Path, role: PageRole = PageRole.CONTENT, number: int = 1) -> Page:
    data = file.read_bytes()
    return Page(
        id=file.stem,
        role=role,
        number=number,
        image=file,
        sha256=hashlib.sha256(data).hexdigest(),
        width_px=0,
        height_px=0,
        dpi=DPI,
    )


def item(pages: Sequence[Page]) -> Item:
    return Item(
        id="6f1c",
        scan_id="D1-261120-0042",
        tray=Tray("t", dt.date(2026, 11, 20), "PostNord"),
        state=ItemState.FILLED,
        sheets=(Sheet("s", 1, SheetPlace.CAPTURED, tuple(pages)),),
    )


class Paper:
    """A white A4 sheet to draw on, with a little of a scanner's noise when it is saved."""

    def __init__(self, colour: tuple[int, int, int] = (250, 250, 250)) -> None:
        self.image = Image.new("RGB", A4, colour)
        self.draw = ImageDraw.Draw(self.image)

    def write(
        self, text: str, at: tuple[int, int], *, points: float = 11, ink: str = "black"
    ) -> None:
        font = ImageFont.truetype(resources() / "fonts/DejaVuSans.ttf", points / 72 * DPI)
        self.draw.multiline_text(at, text, fill=ink, font=font, spacing=20)

    def turn(self, degrees: float) -> None:
        """Clockwise."""
        colour = self.image.getpixel((5, 5))
        resample = Image.Resampling.BICUBIC
        self.image = self.image.rotate(-degrees, resample, expand=True, fillcolor=colour)
        self.draw = ImageDraw.Draw(self.image)

    def pixels(self) -> NDArray[np.uint8]:
        noise = np.random.default_rng(5).normal(0, 2.5, (*self.image.size[::-1], 1))
        return np.clip(np.asarray(self.image) + noise, 0, 255).astype(np.uint8)

    def save(self, file: Path) -> Path:
        cv2.imwrite(str(file), cv2.cvtColor(self.pixels(), cv2.COLOR_RGB2BGR))
        return file
