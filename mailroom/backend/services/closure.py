"""Whether a mailbox is closed, and what may be done in it: asked before every change (G13)."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.mailboxes import AbandonmentRow, EmptyingRow, MailboxRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.mailboxstates import MAY, Act, MailboxState, state_of
from mailroom.domain.membership import Scope
from mailroom.domain.workdays import stockholm_date


@dataclass(frozen=True, slots=True)
class Closure:
    """`closed_on` is its last day, set also before it has come; None when it does not close.

    `empties_on` is the day on which an order is carried out, or was; `by_us` when two of our own
    people gave it, and not the company.
    """

    state: MailboxState
    closed_on: dt.date | None = None
    ordered_by: str = ""
    empties_on: dt.date | None = None
    by_us: bool = False

    @property
    def told_as(self) -> str:
        return f"{self.state}_by_us" if self.by_us else str(self.state)

    @property
    def may(self) -> frozenset[Act]:
        return MAY[self.state]


def closure_of(session: Session, mailbox: str, today: dt.date) -> Closure:
    """By the agreement that began last: it closes the mailbox when its base service ends (R35)."""
    newest = AgreementRow.active_from.desc()
    theirs = select(AgreementRow).join(MailboxRow, MailboxRow.customer == AgreementRow.customer)
    last = session.scalars(theirs.where(MailboxRow.key == mailbox).order_by(newest)).first()
    ends_on = last.ends_on if last is not None and last.scope == Scope.BOTH else None
    if ends_on is None or ends_on >= today:
        return Closure(MailboxState.OPEN, ends_on)
    order = session.get(EmptyingRow, mailbox)
    if order is None or stockholm_date(order.ordered_at) <= ends_on:
        return Closure(state_of(closed=True, ordered=False, emptied=False), ends_on)
    emptied = order.emptied_at is not None
    state = state_of(closed=True, ordered=True, emptied=emptied)
    ours = session.get(AbandonmentRow, mailbox)
    by_us = ours is not None and ours.approved_at == order.ordered_at
    return Closure(state, ends_on, order.ordered_by, order.empties_on, by_us)


def must(session: Session, mailbox: str, act: Act, today: dt.date) -> None:
    """Raises Refused(MAILBOX_STATE)."""
    if act not in closure_of(session, mailbox, today).may:
        raise Refused(Why.MAILBOX_STATE, "The mailbox is closed: nothing in it changes.")
