"""Receipts: the backend's signed word, one per item, the same each time it is asked for."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.keys import SigningKey
from mailroom.backend.model.ledger import ReceiptRow
from mailroom.backend.services.audit import advance
from mailroom.wire import ItemMessage, ReceiptMessage

_LOG = "receipt"


@dataclass(frozen=True, slots=True)
class Receipts:
    key: SigningKey

    def find(self, session: Session, item: str) -> ReceiptMessage | None:
        """The receipt as it was first given."""
        row = session.scalars(select(ReceiptRow).where(ReceiptRow.item == item)).one_or_none()
        return _message(row) if row else None

    def give(
        self, session: Session, message: ItemMessage, *, sha256: str, now: dt.datetime
    ) -> ReceiptMessage:
        """Sign and store; true only once the transaction has ended."""
        scannable = message.decision.category == "scannable"
        row = ReceiptRow(
            log_index=advance(session, _LOG).value,
            item=message.id,
            mailbox=message.recipient.number if scannable and message.recipient else None,
            sha256=sha256,
            page_count=len(message.pages),
            received_at=now,
            signature="",
        )
        row.signature = self.key.sign(signed_text(_message(row)))
        session.add(row)
        return _message(row)


def signed_text(receipt: ReceiptMessage) -> str:
    """What the signature covers."""
    parts = (
        receipt.item,
        receipt.mailbox or "-",
        receipt.sha256,
        str(receipt.page_count),
        receipt.received_at.isoformat(),
        str(receipt.log_index),
    )
    return "|".join(parts)


def _message(row: ReceiptRow) -> ReceiptMessage:
    return ReceiptMessage(
        item=row.item,
        mailbox=row.mailbox,
        sha256=row.sha256,
        page_count=row.page_count,
        received_at=row.received_at,
        log_index=row.log_index,
        signature=row.signature,
    )
