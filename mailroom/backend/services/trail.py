"""The audit log at the console: filtered by person, item and day, its chain checked on the way."""

import datetime as dt
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.ledger import AuditRow, CheckpointRow
from mailroom.backend.model.mail import ItemRow
from mailroom.backend.model.mailboxes import LetterRow, MisdeliveryRow
from mailroom.backend.services import audit
from mailroom.backend.services.delivery import PHYSICAL
from mailroom.backend.services.staff import Staff
from mailroom.domain.people import Done, Seen, SeeTrail, Trail
from mailroom.domain.workdays import STOCKHOLM, stockholm_date

_NEWEST: Final = 200


def trail(session: Session, asked: SeeTrail) -> Trail:
    """The newest two hundred, and whether each follows from the one before it."""
    query = select(AuditRow).order_by(AuditRow.number.desc()).limit(_NEWEST)
    if asked.actor:
        query = query.where(func.lower(AuditRow.actor) == asked.actor.lower())
    if asked.about:
        query = query.where(AuditRow.subject.in_(_subjects(session, asked.about)))
    if asked.day is not None:
        begins, ends = _bounds(asked.day)
        query = query.where(AuditRow.at >= begins, AuditRow.at < ends)
    rows = session.scalars(query).all()
    known = _known_as(session, {row.subject for row in rows})
    signed = session.scalars(
        select(CheckpointRow).order_by(CheckpointRow.number.desc()).limit(1)
    ).one_or_none()
    return Trail(
        entries=tuple(_seen(row, known.get(row.subject, "")) for row in rows),
        broken=audit.first_broken_of(session, rows),
        signed_to=signed.number if signed else None,
        signed_at=signed.made_at if signed else None,
    )


def mine(session: Session, *, staff: Staff, now: dt.datetime) -> tuple[Done, ...]:
    """What that person has done today, the most frequent first."""
    begins, ends = _bounds(stockholm_date(now))
    count = func.count()
    query = (
        select(AuditRow.action, count)
        .where(
            AuditRow.actor_kind == staff.actor.kind.value,
            AuditRow.actor == staff.name,
            AuditRow.at >= begins,
            AuditRow.at < ends,
        )
        .group_by(AuditRow.action)
        .order_by(count.desc(), AuditRow.action)
    )
    return tuple(Done(action, number) for action, number in session.execute(query))


def _bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """A day in Sweden, from its midnight to the next."""
    begins = dt.datetime.combine(day, dt.time(), STOCKHOLM)
    ends = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), STOCKHOLM)
    return begins.astimezone(dt.UTC), ends.astimezone(dt.UTC)


def _subjects(session: Session, about: str) -> set[str]:
    """The word itself, and what a scan id stands for: the item and its letter."""
    named = (func.upper(ItemRow.scan_id) == about.upper()) | (ItemRow.id == about.lower())
    items = set(session.scalars(select(ItemRow.id).where(named)))
    letters = set(session.scalars(select(LetterRow.key).where(LetterRow.item.in_(items))))
    looked_into = select(MisdeliveryRow.letter).where(MisdeliveryRow.item.in_(items))
    letters |= set(session.scalars(looked_into))  # as it was called in the wrong mailbox
    return {about} | items | letters


def _known_as(session: Session, subjects: set[str]) -> dict[str, str]:
    items = select(ItemRow.id, ItemRow.scan_id).where(ItemRow.id.in_(subjects))
    on_paper = (LetterRow.origin == PHYSICAL) & LetterRow.key.in_(subjects)
    letters = select(LetterRow.key, LetterRow.scan_id).where(on_paper)
    return {key: scan_id for query in (items, letters) for key, scan_id in session.execute(query)}


def _seen(row: AuditRow, known_as: str) -> Seen:
    return Seen(
        number=row.number,
        at=row.at,
        kind=row.actor_kind,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        known_as=known_as,
    )
