"""A dirty glass's trail: where a streak runs, and which earlier sheets carry the same one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mailroom.domain.items import Item
from mailroom.domain.pages import Page, Sheet

_SAME_MM: Final = 1.5
"""Sheets lie a little to the left or the right of one another in the feeder."""


@dataclass(frozen=True, slots=True)
class Trail:
    """`since` is the scan id and sheet number of the first, `also` other items between."""

    place_mm: float
    back: bool
    since: tuple[str, int]
    also: tuple[str, ...]


def trail(items: Iterable[Item], page: Page) -> Trail | None:
    """Of the page's first streak, None when it has none. Scan ids are in order of arrival."""
    known = sorted(items, key=lambda item: item.scan_id)
    back = next((back for _, _, back, one in _sides(known) if one.id == page.id), False)
    if not page.streaks_mm:
        return None
    place = page.streaks_mm[0]
    carriers = [
        (item.scan_id, sheet.number)
        for item, sheet, side, one in _sides(known)
        if side is back and any(abs(other - place) <= _SAME_MM for other in one.streaks_mm)
    ]
    if not carriers:
        return None
    own = next((item.scan_id for item, _, _, one in _sides(known) if one.id == page.id), "")
    also = dict.fromkeys(name for name, _ in carriers if name not in (own, carriers[0][0]))
    return Trail(place, back, carriers[0], tuple(also))


def _sides(items: Iterable[Item]) -> Iterator[tuple[Item, Sheet, bool, Page]]:
    for item in items:
        for sheet in item.sheets:
            for number, page in enumerate(sheet.pages):
                yield item, sheet, number > 0, page
