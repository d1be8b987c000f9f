"""Why a batch really ended: the driver's word weighed against the scanner's and the ledger's."""

from scanners.api import BatchEnded, Situation
from scanners.escl.status import EsclStatus
from scanners.escl.witness import Statement
from scanners.ledger import SheetLedger
from scanners.messages import Ended

# Causes of our own, which no state of the feeder explains away.
_OURS = frozenset({Situation.DISK_FULL, Situation.PAGE_DAMAGED, Situation.OPTION_REFUSED})


def judge(ended: Ended, ledger: SheetLedger, statement: Statement) -> BatchEnded:
    """A normal end is believed only when the scanner and the counts bear it out.

    sane-airscan reports a double feed and an open hatch as a normal end.
    """
    job = statement.job
    if job and job.completed < ledger.pages:
        # A scanner that counts fewer images than have come does not really count.
        job = None
    final = _weighed(ended, statement)
    trouble = statement.status.situation if statement.status else None
    lost = ledger.lost(trouble or final.situation, job)
    if final.situation is Situation.FEEDER_EMPTY and lost:
        final = Ended(
            Situation.SCANNER_FAILED,
            f"the scanner delivered more pages than the {ledger.pages} that came",
        )
    return BatchEnded(
        final.situation,
        ledger.whole,
        lost,
        final.detail,
        stuck_sheets=ledger.stuck(trouble or final.situation, lost),
        paper_left=_paper_left(final, statement),
    )


def _paper_left(final: Ended, statement: Statement) -> bool | None:
    status = statement.status
    if status is not None and (status.is_loaded or status.is_empty):
        return status.is_loaded
    if final.situation is Situation.FEEDER_EMPTY:
        return False
    return final.paper_left


def _weighed(ended: Ended, statement: Statement) -> Ended:
    if ended.situation in _OURS:
        return ended
    if statement.status is not None:
        return _by_feeder(ended, statement.status)
    if statement.silence and ended.situation is Situation.SCANNER_FAILED:
        return Ended(Situation.SCANNER_GONE, f"{statement.silence}; {ended.detail}")
    return ended


def _by_feeder(ended: Ended, status: EsclStatus) -> Ended:
    if status.situation is not None:
        detail = f"the scanner says {status.adf_state}"
        return Ended(
            status.situation,
            f"{detail}; {ended.detail}" if ended.detail else detail,
            ended.paper_left,
        )
    if ended.situation is Situation.FEEDER_EMPTY and status.is_loaded:
        return Ended(Situation.STOPPED, "the scanner ended the batch with paper in its feeder")
    return ended
