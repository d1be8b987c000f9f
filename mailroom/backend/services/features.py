"""Features: free ones come by themselves, others only with the customer's yes (R10)."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.agreements import ConsentRow, FeatureRow
from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.services import messages
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff
from mailroom.domain.workdays import stockholm_date


def introduce(
    session: Session, name: str, *, needs_consent: bool, staff: Staff, now: dt.datetime
) -> int:
    """How many customers are told. One that costs or is a choice can never become automatic.

    Raises Refused(SUPERVISOR_ONLY or OTHER_CONTENT).
    """
    staff.must_supervise("Only a supervisor introduces a feature.")
    today = stockholm_date(now)
    row = {"name": name, "needs_consent": needs_consent, "introduced_on": today}
    if not insert_new(session, FeatureRow, row):
        if session.get_one(FeatureRow, name).needs_consent != needs_consent:
            raise Refused(Why.OTHER_CONTENT, "The feature is known, with another rule.")
        return 0
    running = select(AgreementRow.customer).where(
        AgreementRow.active_from <= today,
        AgreementRow.ends_on.is_(None) | (AgreementRow.ends_on >= today),
    )
    facts = {"needs_consent": str(needs_consent).lower()}
    return sum(
        messages.tell(session, customer, messages.Kind.FEATURE, name, now=now, facts=facts)
        for customer in session.scalars(running).all()
    )


def consent(session: Session, customer: str, name: str, *, by: str, now: dt.datetime) -> None:
    """Raises Refused(NOT_FOUND)."""
    if session.get(FeatureRow, name) is None:
        raise Refused(Why.NOT_FOUND, "There is no such feature.")
    given = ConsentRow(customer=customer, feature=name, given_at=now, given_by=by)
    session.merge(given)
    session.flush()


def withdraw(session: Session, customer: str, name: str, *, now: dt.datetime) -> None:
    """Idempotent."""
    row = session.get(ConsentRow, (customer, name))
    if row is not None:
        row.withdrawn_at = row.withdrawn_at or now


def is_on(session: Session, customer: str, name: str) -> bool:
    """Free: for everybody; otherwise while a consent stands."""
    feature = session.get(FeatureRow, name)
    if feature is None:
        return False
    row = session.get(ConsentRow, (customer, name))
    return not feature.needs_consent or (row is not None and row.withdrawn_at is None)
