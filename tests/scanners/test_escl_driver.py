"""Sheets straight from an eSCL scanner: its own bytes, one page at a time, every refusal."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from scanners.api import Mode, PageScanned, ScannerInfo, Side, Situation, Source
from scanners.host import EsclScanner
from scanners.practice.faults import FaultKind, Moment
from scanners.practice.scanner import PracticeScanner
from scanners.practice.sheets import PracticeSheet
from tests.scanners.batches import request, run
from tests.scanners.pages import Tray, make_page

Trays = Callable[[int, int], Tray]
DUPLEX = Source.FEEDER_DUPLEX


def test_a_page_is_the_scanners_own_bytes(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    tray = tray_of(2, 1)
    feeder.load(tray.sheets)

    pages = run(direct, request(tmp_path / "b", DUPLEX, Mode.COLOUR)).pages

    sent = [image.read_bytes() for sheet in tray.sheets for image in sheet.images]
    assert [page.file.read_bytes() for page in pages] == sent


def test_duplex_sheets_keep_their_order_and_sides(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    tray = tray_of(4, 1)
    feeder.load(tray.sheets)

    result = run(direct, request(tmp_path / "b", DUPLEX))

    assert result.numbers == tray.sides
    assert [page.side for page in result.pages] == [Side.FRONT, Side.BACK] * 4


def test_a_page_that_says_no_resolution_is_told_it(
    direct: EsclScanner, feeder: PracticeScanner, tmp_path: Path
) -> None:
    make_page(5).save(tmp_path / "mute.jpg", quality=90)
    feeder.load([PracticeSheet(tmp_path / "mute.jpg")])

    (page,) = run(direct, request(tmp_path / "b", mode=Mode.COLOUR)).pages

    with Image.open(page.file) as got, Image.open(tmp_path / "mute.jpg") as sent:
        assert got.info["dpi"] == (300, 300)
        assert got.tobytes() == sent.tobytes()


@pytest.mark.parametrize(
    ("source", "kind", "situation"),
    [
        (Source.FEEDER, FaultKind.JAM, Situation.PAPER_JAM),
        (DUPLEX, FaultKind.JAM, Situation.PAPER_JAM),
        (Source.FEEDER, FaultKind.DOUBLE_FEED, Situation.DOUBLE_FEED),
        (DUPLEX, FaultKind.DOUBLE_FEED, Situation.DOUBLE_FEED),
        (DUPLEX, FaultKind.COVER_OPEN, Situation.COVER_OPEN),
        (Source.FEEDER, FaultKind.DOOR_OPEN, Situation.COVER_OPEN),
        (DUPLEX, FaultKind.PAGE_TOO_LONG, Situation.PAPER_JAM),
        (DUPLEX, FaultKind.TRUNCATED, Situation.PAGE_DAMAGED),
        (Source.FEEDER, FaultKind.CORRUPT, Situation.PAGE_DAMAGED),
        (DUPLEX, FaultKind.NOT_AN_IMAGE, Situation.PAGE_DAMAGED),
        (DUPLEX, FaultKind.DROP, Situation.SCANNER_FAILED),
        (Source.FEEDER, FaultKind.RESET, Situation.SCANNER_FAILED),
        (DUPLEX, FaultKind.STALL, Situation.SCANNER_STALLED),
    ],
)
def test_after_a_fault_only_its_own_sheets_are_fed_again(  # noqa: PLR0913, PLR0917  fixtures and cases
    direct: EsclScanner,
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

    first = run(direct, request(tmp_path / "b", source, page_timeout_s=1.0))
    ended = first.ended

    assert ended.situation is situation
    assert ended.detail
    assert (ended.sheets, ended.lost_sheets) == (2, 2 if kind is FaultKind.DOUBLE_FEED else 1)
    assert not feeder.state().busy
    feeder.clear()
    feeder.refeed(ended.lost_sheets)
    second = run(direct, request(tmp_path / "again", source))
    expected = tray.fronts if source is Source.FEEDER else tray.sides
    assert first.numbers + second.numbers == expected


@pytest.mark.parametrize("http_status", [404, 409, 410, 500, 503])
def test_a_double_feed_is_one_however_the_page_is_refused(
    direct: EsclScanner,
    feeder: PracticeScanner,
    tray_of: Trays,
    tmp_path: Path,
    http_status: int,
) -> None:
    feeder.load(tray_of(4, 1).sheets)
    feeder.fault(FaultKind.DOUBLE_FEED, sheet=2, http_status=http_status)

    ended = run(direct, request(tmp_path / "b")).ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (Situation.DOUBLE_FEED, 1, 2)


@pytest.mark.parametrize(
    ("kind", "situation"),
    [
        (FaultKind.MISPICK, Situation.SHEET_NOT_TAKEN),
        (FaultKind.TRAY_FAILED, Situation.SCANNER_FAILED),
        (FaultKind.OVERLOADED, Situation.SCANNER_FAILED),
    ],
)
def test_a_feeder_that_takes_no_sheet_loses_none(  # noqa: PLR0913, PLR0917  fixtures and cases
    direct: EsclScanner,
    feeder: PracticeScanner,
    tray_of: Trays,
    tmp_path: Path,
    kind: FaultKind,
    situation: Situation,
) -> None:
    feeder.load(tray_of(3, 1).sheets)
    feeder.fault(kind, sheet=2)

    ended = run(direct, request(tmp_path / "b")).ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (situation, 1, 0)


def test_a_fault_between_a_front_and_its_back_counts_no_half_sheet(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(5, 1).sheets)
    feeder.fault(FaultKind.JAM, sheet=3, moment=Moment.BACK)

    ended = run(direct, request(tmp_path / "b", DUPLEX)).ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (Situation.PAPER_JAM, 2, 1)


def test_nothing_is_fetched_ahead_of_a_stop(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(9, 1).sheets)
    feeder.fault(FaultKind.SLOW, sheet=3, seconds=0.5)
    for event in direct.scan(request(tmp_path / "b")):
        if isinstance(event, PageScanned) and event.sheet == 2:
            direct.stop()

    assert feeder.state().fed <= 3
    assert not feeder.state().busy


def test_an_empty_feeder_is_no_sheet_and_nothing_lost(direct: EsclScanner, tmp_path: Path) -> None:
    ended = run(direct, request(tmp_path / "b")).ended

    assert (ended.situation, ended.sheets, ended.lost_sheets) == (Situation.FEEDER_EMPTY, 0, 0)


def test_a_fault_that_stands_is_said_before_any_sheet(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(2, 1).sheets)
    feeder.fault(FaultKind.COVER_OPEN, moment=Moment.JOB)

    ended = run(direct, request(tmp_path / "b")).ended

    assert (ended.situation, ended.lost_sheets) == (Situation.COVER_OPEN, 0)


def test_a_scanner_busy_for_a_moment_is_waited_for(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(3, 1).sheets)
    feeder.fault(FaultKind.BUSY, moment=Moment.JOB)
    feeder.fault(FaultKind.BUSY, sheet=2)

    assert run(direct, request(tmp_path / "b")).ended.sheets == 3


def test_a_scanner_busy_for_good_is_stalled(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(2, 1).sheets)
    feeder.fault(FaultKind.BUSY, sheet=2, times=1000)

    ended = run(direct, request(tmp_path / "b", page_timeout_s=1.0)).ended

    assert (ended.situation, ended.sheets) == (Situation.SCANNER_STALLED, 1)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"dpi": 299}, "299 dpi"),
        ({"source": Source.FLATBED}, "flatbed"),
        ({"options": {"swskip": "5"}}, "swskip"),
    ],
)
def test_what_the_scanner_does_not_offer_is_refused(  # noqa: PLR0913, PLR0917  fixtures and cases
    direct: EsclScanner,
    feeder: PracticeScanner,
    tray_of: Trays,
    tmp_path: Path,
    more: dict[str, object],
    said: str,
) -> None:
    feeder.load(tray_of(1, 1).sheets)

    ended = run(direct, request(tmp_path / "b", **more)).ended  # type: ignore[arg-type]

    assert (ended.situation, ended.lost_sheets) == (Situation.OPTION_REFUSED, 0)
    assert said in ended.detail
    assert feeder.state().fed == 0


def test_a_window_larger_than_the_scanners_is_cut_to_it(
    direct: EsclScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(1, 1).sheets)

    assert run(direct, request(tmp_path / "b", width_mm=9000.0)).ended.sheets == 1


def test_a_scanner_that_is_not_there_is_gone(tmp_path: Path) -> None:
    with PracticeScanner() as feeder:
        gone = EsclScanner(feeder.info, feeder.url)

    assert run(gone, request(tmp_path / "b")).ended.situation is Situation.SCANNER_GONE


@pytest.fixture
def babbler() -> Iterator[str]:
    """Answers every question with a page that no eSCL scanner would send."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble() -> None:
            while True:
                try:
                    link, _ = server.accept()
                except OSError:
                    return
                with link:
                    link.recv(4096)
                    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")

        thread = Thread(target=babble)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/eSCL/"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_what_is_no_scanner_is_gone(babbler: str, tmp_path: Path) -> None:
    scanner = EsclScanner(ScannerInfo("b", "b", "escl"), babbler)

    assert run(scanner, request(tmp_path / "b")).ended.situation is Situation.SCANNER_GONE
