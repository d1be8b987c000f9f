"""Accepting: items are decided again, stored and made available, many in one transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailroom.backend.adapters.blobs import Blobs
from mailroom.backend.model.database import Database
from mailroom.backend.services import audit, delivery, erasing, keepingback, noting, storing
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.clock import Clock
from mailroom.backend.services.deciding import decide_again, look_up
from mailroom.backend.services.receipts import Receipts
from mailroom.backend.services.refusals import Refused, Why
from mailroom.backend.services.storing import named
from mailroom.wire import ItemMessage, ReceiptMessage


@dataclass(frozen=True, slots=True)
class Put:
    """`created` is False when the item was here already."""

    receipt: ReceiptMessage
    created: bool


@dataclass(frozen=True, slots=True)
class Accepting:
    database: Database
    receipts: Receipts
    clock: Clock
    register_max_age_days: int
    blobs: Blobs

    def accept(self, arrivals: Sequence[Arrival]) -> Sequence[Put | Exception]:
        """In order; a Refused leaves nothing of its item and does not touch the others.

        Raises Refused(BLOB_MISSING): one was erased since it was sent; nothing is stored then.
        """
        now = self.clock()
        with self.database.writing() as session:
            erasing.check_there(session, self.blobs, named(arrivals))
            before = self.receipts.find(session, [each.message.id for each in arrivals])
            new, refused = self._decided(session, arrivals, before, now)
            storing.store(session, new.values(), now=now)
            kept = keepingback.kept(session, new.values())
            noting.note(session, new.values(), now=now, kept=kept)
            delivery.make_available(session, new.values(), now=now, kept=kept)
            given = self.receipts.give(session, new.values(), now=now)
            audit.record(session, *(_entry(each.message, given, now) for each in new.values()))
        return [
            refused.get(at) or _answer(each, at, new, before | given)
            for at, each in enumerate(arrivals)
        ]

    def _decided(
        self,
        session: Session,
        arrivals: Sequence[Arrival],
        before: Mapping[str, ReceiptMessage],
        now: dt.datetime,
    ) -> tuple[dict[int, Arrival], dict[int, Refused]]:
        """The new and the refused by their place; the rest were here already."""
        known = look_up(session, [each.message for each in arrivals], now=now)
        new: dict[int, Arrival] = {}
        refused: dict[int, Refused] = {}
        sums = {item: receipt.sha256 for item, receipt in before.items()}
        for at, (arrival, facts) in enumerate(zip(arrivals, known, strict=True)):
            message = arrival.message
            try:
                if message.id in sums:
                    check_same(arrival.sha256, sums[message.id])
                    continue
                decide_again(message, facts, max_age_days=self.register_max_age_days)
            except Refused as error:
                refused[at] = error
                continue
            new[at] = arrival
            sums[message.id] = arrival.sha256
        return new, refused


def check_same(sha256: str, before: str) -> None:
    """Raises Refused(OTHER_CONTENT)."""
    if sha256 != before:
        raise Refused(Why.OTHER_CONTENT, "The item is here already, with another content.")


def _answer(
    arrival: Arrival,
    at: int,
    new: Mapping[int, Arrival],
    receipts: Mapping[str, ReceiptMessage],
) -> Put:
    return Put(receipts[arrival.message.id], created=at in new)


def _entry(
    message: ItemMessage, given: Mapping[str, ReceiptMessage], now: dt.datetime
) -> audit.Entry:
    return audit.Entry(
        at=now,
        actor=audit.Actor(audit.ActorKind.STATION, message.station),
        action=audit.Action.ITEM_RECEIVED,
        subject=message.id,
        detail={
            "category": message.decision.category,
            "decided_by": message.decision.decided_by,
            "receipt": str(given[message.id].log_index),
        },
    )
