"""Alarms: what a clerk must see to, raised once a day until it is over."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.messages import AlarmRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.room import Alarm, AlarmKind
from mailroom.domain.workdays import stockholm_date


def raise_once(session: Session, kind: AlarmKind, about: str, *, now: dt.datetime) -> int:
    """1 when it is new today, else 0."""
    day = stockholm_date(now)
    same = (AlarmRow.kind == kind) & (AlarmRow.about == about) & (AlarmRow.day == day)
    if session.scalars(select(AlarmRow.id).where(same)).first() is not None:
        return 0
    session.add(AlarmRow(kind=kind, about=about, day=day, raised_at=now))
    session.flush()
    return 1


def open_alarms(session: Session) -> tuple[Alarm, ...]:
    """Newest day first; of one thing only the newest."""
    newest = (AlarmRow.day.desc(), AlarmRow.kind, AlarmRow.about)
    rows = session.scalars(select(AlarmRow).where(AlarmRow.ended_at.is_(None)).order_by(*newest))
    seen: dict[tuple[str, str], Alarm] = {}
    for row in rows:
        alarm = Alarm(row.id, AlarmKind(row.kind), row.about, row.day)
        seen.setdefault((row.kind, row.about), alarm)
    return tuple(seen.values())


def end(session: Session, kind: AlarmKind, about: str, *, staff: Staff, now: dt.datetime) -> None:
    """It has been seen to; idempotent."""
    same = (AlarmRow.kind == kind) & (AlarmRow.about == about) & AlarmRow.ended_at.is_(None)
    for row in session.scalars(select(AlarmRow).where(same)):
        row.ended_at, row.ended_by = now, staff.name


def end_by_id(session: Session, alarm: int, *, staff: Staff, now: dt.datetime) -> None:
    """With all earlier days' alarms of the same thing. Raises Refused(NOT_FOUND)."""
    row = session.get(AlarmRow, alarm)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such alarm.")
    end(session, AlarmKind(row.kind), row.about, staff=staff, now=now)
