"""The jobs of the rules: what happens to companies because a day has begun."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.jobs.jobs import Daily, Every, Job
from mailroom.backend.model.database import Database
from mailroom.backend.services import (
    abandoned,
    month_run,
    near_twins,
    originals,
    payment_options,
    promises,
    reachability,
    rechecks,
    reminders,
    termination,
    unpaid,
)
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.emptying import Emptying

Work = Callable[[Session, dt.datetime], int]
_WORK: Final[tuple[tuple[str, Daily | Every, str, Work], ...]] = (
    ("promises", Every(900), "alarms", promises.run),
    ("payment-options", Daily(0, 10), "expired", payment_options.run),
    ("reachability", Daily(0, 12), "alarms", reachability.run),
    ("agreements", Daily(0, 15), "messages", termination.run),
    # After the month run, so that a payment of the day before has been seen.
    ("reminders", Daily(7), "reminders", reminders.run),
    ("unpaid", Daily(9, 5), "companies", unpaid.remind),
    ("retention", Daily(3), "past_their_years", originals.run),
    ("abandoned", Daily(3, 5), "mailboxes", abandoned.run),
    ("near-twins", Daily(0, 20), "pairs", near_twins.run),
)


def companies_jobs(database: Database, clock: Clock) -> list[Job]:
    """Each in one transaction, the month run in many short ones."""
    # The month run is tried each day: in a month it issues to each customer once.
    jobs = [Job(name, when, _in(database, clock, count, work)) for name, when, count, work in _WORK]
    return [*jobs, Job("month", Daily(1), _month(database, clock))]


def emptying_job(emptying: Emptying) -> Job:
    return Job("emptying", Daily(2, 30), lambda: {"mailboxes": emptying.run()})


def recheck_job(database: Database, blobs: Blobs, clock: Clock, share: float) -> Job:
    def run() -> Mapping[str, int]:
        with database.writing() as session:
            return {"letters": rechecks.pick(session, blobs, share=share, now=clock())}

    return Job("recheck", Daily(4), run)


def _month(database: Database, clock: Clock) -> Callable[[], Mapping[str, int]]:
    def run() -> Mapping[str, int]:
        issued = 0
        while True:
            with database.writing() as session:
                now_issued = month_run.run(session, clock())
            issued += now_issued
            if now_issued < month_run.AT_ONCE:
                return {"statements": issued}

    return run


def _in(
    database: Database, clock: Clock, count: str, work: Work
) -> Callable[[], Mapping[str, int]]:
    def run() -> Mapping[str, int]:
        with database.writing() as session:
            return {count: work(session, clock())}

    return run
