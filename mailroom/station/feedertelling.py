"""Tells the backend how the feeder's day goes, for the wall of the room."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from mailroom.domain.errors import BackendUnreachable, MailroomError
from mailroom.domain.feeder import FeederDay, feeder_day
from mailroom.domain.workdays import stockholm_date
from mailroom.logs import log
from mailroom.spool.spool import Spool
from mailroom.station.link import WatchedBackend

_DAYS: Final = 7
"""How far back a station that was away tells; a day told twice is the same day."""

_log = log("station")


@dataclass(slots=True)
class FeederTelling:
    """Lives on a loop of its own. The spool is the truth, so a restart only tells again.

    A day on which nothing was fed is not told, nor one that has not moved since.
    """

    spool: Spool
    backend: WatchedBackend
    now: Callable[[], dt.datetime]
    _told: dict[dt.date, FeederDay] = field(default_factory=dict)
    _settled_until: dt.date = field(default=dt.date.min)
    _trouble: str = field(default="")

    def look_after(self) -> bool:
        """Always False: there is never more to do at once."""
        today = stockholm_date(self.now())
        first = max(self._settled_until, today - dt.timedelta(days=_DAYS - 1))
        days = [first + dt.timedelta(days=past) for past in range((today - first).days + 1)]
        try:
            untold = [day for day in days if not self._is_told(day)]
        except MailroomError as error:
            self._say(error)
        else:
            self._settled_until = min(untold, default=today)
            self._trouble = self._trouble if untold else ""
            kept = self._settled_until
            self._told = {day: told for day, told in self._told.items() if day >= kept}
        return False

    def _is_told(self, day: dt.date) -> bool:
        """False where it was refused, which keeps no other day from being told.

        Raises BackendUnreachable.
        """
        figures = feeder_day(day, self.spool.runs.of_day(day))
        if not (figures.sheets or figures.jams) or self._told.get(day) == figures:
            return True
        try:
            self.backend.tell_feeder(figures)
        except BackendUnreachable:
            raise
        except MailroomError as error:
            self._say(error)
            return False
        self._told[day] = figures
        return True

    def _say(self, error: MailroomError) -> None:
        if error.code != self._trouble:
            self._trouble = error.code
            _log.warning("feeder_not_told", code=error.code)
