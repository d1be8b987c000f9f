"""Whose word counts at a batch's end: the driver's, the scanner's, or the ledger's."""

import pytest

from scanners.api import BatchEnded, Side, Situation
from scanners.escl.status import EsclJob, EsclStatus
from scanners.escl.witness import Statement
from scanners.ledger import SheetLedger
from scanners.messages import Ended
from scanners.verdict import judge

EMPTY, LOADED, JAM = "ScannerAdfEmpty", "ScannerAdfLoaded", "ScannerAdfJam"


def ledger(asked: int, *sides: tuple[int, Side], duplex: bool = False) -> SheetLedger:
    book = SheetLedger(sides=2 if duplex else 1)
    for sheet in range(1, asked + 1):
        book.ask(sheet)
    for sheet, side in sides:
        book.save(sheet, side)
    return book


def fronts(count: int) -> list[tuple[int, Side]]:
    return [(sheet, Side.FRONT) for sheet in range(1, count + 1)]


def says(adf_state: str, images: int | None = None, waiting: int = 0) -> Statement:
    job = None if images is None else EsclJob("/job", images, waiting, is_running=False)
    return Statement(EsclStatus(adf_state, (job,) if job else ()), job)


def summed(ended: BatchEnded) -> tuple[Situation, int, int]:
    return ended.situation, ended.sheets, ended.lost_sheets


@pytest.mark.parametrize(
    ("driver", "statement", "verdict"),
    [
        (Situation.FEEDER_EMPTY, Statement(), (Situation.FEEDER_EMPTY, 3, 0)),
        (Situation.FEEDER_EMPTY, says(EMPTY, 3), (Situation.FEEDER_EMPTY, 3, 0)),
        (Situation.FEEDER_EMPTY, says(EMPTY, 5), (Situation.SCANNER_FAILED, 3, 2)),
        (Situation.FEEDER_EMPTY, says(LOADED, 3), (Situation.STOPPED, 3, 0)),
        (Situation.FEEDER_EMPTY, says(JAM, 3), (Situation.PAPER_JAM, 3, 1)),
        (
            Situation.FEEDER_EMPTY,
            says("ScannerAdfMultipickDetected", 3),
            (Situation.DOUBLE_FEED, 3, 2),
        ),
        (Situation.SCANNER_FAILED, says("ScannerAdfHatchOpen"), (Situation.COVER_OPEN, 3, 1)),
        (Situation.SCANNER_FAILED, says(LOADED, 4, 1), (Situation.SCANNER_FAILED, 3, 2)),
        (Situation.SCANNER_FAILED, Statement(silence="off"), (Situation.SCANNER_GONE, 3, 1)),
        (Situation.SCANNER_STALLED, Statement(silence="off"), (Situation.SCANNER_STALLED, 3, 1)),
        (Situation.DISK_FULL, says(JAM, 5), (Situation.DISK_FULL, 3, 3)),
        (Situation.STOPPED, says(LOADED, 6), (Situation.STOPPED, 3, 3)),
        (Situation.STOPPED, Statement(), (Situation.STOPPED, 3, 0)),
        (Situation.PAPER_JAM, Statement(), (Situation.PAPER_JAM, 3, 1)),
        (Situation.DOUBLE_FEED, Statement(), (Situation.DOUBLE_FEED, 3, 2)),
        (Situation.SHEET_NOT_TAKEN, Statement(), (Situation.SHEET_NOT_TAKEN, 3, 0)),
        (Situation.IMPRINTER_EMPTY, Statement(), (Situation.IMPRINTER_EMPTY, 3, 0)),
    ],
)
def test_the_end_is_weighed(
    driver: Situation, statement: Statement, verdict: tuple[Situation, int, int]
) -> None:
    assert summed(judge(Ended(driver), ledger(4, *fronts(3)), statement)) == verdict


def test_a_scanner_that_counts_nothing_is_not_believed_in_its_count() -> None:
    ended = judge(Ended(Situation.FEEDER_EMPTY), ledger(4, *fronts(3)), says(EMPTY, 0))

    assert summed(ended) == (Situation.FEEDER_EMPTY, 3, 0)


def test_half_a_sheet_is_lost_not_counted() -> None:
    half = ledger(2, (1, Side.FRONT), (1, Side.BACK), (2, Side.FRONT), duplex=True)

    ended = judge(Ended(Situation.PAPER_JAM), half, says(JAM, 3, 1))

    assert summed(ended) == (Situation.PAPER_JAM, 1, 1)


@pytest.mark.parametrize(
    ("situation", "lost", "stuck"),
    [
        (Situation.PAPER_JAM, 3, 1),
        (Situation.DOUBLE_FEED, 4, 2),
        (Situation.COVER_OPEN, 1, 1),
        (Situation.SCANNER_FAILED, 2, 0),
        (Situation.PAPER_JAM, 0, 0),
    ],
)
def test_the_last_of_the_lost_sheets_are_in_the_paper_path(
    situation: Situation, lost: int, stuck: int
) -> None:
    assert ledger(1).stuck(situation, lost) == stuck


@pytest.mark.parametrize(
    ("statement", "left"),
    [(says(LOADED, 3), True), (says(EMPTY, 3), False), (says(JAM, 3), None), (Statement(), None)],
)
def test_whether_paper_is_left_is_the_scanners_word(
    statement: Statement,
    left: bool | None,  # noqa: FBT001  a parameter of the test
) -> None:
    ended = Ended(Situation.STOPPED)

    assert judge(ended, ledger(4, *fronts(3)), statement).paper_left is left
