"""The queue of what is promised: due first, authority letters before everything; and breaches."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.originals import OriginalRequestRow
from mailroom.backend.services import alarms, messages
from mailroom.domain.dispatch import Held
from mailroom.domain.mailpieces import PaperState
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import stockholm_date


class Light(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    """Due today."""
    RED = "red"
    """Late."""


class Cause(StrEnum):
    """Whom a breach is put down to."""

    OURS = "ours"
    CUSTOMER_DATA = "customer_data"
    """The address was missing or foreign (G4)."""


@dataclass(frozen=True, slots=True)
class Promise:
    item: str
    due_on: dt.date
    arrived_on: dt.date
    authority: bool
    paper: PaperState
    light: Light
    held_because: Held | None


@dataclass(frozen=True, slots=True)
class Breach:
    item: str
    due_on: dt.date
    kept_on: dt.date | None
    cause: Cause


_NEEDED = messages.Kind.ADDRESS_NEEDED
_BY_CUSTOMER = frozenset({Held.NO_ADDRESS, Held.FOREIGN_ADDRESS})


def open_promises(
    session: Session, *, now: dt.datetime, cleared: bool = False, limit: int = 500
) -> tuple[Promise, ...]:
    """What still owes its two working days (R11, R19); restricted items for cleared staff only."""
    today = stockholm_date(now)
    wanted: list[ColumnElement[bool]] = [
        MailpieceRow.clock.is_(True),
        MailpieceRow.stopped_at.is_(None),
    ]
    if not cleared:
        wanted.append(MailpieceRow.restricted.is_(False))
    order = (
        MailpieceRow.authority.desc(),
        MailpieceRow.due_on,
        MailpieceRow.arrived_on,
        MailpieceRow.item,
    )
    rows = session.scalars(select(MailpieceRow).where(*wanted).order_by(*order).limit(limit))
    return tuple(_promise(row, today) for row in rows)


def light_of(due_on: dt.date, today: dt.date) -> Light:
    if due_on < today:
        return Light.RED
    return Light.AMBER if due_on == today else Light.GREEN


def breaches(
    session: Session, *, since: dt.date, until: dt.date, now: dt.datetime
) -> tuple[Breach, ...]:
    """Promises due from `since` to `until` (both included) that were, or still are, broken."""
    today = stockholm_date(now)
    due = MailpieceRow.due_on.between(since, until) & MailpieceRow.clock.is_(True)
    rows = session.scalars(select(MailpieceRow).where(due).order_by(MailpieceRow.due_on))
    found: list[Breach] = []
    for row in rows:
        kept_on = stockholm_date(row.stopped_at) if row.stopped_at else None
        if (kept_on or today) > row.due_on:
            by_customer = row.held_because in _BY_CUSTOMER
            cause = Cause.CUSTOMER_DATA if by_customer else Cause.OURS
            found.append(Breach(row.item, row.due_on, kept_on, cause))
    return tuple(found)


def run(session: Session, now: dt.datetime) -> int:
    """Alarms of the day: late letters and pulls, and paper without an address (G4); how many.

    Idempotent: each thing is raised once a day.
    """
    today = stockholm_date(now)
    raised = 0
    late = MailpieceRow.clock.is_(True) & MailpieceRow.stopped_at.is_(None)
    for row in session.scalars(select(MailpieceRow).where(late, MailpieceRow.due_on <= today)):
        kind = AlarmKind.DUE if row.due_on == today else AlarmKind.LATE
        raised += alarms.raise_once(session, kind, row.item, now=now)
    held = MailpieceRow.paper == PaperState.HELD
    for row in session.scalars(select(MailpieceRow).where(held)):
        raised += alarms.raise_once(session, AlarmKind.HELD, row.item, now=now)
        if row.held_because in _BY_CUSTOMER and row.customer:
            messages.tell(session, row.customer, _NEEDED, row.item, now=now)
    pulls = OriginalRequestRow.ended_at.is_(None) & (OriginalRequestRow.due_on <= today)
    for pull in session.scalars(select(OriginalRequestRow).where(pulls)):
        raised += alarms.raise_once(session, AlarmKind.PULL_DUE, pull.id, now=now)
    return raised


def _promise(row: MailpieceRow, today: dt.date) -> Promise:
    return Promise(
        item=row.item,
        due_on=row.due_on,
        arrived_on=row.arrived_on,
        authority=row.authority,
        paper=PaperState(row.paper),
        light=light_of(row.due_on, today),
        held_because=Held(row.held_because) if row.held_because else None,
    )
