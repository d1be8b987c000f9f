"""The month run: the fixed fee in advance, the rest in arrears (R26, R27, R37)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow, CustomerRow, DeliveryAddressRow
from mailroom.backend.model.fees import FeeRow, StatementRow
from mailroom.backend.services import fees, messages
from mailroom.backend.services.agreements import Periods
from mailroom.backend.services.audit import Action
from mailroom.backend.services.issuing import Head, issue
from mailroom.backend.services.staff import SCHEDULE, note
from mailroom.backend.services.statements import Line
from mailroom.domain.months import Month
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.workdays import stockholm_date

AT_ONCE: Final = 100
"""Statements of one transaction."""


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
    row = issue(session, _head(session, customer, month), lines, f"{customer}:{month}", now=now)
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


def _head(session: Session, customer: str, month: Month) -> Head:
    company = session.get_one(CustomerRow, customer)
    at = session.get(DeliveryAddressRow, customer)
    street, postcode, city = (at.street, at.postcode, at.city) if at else ("", "", "")
    return Head(customer, month, company.name, street, postcode, city)
