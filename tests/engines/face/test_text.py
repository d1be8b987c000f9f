"""What counts as print on a face, and what of it is read a second time."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from mailroom.domain.pages import Page, PageRole
from mailroom.engines.face import text as face_text
from mailroom.engines.face.picture import picture_of
from mailroom.engines.face.text import FaceText, read_faint, read_text, read_well
from mailroom.engines.pixels.image import Pixels
from mailroom.settings import resources
from tests.engines.faces import SANS, Face, draw, page
from tests.mailgen.items import make_item
from tests.mailgen.register import companies_of

HEADING = "Nu byter vi sortiment"
HORIZON = 700


def _cover(tmp_path: Path) -> FaceText:
    """A picture that brightens downwards, its heading in white, and an address on paper below."""
    sky = np.linspace(48, 130, HORIZON)[:, None] * np.ones((1, 1900))
    sky += np.random.default_rng(2).normal(0, 6, sky.shape)
    below = np.full((600, 1900), 250.0)
    cover = Image.fromarray(np.clip(np.vstack([sky, below]), 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(cover)
    pen.text((120, 150), HEADING, 255, ImageFont.truetype(SANS, 110))
    pen.text((120, 900), "Nordljus Teknik AB\n106 31 STOCKHOLM", 25, ImageFont.truetype(SANS, 46))
    return read_text(picture_of(page(tmp_path, cover)), pictured=True)


def test_a_bright_heading_is_read_and_the_dark_around_it_is_not(tmp_path: Path):
    read = _cover(tmp_path)
    on_picture = [block for block in read.blocks if block.block.box.y < HORIZON]
    heading = [line.text for block in on_picture for line in block.lines]
    assert len(on_picture) == 1
    assert heading
    assert all(word in HEADING for line in heading for word in line.split()[1:-1])
    assert "106 31 STOCKHOLM" in [line.text for line in read.lines]


def test_the_shade_below_a_bright_heading_is_no_print():
    """On this cover of the practice tray the sky between the heading and the hills is grainy."""
    front = resources() / "samples" / "tray" / "item_0020" / "front.jpg"
    cover = Page("front", PageRole.FACE, 0, front, "", 0, 0, 300)
    read = read_text(picture_of(cover), pictured=True)
    below = [block.block for block in read.blocks if 320 < block.block.box.y < 1200]
    assert not [block for block in below if block.letters > 2]
    assert any("Erbjudandet" in line.text for line in read.lines)


def test_the_better_model_reads_no_block_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[float] = []
    once = face_text.read_block

    def counted(crop: Pixels, letter_px: float) -> object:
        asked.append(letter_px)
        return once(crop, letter_px)

    monkeypatch.setattr(face_text, "read_block", counted)
    face = Face(("Nordljus Teknik AB", "556917-3544", "106 31 STOCKHOLM"))
    read = read_text(picture_of(page(tmp_path, draw(face))))
    block = max(read.blocks, key=lambda one: one.block.letters)
    assert read_well(read, block) == read_well(read, block)
    assert len(asked) == 1


def test_a_faint_row_right_below_black_print_is_seen_at_the_second_look(tmp_path: Path):
    """At the first only a routing line is there; the person below it hangs together with it."""
    route = "*4048* 4-68891"
    face = Image.new("L", (1900, 1200), 208)
    pen = ImageDraw.Draw(face)
    pen.text((690, 550), route, 60, ImageFont.truetype(SANS, 28))
    rows = "Eva-Lena Krön\nNordljus Teknik AB\n106 31 Stockholm"
    pen.text((690, 586), rows, 149, ImageFont.truetype(SANS, 34), spacing=48)
    grain = np.random.default_rng(3).normal(0, 3, (face.height, face.width))
    grainy = Image.fromarray(np.clip(np.asarray(face) + grain, 0, 255).astype(np.uint8))
    read = read_text(picture_of(page(tmp_path, grainy)))
    assert [line.text for line in read.lines] == [route.replace("*", "")]
    assert "Eva-Lena Kron" in [line.text for line in read_faint(read).lines]


def test_letters_that_hardly_point_are_read_both_ways_up(tmp_path: Path):
    """A pen's letters and a frank's figures that read fairly upside down, and well upright."""
    item = make_item(companies_of(107), number=166, seed=107, profile="mixed")
    read = read_text(picture_of(page(tmp_path, item.scanned.image)))
    assert item.pose.turned == read.view.turned_deg == 0
    assert "106 31 STOCKHOLM" in [line.text for line in read.lines]
