"""Reminders of invoices that are neither paid nor marked as handled (R55, R56)."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mailboxes import LetterDueRow, LetterRow, MailboxRow
from mailroom.backend.services import telling
from mailroom.backend.services.letter_pages import CodeOnPage
from mailroom.backend.services.paying import due_day_of
from mailroom.domain.invoicereminders import (
    EARLIEST_BEFORE,
    LAST_AFTER,
    remindable,
    reminders_fallen_due,
)
from mailroom.domain.workdays import stockholm_date

UNPAID: Final = "unpaid"
OVERDUE: Final = "overdue"
_Read = tuple[str, Sequence[str], Sequence[CodeOnPage]]
"""A letter's key, and the text of its pages and the codes on them."""


def note_due(session: Session, letters: Collection[_Read]) -> None:
    """In the transaction that makes them visible."""
    rows: list[dict[str, Any]] = []
    for key, pages, codes in letters:
        due_on = due_day_of(pages, codes)
        if due_on is not None and remindable(due_on):
            rows.append({"letter": key, "due_on": due_on, "reminded": 0})
    insert_many(session, LetterDueRow, rows)


def remind(session: Session, now: dt.datetime) -> int:
    """How many companies were reminded: once a day and kind, however many their invoices.

    What fell due while nothing ran is one reminder, not several. Handled letters and those in the
    trash are left alone; taken back, the mark lets the next one come, never those that were passed.
    """
    today = stockholm_date(now)
    near = LetterDueRow.due_on.between(today - LAST_AFTER, today + EARLIEST_BEFORE)
    waiting = (
        select(LetterDueRow, MailboxRow.customer, LetterRow.handled_at, LetterRow.trashed_at)
        .join(LetterRow, LetterRow.key == LetterDueRow.letter)
        .join(MailboxRow, MailboxRow.key == LetterRow.mailbox)
        .where(near, LetterRow.withdrawn_at.is_(None))
    )
    told: set[tuple[str, str]] = set()
    for row, customer, handled_at, trashed_at in session.execute(waiting).all():
        fallen = reminders_fallen_due(row.due_on, today)
        if fallen <= row.reminded:
            continue
        row.reminded = fallen
        if handled_at is None and trashed_at is None:
            told.add((customer, UNPAID if today <= row.due_on else OVERDUE))
    tellings = [telling.Telling(who, kind, f"{who}:{today}") for who, kind in sorted(told)]
    telling.tell(session, tellings, now=now)
    return len({customer for customer, _ in told})
