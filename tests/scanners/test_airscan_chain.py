"""Sheets through airscan: order, sides, the paper's size, and what trouble leaves behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from scanners.api import BatchEvent, Mode, PageScanned, Side, Situation, Source
from scanners.host import SaneScanner
from scanners.practice.faults import FaultKind, Moment
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet
from tests.scanners.batches import Batch, batch, request, run
from tests.scanners.pages import Tray, make_page

Trays = Callable[[int, int], Tray]
DUPLEX = Source.FEEDER_DUPLEX


@pytest.mark.parametrize("mode", list(Mode))
def test_duplex_sheets_keep_their_order_and_sides(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path, mode: Mode
) -> None:
    tray = tray_of(4, 1)
    feeder.load(tray.sheets)

    result = run(practice, request(tmp_path / "b", DUPLEX, mode))

    assert result.numbers == tray.sides
    assert [page.side for page in result.pages] == [Side.FRONT, Side.BACK] * 4
    assert result.ended.sheets == 4


def test_a_page_has_the_papers_size_not_the_windows(
    practice: SaneScanner, feeder: PracticeScanner, tmp_path: Path
) -> None:
    sizes = [(700, 500), (640, 900), (1000, 640)]
    for n, size in enumerate(sizes, start=1):
        make_page(n, size).save(tmp_path / f"{n}.png", dpi=(300, 300))
    feeder.load([PracticeSheet(tmp_path / f"{n}.png") for n in (1, 2, 3)])

    result = run(practice, request(tmp_path / "b", width_mm=365.0, height_mm=365.0))

    assert [(page.width_px, page.height_px) for page in result.pages] == sizes
    assert result.numbers == [1, 2, 3]


def test_white_paper_without_a_back_keeps_its_size(
    practice: SaneScanner, feeder: PracticeScanner, tmp_path: Path
) -> None:
    Image.new("RGB", (700, 500), "white").save(tmp_path / "white.png", dpi=(300, 300))
    feeder.load([PracticeSheet(tmp_path / "white.png")])

    result = run(practice, request(tmp_path / "b", DUPLEX, Mode.COLOUR))

    assert [(page.width_px, page.height_px) for page in result.pages] == [(700, 500)] * 2


def test_portions_become_batches_of_their_own(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    face, contents = tray_of(1, 50), tray_of(3, 60)
    feeder.load(face.sheets)
    first = run(practice, request(tmp_path / "face"))
    feeder.load(contents.sheets)
    second = run(practice, request(tmp_path / "contents"))

    assert first.numbers == face.fronts
    assert second.numbers == contents.fronts


def test_an_empty_feeder_is_no_sheet_and_nothing_lost(
    practice: SaneScanner, tmp_path: Path
) -> None:
    result = run(practice, request(tmp_path / "b"))

    assert result.ended.situation is Situation.FEEDER_EMPTY
    assert (result.ended.sheets, result.ended.lost_sheets) == (0, 0)


@pytest.mark.parametrize(
    ("source", "kind", "situation"),
    [
        (Source.FEEDER, FaultKind.JAM, Situation.PAPER_JAM),
        (DUPLEX, FaultKind.JAM, Situation.PAPER_JAM),
        (Source.FEEDER, FaultKind.DOUBLE_FEED, Situation.DOUBLE_FEED),
        (DUPLEX, FaultKind.DOUBLE_FEED, Situation.DOUBLE_FEED),
        (DUPLEX, FaultKind.COVER_OPEN, Situation.COVER_OPEN),
        (Source.FEEDER, FaultKind.DOOR_OPEN, Situation.COVER_OPEN),
        (DUPLEX, FaultKind.TRUNCATED, Situation.PAGE_DAMAGED),
        (DUPLEX, FaultKind.DROP, Situation.SCANNER_FAILED),
        (Source.FEEDER, FaultKind.RESET, Situation.SCANNER_FAILED),
        (DUPLEX, FaultKind.NOT_AN_IMAGE, Situation.SCANNER_FAILED),
        (DUPLEX, FaultKind.STALL, Situation.SCANNER_STALLED),
    ],
)
def test_after_a_fault_every_fed_sheet_is_saved_or_named_lost(  # noqa: PLR0913, PLR0917  fixtures and cases
    practice: SaneScanner,
    feeder: PracticeScanner,
    tray_of: Trays,
    tmp_path: Path,
    source: Source,
    kind: FaultKind,
    situation: Situation,
) -> None:
    tray = tray_of(5, 1)
    feeder.load(tray.sheets)
    feeder.fault(kind, sheet=3)

    result = run(practice, request(tmp_path / "b", source, page_timeout_s=2.0))
    ended = result.ended

    assert ended.situation is situation
    assert ended.detail
    assert ended.sheets == 2
    assert ended.sheets + ended.lost_sheets == feeder.state().fed
    assert (
        result.numbers
        == (tray.fronts if source is Source.FEEDER else tray.sides)[: len(result.pages)]
    )
    assert _refed_whole(practice, feeder, result, tmp_path) == tray.fronts


def _refed_whole(
    practice: SaneScanner, feeder: PracticeScanner, first: Batch, tmp_path: Path
) -> list[int | None]:
    """Do as the operator is told: clear, lay the lost sheets back, go on."""
    feeder.clear()
    feeder.refeed(first.ended.lost_sheets)
    second = run(practice, request(tmp_path / "again"))
    assert second.ended.situation is Situation.FEEDER_EMPTY
    return first.numbers[: _pages_of_whole(first) : _sides(first)] + second.numbers


def _sides(result: Batch) -> int:
    return len({page.side for page in result.pages})


def _pages_of_whole(result: Batch) -> int:
    return result.ended.sheets * _sides(result)


def test_a_fault_between_a_front_and_its_back_counts_no_half_sheet(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    tray = tray_of(5, 1)
    feeder.load(tray.sheets)
    feeder.fault(FaultKind.JAM, sheet=3, moment=Moment.BACK)

    ended = run(practice, request(tmp_path / "b", DUPLEX)).ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (Situation.PAPER_JAM, 2, 1)


def test_a_torn_picture_is_never_a_page(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(5, 1).sheets)
    feeder.fault(FaultKind.TRUNCATED, sheet=2)

    run(practice, request(tmp_path / "b"))

    assert sorted(p.name for p in (tmp_path / "b").glob("*.*")) == [".lock", "00001-front.jpg"]


def test_sheets_fetched_ahead_are_named_after_a_stop(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    tray = tray_of(5, 1)
    feeder.load(tray.sheets)
    events: list[BatchEvent] = []
    for event in practice.scan(request(tmp_path / "b")):
        events.append(event)
        if isinstance(event, PageScanned):
            practice.stop()
    result = batch(events)

    assert result.ended.sheets + result.ended.lost_sheets == feeder.state().fed
    assert _refed_whole(practice, feeder, result, tmp_path) == tray.fronts


def test_a_scanner_busy_for_a_moment_is_waited_for(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(2, 1).sheets)
    feeder.fault(FaultKind.BUSY, moment=Moment.JOB)

    assert run(practice, request(tmp_path / "b")).ended.sheets == 2


def test_a_scanner_that_is_not_there_is_gone(tmp_path: Path) -> None:
    with PracticeScanner() as feeder:
        config = feeder.write_sane_config(tmp_path / "config")
        gone = SaneScanner(feeder.info, feeder.device_name, config)

    ended = run(gone, request(tmp_path / "b")).ended

    assert ended.situation is Situation.SCANNER_GONE
    assert feeder.url in ended.detail


def test_a_scanner_unknown_to_sane_is_gone(
    feeder: PracticeScanner, sane_test_config: Path, tmp_path: Path
) -> None:
    unknown = SaneScanner(feeder.info, "airscan:e0:Nowhere", sane_test_config)

    ended = run(unknown, request(tmp_path / "b")).ended

    assert ended.situation is Situation.SCANNER_GONE
    assert "opening" in ended.detail
