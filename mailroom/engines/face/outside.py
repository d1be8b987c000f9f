"""The outside of an envelope to evidence: the heart of recognition, run in a worker."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from mailroom.domain.addresses import LineKind, NumberFound
from mailroom.domain.evidence import Evidence, Mark, MarkKind, Sender
from mailroom.domain.identification import ranked
from mailroom.domain.pages import Box, Page
from mailroom.domain.readings import (
    GOES_ON,
    OTHER_MAKE,
    OTHERS_NUMBER,
    OUTSIDE_ZONE,
    SECOND_LOOK,
    WRONG_CHECK_DIGIT,
    Reader,
    Reading,
    ReadingKind,
)
from mailroom.domain.twins import Directory
from mailroom.engines.face.address import Zone, find_zone
from mailroom.engines.face.addressed import (
    has_faint_rival,
    has_unread_rival,
    is_addressed_here,
    names_another,
)
from mailroom.engines.face.codes import CodeMeaning, covers, meaning_of, numbers_in, readings_of
from mailroom.engines.face.hand import with_hand_read, with_hand_turned
from mailroom.engines.face.lights import lights_of
from mailroom.engines.face.look import Look, look_at
from mailroom.engines.face.marks import marks_of, with_remarks
from mailroom.engines.face.picture import Picture, View, picture_of
from mailroom.engines.face.pieces import warm_up
from mailroom.engines.face.recipient import RecipientRead, read_recipient
from mailroom.engines.face.registerfile import directory_of
from mailroom.engines.face.remarks import read_remarks
from mailroom.engines.face.sender import sender_blocks, sender_on
from mailroom.engines.face.text import FaceLine, FaceText, read_faint, read_text, with_bad_mended
from mailroom.engines.ocr.paddle import line_model
from mailroom.engines.pixels.barcodes import Code, read_codes
from mailroom.engines.pixels.levels import percentile

_ZONE_AIR_MM: Final = 14.0
_RIM_PX: Final = 9
_PAPER_SHARE: Final = 90
"""Percentile of a code's brightness that is its paper."""


def prepare() -> None:
    """Load the models before the first face, once per worker; one core is one worker's."""
    cv2.setNumThreads(1)
    warm_up()
    for reader in OTHER_MAKE:
        line_model(reader)


def read_face(face: Page, back: Page | None, register: Path) -> Evidence:
    """Everything the outside tells; contents are never looked at.

    Boxes are in pixels of the captured images. Raises UnreadableImage or ImageTooLarge; OSError
    or ValueError when `register` is no snapshot.
    """
    began = time.perf_counter()
    directory = directory_of(register)
    picture = picture_of(face)
    look = look_at(picture)
    seen = read_codes(picture.grey, thoroughly=look.pictured)
    text = read_text(_without(picture, seen), pictured=look.pictured)
    zone = find_zone(text)
    for read_otherwise in (read_faint, with_hand_read, with_hand_turned):
        if zone is not None and zone.anchored:
            break
        other = read_otherwise(text)
        again = find_zone(other) if is_addressed_here(other) else None
        if again is not None:
            text, zone = other, again
    text = with_bad_mended(text, zone.blocks if zone else frozenset())
    codes = _meanings(seen, text, zone, directory)
    found = read_recipient(text, zone, codes, directory)
    sender = _sender(text, zone, back, certain=not found.is_unsure)
    paper = replace(text.view, picture=picture)
    return _evidence(_Face(text, paper, look, zone, codes, sender, directory), found, began)


@dataclass(frozen=True, slots=True)
class _Face:
    text: FaceText
    paper: View
    """The same view with nothing painted over: what is pressed into the paper shows only there."""
    look: Look
    zone: Zone | None
    codes: tuple[CodeMeaning, ...]
    sender: Sender | None
    directory: Directory


def _without(picture: Picture, codes: Iterable[Code]) -> Picture:
    """The codes painted over with the paper beside them, so that nobody reads them as letters."""
    grey = picture.grey.copy()
    for code in codes:
        if len(code.outline) > 2:  # noqa: PLR2004  a line has no inside
            box = code.box
            piece = grey[box.y : box.y + box.height, box.x : box.x + box.width]
            paper = percentile(piece, _PAPER_SHARE) if piece.size else 255.0
            outline = [np.array(code.outline, dtype=np.int32)]
            cv2.fillPoly(grey, outline, [paper])
            # The ends of bars stick out of it, and would be taken for a picture's grain.
            cv2.polylines(grey, outline, isClosed=True, color=[paper], thickness=_RIM_PX)
    return replace(picture, grey=grey)


def _meanings(
    codes: Iterable[Code], text: FaceText, zone: Zone | None, directory: Directory
) -> tuple[CodeMeaning, ...]:
    picture = text.view.picture
    near = _grown(zone, text) if zone else None
    meanings: list[CodeMeaning] = []
    for code in codes:
        box = _in_captured(code.box, picture.factor)
        middle = text.view.upright_point(box.x + box.width / 2, box.y + box.height / 2)
        meanings.append(
            meaning_of(
                code,
                box=box,
                page=picture.page,
                in_zone=near is not None and _holds(near, middle),
                is_served=lambda number: directory.customer(number) is not None,
            )
        )
    return tuple(meanings)


def _in_captured(box: Box, factor: float) -> Box:
    return Box(
        round(box.x / factor),
        round(box.y / factor),
        max(1, round(box.width / factor)),
        max(1, round(box.height / factor)),
    )


def _grown(zone: Zone, text: FaceText) -> Box:
    """The window or label around the lines: a code beside or above them belongs to it."""
    air = round(_ZONE_AIR_MM / 25.4 * text.view.picture.dpi)
    box = zone.box
    return Box(box.x - air, box.y - air, box.width + 5 * air, box.height + 2 * air)


def _holds(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def _sender(
    text: FaceText, zone: Zone | None, back: Page | None, *, certain: bool
) -> Sender | None:
    """The back is read only when it may matter: nobody on the front, nobody to deliver to."""
    inside = zone.blocks if zone else frozenset[int]()
    front = sender_on(text, inside, text.view.picture.page)
    if front is not None or back is None or certain:
        return front
    return sender_on(read_text(picture_of(back)), frozenset(), back.id)


def _evidence(face: _Face, found: RecipientRead, began: float) -> Evidence:
    text, zone = face.text, face.zone
    lines = zone.lines if zone else ()
    readings = tuple(_readings(face, found))
    candidates = ranked(found.candidates, readings, face.directory)
    numbers_seen, foreign = _numbers(face, found)
    inside = zone.blocks if zone else frozenset[int]()
    senders = frozenset(block.at for block in sender_blocks(text, inside))
    remarks = read_remarks(text, zone, found)
    seen = marks_of(text, inside, senders, face.look, face.paper)
    marks = with_remarks(seen, text, inside, remarks)
    coded = tuple(code.mark for code in face.codes if code.mark is not None)
    if face.look.pictured:
        coded = (*coded, *covers(face.codes, text.view.picture.page))
    return Evidence(
        readings=readings,
        turned_deg=text.view.turned_deg,
        address=text.view.captured(zone.box) if zone else None,
        address_lines=tuple(line.text for line in lines),
        numbers_seen=numbers_seen,
        foreign_numbers=foreign,
        candidates=candidates,
        marks=(*_once(coded), *marks, *_person_first(text, remarks.person)),
        sender=face.sender,
        lights=lights_of(candidates, numbers_seen, face.codes, lines),
        register_version=face.directory.register.version,
        millis=round((time.perf_counter() - began) * 1000),
        address_quality=round(zone.quality, 3) if zone else 0.0,
        blank_address=zone is None,
        second_address=zone is not None and _has_second_address(face, zone, found),
    )


def _has_second_address(face: _Face, zone: Zone, found: RecipientRead) -> bool:
    if zone.rivalled or found.doubled or has_faint_rival(face.text, zone.box):
        return True
    if found.is_unsure:
        return False
    number = found.candidates[0].number
    return names_another(face.text, zone.blocks, number, face.directory) or has_unread_rival(
        face.text, zone.blocks
    )


def _person_first(text: FaceText, person: FaceLine | None) -> Iterator[Mark]:
    """A person above the company: whether it may be opened is not the company's to say alone."""
    if person is not None:
        box = text.view.captured(person.box)
        page = text.view.picture.page
        yield Mark(MarkKind.PERSON_FIRST, "a line above the name", 0.8, page, box)


def _numbers(face: _Face, found: RecipientRead) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The zone's own numbers, and served customers' numbers anywhere else (rule 5).

    A second reading's number that is no sound number is noise, not something seen.
    """
    served = face.directory.customer
    own = [
        number.digits
        for number, reader, _ in found.found
        if not number.foreign and not number.repaired and (reader is Reader.OCR or number.valid)
    ]
    right = {number for number in own if served(number) is not None}
    if right:
        own = _without_misreadings(found, right, own)
    foreign = [number.digits for number, _, _ in found.found if number.foreign]
    inside = face.zone.blocks if face.zone else frozenset[int]()
    for line in (*face.text.lines, *(face.zone.second if face.zone else ())):
        if line.block not in inside or line.address.kind is LineKind.OTHER_NUMBER:
            foreign += [number.digits for number in line.address.numbers if number.valid]
    foreign += [code.number or "" for code in numbers_in(face.codes, counted=False)]
    elsewhere = [number for number in foreign if served(number) is not None]
    return tuple(dict.fromkeys(own)), tuple(dict.fromkeys(elsewhere))


def _without_misreadings(found: RecipientRead, right: set[str], own: list[str]) -> list[str]:
    """Where one reading of a line is a served number, the other's failed one is a slip of it."""
    slips = {
        number.digits
        for number, _, line in found.found
        if not number.valid
        and any(other.digits in right and beside is line for other, _, beside in found.found)
    }
    return [number for number in own if number not in slips]


def _readings(face: _Face, found: RecipientRead) -> Iterator[Reading]:
    text = face.text
    page = text.view.picture.page
    yield from readings_of(face.codes, page)
    yield from _line_readings(face, found)
    for number, reader, line in found.found:
        yield Reading(
            ReadingKind.NUMBER,
            number.digits,
            page,
            reader,
            round(line.read.confidence, 3),
            text.view.captured(line.box),
            repaired=number.repaired,
            ignored=_why_ignored(number),
        )
    for name, line, _ in found.names:
        box = text.view.captured(line.box)
        confidence = round(line.read.confidence, 3)
        why = GOES_ON if found.goes_on else None
        yield Reading(ReadingKind.NAME, name.text, page, name.reader, confidence, box, ignored=why)


def _line_readings(face: _Face, found: RecipientRead) -> Iterator[Reading]:
    """The zone by all readings of it, everything else by the quick one."""
    text, zone = face.text, face.zone
    own = zone.lines if zone else ()
    inside = zone.blocks if zone else frozenset[int]()
    elsewhere = [line for line in text.lines if line.block not in inside]
    for lines, why in (
        (own, None),
        (zone.second if zone else (), SECOND_LOOK),
        ([line for line in found.by_hand if not zone or line not in zone.second], SECOND_LOOK),
        (found.rows, SECOND_LOOK),
        (elsewhere, OUTSIDE_ZONE),
    ):
        for line in lines:
            yield Reading(
                ReadingKind.LINE,
                line.text,
                text.view.picture.page,
                line.reader if why is not OUTSIDE_ZONE else Reader.OCR_SECOND,
                round(line.read.confidence, 3),
                text.view.captured(line.box),
                ignored=why,
            )


def _why_ignored(number: NumberFound) -> str | None:
    if number.foreign:
        return OTHERS_NUMBER
    return None if number.valid else WRONG_CHECK_DIGIT


def _once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple({mark.kind: mark for mark in marks}.values())
