"""Activation: six things must stand before an agreement begins and anything is opened (R1, R9)."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.agreements import AcceptanceRow, ActivationRow, ActivationStepRow
from mailroom.backend.model.customers import AgreementRow, DeliveryAddressRow, EmailRow
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.services import (
    customers,
    messages,
    near_twins,
    noting,
    payment_options,
    terms,
)
from mailroom.backend.services.agreements import Periods, standing_on
from mailroom.backend.services.audit import Action
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.dispatch import Reach
from mailroom.domain.ids import SERVED_FORMS, LegalForm, legal_form_of
from mailroom.domain.membership import Step
from mailroom.domain.register import Standing
from mailroom.domain.workdays import stockholm_date

ATTESTED: Final = frozenset({Step.SIGNATORY, Step.BANKID})
"""What a person's act proves; the other four are read from what is kept of the customer."""


def begin(  # noqa: PLR0913  who, how many must sign, which forms are served
    session: Session,
    customer: str,
    *,
    staff: Staff,
    now: dt.datetime,
    signatories: int = 1,
    served: frozenset[LegalForm] = SERVED_FORMS,
) -> int:
    """The activation's number; one that has begun goes on.

    Raises Refused(NOT_FOUND; LEGAL_FORM; STATE while an agreement runs).
    """
    customers.find(session, customer)
    if legal_form_of(customer) not in served:
        raise Refused(Why.LEGAL_FORM, "Companies of that legal form are not served.")
    rows = select(AgreementRow).where(AgreementRow.customer == customer)
    standing = standing_on(Periods.of(session.scalars(rows)), stockholm_date(now))
    if standing not in {None, Standing.ENDED}:
        raise Refused(Why.STATE, "An agreement is in force already.")
    known = _open(session, customer)
    if known is not None:
        return known.id
    row = ActivationRow(customer=customer, signatories=max(1, signatories), begun_at=now)
    session.add(row)
    session.flush()
    note(session, staff, Action.ACTIVATION_STEP, customer, now=now, detail={"step": "begun"})
    return row.id


def attest(  # noqa: PLR0913  whose step, who took it, who says so, when
    session: Session, customer: str, step: Step, *, by: str, staff: Staff, now: dt.datetime
) -> bool:
    """One signatory's act; whether the agreement has begun with it.

    Joint signatories each have to sign and to sign in with BankID. Raises Refused(NOT_FOUND or
    CHECKLIST).
    """
    row = _open(session, customer)
    if row is None:
        raise Refused(Why.NOT_FOUND, "No activation has begun for that customer.")
    if step not in ATTESTED:
        raise Refused(Why.CHECKLIST, "That step follows from what is registered.")
    done = ActivationStepRow(activation=row.id, step=step, done_by=by, done_at=now)
    session.merge(done)
    session.flush()
    note(session, staff, Action.ACTIVATION_STEP, customer, now=now, detail={"step": step})
    return settle(session, customer, staff=staff, now=now)


def checklist(session: Session, customer: str, *, now: dt.datetime) -> Mapping[Step, bool]:
    """What stands and what does not. Raises Refused(NOT_FOUND)."""
    row = _open(session, customer)
    if row is None:
        raise Refused(Why.NOT_FOUND, "No activation has begun for that customer.")
    today = stockholm_date(now)
    people = {step: _people(session, row, step) for step in ATTESTED}
    address = session.get(DeliveryAddressRow, customer)
    emails = select(EmailRow.address).where(EmailRow.customer == customer)
    mailbox = select(MailboxRow.key).where(MailboxRow.customer == customer)
    return {
        Step.MAILBOX: session.scalars(mailbox).first() is not None,
        Step.SIGNATORY: len(people[Step.SIGNATORY]) >= row.signatories,
        # Each who signs must be who they say: the same people, not as many others.
        Step.BANKID: len(people[Step.BANKID] & people[Step.SIGNATORY]) >= row.signatories,
        Step.REQUIRED_DATA: noting.reach_of(address) is Reach.SWEDISH
        and session.scalars(emails).first() is not None,
        Step.TERMS: _accepted(session, row, today),
        Step.PAYMENT_OPTION: bool(payment_options.active(session, customer, today)),
    }


def has_begun(session: Session, customer: str) -> bool:
    """Whether it is on its way to an agreement."""
    return _open(session, customer) is not None


def settle(session: Session, customer: str, *, staff: Staff, now: dt.datetime) -> bool:
    """Begin the agreement today if all six stand; whether it began. Raises Refused(NOT_FOUND)."""
    if not all(checklist(session, customer, now=now).values()):
        return False
    row = _open(session, customer)
    if row is None:
        return False
    today = stockholm_date(now)
    row.activated_at = now
    session.add(AgreementRow(customer=customer, active_from=today))
    session.flush()
    about = f"{row.id}"
    facts = {"active_from": today.isoformat()}
    messages.tell(session, customer, messages.Kind.ACTIVATED, about, now=now, facts=facts)
    detail = {"what": "activated", "active_from": today.isoformat()}
    note(session, staff, Action.AGREEMENT_CHANGED, customer, now=now, detail=detail)
    near_twins.renew(session, customer)
    return True


def _open(session: Session, customer: str) -> ActivationRow | None:
    going = (ActivationRow.customer == customer) & ActivationRow.activated_at.is_(None)
    return session.scalars(select(ActivationRow).where(going)).first()


def _people(session: Session, row: ActivationRow, step: Step) -> frozenset[str]:
    done = (ActivationStepRow.activation == row.id) & (ActivationStepRow.step == step)
    return frozenset(session.scalars(select(ActivationStepRow.done_by).where(done)))


def _accepted(session: Session, row: ActivationRow, today: dt.date) -> bool:
    newest = terms.current(session, today)
    if newest is None:
        return False
    theirs = (AcceptanceRow.customer == row.customer) & (AcceptanceRow.version == newest.version)
    return session.scalars(select(AcceptanceRow.id).where(theirs)).first() is not None
