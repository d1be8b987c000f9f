"""Payments: from a bankgiro file or by hand, matched by reference, each counted once."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.fees import PaymentFileRow, PaymentReminderRow, PaymentRow, StatementRow
from mailroom.backend.services import alarms, statements, termination
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.bgmax import Deposit, GiroPayment, NotAPaymentFile, read_bgmax
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import stockholm_date

_REMINDERS: Final = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """`unknown` counts payments that a person must allot."""

    payments: int
    ore: int
    unknown: int
    new: bool


@dataclass(frozen=True, slots=True)
class ByHand:
    """`key` is the noter's own: the same again is counted once."""

    key: str
    statement: int
    ore: int
    paid_on: dt.date


@dataclass(frozen=True, slots=True)
class Unallotted:
    id: int
    ore: int
    paid_on: dt.date
    reference: str


def take_file(
    session: Session, data: bytes, bankgiro: str, *, staff: Staff, now: dt.datetime
) -> Taken:
    """A BgMax file, all of it or nothing; the same bytes again change nothing.

    `bankgiro` is ours. Raises Refused(PAYMENT_FILE).
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = session.get(PaymentFileRow, sha256)
    if known is not None:
        return Taken(known.payments, known.ore, 0, new=False)
    try:
        deposits = read_bgmax(data)
    except NotAPaymentFile as error:
        sentence = f"The file is not a whole BgMax file: line {error.line}, {error.fault}."
        raise Refused(Why.PAYMENT_FILE, sentence) from None
    if any(deposit.bankgiro != bankgiro for deposit in deposits):
        raise Refused(Why.PAYMENT_FILE, "The file is of another bankgiro than ours.")
    inside = [(deposit, payment) for deposit in deposits for payment in deposit.payments]
    total = sum(payment.ore for _, payment in inside)
    row = PaymentFileRow(
        sha256=sha256, taken_at=now, taken_by=staff.name, payments=len(inside), ore=total
    )
    session.add(row)
    session.flush()
    unknown = sum(
        _take(session, deposit, payment, at, sha256=sha256, staff=staff, now=now)
        for at, (deposit, payment) in enumerate(inside)
    )
    detail = {"payments": str(len(inside)), "ore": str(total)}
    note(session, staff, Action.PAYMENT_NOTED, sha256, now=now, detail=detail)
    return Taken(len(inside), total, unknown, new=True)


def by_hand(session: Session, paid: ByHand, *, staff: Staff, now: dt.datetime) -> bool:
    """Whether it is new. Raises Refused(NOT_FOUND, AMOUNT, DATE or OTHER_CONTENT)."""
    statement = statements.find(session, paid.statement)
    if paid.ore <= 0 or statement.kind is not statements.Kind.INVOICE:
        raise Refused(Why.AMOUNT, "A payment is a positive amount for an invoice.")
    if paid.paid_on > stockholm_date(now):
        raise Refused(Why.DATE, "A payment is not noted before its day.")
    key = f"hand:{paid.key}"
    known = session.scalars(select(PaymentRow).where(PaymentRow.key == key)).first()
    if known is not None:
        if (known.statement, known.ore) != (paid.statement, paid.ore):
            raise Refused(Why.OTHER_CONTENT, "That key was used for another payment.")
        return False
    row = PaymentRow(
        key=key,
        ore=paid.ore,
        paid_on=paid.paid_on,
        reference=statement.reference,
        noted_at=now,
        noted_by=staff.name,
    )
    session.add(row)
    session.flush()
    _apply(session, row, paid.statement, now=now)
    detail = {"statement": str(paid.statement), "ore": str(paid.ore)}
    note(session, staff, Action.PAYMENT_NOTED, key, now=now, detail=detail)
    return True


def unallotted(session: Session) -> tuple[Unallotted, ...]:
    """Oldest first."""
    unknown = select(PaymentRow).where(PaymentRow.statement.is_(None)).order_by(PaymentRow.id)
    return tuple(
        Unallotted(row.id, row.ore, row.paid_on, row.reference) for row in session.scalars(unknown)
    )


def allot(
    session: Session, payment: int, statement: int, *, staff: Staff, now: dt.datetime
) -> None:
    """A person knows what it pays. Raises Refused(NOT_FOUND or STATE)."""
    row = session.get(PaymentRow, payment, with_for_update=True)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such payment.")
    invoice = statements.find(session, statement)
    if row.statement is not None or invoice.kind is not statements.Kind.INVOICE:
        raise Refused(Why.STATE, "The payment is allotted already, or that is no invoice.")
    _apply(session, row, statement, now=now)
    alarms.end(session, AlarmKind.PAYMENT_UNKNOWN, row.key, staff=staff, now=now)
    detail = {"statement": str(statement), "ore": str(row.ore)}
    note(session, staff, Action.PAYMENT_NOTED, row.key, now=now, detail=detail)


def _take(  # noqa: PLR0913  which payment of which file, by whom, when
    session: Session,
    deposit: Deposit,
    payment: GiroPayment,
    at: int,
    *,
    sha256: str,
    staff: Staff,
    now: dt.datetime,
) -> int:
    """1 when nobody knows what it pays, else 0."""
    paid = _statement_of(session, payment)
    row = PaymentRow(
        key=f"bg:{deposit.paid_on}:{deposit.serial}:{payment.serial}:{at}",
        ore=payment.ore,
        paid_on=deposit.paid_on,
        reference=(payment.references or ("",))[0][:25],
        file=sha256,
        noted_at=now,
        noted_by=staff.name,
    )
    session.add(row)
    session.flush()
    if paid is None:
        alarms.raise_once(session, AlarmKind.PAYMENT_UNKNOWN, row.key, now=now)
        return 1
    _apply(session, row, paid, now=now)
    return 0


def _statement_of(session: Session, payment: GiroPayment) -> int | None:
    """The one invoice it names. Deductions and payments of several at once are a person's."""
    if payment.ore <= 0 or len(payment.references) != 1:
        return None
    named = (StatementRow.reference == payment.references[0]) & (
        StatementRow.kind == statements.Kind.INVOICE
    )
    return session.scalars(select(StatementRow.number).where(named)).one_or_none()


def _apply(session: Session, row: PaymentRow, number: int, *, now: dt.datetime) -> None:
    """Part payments count; what is too much waits for a person; who has paid up goes on (R39)."""
    row.statement = number
    statement = session.get_one(StatementRow, number, with_for_update=True)
    statement.paid_ore += row.ore
    session.flush()
    if statements.settle(session, number, now=now):
        if statements.find(session, number).outstanding_ore < 0:
            about = f"overpaid:{number}"
            alarms.raise_once(session, AlarmKind.PAYMENT_UNKNOWN, about, now=now)
        if not _still_dunned(session, statement.customer):
            termination.paid_up(session, statement.customer, now=now)


def _still_dunned(session: Session, customer: str) -> bool:
    """Whether another invoice has had both reminders and is not settled."""
    twice = (
        select(PaymentReminderRow.statement)
        .join(StatementRow, StatementRow.number == PaymentReminderRow.statement)
        .where(
            StatementRow.customer == customer,
            StatementRow.settled_at.is_(None),
            PaymentReminderRow.number == _REMINDERS,
        )
    )
    return session.scalars(twice).first() is not None
