"""From pixels of the captured image to pixels of the upright page."""

from dataclasses import dataclass

from mailroom.domain.pages import Box, Page

_QUARTER = 90
_SIDEWAYS = 2


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int


def quarters(page: Page) -> int:
    """Clockwise quarter turns, 0 to 3, that make the page upright."""
    return (page.turned_deg or 0) // _QUARTER % 4


def upright_size(page: Page) -> Size:
    if quarters(page) % _SIDEWAYS:
        return Size(page.height_px, page.width_px)
    return Size(page.width_px, page.height_px)


def upright_box(box: Box, page: Page) -> Box:
    """The same rectangle after the page was turned upright."""
    right = page.width_px - box.x - box.width
    bottom = page.height_px - box.y - box.height
    match quarters(page):
        case 1:
            return Box(bottom, box.x, box.height, box.width)
        case 2:
            return Box(right, bottom, box.width, box.height)
        case 3:
            return Box(box.y, right, box.height, box.width)
        case _:
            return box


def fitted(inner: Size, outer: Size) -> Size:
    """The largest size of the inner's shape inside the outer, at least one pixel."""
    if inner.width <= 0 or inner.height <= 0:
        return Size(1, 1)
    scale = min(outer.width / inner.width, outer.height / inner.height)
    return Size(max(1, round(inner.width * scale)), max(1, round(inner.height * scale)))


def grown(box: Box, margin: int, page: Page) -> Box:
    """With a margin around it, within the captured image."""
    left, top = max(0, box.x - margin), max(0, box.y - margin)
    right = min(page.width_px, box.x + box.width + margin)
    bottom = min(page.height_px, box.y + box.height + margin)
    return Box(left, top, max(1, right - left), max(1, bottom - top))
