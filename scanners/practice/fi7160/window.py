"""SET WINDOW: what the backend wants of each side, in the scanner's own units."""

from dataclasses import dataclass

UNITS_PER_INCH = 1200
GREY, COLOUR = 2, 5
FRONT, BACK = 0x00, 0x80
_HEADER_BYTES = 8
_SHORTEST_BYTES = 0x3A
_DOT_ORDER_RGB = (1, 0)


class WindowRefused(Exception):
    """A field that this model does not take; the backend tries another."""


@dataclass(frozen=True, slots=True)
class Window:
    """Lengths in twelve-hundredths of an inch. `composition` is line art, GREY or COLOUR."""

    x_dpi: int
    y_dpi: int
    left: int
    top: int
    width: int
    height: int
    composition: int
    threshold: int
    paper_width: int

    @property
    def size_px(self) -> tuple[int, int]:
        return (
            self.width * self.x_dpi // UNITS_PER_INCH,
            self.height * self.y_dpi // UNITS_PER_INCH,
        )


def parse_windows(data: bytes) -> dict[int, Window]:
    """By side. Raises WindowRefused."""
    length = int.from_bytes(data[6:8], "big")
    if length < _SHORTEST_BYTES or len(data) < _HEADER_BYTES + length:
        raise WindowRefused
    starts = range(_HEADER_BYTES, len(data) - length + 1, length)
    return {data[at]: _window(data[at : at + length]) for at in starts}


def _window(described: bytes) -> Window:
    composition = described[0x19]
    if composition == COLOUR and (described[0x2A], described[0x2B]) != _DOT_ORDER_RGB:
        raise WindowRefused
    return Window(
        x_dpi=_number(described, 2, 2),
        y_dpi=_number(described, 4, 2),
        left=_number(described, 6, 4),
        top=_number(described, 10, 4),
        width=_number(described, 14, 4),
        height=_number(described, 18, 4),
        composition=composition,
        threshold=described[0x17],
        paper_width=_number(described, 0x36, 4),
    )


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")
