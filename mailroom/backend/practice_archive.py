"""The practice archive: prices, terms, boxes with a few originals, and two that are asked for."""

import datetime as dt
import hashlib
import io
import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailroom.backend.model.agreements import PaymentOptionRow
from mailroom.backend.model.customers import AgreementRow, CustomerRow
from mailroom.backend.model.fees import PriceRow
from mailroom.backend.model.inserting import insert_many
from mailroom.backend.model.originals import ShelfRow
from mailroom.backend.printing.papers import Column, Sheet, sheet
from mailroom.backend.services import asking, originals, store, terms
from mailroom.backend.services.arrival import Arrival
from mailroom.backend.services.payment_options import Option, State
from mailroom.backend.services.staff import person
from mailroom.backend.wiring import Backend
from mailroom.domain.workdays import stockholm_date
from mailroom.wire import ItemMessage

_PRICES: Final = {
    "monthly": 29_900,
    "scanning": 350,
    "original": 9_900,
    "unscannable": 12_500,
    "change_of_address": 5_000,
}
_SENDERS: Final = ("Övningsverket", "Prövobanken", "Lärdomsförsäkring")
_LETTERS: Final = 9
_ASKED_FOR: Final = 2
_BEFORE: Final = dt.timedelta(days=3)
_KEEPER: Final = person("lars", frozenset({"supervisor"}))


def furnish(backend: Backend, *, station: str) -> int:
    """How many originals were filed; nothing when the archive is furnished already."""
    now = backend.clock()
    with backend.database.writing() as session:
        if session.scalars(select(ShelfRow)).first() is not None:
            return 0
        _agree(session, now)
        owners = _owners(session)
    items = [_letter(backend, owners[n % len(owners)], n, station) for n in range(_LETTERS)]
    with backend.database.writing() as session:
        _file(session, items, now)
        for key, message in enumerate(items[:_ASKED_FOR]):
            number = message.recipient.number if message.recipient else ""
            asked = asking.Asked(f"practice-{key}", message.id, number, number)
            asking.ask(session, asked, staff=_KEEPER, now=now)
    return len(items)


def _agree(session: Session, now: dt.datetime) -> None:
    """Prices, terms, and how everybody pays."""
    for row in session.scalars(select(PriceRow)):
        row.ore = _PRICES[row.kind]
    text = terms.Terms("övning-1", terms.MASTER, dt.date(2018, 5, 25), "Villkor för övning.")
    terms.publish(session, text, staff=_KEEPER, now=now)
    option = {"kind": Option.BANKGIRO, "state": State.ACTIVE, "registered_at": now}
    numbers = session.scalars(select(CustomerRow.number))
    rows = [{"customer": number, **option} for number in numbers]
    insert_many(session, PaymentOptionRow, rows)


def _owners(session: Session) -> Sequence[CustomerRow]:
    """Three that are served without an end, last by number: the demonstration has others."""
    served = (
        select(CustomerRow)
        .join(AgreementRow, AgreementRow.customer == CustomerRow.number)
        .where(AgreementRow.ends_on.is_(None))
        .order_by(CustomerRow.number.desc())
        .limit(len(_SENDERS))
    )
    return session.scalars(served).all()


def _letter(backend: Backend, owner: CustomerRow, number: int, station: str) -> ItemMessage:
    """Through the same door as a station's: decided again, receipted, charged."""
    now = backend.clock()
    sender = _SENDERS[number % len(_SENDERS)]
    pdf = _paper(owner.name, sender, stockholm_date(now).isoformat())
    sha256 = hashlib.sha256(pdf).hexdigest()
    backend.blobs.put(io.BytesIO(pdf), sha256=sha256, limit_bytes=len(pdf))
    message = ItemMessage.model_validate(
        {
            "id": str(uuid.uuid4()),
            "scan_id": f"P00-{number + 1:06}",
            "station": station,
            "operator": "anna",
            "tray": {
                "id": "P1",
                "arrived_on": stockholm_date(now - _BEFORE),
                "postal_operator": "PostNord",
                "expected": _LETTERS,
            },
            "decision": {
                "category": "scannable",
                "tier": "a",
                "route": "open_and_scan",
                "rule": "all_agree",
                "decided_by": "machine",
                "decided_at": now,
                "policy_version": "practice",
            },
            "recipient": {"number": owner.number, "name": owner.name},
            "evidence": {
                "register_version": backend.registers.snapshot().version,
                "numbers_seen": [owner.number],
                "foreign_numbers": [],
                "address_lines": [owner.name],
                "readings": [],
                "marks": [],
                "sender": sender,
                "sender_readable": True,
            },
            "pages": [_page("face", 0, sha256), _page("content", 1, sha256)],
            "sheet_count": 2,
            "document": {
                "sha256": sha256,
                "size_bytes": len(pdf),
                "media_type": "application/pdf",
            },
            "face": None,
            "captured_at": now,
        }
    )
    body = message.model_dump_json().encode()
    backend.intake.accepted.put(Arrival.of(message, body, 1))
    return message


def _page(role: str, number: int, sha256: str) -> dict[str, object]:
    return {
        "number": number,
        "role": role,
        "sheet": number + 1,
        "sha256": sha256,
        "width_px": 2480,
        "height_px": 3508,
        "dpi": 300,
        "blank": False,
        "turned_deg": 0,
        "text": "Övningsbrev",
    }


def _paper(name: str, sender: str, day: str) -> bytes:
    columns = (Column("", 1.0),)
    rows = [("Detta brev är till för övning. Dess papper ligger i arkivet och kan begäras.",)]
    facts = (("Från", sender), ("Dag", day))
    return sheet(
        Sheet(title="Övningsbrev", facts=facts, columns=columns, rows=rows, address=(name,))
    )


def _file(session: Session, items: Sequence[ItemMessage], now: dt.datetime) -> None:
    """Three boxes on two shelves; the last letters still wait on the desk."""
    shelves = [store.new_shelf(session, staff=_KEEPER, now=now) for _ in range(2)]
    boxes = [store.new_box(session, staff=_KEEPER, now=now, shelf=shelves[n % 2]) for n in range(3)]
    for place, message in enumerate(items[:-2]):
        originals.file(session, message.scan_id, boxes[place % 3], staff=_KEEPER, now=now)
