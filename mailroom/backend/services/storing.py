"""An item's rows: tray, blobs, item, pages and the manifest itself."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy.orm import Session

from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.mail import BlobRow, ItemRow, ManifestRow, PageCodeRow, PageRow, TrayRow
from mailroom.backend.services import erasing
from mailroom.backend.services.arrival import Arrival
from mailroom.domain.payment_codes import is_payment_code
from mailroom.domain.workdays import due_on
from mailroom.wire import ItemMessage


def store(session: Session, arrivals: Collection[Arrival], *, now: dt.datetime) -> None:
    """All of them or, with the transaction, nothing; the manifests' bytes as they came.

    Raises sqlalchemy.exc.IntegrityError when one is being stored elsewhere at this moment.
    """
    messages = [arrival.message for arrival in arrivals]
    trays = [message.tray.model_dump() for message in messages]
    insert_many(session, TrayRow, trays, known_may_stay=True)
    blobs = [blob for message in messages for blob in (message.document, message.face) if blob]
    made = {"created_at": now}
    insert_many(session, BlobRow, [blob.model_dump() | made for blob in blobs], known_may_stay=True)
    erasing.keep(session, named(arrivals))
    insert_many(session, ItemRow, [_item(message, now) for message in messages])
    insert_many(session, PageRow, [page for message in messages for page in _pages(message)])
    insert_many(session, PageCodeRow, [code for message in messages for code in _codes(message)])
    manifests = [
        {"item": each.message.id, "sha256": each.sha256, "body": each.body} for each in arrivals
    ]
    insert_many(session, ManifestRow, manifests)


def named(arrivals: Iterable[Arrival]) -> list[str]:
    """The blobs that they refer to."""
    every = (blob for each in arrivals for blob in (each.message.document, each.message.face))
    return sorted({blob.sha256 for blob in every if blob})


def is_from(session: Session, item: str, station: str) -> bool:
    """Whether this station sent it."""
    row = session.get(ItemRow, item)
    return row is not None and row.station == station


def _item(message: ItemMessage, now: dt.datetime) -> dict[str, Any]:
    decision = message.decision.model_dump(exclude={"note"})
    return decision | {
        "id": message.id,
        "scan_id": message.scan_id,
        "station": message.station,
        "operator": message.operator,
        "tray": message.tray.id,
        "arrived_on": message.tray.arrived_on,
        "due_on": due_on(message.tray.arrived_on),
        "register_version": message.evidence.register_version if message.evidence else None,
        "recipient": message.recipient.number if message.recipient else None,
        "recipient_name": message.recipient.name if message.recipient else None,
        "sheet_count": message.sheet_count,
        "page_count": len(message.pages),
        "document": message.document.sha256 if message.document else None,
        "face": message.face.sha256 if message.face else None,
        "captured_at": message.captured_at,
        "received_at": now,
    }


def _pages(message: ItemMessage) -> Iterable[dict[str, Any]]:
    for position, page in enumerate(message.pages):
        told = page.model_dump(exclude={"codes"})
        yield {"item": message.id, "position": position, **told}


def _codes(message: ItemMessage) -> Iterable[dict[str, Any]]:
    """Those that ask for a payment: nothing else that a code holds is of use to anybody here."""
    for position, page in enumerate(message.pages):
        for place, code in enumerate(page.codes):
            if is_payment_code(code.text):
                told = code.model_dump()
                yield {"item": message.id, "position": position, "place": place, **told}
