"""Receipts: the backend's signed word, one per item, the same each time it is asked for."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.adapters.keys import SigningKey
from mailroom.backend.model.database import several
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.ledger import ReceiptRow
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.audit import advance
from mailroom.wire import ReceiptMessage

_LOG = "receipt"
_COLUMNS = {column.name for column in ReceiptRow.__table__.columns}
_OF_ITEMS = select(*ReceiptRow.__table__.columns).where(ReceiptRow.item.in_(several("items")))


@dataclass(frozen=True, slots=True)
class Receipts:
    key: SigningKey

    def find(self, session: Session, items: Sequence[str]) -> dict[str, ReceiptMessage]:
        """The receipts of those that have one, as they were first given."""
        rows = session.connection().execute(_OF_ITEMS, {"items": items}).mappings()
        return {row["item"]: ReceiptMessage.model_validate(dict(row)) for row in rows}

    def give(
        self, session: Session, arrivals: Collection[Arrival], *, now: dt.datetime
    ) -> dict[str, ReceiptMessage]:
        """Sign and store; true only once the transaction has ended."""
        if not arrivals:
            return {}
        last = advance(session, _LOG, by=len(arrivals)).value
        given: dict[str, ReceiptMessage] = {}
        for index, arrival in enumerate(arrivals, last - len(arrivals) + 1):
            message = arrival.message
            scannable = message.decision.category == "scannable"
            unsigned = ReceiptMessage(
                item=message.id,
                mailbox=message.recipient.number if scannable and message.recipient else None,
                sha256=arrival.sha256,
                page_count=len(message.pages),
                received_at=now,
                log_index=index,
                signature="",
            )
            signature = self.key.sign(signed_text(unsigned))
            given[message.id] = unsigned.model_copy(update={"signature": signature})
        rows = [each.model_dump(include=_COLUMNS) for each in given.values()]
        insert_many(session, ReceiptRow, rows)
        return given


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
