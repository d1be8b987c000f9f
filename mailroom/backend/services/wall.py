"""The shift's wall: how far the day's mail has come, over all stations. No mail in it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import ItemRow, TrayRow
from mailroom.backend.model.mailboxes import LetterRow, MisdeliveryRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.room import Hour, Misdelivered, StationPace, Wall
from mailroom.domain.workdays import STOCKHOLM, stockholm_date

_DAYS: Final = 30
"""Long enough for a share to mean something, short enough to show what has changed."""
_HOUR: Final = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Sent:
    """An item of which a station told today."""

    station: str
    pages: int
    at: dt.datetime
    policy: str


def wall(session: Session, *, now: dt.datetime) -> Wall:
    """The whole house at `now`."""
    day = stockholm_date(now)
    sent = _sent_on(session, day)
    open_, due_today, overdue = _promised(session, day)
    expected = session.scalars(select(TrayRow.expected).where(TrayRow.arrived_on == day)).all()
    known = [count for count in expected if count is not None]
    arrived = select(func.count()).select_from(ItemRow).where(ItemRow.arrived_on == day)
    held = select(func.count()).where(MailpieceRow.paper == PaperState.HELD)
    return Wall(
        day=day,
        at=now,
        trays=len(expected),
        expected=sum(known) if known else None,
        here=session.scalars(arrived).one(),
        open=open_,
        due_today=due_today,
        overdue=overdue,
        held=session.scalars(held).one(),
        hours=_hours(sent),
        stations=_stations(sent, now),
        items_last_hour=sum(one.at > now - _HOUR for one in sent),
        misdelivered=_misdelivered(session, now),
        policies=tuple(sorted({one.policy for one in sent})),
    )


def _sent_on(session: Session, day: dt.date) -> list[_Sent]:
    begins = dt.datetime.combine(day, dt.time(), STOCKHOLM).astimezone(dt.UTC)
    columns = (ItemRow.station, ItemRow.page_count, ItemRow.received_at, ItemRow.policy_version)
    rows = session.execute(select(*columns).where(ItemRow.received_at >= begins))
    return [_Sent(*row) for row in rows]


def _promised(session: Session, day: dt.date) -> tuple[int, int, int]:
    """Promises not yet kept: all of them, those due today, those that are late (R11, R19)."""
    running = MailpieceRow.clock.is_(True) & MailpieceRow.stopped_at.is_(None)
    by_day = select(MailpieceRow.due_on, func.count()).where(running).group_by(MailpieceRow.due_on)
    counts = Counter[dt.date]()
    for due_on, count in session.execute(by_day):
        counts[due_on] = count
    late = sum(count for due_on, count in counts.items() if due_on < day)
    return counts.total(), counts[day], late


def _hours(sent: Sequence[_Sent]) -> tuple[Hour, ...]:
    """From the first hour with mail to the last, those without between them too."""
    items, pages = Counter[int](), Counter[int]()
    for one in sent:
        hour = one.at.astimezone(STOCKHOLM).hour
        items[hour] += 1
        pages[hour] += one.pages
    if not items:
        return ()
    return tuple(Hour(at, items[at], pages[at]) for at in range(min(items), max(items) + 1))


def _stations(sent: Sequence[_Sent], now: dt.datetime) -> tuple[StationPace, ...]:
    """The busiest first."""
    paces = [
        StationPace(
            station=name,
            items=sum(one.station == name for one in sent),
            pages=sum(one.pages for one in sent if one.station == name),
            pages_last_hour=sum(
                one.pages for one in sent if one.station == name and one.at > now - _HOUR
            ),
        )
        for name in {one.station for one in sent}
    ]
    return tuple(sorted(paces, key=lambda pace: (-pace.pages, pace.station)))


def _misdelivered(session: Session, now: dt.datetime) -> Misdelivered:
    since = now - dt.timedelta(days=_DAYS)
    wrong = select(func.count()).where(MisdeliveryRow.told_at >= since)
    delivered = select(func.count()).where(LetterRow.available_at >= since)
    return Misdelivered(session.scalars(wrong).one(), session.scalars(delivered).one(), _DAYS)
