"""A tray scanned to its end through random trouble: every sheet arrives once and in order."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from scanners.api import Situation, Source
from scanners.host import SaneScanner
from scanners.practice.faults import FaultKind, Moment
from scanners.practice.scanner import PracticeScanner
from tests.scanners.batches import request, run
from tests.scanners.pages import Tray

_TROUBLES = [
    FaultKind.JAM,
    FaultKind.DOUBLE_FEED,
    FaultKind.COVER_OPEN,
    FaultKind.DROP,
    FaultKind.RESET,
    FaultKind.TRUNCATED,
    FaultKind.NOT_AN_IMAGE,
    FaultKind.BUSY,
]
_SHEETS = 12


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(2))
def test_no_sheet_is_lost_or_doubled_by_trouble(
    practice: SaneScanner,
    feeder: PracticeScanner,
    tray_of: Callable[[int, int], Tray],
    tmp_path: Path,
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311  a test's dice
    tray = tray_of(_SHEETS, 100)
    feeder.load(tray.sheets)
    scanned: list[int | None] = []
    for attempt in range(4 * _SHEETS):
        if attempt < _SHEETS // 2:
            moment = chance.choice([Moment.FRONT, Moment.BACK])
            sheet = feeder.state().fed + chance.randint(1, 3)
            feeder.fault(chance.choice(_TROUBLES), sheet=sheet, moment=moment)
        before = feeder.state().output
        batch = run(practice, request(tmp_path / str(attempt), Source.FEEDER_DUPLEX))
        assert batch.ended.sheets + batch.ended.lost_sheets == feeder.state().output - before
        scanned += batch.numbers[: 2 * batch.ended.sheets]
        if batch.ended.situation is Situation.FEEDER_EMPTY:
            break
        feeder.clear()
        feeder.refeed(batch.ended.lost_sheets)

    assert scanned == tray.sides
