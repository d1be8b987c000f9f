"""Whose mail a company gets, for the ready text and the countdown (R8, R30, R31)."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailroom.backend.model.mail import ItemRow, ManifestRow
from mailroom.backend.model.mailboxes import LetterRow, MailboxRow
from mailroom.backend.services.delivery import one_line
from mailroom.wire import ItemMessage

_LATEST: Final = 200


@dataclass(frozen=True, slots=True)
class Seen:
    sender: str
    items: int


def seen(session: Session, customer: str) -> tuple[Seen, ...]:
    """The senders of its letters, the busiest first; unreadable ones are not counted."""
    count = func.count()
    counted = (
        select(LetterRow.sender, count)
        .join(MailboxRow, MailboxRow.key == LetterRow.mailbox)
        .where(MailboxRow.customer == customer, LetterRow.sender != "")
        .group_by(LetterRow.sender)
        .order_by(count.desc(), LetterRow.sender)
    )
    return tuple(Seen(sender, items) for sender, items in session.execute(counted))


def of_unscannables(session: Session, customer: str) -> tuple[Seen, ...]:
    """Who should be asked to send elsewhere (R30), the busiest first; of the latest items."""
    manifests = (
        select(ManifestRow.body)
        .join(ItemRow, ItemRow.id == ManifestRow.item)
        .where(ItemRow.recipient == customer, ItemRow.category == "unscannable")
        .order_by(ItemRow.received_at.desc())
        .limit(_LATEST)
    )
    read = (ItemMessage.model_validate_json(body).evidence for body in session.scalars(manifests))
    names = (one_line(evidence.sender) for evidence in read if evidence is not None)
    counted = Counter(name for name in names if name)
    return tuple(Seen(*pair) for pair in sorted(counted.items(), key=lambda one: (-one[1], one[0])))
