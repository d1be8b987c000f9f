"""Named points at durable steps, where a test run may end the process as a power cut would."""

import os
import signal
from enum import StrEnum
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


class Trap:
    """What a test run armed; in an ordinary run there is none."""

    def __init__(self, kill_at: str) -> None:
        name, _, count = kill_at.partition(":")
        self._point = Point(name)
        self._left = int(count or 1)
        self._lock = Lock()

    def passed(self, point: Point) -> None:
        with self._lock:
            if point is not self._point:
                return
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _armed() -> Trap | None:
    kill_at = os.environ.get(KILL_AT)
    return Trap(kill_at) if kill_at else None


_TRAP = _armed()


def reached(point: Point) -> None:
    """Say that this step has been passed. Costs one comparison when nothing is armed."""
    if _TRAP is not None:
        _TRAP.passed(point)
