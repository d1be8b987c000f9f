"""Whom a sender reaches here: every mailbox, until its company leaves or switches the sender off.

R48: a member gets everybody's post. R49 and R50: it may switch a sender off or leave at any time;
a sender who was switched off may send what was on its way for ten days more.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session, aliased

from mailroom.backend.model.customers import AgreementRow
from mailroom.backend.model.inserting import insert_new
from mailroom.backend.model.mailboxes import MailboxRow, SenderOptOutRow
from mailroom.backend.model.tenants import ReceiverListRow, TenantRow
from mailroom.backend.services.refusals import Refused, Why
from mailroom.domain.workdays import stockholm_date

GRACE: Final = dt.timedelta(days=10)
KEPT: Final = dt.timedelta(days=31)
"""How long a list can be asked for its differences."""
_ID_LENGTH: Final = 32
_BOTH: Final = "both"


@dataclass(frozen=True, slots=True)
class Listing:
    id: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    added: tuple[str, ...]
    removed: tuple[str, ...]


def reached(
    session: Session, tenant: TenantRow, numbers: Collection[str], *, now: dt.datetime
) -> dict[str, str]:
    """The mailboxes of those that the tenant's letters reach, by number."""
    asked = MailboxRow.customer.in_(set(numbers))
    query = select(MailboxRow.customer, MailboxRow.key).where(asked, *_takes(tenant, now))
    return {row.customer: row.key for row in session.execute(query)}


def listed(session: Session, tenant: TenantRow, *, now: dt.datetime) -> Listing:
    """Everybody; kept for a month, so that what changes since can be asked for."""
    numbers = _everybody(session, tenant, now)
    body = "\n".join(numbers).encode()
    id_ = hashlib.sha256(body).hexdigest()[:_ID_LENGTH]
    old = ReceiverListRow.told_at < now - KEPT
    session.execute(delete(ReceiverListRow).where(old))
    row = {"tenant": tenant.key, "id": id_, "told_at": now, "numbers": zlib.compress(body)}
    if not insert_new(session, ReceiverListRow, row):
        session.get_one(ReceiverListRow, (tenant.key, id_)).told_at = now
    return Listing(id_, numbers)


def differing(session: Session, tenant: TenantRow, since: str, *, now: dt.datetime) -> Difference:
    """Raises Refused(REGISTER_GONE) for a list that is not kept any more."""
    row = session.get(ReceiverListRow, (tenant.key, since))
    if row is None or row.told_at < now - KEPT:
        raise Refused(Why.REGISTER_GONE, "That list is not kept. Read the whole one.")
    before = set(zlib.decompress(row.numbers).decode().split())
    today = set(_everybody(session, tenant, now))
    return Difference(tuple(sorted(today - before)), tuple(sorted(before - today)))


def _everybody(session: Session, tenant: TenantRow, now: dt.datetime) -> tuple[str, ...]:
    query = select(MailboxRow.customer).where(*_takes(tenant, now)).order_by(MailboxRow.customer)
    return tuple(session.scalars(query))


def _takes(tenant: TenantRow, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    off = exists().where(
        SenderOptOutRow.mailbox == MailboxRow.key,
        SenderOptOutRow.sender == tenant.name,
        SenderOptOutRow.since <= now - GRACE,
    )
    later = aliased(AgreementRow)
    left = exists().where(
        AgreementRow.customer == MailboxRow.customer,
        AgreementRow.scope == _BOTH,
        AgreementRow.ends_on < stockholm_date(now),
        ~exists().where(
            later.customer == AgreementRow.customer, later.active_from > AgreementRow.active_from
        ),
    )
    return ~off, ~left
