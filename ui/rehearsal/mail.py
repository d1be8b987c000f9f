"""Practice mail as items: the sample tray's images with what a reader would have found."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict, cast

from PySide6.QtGui import QImageReader

from mailroom.domain.evidence import (
    Candidate,
    Evidence,
    Light,
    LightName,
    LightState,
    NumberMatch,
)
from mailroom.domain.items import Item, ItemState, Tray
from mailroom.domain.pages import Box, Page, PageRole, Sheet, SheetPlace
from mailroom.domain.readings import Reader, Reading, ReadingKind
from mailroom.domain.register import Customer, Standing
from mailroom.domain.sorting import (
    Category,
    Decision,
    Doubt,
    DoubtReason,
    PaperRoute,
    Recipient,
    Tier,
    UnscannableReason,
)
from mailroom.settings import resources

TRAY: Final = Tray("T-0417", dt.date(2026, 11, 20), "PostNord", 48)
SAMPLES: Final = resources() / "samples" / "tray"
DECIDED_AT: Final = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
_DPI: Final = 300
_LINE_TAGS: Final = {"name": ReadingKind.NAME, "id": ReadingKind.NUMBER}


class _Line(TypedDict):
    text: str
    tag: str
    polygon: list[tuple[float, float]]


class _Answers(TypedDict):
    kivra_id: str | None
    recipient_name: str | None
    rotation_deg: int
    blank_pages: list[int]
    front_lines: list[_Line]
    codes: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One item of the practice tray: its images, its number and name, the boxes on the face."""

    id: str
    scan_id: str
    sheets: tuple[Sheet, ...]
    number: str
    name: str
    readings: tuple[Reading, ...]
    address: Box | None

    @property
    def face_only(self) -> tuple[Sheet, ...]:
        return self.sheets[:1]


def sample(number: int, folder: Path = SAMPLES) -> Sample:
    """The sample `item_NNNN`. Raises OSError when it is not there."""
    place = folder / f"item_{number:04d}"
    answers = cast("_Answers", json.loads((place / "truth.json").read_text(encoding="utf-8")))
    turned = (360 - answers["rotation_deg"]) % 360
    name = f"sample-{number:04d}"
    sheets = _sheets(place, name, turned, frozenset(answers["blank_pages"]))
    face = sheets[0].pages[0]
    readings = _readings(answers, face.id)
    zone = [_box(line["polygon"]) for line in answers["front_lines"] if _in_address(line)]
    return Sample(
        id=name,
        scan_id=f"M26-{324 * 100 + number:06d}",
        sheets=sheets,
        number=answers["kivra_id"] or "",
        name=answers["recipient_name"] or "",
        readings=readings,
        address=_around(zone) if zone else None,
    )


def _sheets(place: Path, name: str, turned: int, blanks: frozenset[int]) -> tuple[Sheet, ...]:
    outside = [_page(place / "front.jpg", f"{name}-front", PageRole.FACE, 0, turned)]
    if (place / "back.jpg").exists():
        outside.append(_page(place / "back.jpg", f"{name}-back", PageRole.BACK, -1, turned))
    contents = [
        _page(file, f"{name}-{at}", PageRole.CONTENT, at, 0, blank=at in blanks)
        for at, file in enumerate(sorted(place.glob("page_*.*")), start=1)
    ]
    pairs = [tuple(contents[at : at + 2]) for at in range(0, len(contents), 2)]
    sides = [tuple(outside), *pairs]
    return tuple(
        Sheet(f"{name}-sheet-{at}", at, SheetPlace.CAPTURED, pages)
        for at, pages in enumerate(sides, start=1)
    )


def _page(  # noqa: PLR0913  a page has this many parts
    file: Path, name: str, role: PageRole, number: int, turned: int, *, blank: bool = False
) -> Page:
    size = QImageReader(str(file)).size()
    return Page(
        id=name,
        role=role,
        number=number,
        image=file,
        sha256="",
        width_px=size.width(),
        height_px=size.height(),
        dpi=_DPI,
        blank=blank if role is PageRole.CONTENT else None,
        turned_deg=turned,
    )


def _readings(answers: _Answers, face: str) -> tuple[Reading, ...]:
    lines = [
        Reading(
            _LINE_TAGS[line["tag"]], line["text"], face, Reader.OCR, 0.94, _box(line["polygon"])
        )
        for line in answers["front_lines"]
        if line["tag"] in _LINE_TAGS
    ]
    codes = [
        Reading(
            ReadingKind.CODE,
            str(code["text"]),
            face,
            Reader.ZXING,
            1.0,
            _box(cast("list[tuple[float, float]]", code["polygon"])),
            symbology=str(code["symbology"]),
        )
        for code in answers["codes"]
        if code["page"] == "front"
    ]
    return (*lines, *codes)


def _in_address(line: _Line) -> bool:
    return line["tag"] in {"name", "id", "postal"}


def _box(polygon: Sequence[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in polygon], [y for _, y in polygon]
    left, top = round(min(across)), round(min(down))
    return Box(left, top, round(max(across)) - left, round(max(down)) - top)


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes) - 20, min(box.y for box in boxes) - 20
    right = max(box.x + box.width for box in boxes) + 20
    bottom = max(box.y + box.height for box in boxes) + 20
    return Box(max(0, left), max(0, top), right - left, bottom - top)


def lights(*states: LightState, values: Sequence[str] = ()) -> tuple[Light, ...]:
    """The five lights in their order."""
    seen = [*values, *[""] * len(LightName)]
    return tuple(
        Light(name, state, seen[at])
        for at, (name, state) in enumerate(zip(LightName, states, strict=True))
    )


def evidence(
    found: Sample, shown: tuple[Light, ...], candidates: tuple[Candidate, ...] = ()
) -> Evidence:
    return Evidence(
        readings=found.readings,
        turned_deg=found.sheets[0].pages[0].turned_deg or 0,
        address=found.address,
        address_lines=(),
        numbers_seen=(found.number,) if found.number else (),
        foreign_numbers=(),
        candidates=candidates,
        marks=(),
        sender=None,
        lights=shown,
        register_version="2026-11-20-1",
    )


def candidate(customer: Customer, score: float) -> Candidate:
    return Candidate(
        number=customer.number,
        name=customer.name,
        standing=customer.standing,
        number_match=NumberMatch.NONE,
        number_readers=(),
        name_score=score,
        runner_up_score=0,
        near_twin=False,
    )


def decision(  # noqa: PLR0913  a decision has this many parts
    category: Category,
    route: PaperRoute,
    rule: str,
    *,
    recipient: Recipient | None = None,
    reason: UnscannableReason | None = None,
    by: str = "machine",
) -> Decision:
    return Decision(category, Tier.A, route, rule, by, DECIDED_AT, recipient, reason)


def item(  # noqa: PLR0913  an item has this many parts
    found: Sample,
    state: ItemState,
    *,
    sheets: tuple[Sheet, ...] | None = None,
    seen: Evidence | None = None,
    decided: Decision | None = None,
    doubt: Doubt | None = None,
) -> Item:
    return Item(
        id=found.id,
        scan_id=found.scan_id,
        tray=TRAY,
        state=state,
        sheets=found.face_only if sheets is None else sheets,
        evidence=seen,
        decision=decided,
        doubt=doubt,
        revision=list(ItemState).index(state) + 1,
    )


def doubt(reason: DoubtReason, rule: str, proposal: Decision | None = None) -> Doubt:
    return Doubt(reason, rule, proposal)


def customer(name: str, number: str, standing: Standing = Standing.ACTIVE) -> Customer:
    return Customer(number, name, "AB", standing)
