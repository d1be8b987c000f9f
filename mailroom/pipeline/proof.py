"""The proof of a document: what it was made of and how, signed, in a file beside it."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mailroom.domain.errors import BytesChanged
from mailroom.domain.items import Item
from mailroom.domain.pages import Page, Sheet
from mailroom.domain.pagework import BuiltDocument, PageWork
from mailroom.wire import ProofMessage, ProofPage, SignedProof

SOURCE = "source.json"
"""Beside a batch's pages: which device brought them, and how it was set."""


def proof_file(document: Path) -> Path:
    return document.with_suffix(".proof.json")


def source_note(device: str, profile: str) -> bytes:
    return json.dumps({"device": device, "profile": profile}).encode()


@dataclass(frozen=True, slots=True)
class Proving:
    """`sign` is the station's; `key` its public key in base64; `write` is durable on return."""

    station: str
    key: str
    sign: Callable[[str], str]
    write: Callable[[Path, bytes], None]
    now: Callable[[], dt.datetime]
    made_with: Mapping[str, str]

    def __call__(self, item: Item, work: Sequence[PageWork], built: BuiltDocument) -> None:
        """`work` holds every captured side; those that `built` shows come first, in its order."""
        text = self._proof(item, work, built).model_dump_json()
        signed = SignedProof(proof=text, key=self.key, signature=self.sign(text))
        self.write(proof_file(built.file), signed.model_dump_json().encode())

    def _proof(self, item: Item, work: Sequence[PageWork], built: BuiltDocument) -> ProofMessage:
        known = {page.id: (sheet, page) for sheet in item.sheets for page in sheet.pages}
        places = [*range(1, built.page_count + 1), *[None] * (len(work) - built.page_count)]
        return ProofMessage(
            item=item.id,
            scan_id=item.scan_id,
            station=self.station,
            operator=item.operator,
            arrived_on=item.tray.arrived_on,
            captured_at=item.captured_at,
            proved_at=self.now(),
            sheets=len(item.sheets),
            sides=len(item.pages),
            pages=tuple(
                _page(*known[one.page], one, place) for one, place in zip(work, places, strict=True)
            ),
            document_sha256=built.sha256,
            document_bytes=built.size_bytes,
            document_pages=built.page_count,
            made_with=dict(self.made_with),
        )


def proof_of(document: Path) -> SignedProof | None:
    """What lies beside the document; None when nothing does. Raises BytesChanged when torn."""
    try:
        return SignedProof.model_validate_json(proof_file(document).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise BytesChanged("proof") from error


def _page(sheet: Sheet, page: Page, work: PageWork, place: int | None) -> ProofPage:
    device, profile = _source(page.image.parent)
    return ProofPage(
        place=place,
        role=page.role.value,
        sheet=sheet.number,
        sha256=page.sha256,
        batch=page.image.parent.name,
        file=page.image.name,
        device=device,
        profile=profile,
        dpi=page.dpi,
        width_px=page.width_px,
        height_px=page.height_px,
        blank=work.blank,
        turned_deg=work.turned_deg,
        turn_sure=work.turn_sure,
        skew_deg=round(work.skew_deg, 3),
        cropped_px=work.cropped_px,
        paper=work.paper,
        encoding=work.encoding,
        unread=work.unread,
    )


def _source(batch: Path) -> tuple[str, str]:
    """Nothing for a batch that was scanned before devices were noted."""
    try:
        told = json.loads((batch / SOURCE).read_bytes())
        return str(told["device"]), str(told["profile"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", ""
