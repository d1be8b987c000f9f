"""What is kept of a customer: names, the address paper goes to, whom to tell (R4, R29, R32)."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import (
    AgreementRow,
    CustomerRow,
    DeliveryAddressRow,
    EmailRow,
    OtherNameRow,
)
from mailroom.backend.services import dispatch_course, fees, near_twins
from mailroom.backend.services.audit import Action
from mailroom.backend.services.enrolment import Address
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.staff import Staff, note
from mailroom.domain.addresses import names_kivra
from mailroom.domain.countries import COUNTRIES
from mailroom.domain.ids import org_number_text
from mailroom.domain.postcodes import NotAPostcode, parse_postcode, postcode_text
from mailroom.domain.pricelist import FeeKind
from mailroom.domain.workdays import stockholm_date

KIVRA_POSTCODE: Final = "10631"
_SWEDEN: Final = "SE"
_EMAIL: Final = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,190}\.[^@\s<>,;\"]{2,60}")
_LONGEST: Final = 120


def find(session: Session, number: str) -> CustomerRow:
    """Raises Refused(NOT_FOUND)."""
    row = session.get(CustomerRow, number)
    if row is None:
        raise Refused(Why.NOT_FOUND, "There is no such customer.")
    return row


def kivra_address(session: Session, number: str) -> tuple[str, str, str]:
    """The one address to print and to give to senders (R4, R8): name, Kivra ID, town."""
    row = find(session, number)
    return row.name, f"Kivra: {org_number_text(row.number)}", "106 31 Stockholm"


def checked_address(address: Address, country: str = _SWEDEN) -> Address:
    """Trimmed, its Swedish postcode as Sweden writes it.

    Raises Refused(ADDRESS): empty, too long, or the Kivra address itself, which would send an
    item round and round (R29). A foreign one is kept and holds what is to be forwarded (G4).
    """
    lines = [" ".join(part.split()) for part in (address.name, address.street, address.city)]
    if not all(lines) or max(map(len, lines)) > _LONGEST or country not in COUNTRIES:
        raise Refused(Why.ADDRESS, "An address has a name, a street, a postcode and a town.")
    if country != _SWEDEN:
        return Address(lines[0], lines[1], " ".join(address.postcode.split())[:20], lines[2])
    try:
        postcode = parse_postcode(address.postcode)
    except NotAPostcode:
        raise Refused(Why.ADDRESS, "The postcode is not a Swedish one.") from None
    if postcode == KIVRA_POSTCODE or any(map(names_kivra, lines[1:])):
        raise Refused(Why.ADDRESS, "Paper cannot be sent to the Kivra address itself.")
    return Address(lines[0], lines[1], postcode_text(postcode), lines[2])


def change_address(  # noqa: PLR0913  whose, where to, who says so, when
    session: Session,
    number: str,
    address: Address,
    *,
    staff: Staff,
    now: dt.datetime,
    country: str = _SWEDEN,
) -> None:
    """Costs a fee while an agreement runs (R26); what waited for an address goes on (G4).

    Raises Refused(NOT_FOUND or ADDRESS).
    """
    find(session, number)
    checked = checked_address(address, country)
    row = session.get(DeliveryAddressRow, number)
    before = _values(row)
    after = (checked.name, checked.street, checked.postcode, checked.city, country)
    if before == after and row is not None:
        row.verified_at = now
        return
    name, street, postcode, city, _ = after
    session.merge(
        DeliveryAddressRow(
            customer=number,
            name=name,
            street=street,
            postcode=postcode,
            city=city,
            country=country,
            verified_at=now,
        )
    )
    session.flush()
    day = stockholm_date(now)
    if row is not None and _has_agreement(session, number, day):
        about = f"{number}:{now.isoformat()}"
        what = fees.Charge(number, FeeKind.CHANGE_OF_ADDRESS, about, day)
        fees.charge(session, what, now=now)
    note(session, staff, Action.CUSTOMER_CHANGED, number, now=now, detail={"what": "address"})
    dispatch_course.redirect(session, number, by=staff.name, now=now)


def set_emails(
    session: Session, number: str, addresses: Iterable[str], *, staff: Staff, now: dt.datetime
) -> None:
    """All of them at once: at least one, each once (R13, R32). Raises Refused(EMAIL)."""
    find(session, number)
    wanted = sorted({address.strip() for address in addresses})
    if not wanted or not all(_EMAIL.fullmatch(address) for address in wanted):
        raise Refused(Why.EMAIL, "At least one e-mail address that can be written to is needed.")
    known = session.scalars(select(EmailRow).where(EmailRow.customer == number)).all()
    for row in known:
        if row.address not in wanted:
            session.delete(row)
    for address in set(wanted) - {row.address for row in known}:
        session.add(EmailRow(customer=number, address=address))
    session.flush()
    note(session, staff, Action.CUSTOMER_CHANGED, number, now=now, detail={"what": "emails"})


def set_names(  # noqa: PLR0913  the customer, both kinds of name, who and when
    session: Session,
    number: str,
    name: str,
    others: Iterable[str],
    *,
    staff: Staff,
    now: dt.datetime,
) -> None:
    """The registered name and those that senders still use (R4); near twins are found anew.

    Raises Refused(NOT_FOUND or VALIDATION).
    """
    row = find(session, number)
    wanted = {" ".join(each.split()) for each in others} - {""}
    written = " ".join(name.split())
    if not written or max(len(each) for each in {written, *wanted}) > _LONGEST:
        raise Refused(Why.VALIDATION, "A company has a name that fits on an envelope.")
    row.name = written
    for known in session.scalars(select(OtherNameRow).where(OtherNameRow.customer == number)):
        session.delete(known)
    session.flush()
    session.add_all(OtherNameRow(customer=number, name=each) for each in sorted(wanted))
    session.flush()
    note(session, staff, Action.CUSTOMER_CHANGED, number, now=now, detail={"what": "names"})
    near_twins.renew(session, number)


def _values(row: DeliveryAddressRow | None) -> tuple[str, ...] | None:
    return (row.name, row.street, row.postcode, row.city, row.country) if row else None


def _has_agreement(session: Session, number: str, day: dt.date) -> bool:
    running = select(AgreementRow.id).where(
        AgreementRow.customer == number,
        AgreementRow.active_from <= day,
        AgreementRow.ends_on.is_(None) | (AgreementRow.ends_on >= day),
    )
    return session.scalars(running).first() is not None
