"""Writing a statement down: its number, its sums, its lines."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from mailroom.backend.model.fees import StatementLineRow, StatementRow
from mailroom.backend.services.audit import advance
from mailroom.backend.services.statements import Kind, Line, vat_by_rate
from mailroom.domain.months import Month
from mailroom.domain.references import make_reference
from mailroom.domain.workdays import stockholm_date

PAYMENT_DAYS: Final = 30
_NUMBERS: Final = "statement"
_FIRST_NUMBER: Final = 100_000


@dataclass(frozen=True, slots=True)
class Head:
    """To whom, for which month; `credits` is the invoice that a credit note takes back."""

    customer: str
    month: Month
    name: str
    street: str
    postcode: str
    city: str
    credits: int | None = None


def issue(
    session: Session, head: Head, lines: Sequence[Line], run_key: str, *, now: dt.datetime
) -> StatementRow:
    """`run_key` is of this statement alone: the same one twice is refused by the database."""
    row = _row(session, head, lines, run_key, now=now)
    session.add(row)
    session.flush()
    _add_lines(session, row.number, lines)
    return row


def _row(
    session: Session,
    head: Head,
    lines: Sequence[Line],
    run_key: str,
    *,
    now: dt.datetime,
) -> StatementRow:
    number = _FIRST_NUMBER + advance(session, _NUMBERS).value
    today = stockholm_date(now)
    totals = vat_by_rate(lines).values()
    is_credit = head.credits is not None
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
        credits=head.credits,
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
