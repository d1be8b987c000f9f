"""Which boxes are drawn on a page: the address zone and what was read in it."""

from typing import Final

from mailroom.domain.evidence import Evidence
from mailroom.domain.items import Item
from mailroom.domain.pages import Box, Page, PageRole
from mailroom.domain.readings import Reading, ReadingKind
from ui.texts.machine import ADDRESS_ZONE, READING_KINDS
from ui.texts.pausing import STREAK
from ui.texts.phrase import Sayer
from ui.widgets.outlines import Outline

_MM_PER_INCH: Final = 25.4
_STREAK_MM: Final = 3.0
_DRAWN: Final = frozenset({ReadingKind.CODE, ReadingKind.NUMBER, ReadingKind.NAME})


def outlines_of(item: Item | None, page: Page | None, say: Sayer) -> tuple[Outline, ...]:
    """Several readers of the same thing are drawn once; streaks run from edge to edge."""
    if item is None or page is None:
        return ()
    if item.evidence is None or page.role is PageRole.CONTENT:
        return _streaks(page, say)
    return (*outlines_in(item.evidence, page, say), *_streaks(page, say))


def outlines_in(evidence: Evidence, page: Page, say: Sayer) -> tuple[Outline, ...]:
    """What was read on one side of the envelope."""
    drawn = [*_zone(evidence, page, say)]
    for reading in evidence.readings:
        if reading.page == page.id and reading.kind in _DRAWN:
            drawn += _of_reading(reading, drawn, say)
    drawn += [
        Outline(mark.box, "mark", say(READING_KINDS[ReadingKind.MARK]))
        for mark in evidence.marks
        if mark.page == page.id and mark.box is not None
    ]
    return tuple(drawn)


def _streaks(page: Page, say: Sayer) -> tuple[Outline, ...]:
    wide = max(1, round(_STREAK_MM * page.dpi / _MM_PER_INCH))
    return tuple(
        Outline(
            Box(round(place * page.dpi / _MM_PER_INCH) - wide // 2, 0, wide, page.height_px),
            "streak",
            say(STREAK),
        )
        for place in page.streaks_mm
    )


def _zone(evidence: Evidence, page: Page, say: Sayer) -> list[Outline]:
    if evidence.address is None or page.role is not PageRole.FACE:
        return []
    return [Outline(evidence.address, "address", say(ADDRESS_ZONE))]


def _of_reading(reading: Reading, drawn: list[Outline], say: Sayer) -> list[Outline]:
    box = reading.box
    if box is None:
        return []
    same = (one for one in drawn if one.kind == reading.kind.value)
    if any(abs(one.box.x - box.x) + abs(one.box.y - box.y) < box.height for one in same):
        return []
    word = say(READING_KINDS[reading.kind])
    return [Outline(box, reading.kind.value, word, ignored=reading.ignored is not None)]
