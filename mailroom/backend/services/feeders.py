"""What stations tell of their feeders, one row for each station and day."""

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.stations import FeederDayRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.feeder import FeederDay
from mailroom.domain.workdays import FIRST_YEAR, stockholm_date

_LEEWAY: Final = dt.timedelta(hours=1)
"""How early a station may think that the next day has begun."""


def keep(session: Session, told: FeederDay, *, station: str, now: dt.datetime) -> None:
    """The day's figures as they stand now, in place of those told before. Idempotent.

    Raises Refused(VALIDATION) for a day that cannot be.
    """
    if told.day.year < FIRST_YEAR or told.day > stockholm_date(now + _LEEWAY):
        raise Refused(Why.VALIDATION, "The day of the feeder's figures cannot be right.")
    figures = {
        "sheets": told.sheets,
        "jams": told.jams,
        "own_pace": told.own_pace,
        "clear_s": told.clear_s,
    }
    if insert_new(session, FeederDayRow, {"station": station, "day": told.day, **figures}):
        return
    row = session.get_one(FeederDayRow, (station, told.day))
    for name, figure in figures.items():
        setattr(row, name, figure)


def of_day(session: Session, day: dt.date) -> dict[str, FeederDay]:
    """By station."""
    rows = session.scalars(select(FeederDayRow).where(FeederDayRow.day == day))
    return {
        row.station: FeederDay(row.day, row.sheets, row.jams, row.own_pace, row.clear_s)
        for row in rows
    }
