"""Named points at durable steps, where a test run may end the process as a power cut would."""

import os
import signal
from enum import StrEnum
from pathlib import Path
from threading import Lock


class Point(StrEnum):
    """Every place where "before" and "after" differ on disk; `KILL_AT` names one of them."""

    FILE_WRITTEN = "file.written"
    FILE_SYNCED = "file.synced"
    FILE_RENAMED = "file.renamed"
    TRAY_OPENED = "tray.opened"
    BATCH_BEGUN = "capture.batch_begun"
    PAGE_ARRIVED = "capture.page_arrived"
    """The page's file is durable, its row is not."""
    PAGE_ADOPTED = "capture.page_adopted"
    BATCH_DRAINED = "capture.batch_drained"
    """The scanner has ended; the batch's row still says that it feeds."""
    BATCH_ENDED = "capture.batch_ended"
    STAGE_DONE = "flow.stage_done"
    """A stage's result exists in memory and in files; the row does not know."""
    STATE_SAVED = "flow.state_saved"
    COMMAND_SAVED = "station.command_saved"
    SEALED = "outbox.sealed"
    """The outgoing bytes are frozen on disk; the item is not yet in the outbox."""
    UPLOADED = "outbox.uploaded"
    """The backend has answered; the receipt is not stored."""


KILL_AT = "MAILROOM_KILL_AT"
"""`name:count`: the process kills itself the count-th time it reaches that point."""
TRACE_TO = "MAILROOM_TRACE_POINTS"
"""A file to which every point passed is appended, one name a line."""


class Trap:
    """What a test run armed; in an ordinary run there is none."""

    def __init__(self, kill_at: str | None, trace_to: str | None) -> None:
        name, _, count = (kill_at or "").partition(":")
        self._point = Point(name) if name else None
        self._left = int(count or 1)
        self._trace = Path(trace_to) if trace_to else None
        self._lock = Lock()

    def passed(self, point: Point) -> None:
        with self._lock:
            if self._trace is not None:
                with self._trace.open("a") as trace:
                    trace.write(f"{point}\n")
            if point is not self._point:
                return
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _armed() -> Trap | None:
    kill_at, trace_to = os.environ.get(KILL_AT), os.environ.get(TRACE_TO)
    return Trap(kill_at, trace_to) if kill_at or trace_to else None


_TRAP = _armed()


def reached(point: Point) -> None:
    """Say that this step has been passed. Costs one comparison when nothing is armed."""
    if _TRAP is not None:
        _TRAP.passed(point)
