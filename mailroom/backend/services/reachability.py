"""Customers that no e-mail reaches: an alarm a day until one does (R32)."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, EmailRow
from mailroom.backend.services import alarms
from mailroom.backend.services.staff import SCHEDULE
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import stockholm_date


def unreached(session: Session, day: dt.date) -> tuple[str, ...]:
    """Served that day, and without an address that has not bounced."""
    served = select(AgreementRow.customer).where(
        AgreementRow.active_from <= day,
        AgreementRow.ends_on.is_(None) | (AgreementRow.ends_on >= day),
    )
    working = select(EmailRow.customer).where(EmailRow.bounced_at.is_(None))
    found = set(session.scalars(served)) - set(session.scalars(working))
    return tuple(sorted(found))


def run(session: Session, now: dt.datetime) -> int:
    """How many alarms are new; those of who is reached again end. Idempotent."""
    lost = unreached(session, stockholm_date(now))
    for alarm in alarms.open_alarms(session):
        if alarm.kind is AlarmKind.EMAIL and alarm.about not in lost:
            alarms.end(session, alarm.kind, alarm.about, staff=SCHEDULE, now=now)
    return sum(alarms.raise_once(session, AlarmKind.EMAIL, number, now=now) for number in lost)
