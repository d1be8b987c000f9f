"""The child may die of anything, the parent too; pages on disk stay and nothing hangs."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from scanners.api import BatchEvent, PageScanned, SheetFeeding, Situation
from scanners.host import SaneScanner, batch_is_live, wait_until_dead
from scanners.practice.faults import FaultKind
from scanners.practice.scanner import PracticeScanner
from tests.scanners.batches import batch, request, run
from tests.scanners.pages import Tray

Trays = Callable[[int, int], Tray]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV])
def test_a_child_that_dies_leaves_whole_pages_and_a_word(
    practice: SaneScanner,
    feeder: PracticeScanner,
    tray_of: Trays,
    tmp_path: Path,
    how: signal.Signals,
) -> None:
    tray = tray_of(5, 1)
    feeder.load(tray.sheets)
    feeder.fault(FaultKind.SLOW, sheet=4, seconds=1.0)
    events: list[BatchEvent] = []
    for event in practice.scan(request(tmp_path / "b")):
        events.append(event)
        if isinstance(event, PageScanned) and event.sheet == 2:
            os.kill(_pid(practice), how)
    result = batch(events)

    assert result.ended.situation is Situation.SCANNER_FAILED
    assert how.name in result.ended.detail
    assert 2 <= result.ended.sheets < 5
    assert result.numbers == tray.fronts[: result.ended.sheets]
    assert result.ended.sheets + result.ended.lost_sheets >= feeder.state().fed
    assert not batch_is_live(tmp_path / "b")


def test_a_stall_ends_with_the_watchdog_and_the_scanner_is_free(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(5, 1).sheets)
    feeder.fault(FaultKind.STALL, sheet=1)
    began = time.monotonic()

    ended = run(practice, request(tmp_path / "b", page_timeout_s=1.0)).ended

    assert ended.situation is Situation.SCANNER_STALLED
    assert time.monotonic() - began < 10
    assert not feeder.state().busy


def test_an_abandoned_batch_takes_its_child_along(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(5, 1).sheets)
    events = practice.scan(request(tmp_path / "b"))
    next(events)
    pid = _pid(practice)

    events.close()  # type: ignore[attr-defined]  an Iterator that is a generator

    assert not psutil.pid_exists(pid)
    assert not feeder.state().busy


def test_a_slow_reader_is_not_a_stalled_scanner(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(2, 1).sheets)
    events: list[BatchEvent] = []
    for event in practice.scan(request(tmp_path / "b", page_timeout_s=1.0)):
        events.append(event)
        if len(events) == 2:
            time.sleep(1.5)

    assert batch(events).ended.situation is Situation.FEEDER_EMPTY


def test_a_full_disk_ends_the_batch_without_a_torn_page(
    practice: SaneScanner, feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(5, 1).sheets)
    events: list[BatchEvent] = []
    for event in practice.scan(request(tmp_path / "b")):
        events.append(event)
        if isinstance(event, SheetFeeding) and event.sheet == 1:
            # Larger files than this the kernel refuses, as a full disk does.
            resource.prlimit(_pid(practice), resource.RLIMIT_FSIZE, (20_000, 20_000))
    result = batch(events)

    assert result.ended.situation is Situation.DISK_FULL
    assert "EFBIG" in result.ended.detail
    assert result.ended.sheets == 0
    assert [p.name for p in (tmp_path / "b").iterdir()] == [".lock"]
    assert result.ended.lost_sheets == feeder.state().fed


_STATION = """
    import sys
    from pathlib import Path
    from scanners.api import BatchRequest, ScannerInfo, Source
    from scanners.host import SaneScanner

    config, device, folder = sys.argv[1:]
    scanner = SaneScanner(ScannerInfo("p", "p", "airscan"), device, Path(config))
    for event in scanner.scan(BatchRequest(Path(folder), Source.FEEDER)):
        print(scanner.child_pid, flush=True)
"""


def test_a_dead_parent_takes_the_child_along(
    feeder: PracticeScanner, tray_of: Trays, tmp_path: Path
) -> None:
    feeder.load(tray_of(5, 1).sheets)
    feeder.fault(FaultKind.STALL, sheet=2)
    config, folder = feeder.write_sane_config(tmp_path / "config"), tmp_path / "b"
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_STATION), config, feeder.device_name, folder],
        stdout=subprocess.PIPE,
        text=True,
    ) as station:
        assert station.stdout
        child = int(station.stdout.readline())
        assert psutil.pid_exists(child)
        assert batch_is_live(folder)
        assert not wait_until_dead(folder, 0.1)
        station.kill()
        station.wait()

    assert wait_until_dead(folder, 5.0)


def _pid(scanner: SaneScanner) -> int:
    assert scanner.child_pid
    return scanner.child_pid
