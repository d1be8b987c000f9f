"""Small drawn faces for tests: an envelope with an address, and what makes it hard."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from mailroom.domain.decisions import Decision, Doubt
from mailroom.domain.pages import Page, PageRole
from mailroom.domain.sorting import decide
from mailroom.engines.face.outside import read_face

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
C6 = (1913, 1346)
NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Face:
    """`marks` are printed low on the left; `skew_deg` and `turned_deg` are clockwise.

    `note` is written to the left of the address, in the typeface `pen`; `edged` draws a label
    below it, whose upper edge runs through the feet of its letters.
    """

    lines: tuple[str, ...]
    sender: tuple[str, ...] = ("Avs: Papper och Penna AB", "Storgatan 4, 411 01 GÖTEBORG")
    marks: tuple[str, ...] = ()
    font: str = SANS
    skew_deg: float = 0.0
    turned_deg: int = 0
    noise: float = 3.0
    struck: tuple[int, ...] = ()
    backing: int = 20
    note: str = ""
    pen: str = SANS
    edged: bool = False


def draw(face: Face, seed: int = 1) -> Image.Image:
    paper = Image.new("L", C6, 246)
    pen = ImageDraw.Draw(paper)
    _lines(pen, face.sender, (120, 110), ImageFont.truetype(face.font, 32))
    large = ImageFont.truetype(face.font, 46)
    _lines(pen, face.lines, (900, 640), large)
    for row in face.struck:
        y = 640 + int(row * 64) + 30
        pen.line((885, y, 900 + int(pen.textlength(face.lines[row], large)) + 15, y), 30, 7)
    _lines(pen, face.marks, (120, 1080), ImageFont.truetype(face.font, 44))
    if face.note:
        pen.text((110, 760), face.note, 25, ImageFont.truetype(face.pen, 62))
    if face.edged:
        pen.rounded_rectangle((90, 815, 860, 1010), 24, outline=70, width=4)
    framed = Image.new("L", (C6[0] + 120, C6[1] + 120), face.backing)
    framed.paste(paper, (60, 60))
    turned = framed.rotate(
        -face.skew_deg, Image.Resampling.BICUBIC, fillcolor=face.backing, expand=True
    ).rotate(-face.turned_deg, expand=True)
    grain = np.random.default_rng(seed).normal(0, face.noise, (turned.height, turned.width))
    return Image.fromarray(np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8))


def page(folder: Path, image: Image.Image, role: PageRole = PageRole.FACE) -> Page:
    file = folder / f"{role}.jpg"
    image.save(file, quality=85)
    return Page(role.value, role, 0, file, "", image.width, image.height, 300)


def decided(folder: Path, face: Face, served: Path) -> Decision | Doubt:
    """What the station would make of it at noon, by the register `served`."""
    return decide(read_face(page(folder, draw(face)), None, served), at=NOON)


def register(folder: Path, *entries: tuple[str, str, str]) -> Path:
    """A snapshot file; each entry is number, name, standing."""
    file = folder / "register.json"
    told = [
        {"number": number, "name": name, "legal_form": "AB", "standing": standing}
        for number, name, standing in entries
    ]
    file.write_text(json.dumps({"version": "v1", "day": "2026-11-20", "entries": told}))
    return file


def _lines(
    pen: ImageDraw.ImageDraw,
    lines: tuple[str, ...],
    at: tuple[int, int],
    font: ImageFont.FreeTypeFont,
) -> None:
    for row, line in enumerate(lines):
        pen.text((at[0], at[1] + int(row * font.size * 1.4)), line, 25, font)
