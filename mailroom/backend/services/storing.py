"""An item's rows: tray, blobs, item, pages and the manifest itself."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from mailroom.backend.model.database import insert_new
from mailroom.backend.model.mail import BlobRow, ItemRow, ManifestRow, PageRow, TrayRow
from mailroom.domain.workdays import due_on
from mailroom.wire import ItemMessage


def store(session: Session, message: ItemMessage, *, now: dt.datetime) -> bool:
    """Whether the item is new; all of it or, with the transaction, nothing."""
    insert_new(session, TrayRow, message.tray.model_dump())
    for blob in (message.document, message.face):
        if blob is not None:
            insert_new(session, BlobRow, {**blob.model_dump(), "created_at": now})
    if not insert_new(session, ItemRow, _item(message, now)):
        return False
    session.execute(insert(PageRow), list(_pages(message)))
    return True


def keep_manifest(session: Session, item: str, *, sha256: str, body: bytes) -> None:
    """The bytes as they came."""
    session.add(ManifestRow(item=item, sha256=sha256, body=body))


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
        yield {"item": message.id, "position": position, **page.model_dump()}
