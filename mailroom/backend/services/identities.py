"""Who a person at the identity provider is here: linked beforehand, or a stranger."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailroom.backend.model.people import IdentityRow
from mailroom.backend.services.sessions import Kind


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for, in its own words."""

    issuer: str
    subject: str


def link(session: Session, who: Vouched, kind: Kind, account: str, *, now: dt.datetime) -> None:
    """From now on that person is that account of that kind, and no other one."""
    session.merge(
        IdentityRow(
            issuer=who.issuer, subject=who.subject, kind=kind, account=account, linked_at=now
        )
    )


def account_of(session: Session, who: Vouched, kind: Kind) -> str | None:
    """None for a stranger."""
    row = session.get(IdentityRow, (who.issuer, who.subject, kind.value))
    return row.account if row is not None else None
