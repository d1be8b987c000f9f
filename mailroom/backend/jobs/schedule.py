"""Runs jobs when they are due; what fell due while nobody was there is made up for at once."""

import datetime as dt

from apscheduler.schedulers.background import BackgroundScheduler  # pyright: ignore[reportMissingTypeStubs]  it ships none
from apscheduler.triggers.base import BaseTrigger  # pyright: ignore[reportMissingTypeStubs]  none
from apscheduler.triggers.cron import CronTrigger  # pyright: ignore[reportMissingTypeStubs]  none
from apscheduler.triggers.interval import IntervalTrigger  # pyright: ignore[reportMissingTypeStubs]  none

from mailroom.backend.jobs.jobs import Daily, Job, Jobs
from mailroom.domain.errors import CommandRefused
from mailroom.domain.workdays import STOCKHOLM
from mailroom.logs import log


class Schedule:
    """Stop it when done: it owns threads."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._scheduler = BackgroundScheduler(timezone=STOCKHOLM)

    def start(self) -> None:
        last = self._jobs.last()
        for job in self._jobs.all:
            run = last.get(job.name)
            first = next_after(job, run.began_at if run else None, now=self._jobs.clock())
            self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]  untyped
                self._run,
                _trigger(job),
                args=[job.name],
                id=job.name,
                next_run_time=first,
                coalesce=True,
                misfire_grace_time=None,
                max_instances=1,
            )
        self._scheduler.start()  # pyright: ignore[reportUnknownMemberType]  untyped

    def stop(self) -> None:
        """When it returns, no job is running."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)  # pyright: ignore[reportUnknownMemberType]  untyped

    def _run(self, name: str) -> None:
        try:
            self._jobs.run(name)
        except CommandRefused:
            log("jobs").info("job is running already", job=name)


def next_after(job: Job, last: dt.datetime | None, *, now: dt.datetime) -> dt.datetime:
    """When it is due: now when that has passed, or when it has never been run."""
    if last is None:
        return now
    due: dt.datetime | None = _trigger(job).get_next_fire_time(last, last + dt.timedelta(seconds=1))  # pyright: ignore[reportUnknownMemberType]  untyped
    return now if due is None else max(now, due)


def _trigger(job: Job) -> BaseTrigger:
    if isinstance(job.when, Daily):
        return CronTrigger(hour=job.when.hour, minute=job.when.minute, timezone=STOCKHOLM)
    return IntervalTrigger(seconds=job.when.seconds, timezone=STOCKHOLM)
