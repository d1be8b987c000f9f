"""Alarms: what a clerk must see to, raised once a day until it is over."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import CustomerRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.messages import AlarmRow
from mailroom.backend.model.originals import OriginalRequestRow
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
    seen: dict[tuple[str, str], AlarmRow] = {}
    for row in rows:
        seen.setdefault((row.kind, row.about), row)
    names = _known_as(session, {about for _, about in seen})
    return tuple(
        Alarm(row.id, AlarmKind(row.kind), row.about, row.day, names.get(row.about, ""))
        for row in seen.values()
    )


def _known_as(session: Session, abouts: set[str]) -> dict[str, str]:
    """Scan ids of items and of what requests are for; companies' names."""
    looks = (
        select(ItemRow.id, ItemRow.scan_id).where(ItemRow.id.in_(abouts)),
        select(OriginalRequestRow.id, ItemRow.scan_id)
        .join(ItemRow, ItemRow.id == OriginalRequestRow.item)
        .where(OriginalRequestRow.id.in_(abouts)),
        select(CustomerRow.number, CustomerRow.name).where(CustomerRow.number.in_(abouts)),
    )
    return {about: name for look in looks for about, name in session.execute(look)}


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
