"""Reminders of letters that nobody has read (R54): one a company and day, until they are read."""

import datetime as dt
from typing import Final

from sqlalchemy import select

from mailroom.backend.model.database import Database
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.services import telling
from mailroom.backend.services.clock import Clock
from mailroom.domain.workdays import STOCKHOLM, stockholm_date

UNREAD: Final = "unread"
_AFTER_DAYS: Final = (3, 10, 30)
"""Days a letter has lain unread: reminded three times, then the reading is the company's (R33)."""


def remind(database: Database, clock: Clock) -> int:
    """How many companies were reminded; the same day again reminds nobody twice."""
    now = clock()
    today = stockholm_date(now)
    reminded: set[str] = set()
    with database.writing() as session:
        for days in _AFTER_DAYS:
            began, ended = _day(today - dt.timedelta(days=days))
            waiting = (
                select(MailboxRow.customer)
                .join(LetterRow, LetterRow.mailbox == MailboxRow.key)
                .where(
                    LetterRow.available_at >= began,
                    LetterRow.available_at < ended,
                    LetterRow.first_read_at.is_(None),
                    LetterRow.handled_at.is_(None),
                    LetterRow.withdrawn_at.is_(None),
                    LetterRow.trashed_at.is_(None),
                )
            )
            reminded.update(session.scalars(waiting.distinct()))
        told = [telling.Telling(each, UNREAD, f"{each}:{today}") for each in sorted(reminded)]
        telling.tell(session, told, now=now)
    return len(reminded)


def _day(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From midnight to midnight in Sweden."""
    begins = dt.datetime.combine(day, dt.time(), STOCKHOLM)
    ends = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), STOCKHOLM)
    return begins.astimezone(dt.UTC), ends.astimezone(dt.UTC)
