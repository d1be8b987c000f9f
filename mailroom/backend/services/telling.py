"""Telling: in the transaction that makes something true, one waiting notification per target."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.customers import EmailRow
from mailroom.backend.model.database import several
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mailboxes import MailboxRow
from mailroom.backend.model.notifications import NotificationRow, WebhookRow

LETTER: Final = "letter"
"""A letter is there to be read (R13)."""


_ASKED: Final = several("customers")
_EMAILS: Final = select(EmailRow.customer, EmailRow.address).where(EmailRow.customer.in_(_ASKED))
_HOOKS: Final = (
    select(MailboxRow.customer, WebhookRow.id)
    .join(MailboxRow, MailboxRow.key == WebhookRow.mailbox)
    .where(MailboxRow.customer.in_(_ASKED), WebhookRow.active)
)


class Channel(StrEnum):
    EMAIL = "email"
    WEBHOOK = "webhook"


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    BOUNCED = "bounced"
    """The target said that it will never take it."""
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Telling:
    """`about` is an id of ours: with the kind and the target it happens once."""

    customer: str
    kind: str
    about: str


def tell(session: Session, tellings: Collection[Telling], *, now: dt.datetime) -> None:
    """Every registered address (R13); of letters, every active webhook too."""
    asked = {"customers": list({telling.customer for telling in tellings})}
    session.flush()
    line = session.connection()
    emails, hooks = _grouped(line.execute(_EMAILS, asked)), _grouped(line.execute(_HOOKS, asked))
    rows: list[dict[str, Any]] = []
    for telling in tellings:
        to = emails.get(telling.customer, ())
        rows += [_row(telling, Channel.EMAIL, address, now) for address in to]
        called = hooks.get(telling.customer, ()) if telling.kind == LETTER else ()
        rows += [_row(telling, Channel.WEBHOOK, hook, now) for hook in called]
    insert_many(session, NotificationRow, rows, known_may_stay=True)


def _grouped(pairs: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for customer, target in pairs:
        found.setdefault(customer, []).append(target)
    return found


def _row(telling: Telling, channel: Channel, target: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "customer": telling.customer,
        "kind": telling.kind,
        "about": telling.about,
        "channel": channel,
        "target": target,
        "state": State.WAITING,
        "attempts": 0,
        "next_at": now,
        "made_at": now,
        "ended_at": None,
        "answer": None,
    }
