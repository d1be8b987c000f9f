"""SANE's real `fujitsu` backend on a practice fi-7160: pictures to the pixel, every trouble."""

from pathlib import Path

import pytest
from PIL import Image

from scanners.api import Mode, PageScanned, Side, Situation, Source
from scanners.host import SaneScanner
from scanners.practice.fi7160.scanner import PracticeFi7160
from scanners.practice.fi7160.sense import FiFault, FiMoment
from tests.scanners.batches import Batch, request, run
from tests.scanners.conftest import Trays

DUPLEX = Source.FEEDER_DUPLEX
EXACT = {"width_mm": 900 / 300 * 25.4, "height_mm": 640 / 300 * 25.4}
"""The test page's own size: the machine centres paper in its guides."""
_MANY = 40
"""Sheets that the machine does not get through before a stop arrives, however busy this one is."""


def scan(scanner: SaneScanner, folder: Path, source: Source = DUPLEX, **more: object) -> Batch:
    return run(scanner, request(folder, source, **{**EXACT, **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", list(Mode))
def test_duplex_sheets_keep_their_order_and_sides(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path, mode: Mode
) -> None:
    tray = tray_of(3, 1)
    fi7160.load(tray.sheets)

    result = scan(fujitsu, tmp_path / "b", mode=mode)

    assert result.numbers == tray.sides
    assert [page.side for page in result.pages] == [Side.FRONT, Side.BACK] * 3
    assert (result.ended.situation, result.ended.sheets) == (Situation.FEEDER_EMPTY, 3)
    with Image.open(result.pages[0].file) as image:
        assert image.size == (900, 640)
        assert image.mode == ("RGB" if mode is Mode.COLOUR else "L")


@pytest.mark.parametrize(
    ("kind", "moment", "situation", "lost"),
    [
        (FiFault.JAM, FiMoment.FEED, Situation.PAPER_JAM, 1),
        (FiFault.JAM, FiMoment.READ, Situation.PAPER_JAM, 1),
        (FiFault.UNUSUAL_PAPER, FiMoment.FEED, Situation.PAPER_JAM, 1),
        (FiFault.DOUBLE_FEED, FiMoment.FEED, Situation.DOUBLE_FEED, 2),
        (FiFault.COVER_OPEN, FiMoment.READ, Situation.COVER_OPEN, 1),
        (FiFault.STOP_BUTTON, FiMoment.FEED, Situation.STOPPED, 0),
        (FiFault.NO_INK, FiMoment.FEED, Situation.IMPRINTER_EMPTY, 0),
        (FiFault.MECHANICAL, FiMoment.READ, Situation.SCANNER_FAILED, 1),
        (FiFault.STALL, FiMoment.READ, Situation.SCANNER_STALLED, 1),
        (FiFault.GONE, FiMoment.READ, Situation.SCANNER_GONE, 1),
    ],
)
def test_after_trouble_every_fed_sheet_is_saved_or_named_lost(  # noqa: PLR0913, PLR0917  fixtures and cases
    fi7160: PracticeFi7160,
    fujitsu: SaneScanner,
    tray_of: Trays,
    tmp_path: Path,
    kind: FiFault,
    moment: FiMoment,
    situation: Situation,
    lost: int,
) -> None:
    tray = tray_of(5, 1)
    fi7160.load(tray.sheets)
    fi7160.fault(kind, sheet=3, moment=moment)

    first = scan(fujitsu, tmp_path / "b", page_timeout_s=2.0)
    ended = first.ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (situation, 2, lost)
    assert ended.detail
    assert first.numbers == tray.sides[:4]
    assert fi7160.state().fed == 2 + lost
    fi7160.clear()
    fi7160.refeed(lost)
    assert scan(fujitsu, tmp_path / "again").numbers == tray.sides[4:]


def test_an_open_cover_feeds_nothing(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path
) -> None:
    fi7160.load(tray_of(2, 1).sheets)
    fi7160.fault(FiFault.COVER_OPEN)

    ended = scan(fujitsu, tmp_path / "b").ended

    assert (ended.situation, ended.sheets) == (Situation.COVER_OPEN, 0)
    assert fi7160.state().fed == 0


def test_an_empty_feeder_is_no_sheet_and_nothing_lost(fujitsu: SaneScanner, tmp_path: Path) -> None:
    ended = scan(fujitsu, tmp_path / "b").ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (Situation.FEEDER_EMPTY, 0, 0)


def test_a_stop_leaves_the_rest_in_the_hopper(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path
) -> None:
    fi7160.load(tray_of(_MANY, 1).sheets)
    result: list[PageScanned] = []
    for event in fujitsu.scan(request(tmp_path / "b", Source.FEEDER, **EXACT)):
        if isinstance(event, PageScanned):
            result.append(event)
            fujitsu.stop()

    assert fi7160.state().fed == len(result) < _MANY


def test_a_scanner_switched_off_is_gone(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path
) -> None:
    fi7160.load(tray_of(1, 1).sheets)
    fi7160.fault(FiFault.GONE)
    scan(fujitsu, tmp_path / "b")

    ended = scan(fujitsu, tmp_path / "again").ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (Situation.SCANNER_GONE, 0, 0)
    assert fi7160.state().fed == 0


def test_a_colour_picture_is_exact_before_it_is_encoded(
    fi7160: PracticeFi7160, fujitsu: SaneScanner, tray_of: Trays, tmp_path: Path
) -> None:
    tray = tray_of(1, 1)
    fi7160.load(tray.sheets)

    (front, _) = scan(fujitsu, tmp_path / "b", mode=Mode.COLOUR).pages

    with Image.open(front.file) as got, Image.open(tray.sheets[0].front) as sheet:
        pairs = zip(got.convert("L").tobytes(), sheet.convert("L").tobytes(), strict=True)
        assert max(abs(a - b) for a, b in pairs) < 40
