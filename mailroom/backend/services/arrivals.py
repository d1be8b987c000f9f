"""Arrivals: trays, the operator that brought them, and what is noted of each item (R11, R24)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mail import ItemRow, TrayRow
from mailroom.backend.model.mailpieces import MailpieceRow
from mailroom.backend.model.reviews import ReviewRow
from mailroom.backend.services import digits, lives
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.workdays import FIRST_YEAR, stockholm_date


class Condition(StrEnum):
    """Noted at the door, because nobody answers for what happened before it (R25)."""

    DAMAGED = "damaged"
    OPEN = "open"
    WET = "wet"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class NewTray:
    id: str
    arrived_on: dt.date
    postal_operator: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class TrayBalance:
    """`here` counts the items that stations have sent so far."""

    tray: NewTray
    here: int


def register_tray(session: Session, tray: NewTray, *, staff: Staff, now: dt.datetime) -> bool:
    """Whether it is new; the same again changes nothing.

    The day is the day of physical receipt in Sweden, whatever the hour (G8); an earlier one than
    today needs a supervisor. Raises Refused(ARRIVAL, SUPERVISOR_ONLY or OTHER_CONTENT).
    """
    today = stockholm_date(now)
    if tray.arrived_on > today or tray.arrived_on.year < FIRST_YEAR:
        raise Refused(Why.ARRIVAL, "The day of arrival cannot be right.")
    known = session.get(TrayRow, (tray.id, tray.arrived_on))
    if known is not None:
        if (known.postal_operator, known.expected) != (tray.postal_operator, tray.expected):
            raise Refused(Why.OTHER_CONTENT, "The tray is here already, with another content.")
        return False
    backdated = tray.arrived_on < today
    if backdated:
        staff.must_supervise("Only a supervisor may register an earlier day of arrival.")
    row = {
        "id": tray.id,
        "arrived_on": tray.arrived_on,
        "postal_operator": tray.postal_operator,
        "expected": tray.expected,
        "registered_at": now,
        "registered_by": staff.name,
        "backdated_by": staff.name if backdated else None,
    }
    insert_new(session, TrayRow, row)
    detail = {"arrived_on": tray.arrived_on.isoformat(), "backdated": str(backdated).lower()}
    note(session, staff, Action.TRAY_REGISTERED, tray.id, now=now, detail=detail)
    return True


def trays(session: Session, day: dt.date) -> tuple[TrayBalance, ...]:
    """That day's trays, with what has come out of each."""
    counted = (
        select(ItemRow.tray, func.count()).where(ItemRow.arrived_on == day).group_by(ItemRow.tray)
    )
    here: dict[str, int] = dict(session.execute(counted).all())
    rows = session.scalars(select(TrayRow).where(TrayRow.arrived_on == day).order_by(TrayRow.id))
    return tuple(
        TrayBalance(
            NewTray(row.id, row.arrived_on, row.postal_operator, row.expected),
            here.get(row.id, 0),
        )
        for row in rows
    )


def weigh(session: Session, item: str, grams: int, *, staff: Staff, now: dt.datetime) -> None:
    """Raises Refused(NOT_FOUND or WEIGHT)."""
    if grams <= 0:
        raise Refused(Why.WEIGHT, "A weight is a positive number of grams.")
    lives.find(session, item).weight_g = grams
    note(session, staff, Action.MAILPIECE_NOTED, item, now=now, detail={"weight_g": str(grams)})


def note_conditions(
    session: Session,
    item: str,
    conditions: Iterable[Condition],
    *,
    staff: Staff,
    now: dt.datetime,
) -> None:
    """Replaces what was noted before (R25). Raises Refused(NOT_FOUND)."""
    noted = " ".join(sorted(conditions))
    lives.find(session, item).conditions = noted
    note(session, staff, Action.MAILPIECE_NOTED, item, now=now, detail={"conditions": noted})


def restrict(session: Session, item: str, *, staff: Staff, now: dt.datetime) -> None:
    """From now on only cleared staff see it (R59). Raises Refused(NOT_FOUND)."""
    lives.find(session, item).restricted = True
    waiting = session.get(ReviewRow, item)
    if waiting is not None:
        waiting.restricted = True
        digits.drop(session, item)
    note(session, staff, Action.MAILPIECE_NOTED, item, now=now, detail={"restricted": "true"})


def split(session: Session, item: str, *, envelope: str, staff: Staff, now: dt.datetime) -> None:
    """Note that two letters for two companies lay in one cover (R5).

    Raises Refused(NOT_FOUND; STATE when they are one company's or did not arrive together).
    """
    one, other = lives.find(session, item), lives.find(session, envelope)
    if one.customer == other.customer or one.arrived_on != other.arrived_on or item == envelope:
        sentence = "Only letters of two companies that arrived on one day shared a cover."
        raise Refused(Why.STATE, sentence)
    cover = other.envelope or other.item
    one.envelope = cover
    note(session, staff, Action.MAILPIECE_NOTED, item, now=now, detail={"envelope": cover})


def sharing(session: Session, item: str) -> tuple[str, ...]:
    """The other items of the same cover (R5)."""
    cover = lives.find(session, item).envelope or item
    same = (MailpieceRow.envelope == cover) | (MailpieceRow.item == cover)
    found = session.scalars(select(MailpieceRow.item).where(same, MailpieceRow.item != item))
    return tuple(sorted(found))
