"""The audit log: who did what to what, in a chain that shows any later change."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.database import insert_many, insert_new, values_of
from mailroom.backend.model.ledger import AuditRow, CounterRow

_CHAIN = "audit"


class Action(StrEnum):
    ITEM_RECEIVED = "item_received"
    LETTER_READ = "letter_read"
    DOCUMENT_DOWNLOADED = "document_downloaded"
    LETTER_MARKED = "letter_marked"
    RECALL_ASKED = "recall_asked"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    NOT_OURS = "not_ours"
    SENDER_SWITCHED = "sender_switched"
    EXPORTED = "exported"
    TRAY_REGISTERED = "tray_registered"
    MAILPIECE_NOTED = "mailpiece_noted"
    PAPER_MOVED = "paper_moved"
    ACTIVATION_STEP = "activation_step"
    AGREEMENT_CHANGED = "agreement_changed"
    CUSTOMER_CHANGED = "customer_changed"
    TERMS_PUBLISHED = "terms_published"
    OPERATORS_REVOKED = "operators_revoked"
    POSTAL_OPERATOR_TOLD = "postal_operator_told"
    STORE_CHANGED = "store_changed"
    CUSTODY_GIVEN = "custody_given"
    ORIGINAL_FILED = "original_filed"
    ORIGINAL_REQUESTED = "original_requested"
    ORIGINAL_HELD = "original_held"
    CONSIGNMENT_MADE = "consignment_made"
    CONSIGNMENT_LEFT = "consignment_left"
    DESTRUCTION = "destruction"
    PRICE_SET = "price_set"
    STATEMENT_ISSUED = "statement_issued"
    PAYMENT_NOTED = "payment_noted"
    REMINDER_SENT = "reminder_sent"
    SHIFT_CLOSED = "shift_closed"
    REVIEW_DECIDED = "review_decided"
    REVIEW_ESCALATED = "review_escalated"


class ActorKind(StrEnum):
    STATION = "station"
    OPERATOR = "operator"
    MAILBOX_USER = "mailbox_user"
    INTEGRATOR = "integrator"
    JOB = "job"
    """The backend itself, on schedule."""


@dataclass(frozen=True, slots=True)
class Actor:
    kind: ActorKind
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`detail` holds ids, counts and words of ours; never anything read from mail."""

    at: dt.datetime
    actor: Actor
    action: Action
    subject: str
    detail: Mapping[str, str]


def advance(session: Session, name: str, *, by: int = 1) -> CounterRow:
    """The named counter, further by that many, locked until the transaction ends."""
    found = select(CounterRow).where(CounterRow.name == name).with_for_update()
    counter = session.scalars(found).one_or_none()
    if counter is None:
        insert_new(session, CounterRow, {"name": name, "value": 0, "digest": ""})
        counter = session.scalars(found).one()
    counter.value += by
    return counter


def record(session: Session, *entries: Entry) -> None:
    """Append to the chain, in the same transaction as what it tells of."""
    if not entries:
        return
    head = advance(session, _CHAIN, by=len(entries))
    rows: list[dict[str, Any]] = []
    for number, entry in enumerate(entries, head.value - len(entries) + 1):
        row = AuditRow(
            number=number,
            at=entry.at,
            actor_kind=entry.actor.kind,
            actor=entry.actor.name,
            action=entry.action,
            subject=entry.subject,
            detail=json.dumps(dict(entry.detail), sort_keys=True),
            before=head.digest,
            digest="",
        )
        head.digest = _digest(row)
        rows.append(values_of(row) | {"digest": head.digest})
    insert_many(session, AuditRow, rows)


def first_broken(session: Session) -> int | None:
    """The number of the first entry that does not follow from the one before; None when whole."""
    before, expected = "", 1
    for row in session.scalars(select(AuditRow).order_by(AuditRow.number)):
        if row.number != expected or row.before != before or row.digest != _digest(row):
            return expected
        before, expected = row.digest, expected + 1
    head = session.get(CounterRow, _CHAIN)
    whole = head is None or (head.value, head.digest) == (expected - 1, before)
    return None if whole else expected


def _digest(row: AuditRow) -> str:
    fields = [
        row.number,
        row.at.isoformat(),
        row.actor_kind,
        row.actor,
        row.action,
        row.subject,
        row.detail,
        row.before,
    ]
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()
