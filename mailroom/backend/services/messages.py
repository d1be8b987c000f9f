"""What a customer is to be told: written down once, sent by whoever sends (R13, R31, R36)."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.messages import MessageRow


class Kind(StrEnum):
    ACTIVATED = "activated"
    COUNTDOWN = "countdown"
    NOTICE_RECEIVED = "notice_received"
    REACTIVATED = "reactivated"
    TERMINATED = "terminated"
    FEATURE = "feature"
    PAYMENT_REMINDER = "payment_reminder"
    STATEMENT = "statement"
    PAYMENT_OPTION = "payment_option"
    ADDRESS_NEEDED = "address_needed"
    ORIGINAL_SENT = "original_sent"
    ORIGINAL_CAME_BACK = "original_came_back"
    ORIGINAL_MISSING = "original_missing"
    MAILBOX_CLOSED = "mailbox_closed"
    """Frozen from now on (G13)."""
    MAILBOX_EMPTIED = "mailbox_emptied"
    MAILBOX_ABANDONED = "mailbox_abandoned"
    """It will be emptied unless its company says otherwise (G13)."""


@dataclass(frozen=True, slots=True)
class Message:
    """`facts` are ids, dates and counts; the sender puts them into a sentence."""

    id: int
    customer: str
    kind: Kind
    about: str
    facts: Mapping[str, str]
    made_at: dt.datetime


def tell(  # noqa: PLR0913  whom, what, about what, when
    session: Session,
    customer: str,
    kind: Kind,
    about: str,
    *,
    now: dt.datetime,
    facts: Mapping[str, str] | None = None,
) -> bool:
    """Whether it is new: of the same customer, kind and `about` there is one message only."""
    same = (
        (MessageRow.customer == customer) & (MessageRow.kind == kind) & (MessageRow.about == about)
    )
    if session.scalars(select(MessageRow.id).where(same)).first() is not None:
        return False
    session.add(
        MessageRow(
            customer=customer,
            kind=kind,
            about=about,
            facts=json.dumps(dict(facts or {}), sort_keys=True),
            made_at=now,
        )
    )
    session.flush()
    return True


def waiting(session: Session, *, limit: int = 500) -> tuple[Message, ...]:
    """Oldest first."""
    unsent = select(MessageRow).where(MessageRow.sent_at.is_(None)).order_by(MessageRow.id)
    return tuple(_message(row) for row in session.scalars(unsent.limit(limit)))


def of_customer(session: Session, customer: str, *, limit: int = 100) -> tuple[Message, ...]:
    """Newest first."""
    theirs = select(MessageRow).where(MessageRow.customer == customer)
    rows = session.scalars(theirs.order_by(MessageRow.id.desc()).limit(limit))
    return tuple(_message(row) for row in rows)


def sent(session: Session, message: int, *, now: dt.datetime) -> None:
    """Idempotent."""
    row = session.get(MessageRow, message)
    if row is not None:
        row.sent_at = row.sent_at or now


def _message(row: MessageRow) -> Message:
    facts: dict[str, str] = json.loads(row.facts)
    return Message(row.id, row.customer, Kind(row.kind), row.about, facts, row.made_at)
