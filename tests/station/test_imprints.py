"""The imprinter's numbers against the sheets captured, at SANE's own fujitsu backend."""

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageDraw

from mailroom.domain.items import HoldReason, Item, ItemState
from mailroom.domain.paper import CountDiffers, Witness
from mailroom.station import commands as c
from mailroom.station.profiles import ProfileBook, read_profiles
from scanners.host import SaneScanner
from scanners.practice.fi7160.scanner import PracticeFi7160, compile_libusb
from scanners.practice.sheets import PracticeSheet
from tests.station import paper
from tests.station.bench import Bench

NUMBER = "5577067472"
A5_PX, DPI = (874, 1240), 150
DROPS_BLANKS = "[profile.options]\nswskip = '10'"
"""The driver drops white sides by itself, and says nothing of it: a sheet is fed and never seen."""


@pytest.fixture
def fi7160(tmp_path: Path) -> Iterator[PracticeFi7160]:
    with (
        TemporaryDirectory(prefix="fi-") as folder,
        PracticeFi7160(Path(folder), compile_libusb(tmp_path)) as device,
    ):
        yield device


def profiles(folder: Path, options: str) -> ProfileBook:
    file = folder / "profiles.toml"
    file.write_text(
        '[[profile]]\nname = "numbered"\nimprint = "MR%05ud"\nmode = "grey"\nduplex = false\n'
        f"dpi = {DPI}\npage_mm = [148.0, 210.0]\n{options}\n"
    )
    return read_profiles(file)


def sheets(folder: Path, marks: str) -> list[PracticeSheet]:
    """One sheet for each mark; a space is a blank one."""
    folder.mkdir(exist_ok=True)
    made: list[PracticeSheet] = []
    for number, mark in enumerate(marks):
        page = Image.new("RGB", A5_PX, "white")
        if mark != " ":
            ImageDraw.Draw(page).rectangle((200, 100 + 9 * ord(mark), 700, 1150), fill=(30, 30, 30))
        page.save(folder / f"{number}.png", dpi=(DPI, DPI))
        made.append(PracticeSheet(folder / f"{number}.png"))
    return made


def envelope(folder: Path, bench: Bench) -> PracticeSheet:
    with Image.open(io.BytesIO(paper.picture(bench.chance, NUMBER))) as face:
        face.save(folder / "face.png", dpi=(DPI, DPI))
    return PracticeSheet(folder / "face.png")


def fed(bench: Bench, fi: PracticeFi7160, folder: Path, marks: str, options: str = "") -> Item:
    bench.close()
    scanner = SaneScanner(fi.info, fi.device_name, fi.sane_config, environment=fi.environment)
    bench.open(scanner=scanner, profiles=profiles(folder, options))
    fi.load([envelope(folder, bench)])
    bench.hand.feed(c.ScanFace())
    item = bench.hand.item_in(ItemState.OPENING)
    fi.load(sheets(folder / "inside", marks))
    bench.hand.feed(c.ScanContents(item.id))
    return bench.hand.item_in(ItemState.DELIVERED, ItemState.HELD, item=item.id)


def test_sheets_in_step_with_their_numbers_are_delivered(
    bench: Bench, fi7160: PracticeFi7160, tmp_path: Path
) -> None:
    item = fed(bench, fi7160, tmp_path, "345")

    assert item.state is ItemState.DELIVERED
    assert len(item.contents) == 3


def test_a_sheet_that_the_driver_swallowed_holds_its_item(
    bench: Bench, fi7160: PracticeFi7160, tmp_path: Path
) -> None:
    item = fed(bench, fi7160, tmp_path, "34 6", DROPS_BLANKS)

    assert len(item.contents) == 3
    assert item.state is ItemState.HELD
    assert item.hold is not None
    assert (item.hold.reason, item.hold.detail) == (HoldReason.IMPRINT_LEAPS, "1-3")
    account = bench.spool.paused.account()
    assert account is not None
    assert account.differs == (CountDiffers(Witness.IMPRINTER, 1, 3),)

    bench.station.do(c.ReleaseHold(item.id, "the blank sheet lies in the output tray"))
    assert bench.hand.item_in(ItemState.DELIVERED, item=item.id).hold is not None
