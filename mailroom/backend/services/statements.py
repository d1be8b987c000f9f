"""Monthly statements: fixed fee in advance, the rest in arrears; credit notes (R26, R27, R37)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow, DeliveryAddressRow
from mailroom.backend.model.fees import FeeRow, StatementLineRow, StatementRow
from mailroom.backend.services import fees, messages
from mailroom.backend.services.agreements import Periods
from mailroom.backend.services.audit import Action, advance
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import SCHEDULE, Staff, note
from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind, vat_of
from mailroom.domain.references import make_reference
from mailroom.domain.workdays import stockholm_date

PAYMENT_DAYS: Final = 30
AT_ONCE: Final = 100
"""Statements of one transaction."""
_NUMBERS: Final = "statement"
_FIRST_NUMBER: Final = 100_000


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


def run(session: Session, now: dt.datetime, *, most: int = AT_ONCE) -> int:
    """The month run: one statement a customer and month; how many were issued. Idempotent.

    In month M: the fixed fee of M+1 in advance and what happened until the end of M-1; when the
    agreement has ended, all that is left (R37). A month is charged when the agreement covers its
    first day, so a month in which it began is free of the fixed fee. It stops after `most`, so
    that nobody waits long for the database: less than that means that all is done.
    """
    today = stockholm_date(now)
    month = Month.of(today)
    done = set(session.scalars(select(StatementRow.run).where(StatementRow.month == month.first)))
    rows: dict[str, list[AgreementRow]] = {}
    for row in session.scalars(select(AgreementRow).order_by(AgreementRow.active_from)):
        if f"{row.customer}:{month}" not in done:
            rows.setdefault(row.customer, []).append(row)
    periods = {customer: Periods.of(theirs) for customer, theirs in rows.items()}
    if fees.quote(session, FeeKind.MONTHLY, month.after.first).ore:
        charged = set(
            session.scalars(
                select(FeeRow.about).where(
                    FeeRow.kind == FeeKind.MONTHLY, FeeRow.day >= month.first
                )
            )
        )
        charges = [
            charge
            for customer, theirs in periods.items()
            for charge in _monthly(customer, theirs, month)
            if charge.about not in charged
        ]
        fees.charge_many(session, charges, now=now)
    priced = select(FeeRow.customer).where(FeeRow.statement.is_(None), FeeRow.unit_ore > 0)
    owing = set(session.scalars(priced.distinct()))
    issued = 0
    for customer, theirs in periods.items():
        if customer not in owing or issued >= most:
            continue
        ended = all(period.ends_on and period.ends_on < today for period in theirs.all)
        issued += _issue(session, customer, month, all_of_it=ended, now=now) is not None
    return issued


def credit(
    session: Session, number: int, lines: Sequence[Line] | None, *, staff: Staff, now: dt.datetime
) -> int:
    """A credit note for the whole invoice or for some of its lines; its number.

    Raises Refused(SUPERVISOR_ONLY, NOT_FOUND, STATE; AMOUNT above what is left of the invoice).
    """
    staff.must_supervise("Only a supervisor credits.")
    invoice = find(session, number)
    if invoice.kind is not Kind.INVOICE:
        raise Refused(Why.STATE, "Only an invoice can be credited.")
    credited = lines if lines is not None else invoice.lines
    before = _credits_of(session, number)
    left = _counted(invoice.lines)
    for line in (*(each for one in before for each in one.lines), *credited):
        left[line.kind, line.unit_ore, line.vat_percent] = (
            left.get((line.kind, line.unit_ore, line.vat_percent), 0) - line.quantity
        )
    if not credited or min(line.quantity for line in credited) < 1 or min(left.values()) < 0:
        raise Refused(Why.AMOUNT, "No more can be credited than was invoiced.")
    serial = len(before) + 1
    row = _row(session, invoice, credited, f"{number}:credit:{serial}", now=now)
    row.credits = number
    session.add(row)
    session.flush()
    _add_lines(session, row.number, credited)
    settle(session, number, now=now)
    detail = {"credits": str(number), "net_ore": str(row.net_ore)}
    note(session, staff, Action.STATEMENT_ISSUED, str(row.number), now=now, detail=detail)
    return row.number


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


def _monthly(customer: str, periods: Periods, month: Month) -> Iterable[fees.Charge]:
    """The fixed fee of this month and the next, where the agreement covers the first day.

    This month's was charged a month ago, unless that run was missed: each costs once.
    """
    for each in (month, month.after):
        if any(period.covers(each.first) for period in periods.all):
            about = f"{customer}:{each}"
            yield fees.Charge(customer, FeeKind.MONTHLY, about, each.first)


def _issue(
    session: Session, customer: str, month: Month, *, all_of_it: bool, now: dt.datetime
) -> int | None:
    """None when nothing costs anything."""
    waiting = (FeeRow.customer == customer) & FeeRow.statement.is_(None) & (FeeRow.unit_ore > 0)
    if not all_of_it:
        waiting &= (FeeRow.kind == FeeKind.MONTHLY) | (FeeRow.day < month.first)
    events = session.scalars(select(FeeRow).where(waiting).order_by(FeeRow.day, FeeRow.id)).all()
    if not events:
        return None
    lines = _lines(events)
    row = _row(session, _blank(session, customer, month), lines, f"{customer}:{month}", now=now)
    session.add(row)
    session.flush()
    _add_lines(session, row.number, lines)
    for event in events:
        event.statement = row.number
    session.flush()
    facts = {"due_on": row.due_on.isoformat(), "number": str(row.number)}
    messages.tell(session, customer, messages.Kind.STATEMENT, str(row.number), now=now, facts=facts)
    detail = {"net_ore": str(row.net_ore), "vat_ore": str(row.vat_ore)}
    note(session, SCHEDULE, Action.STATEMENT_ISSUED, str(row.number), now=now, detail=detail)
    return row.number


def _lines(events: Sequence[FeeRow]) -> tuple[Line, ...]:
    """One line a kind, price and rate; months of the fixed fee stay apart."""
    grouped: dict[tuple[object, ...], list[FeeRow]] = {}
    for event in events:
        month = Month.of(event.day) if event.kind == FeeKind.MONTHLY else None
        key = (event.kind, month, event.unit_ore, event.vat_percent)
        grouped.setdefault(key, []).append(event)
    return tuple(_line(group) for group in grouped.values())


def _line(group: Sequence[FeeRow]) -> Line:
    kind = FeeKind(group[0].kind)
    last = max(event.day for event in group)
    return Line(
        kind=kind,
        first_day=min(event.day for event in group),
        last_day=Month.of(last).last if kind is FeeKind.MONTHLY else last,
        quantity=sum(event.quantity for event in group),
        unit_ore=group[0].unit_ore,
        vat_percent=group[0].vat_percent,
    )


@dataclass(frozen=True, slots=True)
class _Head:
    customer: str
    month: Month
    kind: Kind
    name: str
    street: str
    postcode: str
    city: str


def _blank(session: Session, customer: str, month: Month) -> _Head:
    company = session.get_one(CustomerRow, customer)
    at = session.get(DeliveryAddressRow, customer)
    street, postcode, city = (at.street, at.postcode, at.city) if at else ("", "", "")
    return _Head(customer, month, Kind.INVOICE, company.name, street, postcode, city)


def _row(
    session: Session,
    head: _Head | Statement,
    lines: Sequence[Line],
    run_key: str,
    *,
    now: dt.datetime,
) -> StatementRow:
    number = _FIRST_NUMBER + advance(session, _NUMBERS).value
    today = stockholm_date(now)
    totals = vat_by_rate(lines).values()
    is_credit = isinstance(head, Statement)
    return StatementRow(
        number=number,
        customer=head.customer,
        kind=Kind.CREDIT if is_credit else Kind.INVOICE,
        month=head.month.first,
        name=head.name,
        street=head.street,
        postcode=head.postcode,
        city=head.city,
        issued_on=today,
        due_on=today if is_credit else today + dt.timedelta(days=PAYMENT_DAYS),
        reference=make_reference(str(number), with_length=True),
        net_ore=sum(net for net, _ in totals),
        vat_ore=sum(vat for _, vat in totals),
        paid_ore=0,
        settled_at=now if is_credit else None,
        run=run_key,
    )


def _add_lines(session: Session, number: int, lines: Sequence[Line]) -> None:
    for position, line in enumerate(lines, 1):
        session.add(
            StatementLineRow(
                statement=number,
                position=position,
                kind=line.kind,
                first_day=line.first_day,
                last_day=line.last_day,
                quantity=line.quantity,
                unit_ore=line.unit_ore,
                net_ore=line.net_ore,
                vat_percent=line.vat_percent,
            )
        )
    session.flush()


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


def _credits_of(session: Session, number: int) -> tuple[Statement, ...]:
    rows = session.scalars(select(StatementRow).where(StatementRow.credits == number)).all()
    return tuple(_statement(session, row) for row in rows)


def _counted(lines: Iterable[Line]) -> dict[tuple[FeeKind, int, int], int]:
    counted: dict[tuple[FeeKind, int, int], int] = {}
    for line in lines:
        key = (line.kind, line.unit_ore, line.vat_percent)
        counted[key] = counted.get(key, 0) + line.quantity
    return counted
