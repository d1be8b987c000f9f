"""A customer's card: what a clerk sees of it, without a single letter."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import (
    AgreementRow,
    DeliveryAddressRow,
    EmailRow,
    OtherNameRow,
)
from mailroom.backend.services import (
    activation,
    customers,
    near_twins,
    payment_options,
    reminders,
    statements,
    terms,
)
from mailroom.backend.services.agreements import Period, Periods, standing_on
from mailroom.backend.services.enrolment import Address
from mailroom.domain.membership import AgreementState, Dunning
from mailroom.domain.register import Standing


@dataclass(frozen=True, slots=True)
class Card:
    number: str
    name: str
    other_names: tuple[str, ...]
    legal_form: str
    kivra_address: tuple[str, str, str]
    state: AgreementState | None
    standing: Standing | None
    agreements: tuple[Period, ...]
    address: Address | None
    country: str
    emails: tuple[str, ...]
    payment_options: tuple[str, ...]
    terms: str | None
    unpaid: tuple[tuple[int, Dunning], ...]
    near_twins: tuple[str, ...]


def card_of(session: Session, number: str, day: dt.date) -> Card:
    """As of that day. Raises Refused(NOT_FOUND)."""
    row = customers.find(session, number)
    theirs = select(AgreementRow).where(AgreementRow.customer == number)
    periods = Periods.of(session.scalars(theirs))
    at = session.get(DeliveryAddressRow, number)
    emails = select(EmailRow.address).where(EmailRow.customer == number)
    names = select(OtherNameRow.name).where(OtherNameRow.customer == number)
    twins = near_twins.listed(session, number)
    standing = standing_on(periods, day)
    return Card(
        number=row.number,
        name=row.name,
        other_names=tuple(sorted(session.scalars(names))),
        legal_form=row.legal_form,
        kivra_address=customers.kivra_address(session, number),
        state=_state(standing, begun=activation.has_begun(session, number)),
        standing=standing,
        agreements=periods.all,
        address=Address(at.name, at.street, at.postcode, at.city) if at else None,
        country=at.country if at else "",
        emails=tuple(sorted(session.scalars(emails))),
        payment_options=tuple(
            option.kind for option in payment_options.active(session, number, day)
        ),
        terms=terms.applying_on(session, number, day),
        unpaid=tuple(
            (invoice, reminders.state_of(session, invoice, day))
            for invoice in statements.unpaid(session, number)
        ),
        near_twins=tuple(twin.other if twin.one == number else twin.one for twin in twins),
    )


def _state(standing: Standing | None, *, begun: bool) -> AgreementState | None:
    """None for a company that has a mailbox and nothing more."""
    if standing is Standing.ACTIVE:
        return AgreementState.ACTIVE
    if standing in {Standing.NOTICE, Standing.UNPAID}:
        return AgreementState.NOTICE
    if begun:
        return AgreementState.PENDING
    return AgreementState.ENDED if standing is Standing.ENDED else None
