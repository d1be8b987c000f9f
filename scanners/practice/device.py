"""The practice feeder as a machine: hopper, paper path, jobs and output tray; no network here."""

import time
import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Condition

from scanners.practice.documents import Identity, JobLine, ScanSettings
from scanners.practice.faults import ADF_STATES, SHEETS_SPOILT, Fault, FaultKind, Moment
from scanners.practice.sheets import PracticeSheet, check_sheets

_JOB_ROOT = "/eSCL/ScanJobs/"
# A job nobody fetches from is dropped, as devices do, or a killed client would block it for good.
_JOB_TIMEOUT_S = 60.0
_JOBS_REMEMBERED = 10


@dataclass(frozen=True, slots=True)
class PracticeState:
    """`hopper` are sheets waiting; `fed` have left it since the last reset; `images` were sent.

    `output` are sheets lying in the output tray, spoilt ones among them.
    """

    adf: str
    hopper: int
    fed: int
    output: int
    images: int
    busy: bool


@dataclass(frozen=True, slots=True)
class SheetSide:
    """One picture to be made: which sheet, counted from 1 since the last reset."""

    number: int
    sheet: PracticeSheet
    moment: Moment


@dataclass(slots=True)
class Job:
    settings: ScanSettings
    uri: str = field(default_factory=lambda: _JOB_ROOT + str(uuid.uuid4()))
    images: int = 0
    state: str = "Processing"
    reason: str = "JobScanning"
    path: deque[SheetSide] = field(default_factory=deque[SheetSide])
    created: float = field(default_factory=time.monotonic)
    touched: float = field(default_factory=time.monotonic)
    sheet_due: float = 0.0


class Refused(Exception):
    """The device answers with this status instead of a job or a picture."""

    def __init__(self, http_status: int) -> None:
        super().__init__(f"HTTP {http_status}")
        self.http_status = http_status


class PracticeDevice:
    """All of it may be called from any thread.

    `ppm` is the feeder's pace in sheets a minute (0: as fast as asked); `ahead` is how many
    sheets it feeds into its own memory before anybody fetches them.
    """

    def __init__(self, identity: Identity, *, ppm: float = 0.0, ahead: int = 3) -> None:
        self.identity = identity
        self._ppm, self._ahead = ppm, ahead
        self._changed = Condition()
        self._hopper: deque[PracticeSheet] = deque()
        self._output: list[PracticeSheet] = []
        self._fed = self._images = 0
        self._latched: FaultKind | None = None
        self._faults: list[Fault] = []
        self._job: Job | None = None
        self._jobs: deque[Job] = deque(maxlen=_JOBS_REMEMBERED)

    # --- what a person does at the device

    def load(self, sheets: Sequence[PracticeSheet]) -> None:
        """Lay sheets behind those already waiting. Raises SheetUnreadable."""
        check_sheets(sheets)
        with self._changed:
            self._hopper.extend(sheets)

    def refeed(self, count: int) -> None:
        """Take the last `count` sheets out of the output tray and lay them first in the hopper."""
        with self._changed:
            for _ in range(min(count, len(self._output))):
                self._hopper.appendleft(self._output.pop())

    def clear(self) -> None:
        """Open the cover, take stuck paper out, close it: faults are gone, a stall ends."""
        with self._changed:
            self._latched = None
            self._faults.clear()
            self._changed.notify_all()

    def reset(self) -> None:
        """Clear, empty every tray, drop the job, and count sheets from 1 again."""
        self.clear()
        with self._changed:
            self._hopper.clear()
            self._output.clear()
            self._fed = self._images = 0
            self._finish("Canceled", "JobCanceledAtDevice")

    def add_fault(self, fault: Fault) -> None:
        with self._changed:
            self._faults.append(fault)

    def wait_until_cleared(self, timeout_s: float) -> None:
        with self._changed:
            self._changed.wait(timeout_s)

    # --- what the device says of itself

    def state(self) -> PracticeState:
        with self._changed:
            return PracticeState(
                adf=self.adf_state(),
                hopper=len(self._hopper),
                fed=self._fed,
                output=len(self._output),
                images=self._images,
                busy=self._job is not None,
            )

    def adf_state(self) -> str:
        with self._changed:
            if self._latched:
                return ADF_STATES[self._latched]
            if self._hopper:
                return "ScannerAdfLoaded"
            return "ScannerAdfProcessing" if self._job and self._job.path else "ScannerAdfEmpty"

    def job_lines(self) -> list[JobLine]:
        """The newest first."""
        with self._changed:
            return [
                JobLine(
                    uri=job.uri,
                    age_s=int(time.monotonic() - job.created),
                    images_completed=job.images,
                    images_to_transfer=len(job.path),
                    state=job.state,
                    reason=job.reason,
                )
                for job in self._jobs
            ]

    # --- scanning

    def create_job(self, settings: ScanSettings) -> Job:
        """Raises Refused: 503 while a job runs, 409 without paper or with a fault standing."""
        with self._changed:
            if self._job and time.monotonic() - self._job.touched > _JOB_TIMEOUT_S:
                self._finish("Aborted", "AbortedBySystem")
            if self._job:
                raise Refused(503)
            if not settings.from_feeder or not self._hopper or self._latched:
                raise Refused(409)
            self._job = Job(settings)
            self._jobs.appendleft(self._job)
            return self._job

    def delete_job(self, uri: str) -> None:
        """Raises Refused(404) when this job is not running."""
        with self._changed:
            self._running(uri)
            self._finish("Canceled", "JobCanceledByUser")

    def waiting_fault(self, moment: Moment) -> Fault | None:
        """A fault that strikes a job's creation or a status question, spent by being taken."""
        with self._changed:
            fault = self._fault(moment, 0)
            if fault and fault.kind in ADF_STATES:
                self._latched = fault.kind
            return fault

    def next_side(self, uri: str) -> tuple[Job, SheetSide, Fault | None]:
        """Feed, if need be, and say what to picture; waits for the feeder's pace.

        The side counts as done from here: paper does not come back because a line broke, and
        a quick client asks for the next side before this answer's end is known to us. A paper
        fault stops the job and latches. Raises Refused, 404 at the end.
        """
        with self._changed:
            job = self._running(uri)
            job.touched = time.monotonic()
            fault = self._fault_of_next_side(job)
            if not job.path:
                self._feed(job)
            side, due = job.path.popleft(), job.sheet_due
            job.images += 1
            self._images += 1
        time.sleep(max(0.0, due - time.monotonic()))
        return job, side, fault

    def _fault_of_next_side(self, job: Job) -> Fault | None:
        if not job.path and not self._hopper:
            return None
        moment = job.path[0].moment if job.path else Moment.FRONT
        number = job.path[0].number if job.path else self._fed + 1
        fault = self._fault(moment, number)
        if fault and fault.kind in ADF_STATES:
            spoilt = SHEETS_SPOILT.get(fault.kind, 0) - (1 if job.path else 0)
            if spoilt > len(self._hopper):
                # It takes two sheets to feed two.
                return None
            self._spoil(fault, spoilt)
            raise Refused(fault.http_status)
        if fault and fault.kind in (FaultKind.BUSY, FaultKind.REFUSED):
            raise Refused(503 if fault.kind is FaultKind.BUSY else fault.http_status)
        return fault

    def _running(self, uri: str) -> Job:
        if self._job is None or self._job.uri != uri:
            raise Refused(404)
        return self._job

    def _feed(self, job: Job) -> None:
        if not self._hopper:
            self._finish("Completed", "JobCompletedSuccessfully")
            raise Refused(404)
        sheet = self._take_sheet()
        job.path.append(SheetSide(self._fed, sheet, Moment.FRONT))
        if job.settings.duplex:
            job.path.append(SheetSide(self._fed, sheet, Moment.BACK))
        if self._ppm:
            pace = 60 / self._ppm
            earliest = time.monotonic() - self._ahead * pace
            job.sheet_due = max(earliest, job.sheet_due or job.created) + pace

    def _take_sheet(self) -> PracticeSheet:
        sheet = self._hopper.popleft()
        self._output.append(sheet)
        self._fed += 1
        return sheet

    def _spoil(self, fault: Fault, sheets: int) -> None:
        self._latched = fault.kind
        for _ in range(sheets):
            self._take_sheet()
        self._finish("Aborted", "AbortedBySystem")

    def _finish(self, state: str, reason: str) -> None:
        if self._job:
            self._job.state, self._job.reason = state, reason
            self._job = None

    def _fault(self, moment: Moment, sheet: int) -> Fault | None:
        for fault in self._faults:
            if fault.strikes(moment, sheet):
                fault.times -= 1
                return fault
        return None
