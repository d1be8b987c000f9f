"""Whom the backend knows: operators, customers with their agreement and mailbox, their users.

Only from the command line, from an import or from practice: nobody signs a company up from a
page here (R53).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import (
    AgreementRow,
    CustomerRow,
    DeliveryAddressRow,
    EmailRow,
    OtherNameRow,
)
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.people import MailboxUserRow, OperatorRow
from mailroom.backend.services.agreements import Period
from mailroom.backend.services.delivery import new_key


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    street: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """`verifier` is of the first mailbox user's secret; its login is the number.

    Without an agreement it has a mailbox and may begin its activation (R9).
    """

    number: str
    name: str
    legal_form: str
    agreement: Period | None
    verifier: str
    address: Address | None = None
    emails: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


def enrol(session: Session, customers: Iterable[NewCustomer], *, now: dt.datetime) -> int:
    """How many; raises sqlalchemy.exc.IntegrityError when one is known already."""
    new = [(customer, new_key(now)) for customer in customers]
    if not new:
        return 0
    made = {"created_at": now}
    rows = [
        (CustomerRow, [_customer(customer) | made for customer, _ in new]),
        (MailboxRow, [{"key": key, "customer": each.number} | made for each, key in new]),
        (MailboxUserRow, [_user(customer, key) for customer, key in new]),
        (AgreementRow, [_agreement(each, each.agreement) for each, _ in new if each.agreement]),
        (DeliveryAddressRow, [_address(each, each.address) for each, _ in new if each.address]),
        (EmailRow, [{"customer": c.number, "address": a} for c, _ in new for a in c.emails]),
        (OtherNameRow, [{"customer": c.number, "name": n} for c, _ in new for n in c.other_names]),
    ]
    for table, values in rows:
        if values:
            session.execute(insert(table), values)
    return len(new)


def appoint(session: Session, user: str, *, name: str, roles: Iterable[str], verifier: str) -> None:
    """An operator; one who is known gets the new name, roles and secret."""
    row = OperatorRow(
        user=user, name=name, roles=" ".join(sorted(roles)), verifier=verifier, active=True
    )
    session.merge(row)


def _customer(customer: NewCustomer) -> dict[str, object]:
    return {
        "number": customer.number,
        "name": customer.name,
        "legal_form": customer.legal_form,
    }


def _user(customer: NewCustomer, mailbox: str) -> dict[str, object]:
    return {
        "mailbox": mailbox,
        "login": customer.number,
        "name": customer.name,
        "verifier": customer.verifier,
    }


def _agreement(customer: NewCustomer, period: Period) -> dict[str, object]:
    return {
        "customer": customer.number,
        "active_from": period.active_from,
        "ends_on": period.ends_on,
        "notice_on": period.notice_on,
        "unpaid_since": period.unpaid_since,
    }


def _address(customer: NewCustomer, address: Address) -> dict[str, object]:
    return {
        "customer": customer.number,
        "name": address.name,
        "street": address.street,
        "postcode": address.postcode,
        "city": address.city,
    }
