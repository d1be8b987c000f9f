"""Monthly statements and credit notes as they stand, and what is left to pay of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.fees import StatementLineRow, StatementRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind, vat_of


class Kind(StrEnum):
    INVOICE = "invoice"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Line:
    """`net_ore` is `quantity` times `unit_ore`; positive also on a credit note."""

    kind: FeeKind
    first_day: dt.date
    last_day: dt.date
    quantity: int
    unit_ore: int
    vat_percent: int

    @property
    def net_ore(self) -> int:
        return self.quantity * self.unit_ore


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything that is printed on it; `reference` is what the payer writes."""

    number: int
    kind: Kind
    customer: str
    month: Month
    credits: int | None
    name: str
    street: str
    postcode: str
    city: str
    issued_on: dt.date
    due_on: dt.date
    reference: str
    lines: tuple[Line, ...]
    net_ore: int
    vat_ore: int
    outstanding_ore: int

    @property
    def gross_ore(self) -> int:
        return self.net_ore + self.vat_ore


def vat_by_rate(lines: Iterable[Line]) -> dict[int, tuple[int, int]]:
    """Net and VAT in öre by rate: VAT is rounded once per rate, on its sum."""
    nets: dict[int, int] = {}
    for line in lines:
        nets[line.vat_percent] = nets.get(line.vat_percent, 0) + line.net_ore
    return {rate: (net, vat_of(net, rate)) for rate, net in sorted(nets.items())}


def settle(session: Session, number: int, *, now: dt.datetime) -> bool:
    """Whether nothing is outstanding any more; notes when that was."""
    row = session.get_one(StatementRow, number, with_for_update=True)
    paid = find(session, number).outstanding_ore <= 0
    row.settled_at = (row.settled_at or now) if paid else None
    session.flush()
    return paid


def find(session: Session, number: int) -> Statement:
    """Raises Refused(NOT_FOUND)."""
    row = session.get(StatementRow, number)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such statement.")
    return _statement(session, row)


def of_customer(session: Session, customer: str) -> tuple[Statement, ...]:
    """Newest first."""
    theirs = select(StatementRow).where(StatementRow.customer == customer)
    rows = session.scalars(theirs.order_by(StatementRow.number.desc())).all()
    return tuple(_statement(session, row) for row in rows)


def unpaid(session: Session, customer: str | None = None) -> tuple[int, ...]:
    """Numbers of invoices that are not settled, oldest first."""
    wanted: list[ColumnElement[bool]] = [
        StatementRow.kind == Kind.INVOICE,
        StatementRow.settled_at.is_(None),
    ]
    if customer is not None:
        wanted.append(StatementRow.customer == customer)
    found = select(StatementRow.number).where(*wanted).order_by(StatementRow.number)
    return tuple(session.scalars(found))


def credits_of(session: Session, number: int) -> tuple[Statement, ...]:
    """Every credit note on that invoice."""
    rows = session.scalars(select(StatementRow).where(StatementRow.credits == number)).all()
    return tuple(_statement(session, row) for row in rows)


def _statement(session: Session, row: StatementRow) -> Statement:
    inside = select(StatementLineRow).where(StatementLineRow.statement == row.number)
    lines = session.scalars(inside.order_by(StatementLineRow.position))
    credited = select(func.sum(StatementRow.net_ore + StatementRow.vat_ore)).where(
        StatementRow.credits == row.number
    )
    taken_off = session.scalars(credited).one() or 0
    gross = row.net_ore + row.vat_ore
    outstanding = 0 if row.kind == Kind.CREDIT else gross - row.paid_ore - taken_off
    return Statement(
        number=row.number,
        kind=Kind(row.kind),
        customer=row.customer,
        month=Month.of(row.month),
        credits=row.credits,
        name=row.name,
        street=row.street,
        postcode=row.postcode,
        city=row.city,
        issued_on=row.issued_on,
        due_on=row.due_on,
        reference=row.reference,
        lines=tuple(
            Line(
                FeeKind(line.kind),
                line.first_day,
                line.last_day,
                line.quantity,
                line.unit_ore,
                line.vat_percent,
            )
            for line in lines
        ),
        net_ore=row.net_ore,
        vat_ore=row.vat_ore,
        outstanding_ore=outstanding,
    )
