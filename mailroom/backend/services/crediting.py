"""Corrections: an invoice, or some of its lines, is taken back by a credit note."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from mailroom.backend.services.audit import Action
from mailroom.backend.services.issuing import Head, issue
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.backend.services.statements import (
    Kind,
    Line,
    Statement,
    credits_of,
    find,
    settle,
)
from mailroom.domain.pricelist import FeeKind


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
    before = credits_of(session, number)
    left = _counted(invoice.lines)
    for line in (*(each for one in before for each in one.lines), *credited):
        left[line.kind, line.unit_ore, line.vat_percent] = (
            left.get((line.kind, line.unit_ore, line.vat_percent), 0) - line.quantity
        )
    if not credited or min(line.quantity for line in credited) < 1 or min(left.values()) < 0:
        raise Refused(Why.AMOUNT, "No more can be credited than was invoiced.")
    serial = len(before) + 1
    row = issue(session, _head(invoice), credited, f"{number}:credit:{serial}", now=now)
    settle(session, number, now=now)
    detail = {"credits": str(number), "net_ore": str(row.net_ore)}
    note(session, staff, Action.STATEMENT_ISSUED, str(row.number), now=now, detail=detail)
    return row.number


def _head(invoice: Statement) -> Head:
    return Head(
        customer=invoice.customer,
        month=invoice.month,
        name=invoice.name,
        street=invoice.street,
        postcode=invoice.postcode,
        city=invoice.city,
        credits=invoice.number,
    )


def _counted(lines: Iterable[Line]) -> dict[tuple[FeeKind, int, int], int]:
    counted: dict[tuple[FeeKind, int, int], int] = {}
    for line in lines:
        key = (line.kind, line.unit_ore, line.vat_percent)
        counted[key] = counted.get(key, 0) + line.quantity
    return counted
