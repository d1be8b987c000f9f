"""Notice, its ninety days to the day, countdown, reactivation and the end (R31, R34-R43)."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.agreements import PaymentOptionRow
from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.services import alarms, dispatch_course, messages, payment_options, senders
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import SCHEDULE, Staff, note
from mailroom.domain.membership import EndReason, Scope, countdown_due, unpaid_end
from mailroom.domain.retention import notice_ends_on
from mailroom.domain.room import AlarmKind
from mailroom.domain.workdays import FIRST_YEAR, stockholm_date


@dataclass(frozen=True, slots=True)
class Notice:
    """`received_on` is the day it reached us, a date in Sweden."""

    received_on: dt.date
    scope: Scope = Scope.PLUS
    reason: EndReason = EndReason.CUSTOMER


def give_notice(
    session: Session, customer: str, notice: Notice, *, staff: Staff, now: dt.datetime
) -> dt.date:
    """The last day: ninety calendar days from receipt (R34, R42). The same again changes nothing.

    Raises Refused(DATE; STATE when no agreement runs or its end is set already).
    """
    today = stockholm_date(now)
    row = _running(session, customer, today)
    if notice.reason is EndReason.UNPAID:
        raise Refused(Why.STATE, "That end follows from reminders, nobody gives it.")
    if not max(row.active_from, dt.date(FIRST_YEAR, 1, 1)) <= notice.received_on <= today:
        raise Refused(Why.DATE, "A notice is received on a day of the agreement, not later.")
    if notice.received_on < today:
        staff.must_supervise("Only a supervisor may register an earlier day of receipt.")
    if row.ends_on is not None:
        if row.notice_on == notice.received_on and row.reason == notice.reason:
            return row.ends_on
        raise Refused(Why.STATE, "The agreement's end is set already.")
    row.notice_on, row.reason, row.scope = notice.received_on, notice.reason, notice.scope
    ends_on = row.ends_on = notice_ends_on(notice.received_on)
    _say(session, row, messages.Kind.NOTICE_RECEIVED, staff=staff, now=now)
    return ends_on


def end_unpaid(
    session: Session, customer: str, due_on: dt.date, second_reminder_on: dt.date, now: dt.datetime
) -> dt.date | None:
    """The automatic end after two reminders (R36); None when that agreement runs no more.

    Never in retrospect: a second reminder after the ninety days ends it that day at the earliest,
    and a person is asked to look (G5). An end that comes sooner stays.
    """
    try:
        row = _running(session, customer, stockholm_date(now))
    except Refused:
        return None
    if row.unpaid_since is not None:
        return row.ends_on
    if row.active_from > due_on:
        return None
    end = unpaid_end(due_on, second_reminder_on)
    row.unpaid_since = due_on
    if row.ends_on is None or end.ends_on < row.ends_on:
        row.ends_on, row.reason, row.scope = end.ends_on, EndReason.UNPAID, Scope.PLUS
    if end.late:
        row.flag = "late_reminder"
        alarms.raise_once(session, AlarmKind.END_DATE, customer, now=now)
    _say(session, row, messages.Kind.NOTICE_RECEIVED, staff=SCHEDULE, now=now)
    dispatch_course.redirect(session, customer, by=SCHEDULE.name, now=now)
    return row.ends_on


def paid_up(session: Session, customer: str, *, now: dt.datetime) -> bool:
    """What was owed has been paid: the agreement goes on, unless its last day has passed (R39).

    An end that the customer itself has given notice of stays. Whether anything changed.
    """
    try:
        row = _running(session, customer, stockholm_date(now))
    except Refused:
        return False
    if row.unpaid_since is None:
        return False
    row.unpaid_since, row.flag = None, None
    if row.notice_on is not None:
        row.ends_on, row.reason = notice_ends_on(row.notice_on), EndReason.CUSTOMER
    else:
        row.ends_on, row.reason, row.scope = None, None, None
        _say(session, row, messages.Kind.REACTIVATED, staff=SCHEDULE, now=now)
    session.flush()
    alarms.end(session, AlarmKind.END_DATE, customer, staff=SCHEDULE, now=now)
    dispatch_course.redirect(session, customer, by=SCHEDULE.name, now=now)
    return True


def reactivate(session: Session, customer: str, *, staff: Staff, now: dt.datetime) -> None:
    """Until the last day, that day included; later periods start afresh (R41).

    Raises Refused(STATE: nothing to take back, past the end, or unpaid; PAYMENT_OPTION when the
    customer gave notice and has not registered a payment option since).
    """
    today = stockholm_date(now)
    row = _running(session, customer, today)
    if row.ends_on is None:
        raise Refused(Why.STATE, "The agreement has no end that could be taken back.")
    if row.unpaid_since is not None:
        raise Refused(Why.STATE, "What is owed must be paid first.")
    if row.notice_on is not None and not _registered_since(session, customer, row.notice_on, today):
        sentence = "Register a payment option again: the notice ended the old one's use."
        raise Refused(Why.PAYMENT_OPTION, sentence)
    row.ends_on = row.notice_on = row.reason = row.scope = row.flag = None
    session.flush()
    _say(session, row, messages.Kind.REACTIVATED, staff=staff, now=now)


def run(session: Session, now: dt.datetime) -> int:
    """The countdown with the number of senders seen (R31), and the word on the first day after.

    How many messages were written. Idempotent; a day that was missed is made up for.
    """
    today = stockholm_date(now)
    told = 0
    ending = select(AgreementRow).where(AgreementRow.ends_on.is_not(None))
    for row in session.scalars(ending).all():
        ends_on = row.ends_on or today
        facts = {"ends_on": ends_on.isoformat()}
        left = countdown_due(ends_on, today)
        if left is not None:
            about = f"{row.id}:{ends_on}:{left}"
            facts |= {"days": str(left), "senders": str(len(senders.seen(session, row.customer)))}
            kind = messages.Kind.COUNTDOWN
        elif dt.timedelta(0) < today - ends_on <= dt.timedelta(days=30):
            closed = row.scope == Scope.BOTH
            kind = messages.Kind.MAILBOX_CLOSED if closed else messages.Kind.TERMINATED
            about = f"{row.id}:{ends_on}"
        else:
            continue
        told += messages.tell(session, row.customer, kind, about, now=now, facts=facts)
    return told


def _running(session: Session, customer: str, today: dt.date) -> AgreementRow:
    """The agreement that covers today. Raises Refused(STATE)."""
    covers = (
        (AgreementRow.customer == customer)
        & (AgreementRow.active_from <= today)
        & (AgreementRow.ends_on.is_(None) | (AgreementRow.ends_on >= today))
    )
    found = select(AgreementRow).where(covers).order_by(AgreementRow.active_from.desc())
    row = session.scalars(found.with_for_update()).first()
    if row is None:
        raise Refused(Why.STATE, "No agreement is in force: begin a new activation.")
    return row


def _registered_since(session: Session, customer: str, day: dt.date, today: dt.date) -> bool:
    options: tuple[PaymentOptionRow, ...] = payment_options.active(session, customer, today)
    return any(stockholm_date(option.registered_at) >= day for option in options)


def _say(
    session: Session, row: AgreementRow, kind: messages.Kind, *, staff: Staff, now: dt.datetime
) -> None:
    facts = {"ends_on": row.ends_on.isoformat() if row.ends_on else ""}
    about = f"{row.id}:{now.isoformat()}"
    messages.tell(session, row.customer, kind, about, now=now, facts=facts)
    detail = {"what": kind.value, "reason": row.reason or "", **facts}
    note(session, staff, Action.AGREEMENT_CHANGED, row.customer, now=now, detail=detail)
