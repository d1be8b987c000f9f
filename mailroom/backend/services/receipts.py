"""Receipts: the backend's signed word, one per item, the same each time it is asked for."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.keys import SigningKey
from mailroom.backend.model.database import insert_many, values_of
from mailroom.backend.model.ledger import ReceiptRow
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.audit import advance
from mailroom.wire import ReceiptMessage

_LOG = "receipt"


@dataclass(frozen=True, slots=True)
class Receipts:
    key: SigningKey

    def find(self, session: Session, items: Sequence[str]) -> dict[str, ReceiptMessage]:
        """The receipts of those that have one, as they were first given."""
        rows = session.scalars(select(ReceiptRow).where(ReceiptRow.item.in_(items)))
        return {row.item: _message(row) for row in rows}

    def give(
        self, session: Session, arrivals: Collection[Arrival], *, now: dt.datetime
    ) -> dict[str, ReceiptMessage]:
        """Sign and store; true only once the transaction has ended."""
        if not arrivals:
            return {}
        last = advance(session, _LOG, by=len(arrivals)).value
        rows: list[ReceiptRow] = []
        for index, arrival in enumerate(arrivals, last - len(arrivals) + 1):
            message = arrival.message
            scannable = message.decision.category == "scannable"
            row = ReceiptRow(
                log_index=index,
                item=message.id,
                mailbox=message.recipient.number if scannable and message.recipient else None,
                sha256=arrival.sha256,
                page_count=len(message.pages),
                received_at=now,
                signature="",
            )
            row.signature = self.key.sign(signed_text(_message(row)))
            rows.append(row)
        insert_many(session, ReceiptRow, [values_of(row) for row in rows])
        return {row.item: _message(row) for row in rows}


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
