"""The practice window: what is laid in is drawn, trouble is ordered, and the score is just."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mailroom.demo.services import FAULTS, PracticeHopper
from mailroom.demo.training import score
from mailroom.demo.tray import read_tray
from mailroom.domain.events import Counters
from mailroom.domain.items import ItemState
from mailroom.settings import resources
from scanners.api import BatchEnded, BatchRequest, ScannerInfo, Situation, Source
from scanners.host import EsclScanner
from scanners.practice.faults import FaultKind
from scanners.practice.scanner import PracticeScanner
from tests.ui.conftest import Bench
from tests.ui.test_window import Begin
from ui.rehearsal.scenes import clear
from ui.style import Look
from ui.texts.phrase import Language, Say
from ui.texts.training import FAULTS as FAULT_WORDS
from ui.training import TrainingWindow

TRAY = read_tray(resources() / "samples" / "tray")


def control(feeder: PracticeScanner) -> str:
    return feeder.url.removesuffix("/").removesuffix("/eSCL")


@pytest.fixture
def feeder() -> Iterator[PracticeScanner]:
    with PracticeScanner(0) as scanner:
        yield scanner


@pytest.fixture
def window(bench: Begin, feeder: PracticeScanner, qtbot: QtBot) -> Iterator[TrainingWindow]:
    at: Bench = bench()
    hopper = PracticeHopper(control(feeder))
    made = TrainingWindow(Look(), Say(Language.SV), at.console.session, hopper, TRAY)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_what_is_laid_in_lies_in_the_real_feeder(
    window: TrainingWindow, feeder: PracticeScanner, qtbot: QtBot
):
    window.lay_face()
    window.lay_contents()
    laid = 1 + len(TRAY.items[0].contents)
    qtbot.waitUntil(lambda: feeder.state().hopper == laid, timeout=10_000)
    window.lay_stack()
    laid += sum(1 + len(item.contents) for item in TRAY.items[1:6])
    qtbot.waitUntil(lambda: feeder.state().hopper == laid, timeout=10_000)


def test_ordered_trouble_stops_the_feeder_and_is_put_right(
    window: TrainingWindow, feeder: PracticeScanner, qtbot: QtBot, tmp_path: Path
):
    window.order()
    window.lay_face()
    qtbot.waitUntil(lambda: feeder.state().hopper == 1, timeout=10_000)
    scanner = EsclScanner(ScannerInfo("practice", "Practice", "escl"), feeder.url)
    *_, ended = scanner.scan(BatchRequest(tmp_path, Source.FEEDER))
    scanner.close()
    assert isinstance(ended, BatchEnded)
    assert ended.situation is Situation.PAPER_JAM
    PracticeHopper(control(feeder)).put_right()
    PracticeHopper(control(feeder)).lay_back(1)
    qtbot.waitUntil(lambda: feeder.state().hopper == 1, timeout=10_000)


def test_every_trouble_there_is_has_a_name_and_is_one_of_the_feeders():
    assert set(FAULTS) == set(FAULT_WORDS) <= {*FaultKind}


def test_the_score_is_just():
    right = clear(1, ItemState.DELIVERED)
    known, other = TRAY.items[0], TRAY.items[1]
    assert right.decision is not None
    assert right.decision.recipient is not None
    told = replace(right.decision.recipient, number=known.recipient or "")
    right = replace(right, decision=replace(right.decision, recipient=told))
    astray = replace(right, id="astray")
    done = score([known, other], {"a": right, "b": astray}, Counters(), keys=3)
    assert (done.right, done.wrong, done.open) == (1, (other.name,), 0)
    assert not done.is_perfect
    unfinished = score(
        [known, other], {"a": right}, Counters(sheets_fed=4, sheets_in_items=3), keys=3
    )
    assert (unfinished.open, unfinished.sheets_missing) == (1, 1)
    assert score([known], {"a": right}, Counters(), keys=1).is_perfect
