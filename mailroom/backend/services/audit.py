"""The audit log: who did what to what, in a chain that shows any later change."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_many, insert_new, values_of
from mailroom.backend.model.ledger import AuditRow, CounterRow

_CHAIN = "audit"
_DIGESTED = ("actor_kind", "actor", "action", "subject", "detail", "before")
_FURTHER = (
    update(CounterRow)
    .where(CounterRow.name == bindparam("which"))
    .values(value=CounterRow.value + bindparam("by"))
    .returning(CounterRow.value, CounterRow.digest)
)
_AT = (
    update(CounterRow).where(CounterRow.name == bindparam("which")).values(digest=bindparam("head"))
)


class Action(StrEnum):
    ITEM_RECEIVED = "item_received"
    LETTER_READ = "letter_read"
    DOCUMENT_DOWNLOADED = "document_downloaded"
    LETTER_MARKED = "letter_marked"
    LETTER_TRASHED = "letter_trashed"
    LETTER_TAKEN_BACK = "letter_taken_back"
    LETTER_DELETED = "letter_deleted"
    RECALL_ASKED = "recall_asked"
    LETTER_REASSIGNED = "letter_reassigned"
    KEPT_BACK = "kept_back"
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
    CONTENT_SENT = "content_sent"
    SHIFT_CLOSED = "shift_closed"
    REVIEW_DECIDED = "review_decided"
    REVIEW_ESCALATED = "review_escalated"
    DIGITS_SEEN = "digits_seen"
    LETTERS_SEEDED = "letters_seeded"
    POLICY_PROPOSED = "policy_proposed"
    POLICY_CONFIRMED = "policy_confirmed"
    POLICY_WITHDRAWN = "policy_withdrawn"
    PERSON_CHANGED = "person_changed"
    EMPTYING_PROPOSED = "emptying_proposed"
    EMPTYING_ORDERED = "emptying_ordered"
    EMPTYING_TAKEN_BACK = "emptying_taken_back"
    MAILBOX_EMPTIED = "mailbox_emptied"


class ActorKind(StrEnum):
    STATION = "station"
    OPERATOR = "operator"
    MAILBOX_USER = "mailbox_user"
    INTEGRATOR = "integrator"
    TENANT = "tenant"
    """A company that sends letters by a program."""
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


class Head(NamedTuple):
    """Where a counter stands, and the digest of its log's last entry."""

    value: int
    digest: str


def advance(session: Session, name: str, *, by: int = 1) -> Head:
    """The named counter, further by that many, locked until the transaction ends."""
    asked = {"which": name, "by": by}
    while True:
        found = session.connection().execute(_FURTHER, asked).first()
        if found is not None:
            return Head(*found)
        insert_new(session, CounterRow, {"name": name, "value": 0, "digest": ""})


def record(session: Session, *entries: Entry) -> None:
    """Append to the chain, in the same transaction as what it tells of."""
    if not entries:
        return
    last, digest = advance(session, _CHAIN, by=len(entries))
    rows: list[dict[str, Any]] = []
    for number, entry in enumerate(entries, last - len(entries) + 1):
        row = {
            "number": number,
            "at": entry.at,
            "actor_kind": entry.actor.kind.value,
            "actor": entry.actor.name,
            "action": entry.action.value,
            "subject": entry.subject,
            "detail": json.dumps(dict(entry.detail), sort_keys=True),
            "before": digest,
        }
        digest = _digest(row)
        rows.append(row | {"digest": digest})
    insert_many(session, AuditRow, rows)
    session.connection().execute(_AT, {"which": _CHAIN, "head": digest})


def first_broken(session: Session) -> int | None:
    """The number of the first entry that does not follow from the one before; None when whole."""
    before, expected = "", 1
    for row in session.scalars(select(AuditRow).order_by(AuditRow.number)):
        if row.number != expected or row.before != before or row.digest != _digest(values_of(row)):
            return expected
        before, expected = row.digest, expected + 1
    head = session.get(CounterRow, _CHAIN)
    whole = head is None or (head.value, head.digest) == (expected - 1, before)
    return None if whole else expected


def first_broken_of(session: Session, rows: Iterable[AuditRow]) -> int | None:
    """Among some entries, the lowest that is not as written or does not follow its forerunner."""
    shown = sorted(rows, key=lambda row: row.number)
    before = select(AuditRow).where(AuditRow.number.in_([row.number - 1 for row in shown]))
    digests = {row.number: row.digest for row in session.scalars(before)}
    for row in shown:
        follows = row.before == digests.get(row.number - 1, "")
        if not follows or row.digest != _digest(values_of(row)):
            return row.number
    return None


def _digest(row: Mapping[str, Any]) -> str:
    fields = [row["number"], row["at"].isoformat(), *(row[name] for name in _DIGESTED)]
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()
