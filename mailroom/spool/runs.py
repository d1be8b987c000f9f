"""The feeder's runs of a day, as the spool remembers them."""

import datetime as dt

from sqlalchemy import func, select

from mailroom.domain.feeder import FeederRun
from mailroom.domain.workdays import STOCKHOLM
from mailroom.spool.database import Database
from mailroom.spool.mapping import time_of, time_text
from mailroom.spool.tables import BatchRow, PageRow


class Runs:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of_day(self, day: dt.date) -> tuple[FeederRun, ...]:
        """Those begun on that day in Sweden, oldest first."""
        sheets = func.count(func.distinct(PageRow.fed))
        wanted = (
            select(
                BatchRow.begun_at,
                BatchRow.ended_at,
                BatchRow.situation,
                sheets,
                func.count(PageRow.id),
            )
            .outerjoin(PageRow, PageRow.batch == BatchRow.id)
            .where(BatchRow.begun_at >= _midnight(day))
            .where(BatchRow.begun_at < _midnight(day + dt.timedelta(days=1)))
            .group_by(BatchRow.id)
            .order_by(BatchRow.begun_at)
        )
        with self._database.reading() as session:
            return tuple(
                FeederRun(dt.datetime.fromisoformat(begun), time_of(ended), situation, fed, pages)
                for begun, ended, situation, fed, pages in session.execute(wanted)
            )


def _midnight(day: dt.date) -> str:
    return time_text(dt.datetime.combine(day, dt.time(), STOCKHOLM))
