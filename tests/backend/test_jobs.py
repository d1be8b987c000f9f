"""Jobs run when due and by hand, once at a time, with every run on record."""

import datetime as dt
import threading
from collections.abc import Mapping

import pytest
from sqlalchemy import func, select

from mailroom.backend.__main__ import main
from mailroom.backend.jobs.jobs import Daily, Every, Job, Jobs
from mailroom.backend.jobs.schedule import Schedule, next_after
from mailroom.backend.model.jobs import JobRunRow
from mailroom.backend.settings import BackendSettings
from mailroom.backend.wiring import Backend
from mailroom.domain.errors import CommandRefused
from tests.backend.builders import NOW, Desk
from tests.backend.conftest import Clock


def nothing() -> Mapping[str, int]:
    return {}


def test_every_job_runs_and_running_it_again_does_nothing_more(desk: Desk, backend: Backend):
    desk.deliver()
    first = {name: backend.jobs.run(name) for name in backend.jobs.names}
    again = {name: backend.jobs.run(name) for name in backend.jobs.names}
    assert {run.result for run in (*first.values(), *again.values())} == {"done"}
    assert first["checkpoint"].counts == {"made": 1}
    assert again["checkpoint"].counts == {}
    assert again["index"].counts == {}


def test_a_failure_is_on_record_and_the_next_run_goes_on(backend: Backend, clock: Clock):
    outcomes: list[Mapping[str, int]] = [{"letters": 3}]

    def work() -> Mapping[str, int]:
        if not outcomes:
            raise OSError(28, "no space, and a name from a letter")
        return outcomes.pop()

    jobs = Jobs(backend.database, clock, [Job("work", Every(60), work)])
    assert jobs.run("work").counts == {"letters": 3}
    clock.pass_by(minutes=1)
    assert jobs.run("work", asked_by="lars").result == "failed"
    last = jobs.last()["work"]
    assert (last.error, last.asked_by, last.began_at) == ("OSError", "lars", clock.now)


def test_a_job_runs_once_at_a_time(backend: Backend, clock: Clock):
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Mapping[str, int]:
        begun.set()
        assert go_on.wait(10)
        return {}

    jobs = Jobs(backend.database, clock, [Job("slow", Every(60), slow)])
    thread = threading.Thread(target=jobs.run, args=["slow"])
    thread.start()
    assert begun.wait(10)
    with pytest.raises(CommandRefused):
        jobs.run("slow")
    go_on.set()
    thread.join()
    assert jobs.run("slow").result == "done"


def test_runs_that_did_nothing_are_told_by_the_last_alone(backend: Backend, clock: Clock):
    jobs = Jobs(backend.database, clock, [Job("idle", Every(10), nothing)])
    for _ in range(5):
        jobs.run("idle")
        clock.pass_by(seconds=10)
    with backend.database.reading() as session:
        count = select(func.count()).where(JobRunRow.job == "idle")
        assert session.scalars(count).one() == 1


@pytest.mark.parametrize(
    ("when", "last", "due"),
    [
        (Every(60), None, NOW),
        (Every(3600), NOW - dt.timedelta(minutes=20), NOW + dt.timedelta(minutes=40)),
        (Every(3600), NOW - dt.timedelta(days=3), NOW),
        (Daily(2), NOW - dt.timedelta(days=2), NOW),
        (Daily(2), NOW, dt.datetime(2026, 11, 21, 1, 0, tzinfo=dt.UTC)),
        # The clock is put back in the night to 25 October: 02:30 comes twice, the job once.
        (
            Daily(2, 30),
            dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),
            dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC),
        ),
    ],
)
def test_what_fell_due_is_made_up_for(
    when: Every | Daily, last: dt.datetime | None, due: dt.datetime
):
    assert next_after(Job("job", when, nothing), last, now=NOW) == due


def test_the_schedule_runs_what_is_due_and_stops(backend: Backend):
    ran = threading.Event()

    def work() -> Mapping[str, int]:
        ran.set()
        return {}

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    jobs = Jobs(backend.database, now, [Job("work", Every(3600), work)])
    schedule = Schedule(jobs)
    schedule.start()
    assert ran.wait(10)
    schedule.stop()
    assert jobs.last()["work"].result == "done"


def test_by_hand_from_the_command_line(
    settings: BackendSettings, capsys: pytest.CaptureFixture[str]
):
    assert main(["--data", str(settings.data), "job", "register"]) == 0
    assert "register: done, entries" in capsys.readouterr().out
    assert main(["--data", str(settings.data), "job"]) == 0
    listed = capsys.readouterr().out
    assert "notify: -" in listed
    assert "register: done" in listed
    assert main(["--data", str(settings.data), "job", "nothing"]) == 1
