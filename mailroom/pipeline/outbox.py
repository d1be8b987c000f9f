"""The outbox: bytes are frozen once, then sent until the backend's receipt is verified."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mailroom.domain.decisions import Category, Decision
from mailroom.domain.errors import BytesChanged
from mailroom.domain.evidence import Evidence, Sender
from mailroom.domain.items import Item, ItemState
from mailroom.domain.outgoing import Blob, MediaType
from mailroom.domain.pages import Page, PageCode, PageRole, SheetPlace
from mailroom.domain.senders import sender_name, spelled_as_in
from mailroom.pipeline.integrity import has_digest
from mailroom.pipeline.ports import Backend, Seal, Sealed
from mailroom.pipeline.proof import proof_of
from mailroom.points import Point, reached
from mailroom.wire import (
    BlobMessage,
    CodeMessage,
    DecisionMessage,
    EvidenceMessage,
    ItemMessage,
    PageMessage,
    ReadingMessage,
    RecipientMessage,
    TrayMessage,
)


@dataclass(frozen=True, slots=True)
class Sealing:
    """RELEASING -> SENDING: the manifest's exact bytes and its blobs' digests are frozen.

    Raises BytesChanged when a file is no longer what was captured or built.
    """

    station: str
    seal: Seal

    def __call__(self, item: Item) -> Item:
        blobs = _blobs(item)
        manifest = manifest_of(item, self.station).model_dump_json().encode()
        self.seal(item.id, manifest, blobs)
        reached(Point.SEALED)
        return replace(item, state=ItemState.SENDING)


@dataclass(frozen=True, slots=True)
class Sending:
    """SENDING -> DELIVERED, with a verified receipt.

    Raises BackendUnreachable, BackendRefused, ReceiptInvalid, SignInRefused, BytesChanged.
    """

    sealed: Sealed
    backend: Backend

    def __call__(self, item: Item) -> Item:
        parcel = self.sealed(item.id)
        if parcel is None:
            raise BytesChanged("seal")
        receipt = self.backend.put_item(parcel)
        reached(Point.UPLOADED)
        return replace(item, state=ItemState.DELIVERED, receipt=receipt)


def manifest_of(item: Item, station: str) -> ItemMessage:
    """The item as the backend sees it. Same item, same bytes."""
    decision = item.decision
    assert decision is not None  # noqa: S101  nothing is released undecided
    recipient = decision.recipient
    document = item.document if decision.category is Category.SCANNABLE else None
    face, pages = item.face, _pages(item)
    return ItemMessage(
        id=item.id,
        scan_id=item.scan_id,
        station=station,
        operator=item.operator,
        tray=TrayMessage(
            id=item.tray.id,
            arrived_on=item.tray.arrived_on,
            postal_operator=item.tray.postal_operator,
            expected=item.tray.expected,
        ),
        decision=_decision(decision),
        recipient=recipient and RecipientMessage(number=recipient.number, name=recipient.name),
        evidence=_evidence(item.evidence, _texts(item)) if item.evidence else None,
        pages=pages,
        sheet_count=len({page.sheet for page in pages}),
        document=document
        and BlobMessage(
            sha256=document.sha256, size_bytes=document.size_bytes, media_type="application/pdf"
        ),
        face=face
        and BlobMessage(
            sha256=face.sha256, size_bytes=face.image.stat().st_size, media_type="image/jpeg"
        ),
        captured_at=item.captured_at or dt.datetime.min.replace(tzinfo=dt.UTC),
        proof=proof_of(document.file) if document else None,
    )


def _decision(decision: Decision) -> DecisionMessage:
    return DecisionMessage(
        category=decision.category.value,
        tier=decision.tier.value,
        route=decision.route.value,
        rule=decision.rule,
        reason=decision.reason.value if decision.reason else None,
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
        policy_version=decision.policy_version,
        note=decision.note,
    )


def _texts(item: Item) -> Mapping[str, str]:
    return {text.page: text.text for text in item.document.texts} if item.document else {}


def _evidence(evidence: Evidence, texts: Mapping[str, str]) -> EvidenceMessage:
    return EvidenceMessage(
        register_version=evidence.register_version,
        numbers_seen=evidence.numbers_seen,
        foreign_numbers=evidence.foreign_numbers,
        address_lines=evidence.address_lines,
        readings=tuple(
            ReadingMessage(
                kind=reading.kind.value,
                text=reading.text[:4096],
                page=reading.page,
                reader=reading.reader.value,
                confidence=reading.confidence,
                repaired=reading.repaired,
                symbology=reading.symbology,
            )
            for reading in evidence.readings
        ),
        marks=tuple(mark.kind.value for mark in evidence.marks),
        sender=_sender(evidence.sender, texts) if evidence.sender else "",
        sender_readable=evidence.sender.readable if evidence.sender else False,
        whole=evidence,
    )


def _sender(sender: Sender, texts: Mapping[str, str]) -> str:
    return spelled_as_in(sender_name(sender.text), texts.values())


def _pages(item: Item) -> tuple[PageMessage, ...]:
    """Of an item that is not delivered as a letter only the outside is told (G7)."""
    shut = item.decision is None or item.decision.category is not Category.SCANNABLE
    texts = _texts(item)
    codes = {text.page: text.codes for text in item.document.texts} if item.document else {}
    return tuple(
        PageMessage(
            number=page.number,
            role=page.role.value,
            sheet=sheet.number,
            sha256=page.sha256,
            width_px=page.width_px,
            height_px=page.height_px,
            dpi=page.dpi,
            blank=bool(page.blank),
            turned_deg=page.turned_deg or 0,
            text=texts.get(page.id, ""),
            codes=tuple(_code(code) for code in codes.get(page.id, ())),
        )
        for sheet in item.sheets
        if sheet.place is SheetPlace.CAPTURED
        for page in sheet.pages
        if not (shut and page.role is PageRole.CONTENT)
    )


def _code(code: PageCode) -> CodeMessage:
    return CodeMessage(
        text=code.text,
        left_px=code.box.x,
        top_px=code.box.y,
        width_px=code.box.width,
        height_px=code.box.height,
        page_width_px=code.page_width_px,
        page_height_px=code.page_height_px,
    )


def _blobs(item: Item) -> tuple[Blob, ...]:
    blobs: list[Blob] = []
    if item.document and item.decision and item.decision.category is Category.SCANNABLE:
        blobs.append(_blob(item.document.file, item.document.sha256, MediaType.PDF))
    if item.face is not None:
        blobs.append(_face_blob(item.face))
    return tuple(blobs)


def _face_blob(face: Page) -> Blob:
    return _blob(face.image, face.sha256, MediaType.JPEG)


def _blob(file: Path, sha256: str, media_type: MediaType) -> Blob:
    if not has_digest(file, sha256):
        raise BytesChanged(media_type)
    return Blob(file, sha256, file.stat().st_size, media_type)
