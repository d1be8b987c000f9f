"""Whose letters postal operators may treat as undeliverable, and what is refused (R44, R45)."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.messages import OperatorNoticeRow
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.register import Standing
from mailroom.domain.workdays import stockholm_date


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """Since the day after `ended_on`."""

    agreement: int
    number: str
    name: str
    ended_on: dt.date


def listed(session: Session, day: dt.date) -> tuple[Undeliverable, ...]:
    """Customers whose last agreement has ended before that day; also the list at the door (R45)."""
    rows: dict[str, list[AgreementRow]] = {}
    for row in session.scalars(select(AgreementRow)):
        rows.setdefault(row.customer, []).append(row)
    names = dict(session.execute(select(CustomerRow.number, CustomerRow.name)).all())
    found: list[Undeliverable] = []
    for number, theirs in rows.items():
        if standing_on(Periods.of(theirs), day) is Standing.ENDED:
            last = max(theirs, key=lambda row: row.active_from)
            found.append(Undeliverable(last.id, number, names[number], last.ends_on or day))
    return tuple(sorted(found, key=lambda one: one.number))


def tell_operator(
    session: Session, postal_operator: str, *, staff: Staff, now: dt.datetime
) -> tuple[Undeliverable, ...]:
    """What this operator has not been told yet; from now on it has. Raises Refused(VALIDATION)."""
    if not postal_operator.strip():
        raise Refused(Why.VALIDATION, "Name the postal operator.")
    new = [
        one
        for one in listed(session, stockholm_date(now))
        if insert_new(
            session,
            OperatorNoticeRow,
            {
                "agreement": one.agreement,
                "postal_operator": postal_operator,
                "told_at": now,
                "told_by": staff.name,
            },
        )
    ]
    detail = {"customers": str(len(new))}
    note(session, staff, Action.POSTAL_OPERATOR_TOLD, postal_operator, now=now, detail=detail)
    return tuple(new)
