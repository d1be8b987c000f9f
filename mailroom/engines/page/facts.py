"""What a page's text says about the item: its numbers, its addressee, its place in a set."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mailroom.domain.ids import is_org_number
from mailroom.engines.ocr.words import Line, WordLayer

_NUMBER: Final = re.compile(r"(?<![0-9])(?:16)?([0-9]{6}) ?[-\u2010-\u2015]? ?([0-9]{4})(?![0-9])")
_VAT: Final = re.compile(r"(?i:SE) ?([0-9]{6})[- ]?([0-9]{4})[- ]?01(?![0-9])")
_POSTCODE: Final = re.compile(r"1[0O]6 ?3[1lI]\b")
_TOWN_OR_SERVICE: Final = re.compile(r"stockholm|kivra", re.IGNORECASE)
_SIDA: Final = re.compile(
    r"\b(?:sid(?:a|an|nr)?|page)\b[.: ]*([0-9]{1,3}) ?(?:av|of|/|\(|,) ?([0-9]{1,3})\)?",
    re.IGNORECASE,
)
_SIDA_DAMAGED: Final = re.compile(
    # The opening bracket of "Sida 1 (1)" is easily read as a figure; the closing one gives it away.
    r"\b(?:sida|sid|page)\b[.: ]*([0-9]{1,2})[14Il(\[{]([0-9]{1,2})\)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"([0-9]{1,3}) ?(?:/ ?([0-9]{1,3})|\( ?([0-9]{1,3}) ?\))")
_EDGE_SHARE: Final = 0.12
_BLOCK_MM: Final = 34.0
_BELOW_MM: Final = 8.0
_INDENT_MM: Final = 14.0
_MOST_PAGES: Final = 200


def numbers_in(text: str) -> tuple[str, ...]:
    """Registration numbers of legal persons, check digit and all, in order, each once."""
    found = [
        (match.start(), match[1] + match[2])
        for shape in (_NUMBER, _VAT)
        for match in shape.finditer(text)
    ]
    return tuple(dict.fromkeys(digits for _, digits in sorted(found) if is_org_number(digits)))


def recipient_numbers(layer: WordLayer) -> tuple[str, ...]:
    """The numbers in the page's address block: the few lines that end in the Kivra postcode."""
    pieces = [piece for line in layer.lines for piece in line.segments()]
    blocks = (_block(pieces, piece, layer.dpi) for piece in pieces if _ends_address(piece.text))
    return tuple(dict.fromkeys(number for block in blocks for number in _numbers_of(block)))


def page_of(layer: WordLayer) -> tuple[int, int] | None:
    """A printed "Sida 2 av 3", "2 / 3" or "2 (3)" at the top or the bottom of the page."""
    pieces = [
        piece
        for line in layer.lines
        if _at_edge(line, layer.height_px)
        for piece in line.segments()
    ]
    return next(_places(pieces), None)


def _places(pieces: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for piece in pieces:
        said = _SIDA.search(piece.text) or _SIDA_DAMAGED.search(piece.text)
        if said and (place := _place(said[1], said[2])):
            yield place
    for piece in pieces:
        # Bare figures count only when they stand alone: 1/3 may be a date or a share.
        said = _BARE.fullmatch(piece.text.strip())
        if said and (place := _place(said[1], said[2] or said[3])):
            yield place


def _place(number: str, total: str) -> tuple[int, int] | None:
    place = int(number), int(total)
    return place if 1 <= place[0] <= place[1] <= _MOST_PAGES else None


def _at_edge(line: Line, height_px: int) -> bool:
    margin = _EDGE_SHARE * height_px
    return line.bottom < margin or line.top > height_px - margin


def _ends_address(text: str) -> bool:
    return bool(_POSTCODE.search(text) and _TOWN_OR_SERVICE.search(text))


def _block(pieces: Iterable[Line], last: Line, dpi: int) -> list[Line]:
    """The pieces that begin at the same left edge as `last`, a few lines above it or just below."""
    mm = dpi / 25.4
    return [
        piece
        for piece in pieces
        if abs(piece.left - last.left) < _INDENT_MM * mm
        and -_BLOCK_MM * mm < piece.top - last.top < _BELOW_MM * mm
    ]


def _numbers_of(block: Iterable[Line]) -> Iterator[str]:
    for piece in block:
        yield from numbers_in(piece.text)
