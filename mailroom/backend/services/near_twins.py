"""Customers that could be taken for each other, by name or number, found anew at each change."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import CustomerRow, OtherNameRow
from mailroom.backend.model.messages import NearTwinRow
from mailroom.domain.likeness import Crowd, Likeness


@dataclass(frozen=True, slots=True)
class NearTwin:
    """`one` is the lower number."""

    one: str
    other: str
    likeness: Likeness


def renew(session: Session, number: str) -> int:
    """Find one customer's twins anew, as after a change of its names; how many it has."""
    theirs = (NearTwinRow.one == number) | (NearTwinRow.other == number)
    session.execute(delete(NearTwinRow).where(theirs))
    rows = _rows(Crowd(_names(session)), number)
    if rows:
        session.execute(insert(NearTwinRow), list(rows.values()))
    return len(rows)


def rebuild(session: Session) -> int:
    """The whole list; how many pairs."""
    names = _names(session)
    crowd = Crowd(names)
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for number in names:
        rows |= _rows(crowd, number)
    session.execute(delete(NearTwinRow))
    if rows:
        session.execute(insert(NearTwinRow), list(rows.values()))
    return len(rows)


def run(session: Session, now: dt.datetime) -> int:
    """The nightly rebuild; how many pairs. Idempotent."""
    del now
    return rebuild(session)


def listed(session: Session, number: str | None = None) -> tuple[NearTwin, ...]:
    """All pairs, or those of one customer."""
    query = select(NearTwinRow).order_by(NearTwinRow.one, NearTwinRow.other)
    if number is not None:
        query = query.where((NearTwinRow.one == number) | (NearTwinRow.other == number))
    return tuple(
        NearTwin(row.one, row.other, Likeness(row.likeness)) for row in session.scalars(query)
    )


def _rows(crowd: Crowd, number: str) -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for twin, likeness in crowd.twins_of(number).items():
        one, other = sorted((number, twin))
        found[one, other] = {"one": one, "other": other, "likeness": likeness}
    return found


def _names(session: Session) -> dict[str, list[str]]:
    """Of everybody, the registered name first."""
    registered = session.execute(select(CustomerRow.number, CustomerRow.name))
    names = {number: [name] for number, name in registered}
    for number, name in session.execute(select(OtherNameRow.customer, OtherNameRow.name)):
        names[number].append(name)
    return names
