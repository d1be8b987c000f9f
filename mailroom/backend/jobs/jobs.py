"""Jobs: one run at a time, every run on record, the same result however often it is run."""

import datetime as dt
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update

from mailroom.backend.model.database import Database
from mailroom.backend.model.jobs import JobRunRow
from mailroom.backend.services.clock import Clock
from mailroom.domain.errors import CommandRefused, MailroomError
from mailroom.logs import log

SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Every:
    """So long after the last run began."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Daily:
    """At this time of the Swedish day."""

    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """`work` counts what it did; what was done already is not done again."""

    name: str
    when: Every | Daily
    work: Callable[[], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Run:
    """`ended_at` and `result` are None while it runs, and for ever when it died."""

    job: str
    asked_by: str
    began_at: dt.datetime
    ended_at: dt.datetime | None
    result: str | None
    counts: Mapping[str, int]
    error: str | None


@dataclass(frozen=True, slots=True)
class Jobs:
    database: Database
    clock: Clock
    all: Sequence[Job]
    _turns: Mapping[str, threading.Lock] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_turns", {job.name: threading.Lock() for job in self.all})

    def run(self, name: str, *, asked_by: str = SCHEDULE) -> Run:
        """Run it now; a failure is on record. Raises CommandRefused: unknown, or running."""
        job = next((job for job in self.all if job.name == name), None)
        if job is None:
            raise CommandRefused(f"there is no job {name}; there are {', '.join(self.names)}")
        turn = self._turns[name]
        if not turn.acquire(blocking=False):
            raise CommandRefused(f"the job {name} is running")
        try:
            return self._run(job, asked_by)
        finally:
            turn.release()

    @property
    def names(self) -> list[str]:
        return [job.name for job in self.all]

    def last(self) -> dict[str, Run]:
        """The latest run of each job that has been run."""
        with self.database.reading() as session:
            newest = select(JobRunRow).order_by(JobRunRow.began_at.desc(), JobRunRow.id.desc())
            found: dict[str, Run] = {}
            for name in self.names:
                row = session.scalars(newest.where(JobRunRow.job == name).limit(1)).first()
                if row is not None:
                    found[name] = _run_of(row)
            return found

    def _run(self, job: Job, asked_by: str) -> Run:
        began = self.clock()
        row = JobRunRow(
            job=job.name,
            asked_by=asked_by,
            began_at=began,
            ended_at=None,
            result=None,
            counts="{}",
            error=None,
        )
        with self.database.writing() as session:
            session.add(row)
            session.flush()
            number = row.id
        counts, error = _worked(job)
        done = {
            "ended_at": self.clock(),
            "result": "failed" if error else "done",
            "counts": json.dumps(dict(counts), sort_keys=True),
            "error": error,
        }
        with self.database.writing() as session:
            session.execute(update(JobRunRow).where(JobRunRow.id == number).values(**done))
            # What did nothing, often, is told by its last time alone.
            idle = (JobRunRow.job == job.name) & (JobRunRow.counts == "{}")
            before = (JobRunRow.id < number) & (JobRunRow.result == "done")
            session.execute(delete(JobRunRow).where(idle, before))
            return _run_of(session.get_one(JobRunRow, number))


def _worked(job: Job) -> tuple[Mapping[str, int], str | None]:
    try:
        counts = {name: count for name, count in job.work().items() if count}
    except MailroomError as error:
        log("jobs").error("job failed", job=job.name, code=error.code)
        return {}, error.code
    except Exception as error:  # noqa: BLE001  one job may not stop the others
        # A bug of ours in one job: told and recorded, and the other jobs go on.
        log("jobs").exception("job failed", job=job.name, situation=type(error).__name__)
        return {}, type(error).__name__
    if counts:
        log("jobs").info("job done", job=job.name, **counts)
    return counts, None


def _run_of(row: JobRunRow) -> Run:
    return Run(
        job=row.job,
        asked_by=row.asked_by,
        began_at=row.began_at,
        ended_at=row.ended_at,
        result=row.result,
        counts=json.loads(row.counts),
        error=row.error,
    )
