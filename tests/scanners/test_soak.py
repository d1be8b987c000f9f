"""A tray scanned to its end through random trouble: every sheet arrives once and in order."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scanners.api import Scanner
from scanners.practice.scanner import PracticeScanner
from tests.scanners.pages import Tray
from tests.scanners.soak import soak


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["practice", "direct"])
def test_no_sheet_is_lost_or_doubled_by_trouble(
    request: pytest.FixtureRequest,
    feeder: PracticeScanner,
    tray_of: Callable[[int, int], Tray],
    tmp_path: Path,
    name: str,
) -> None:
    scanner: Scanner = request.getfixturevalue(name)
    tray = tray_of(12, 100)

    done = soak(feeder, scanner, tray.sheets, tmp_path, seed=7, faults_per_100=50)

    assert done.sides == tray.sides
    assert done.unbalanced == 0
    assert done.situations.total() > 1
