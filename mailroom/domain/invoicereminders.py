"""When a company is reminded of an invoice in its mailbox (R55)."""

import bisect
import datetime as dt
from typing import Final

from mailroom.domain.workdays import FIRST_YEAR, LAST_YEAR, is_working_day

DAYS_BEFORE: Final = 2
"""And one working day before that: what is paid then is there in time."""
_DAYS_AFTER: Final = (0, 7, 14, 28)
"""Days past the due date; then the paying is the company's own."""
LAST_AFTER: Final = dt.timedelta(days=_DAYS_AFTER[-1] + 7)
EARLIEST_BEFORE: Final = dt.timedelta(days=14)
"""No run of days off is longer than the difference to DAYS_BEFORE."""
STEPS: Final = 1 + len(_DAYS_AFTER)


def reminder_days(due_on: dt.date) -> list[dt.date]:
    """STEPS days, the first before the due date. Raises YearOutOfRange."""
    first = due_on - dt.timedelta(days=DAYS_BEFORE + 1)
    while not is_working_day(first):
        first -= dt.timedelta(days=1)
    return [first, *(due_on + dt.timedelta(days=days) for days in _DAYS_AFTER)]


def reminders_fallen_due(due_on: dt.date, today: dt.date) -> int:
    """How many of the reminders should have been sent by now, today's included.

    Raises YearOutOfRange.
    """
    return bisect.bisect_right(reminder_days(due_on), today)


def remindable(due_on: dt.date) -> bool:
    """Whether the calendar knows the days around it; a misread year may be any."""
    return FIRST_YEAR < due_on.year < LAST_YEAR
