"""Light engines for the station's tests: a QR code says whose the letter is, pages have no text."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from mailroom.domain.batches import Boundary, SheetSeen
from mailroom.domain.decisions import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    Recipient,
    Tier,
)
from mailroom.domain.errors import UnreadableImage
from mailroom.domain.evidence import Candidate, Evidence, NumberMatch
from mailroom.domain.items import Item
from mailroom.domain.pages import Page
from mailroom.domain.pagework import BuiltDocument, PageWork
from mailroom.domain.readings import Reader, Reading, ReadingKind
from mailroom.domain.register import Standing
from mailroom.domain.separators import Separator, SeparatorKind, parse_separator
from mailroom.wire import RegisterSnapshot

AD = "AD"
SEPARATOR = Separator(SeparatorKind.ITEM).payload


def codes(file: Path) -> tuple[str, ...]:
    try:
        with Image.open(file) as image:
            return tuple(code.text for code in zxingcpp.read_barcodes(image.convert("L")))
    except OSError as error:
        raise UnreadableImage("torn") from error


def read_face(face: Page, back: Page | None, register: Path) -> Evidence:
    del back
    snapshot = RegisterSnapshot.model_validate_json(register.read_bytes())
    names = {entry.number: entry.name for entry in snapshot.entries}
    texts = codes(face.image)
    numbers = tuple(text for text in texts if text.isdigit())
    return Evidence(
        readings=tuple(
            Reading(ReadingKind.CODE, text, face.id, Reader.ZXING, 1.0) for text in texts
        ),
        turned_deg=0,
        address=None,
        address_lines=(),
        numbers_seen=numbers,
        foreign_numbers=(),
        candidates=tuple(_candidate(number, names[number]) for number in numbers),
        marks=(),
        sender=None,
        lights=(),
        register_version=snapshot.version,
    )


def _candidate(number: str, name: str) -> Candidate:
    readers = (Reader.ZXING, Reader.OCR)
    return Candidate(
        number, name, Standing.ACTIVE, NumberMatch.EXACT, readers, 100, 0, near_twin=False
    )


def decide(evidence: Evidence) -> Decision | Doubt:
    now = dt.datetime.now(dt.UTC)
    if any(reading.text == AD for reading in evidence.readings):
        return Decision(Category.MARKETING, Tier.A, PaperRoute.DESTROY, "light", "machine", now)
    if len(evidence.candidates) != 1:
        return Doubt(DoubtReason.NO_NUMBER, "light")
    (found,) = evidence.candidates
    return Decision(
        Category.SCANNABLE,
        Tier.A,
        PaperRoute.OPEN_AND_SCAN,
        "light",
        "machine",
        now,
        Recipient(found.number, found.name),
    )


def boundary(front: Page) -> SheetSeen:
    texts = codes(front.image)
    separators = [one for one in map(parse_separator, texts) if one is not None]
    if separators:
        return separators[0]
    return Boundary.ENVELOPE if texts else Boundary.CONTENT


def read_page(page: Page, folder: Path) -> PageWork:
    del folder
    return PageWork(
        page.id,
        blank=False,
        turned_deg=0,
        turn_sure=True,
        skew_deg=0.0,
        text="ord på sidan",
        words=None,
    )


def write_document(item: Item, work: Sequence[PageWork], target: Path) -> BuiltDocument:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    canvas = Canvas(str(part), pagesize=(200, 300), invariant=1)
    for one in work:
        canvas.drawString(20, 20, f"{item.scan_id} {one.page[-12:]}")
        canvas.showPage()
    canvas.save()
    part.replace(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    return BuiltDocument(target, digest, target.stat().st_size, len(work))
