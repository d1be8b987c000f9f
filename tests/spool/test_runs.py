"""The feeder's runs of a day: its own and no other day's, also in a database of before."""

import datetime as dt
from pathlib import Path

from sqlalchemy import text

from mailroom.domain.batches import Batch, BatchMode, RunEnd
from mailroom.spool.database import Database
from mailroom.spool.spool import Spool
from mailroom.spool.upgrades import STEPS

DAY = dt.date(2026, 11, 20)
MIDNIGHT = dt.datetime(2026, 11, 19, 23, 0, tzinfo=dt.UTC)
"""In Sweden, where the day begins."""
SECOND = dt.timedelta(seconds=1)


def begun(spool: Spool, name: str, at: dt.datetime) -> Batch:
    batch = Batch(name, "T1", BatchMode.FACE, spool.workspace / name, True, 300, "eva", at)  # noqa: FBT003  duplex
    spool.batches.begin(batch)
    return batch


def test_a_day_has_the_runs_that_began_on_it_in_order(spool: Spool) -> None:
    begins = [MIDNIGHT - SECOND, MIDNIGHT + SECOND, MIDNIGHT, MIDNIGHT + dt.timedelta(days=1)]
    batches = [begun(spool, f"b{number}", at) for number, at in enumerate(begins)]
    spool.batches.end(batches[1], RunEnd("paper_jam", lost=1, stuck=1))
    runs = spool.runs.of_day(DAY)
    assert [(run.begun_at, run.situation) for run in runs] == [
        (MIDNIGHT, None),
        (MIDNIGHT + SECOND, "paper_jam"),
    ]
    assert [run.ended_at is None for run in runs] == [True, False]
    assert [(run.sheets, run.pages) for run in runs] == [(0, 0), (0, 0)]


def test_a_run_of_before_its_end_was_kept_is_still_a_run(tmp_path: Path) -> None:
    file = tmp_path / "spool.sqlite3"
    older = Database(file, steps=STEPS[:-1])
    with older.writing() as session:
        session.execute(text("drop index ix_batch_begun_at"))
        session.execute(text("alter table batch drop column ended_at"))
        session.execute(text("insert into tray values ('T1', '2026-11-20', 'PN', null, '')"))
        columns = "id, tray, mode, folder, duplex, dpi, operator, begun_at, state, settled"
        more = ", lost, stuck, faces, parted, imprint"
        values = "'b', 'T1', 'face', 'b', 1, 300, 'eva', '2026-11-20T08:00:00.000000+00:00'"
        rest = ", 'ended', 1, 0, 0, 0, 0, ''"
        session.execute(text(f"insert into batch ({columns}{more}) values ({values}{rest})"))  # noqa: S608  our own words
    older.close()
    spool = Spool(tmp_path, station="desk-1", reserve_mb=8, now=lambda: MIDNIGHT)
    (run,) = spool.runs.of_day(DAY)
    assert (run.ended_at, run.sheets) == (None, 0)
    spool.close()
