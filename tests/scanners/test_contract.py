"""One contract: SANE's test and fujitsu backends, the feeder both ways, image folders."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from scanners.api import BatchEnded, BatchEvent, PageScanned, Scanner, Side, Situation, Source
from scanners.folder import FolderScanner
from scanners.host import EsclScanner, SaneScanner, batch_is_live
from scanners.practice.fi7160.scanner import PracticeFi7160
from scanners.practice.scanner import PracticeScanner
from tests.scanners.batches import request, run
from tests.scanners.pages import Tray


@dataclass(frozen=True, slots=True)
class Subject:
    """`refill` lays the same sheets in again; there are `sheets` of them."""

    scanner: Scanner
    refill: Callable[[], None]
    sheets: int


@pytest.fixture(params=["sane-test", "fujitsu", "airscan", "escl", "folder"])
def subject(
    request: pytest.FixtureRequest, tmp_path: Path, tray_of: Callable[[int, int], Tray]
) -> Subject:
    tray = tray_of(4, 1)
    if request.param == "sane-test":
        scanner: SaneScanner = request.getfixturevalue("sane_test")
        return Subject(scanner, lambda: None, 10)
    if request.param == "fujitsu":
        fi7160: PracticeFi7160 = request.getfixturevalue("fi7160")
        fujitsu: SaneScanner = request.getfixturevalue("fujitsu")
        return Subject(fujitsu, lambda: fi7160.load(tray.sheets), len(tray.sheets))
    if request.param in ("airscan", "escl"):
        feeder: PracticeScanner = request.getfixturevalue("feeder")
        name = "practice" if request.param == "airscan" else "direct"
        practice: SaneScanner | EsclScanner = request.getfixturevalue(name)
        return Subject(practice, lambda: feeder.load(tray.sheets), len(tray.sheets))
    source = tmp_path / "images"
    source.mkdir()
    for sheet in tray.sheets:
        (source / sheet.front.name).write_bytes(sheet.front.read_bytes())
    return Subject(FolderScanner(source), lambda: None, len(tray.sheets))


def test_a_batch_is_every_sheet_in_order_and_durable(subject: Subject, tmp_path: Path) -> None:
    subject.refill()

    batch = run(subject.scanner, request(tmp_path / "batch"))

    assert batch.ended == BatchEnded(
        Situation.FEEDER_EMPTY, subject.sheets, detail=batch.ended.detail, paper_left=False
    )
    assert [page.sheet for page in batch.pages] == list(range(1, subject.sheets + 1))
    assert batch.asked[: subject.sheets] == list(range(1, subject.sheets + 1))
    names = [page.file.name for page in batch.pages]
    assert names == [f"{n:05d}-front.jpg" for n in range(1, subject.sheets + 1)]
    assert sorted(p.name for p in (tmp_path / "batch").iterdir()) == [".lock", *names]


def test_a_page_is_what_its_event_says(subject: Subject, tmp_path: Path) -> None:
    subject.refill()

    for page in run(subject.scanner, request(tmp_path / "batch")).pages:
        with Image.open(page.file) as image:
            image.load()
            assert image.format == "JPEG"
            assert image.size == (page.width_px, page.height_px)
            assert round(image.info["dpi"][0]) == page.dpi == 300


def test_a_page_is_there_when_its_event_comes(subject: Subject, tmp_path: Path) -> None:
    subject.refill()

    for event in subject.scanner.scan(request(tmp_path / "batch")):
        if isinstance(event, PageScanned):
            assert event.side is Side.FRONT
            assert event.file.stat().st_size > 0


def test_two_batches_after_each_other_are_apart(subject: Subject, tmp_path: Path) -> None:
    for name in ("first", "second"):
        subject.refill()
        batch = run(subject.scanner, request(tmp_path / name))
        assert batch.ended.sheets == subject.sheets
        assert {page.file.parent.name for page in batch.pages} == {name}


def test_a_stopped_batch_keeps_whole_sheets_and_ends(subject: Subject, tmp_path: Path) -> None:
    subject.refill()
    events: list[BatchEvent] = []
    for event in subject.scanner.scan(request(tmp_path / "batch")):
        events.append(event)
        if isinstance(event, PageScanned):
            subject.scanner.stop()

    ended = events[-1]

    assert isinstance(ended, BatchEnded)
    pages = [event for event in events if isinstance(event, PageScanned)]
    assert ended.sheets == len(pages)
    assert ended.situation in (Situation.STOPPED, Situation.FEEDER_EMPTY)
    assert not batch_is_live(tmp_path / "batch")


def test_no_more_sheets_are_fed_than_were_asked_for(subject: Subject, tmp_path: Path) -> None:
    subject.refill()

    batch = run(subject.scanner, request(tmp_path / "batch", max_sheets=2))

    assert (batch.ended.situation, batch.ended.sheets) == (Situation.STOPPED, 2)
    assert [page.sheet for page in batch.pages] == [1, 2]


def test_a_stop_before_the_first_sheet_scans_none(subject: Subject, tmp_path: Path) -> None:
    subject.refill()
    events = subject.scanner.scan(request(tmp_path / "batch"))
    subject.scanner.stop()

    assert [type(event) for event in events] == [BatchEnded]


def test_a_batch_after_a_stopped_one_is_whole(subject: Subject, tmp_path: Path) -> None:
    events = subject.scanner.scan(request(tmp_path / "stopped"))
    subject.scanner.stop()
    list(events)
    subject.refill()

    assert run(subject.scanner, request(tmp_path / "batch")).ended.sheets == subject.sheets


def test_a_folder_is_live_while_it_is_written(subject: Subject, tmp_path: Path) -> None:
    subject.refill()
    folder = tmp_path / "batch"
    assert not batch_is_live(folder)

    events = subject.scanner.scan(request(folder))
    next(events)
    assert batch_is_live(folder)
    second = run(subject.scanner, request(folder))
    list(events)

    assert second.ended.situation is Situation.SCANNER_BUSY
    assert not batch_is_live(folder)


def test_a_folder_that_cannot_be_made_is_said(subject: Subject, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    ended = run(subject.scanner, request(tmp_path / "file" / "batch", Source.FEEDER)).ended

    assert ended.situation is not Situation.FEEDER_EMPTY
    assert ended.sheets == 0
    assert ended.detail
