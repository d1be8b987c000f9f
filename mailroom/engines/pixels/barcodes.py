"""Codes on a page: zxing-cpp leads, zbar looks again where a code was found or is expected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar  # pyright: ignore[reportMissingTypeStubs]  it ships none

from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.pixels.image import Pixels, scaled
from mailroom.engines.pixels.levels import darker
from mailroom.engines.pixels.pieces import labelled_with_boxes

LONGEST_PAYLOAD: Final = 4096
MOST_CODES: Final = 32
_pyzbar: Any = pyzbar
_AROUND_PX: Final = 40
_REDUCED: Final = 2 / 3
_WORTH_REDUCING_PX: Final = 800
_COARSE_ENOUGH_PX: Final = 2600
"""An A4 sheet at two thirds of 300 dpi: looking again at a smaller image finds no more there."""
_SIGHT: Final = 0.25
_DENSE_PX: Final = 15
"""5 mm at 75 dpi."""
_LARGEST_PX: Final = 75
_DENSITY: Final = 0.4
"""Text covers a sixth of its ground, codes half of it."""
_DARK: Final = 0.6
_MOST_PLACES: Final = 6
_COMPACT_PX: Final = (8, 24)
"""2.7 to 8 mm at 75 dpi."""
_SQUARE: Final = 1.3
_FULL: Final = 0.6
"""Of its square that a small code covers, its light modules closed."""
_MOST_COMPACT: Final = 12
_MAGNIFIED: Final = 1.5
"""Modules of three pixels, blurred, are read at four and a half."""
_STRIPED: Final = 60
"""Steps of brightness across less those along: half of what bars have; print has less."""
_GROWN_PX: Final = 9
_SHORTEST_BARS_PX: Final = 24
_MOST_STRIPED: Final = 12
_QUIET_PX: Final = 30
"""Ten modules of a quarter of a millimetre at 300 dpi."""
_NAMES: Final = {
    "Data Matrix": "DataMatrix",
    "QR Code": "QRCode",
    "Code 128": "Code128",
    "Code 39": "Code39",
    "EAN-13": "EAN13",
    "EAN-8": "EAN8",
    "UPC-A": "UPCA",
    "UPC-E": "UPCE",
}
_ZBAR_NAMES: Final = {
    "CODE128": "Code128",
    "CODE39": "Code39",
    "I25": "ITF",
    "QRCODE": "QRCode",
    "EAN13": "EAN13",
    "EAN8": "EAN8",
}
_FORMATS: Final = (
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.Code39,
    zxingcpp.BarcodeFormat.ITF,
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.EAN8,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.PDF417,
    zxingcpp.BarcodeFormat.Aztec,
)
_SMALL: Final = (zxingcpp.BarcodeFormat.DataMatrix,)
"""The only ones printed smaller than 5 mm."""
_SYMBOLS: Final = [getattr(_pyzbar.ZBarSymbol, name) for name in _ZBAR_NAMES]
_GUESSES: Final = ("big5", "shift_jis", "cp932", "latin-1", "cp437")
"""What zbar takes bytes for that it does not know to be UTF-8."""
_SHORTEST_ITF: Final = 8
"""Fewer digits of Interleaved 2 of 5 are found in any striped picture."""


@dataclass(frozen=True, slots=True)
class Code:
    """`text` is the payload as data, never more than LONGEST_PAYLOAD characters.

    `outline` are the corners of what was read, in turn around it.
    """

    symbology: str
    text: str
    box: Box
    reader: Reader
    outline: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stripes:
    """A place whose strokes run one way; `lying` ones are bars only when turned by a quarter."""

    box: Box
    lying: bool


def read_codes(grey: Pixels, *, thoroughly: bool = False) -> tuple[Code, ...]:
    """All codes on the image by zxing-cpp, then zbar's reading of the same places.

    `thoroughly` lets zbar look at all that is striped, for a third of a second a cover: covers
    carry codes that zxing-cpp misses.
    """
    half = scaled(grey, 0.5)
    striped = striped_places(half)
    first = list(_first(grey, half, striped))
    expected = [bars.box for bars in striped] if thoroughly else []
    places = [*(code.box for code in first if code.symbology in _ZBAR_NAMES.values()), *expected]
    second = (code for place in places[:MOST_CODES] for code in _zbar(grey, place))
    spelled = (_spelled_as(first, code) for code in second)
    return tuple(_once([*(code for code in first if _is_sound(code)), *spelled]))


def read_qr_codes(grey: Pixels) -> tuple[Code, ...]:
    """QR codes alone, in full: a hundredth of what looking for every kind costs.

    One reader is enough: a symbol says with its own error correction whether it was read whole.
    """
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.QRCode,)),
        try_invert=False,
        try_downscale=False,
    )
    return tuple(_from_zxing(one, (0, 0), 1.0) for one in found[:MOST_CODES])


def _spelled_as(first: Iterable[Code], code: Code) -> Code:
    """The alphabet that zbar guesses is often wrong, Chinese for å ä ö: no other content."""
    alike = (one for one in first if one.symbology == code.symbology)
    same = next((one for one in alike if _is_misspelled(one.text, code.text)), None)
    return replace(code, text=same.text) if same is not None else code


def _is_misspelled(text: str, misspelled: str) -> bool:
    return any(
        text.encode(written, "replace").decode(read, "replace") == misspelled
        for written in ("latin-1", "utf-8")
        for read in _GUESSES
    )


def _first(grey: Pixels, half: Pixels, striped: Sequence[Stripes]) -> Iterable[Code]:
    """By zxing-cpp: the whole image at two thirds, then what may be a code in full.

    Two thirds of 300 dpi costs half as much and lost no code of several hundred faces; at a half
    some bars were read as other bars. Averaged: interpolating alone lost codes on grainy paper.
    Only small codes can have modules too fine for it, and bars on grainy paper fall apart there.
    Turned by quarters as well only where something striped lies unread, or may be a small code:
    a third of the time.
    """
    if min(grey.shape) < _WORTH_REDUCING_PX:
        return _zxing(grey)
    reduced = _two_thirds(grey)
    found = list(_zxing(reduced, factor=_REDUCED, turned=False))
    places = [(_with_quiet_zone(bars.box), bars.lying) for bars in striped]
    for place in (place for place, lying in places if lying and not _is_read(place, found)):
        found += _lying(reduced, place)
    dense, compact = _code_like(half)
    for place in (*dense, *(place for place, _ in places)):
        if not _is_read(place, found):
            found += _zxing(_cut(grey, place), at=(place.x, place.y))
    for place in compact:
        if not _is_read(place, found):
            found += _small(grey, place)
    return found[:MOST_CODES]


def _small(grey: Pixels, place: Box) -> Iterable[Code]:
    """As it stands, or magnified."""
    cut, at = _cut(grey, place), (place.x, place.y)
    larger = cv2.resize(cut, None, fx=_MAGNIFIED, fy=_MAGNIFIED, interpolation=cv2.INTER_CUBIC)
    return list(_zxing(cut, formats=_SMALL, at=at)) or _zxing(
        np.asarray(larger, dtype=np.uint8), formats=_SMALL, at=at, factor=_MAGNIFIED
    )


def _lying(reduced: Pixels, place: Box) -> Iterable[Code]:
    """From edge to edge: what is black in a row, zxing-cpp judges by all of the row."""
    left, right = (round(edge * _REDUCED) for edge in (place.x, place.x + place.width))
    return _zxing(reduced[:, left:right], at=(place.x, 0), factor=_REDUCED)


def _two_thirds(grey: Pixels) -> Pixels:
    """Averaged, to a grey level the same as by area: OpenCV takes four times as long for that."""
    return _turned(_two_of_three(_turned(_two_of_three(grey))))


def _turned(grey: Pixels) -> Pixels:
    return np.asarray(cv2.transpose(grey), dtype=np.uint8)


def _two_of_three(rows: Pixels) -> Pixels:
    whole = len(rows) // 3 * 3
    first, middle, last = (rows[at:whole:3] for at in range(3))
    reduced = np.empty((2 * (whole // 3), rows.shape[1]), dtype=np.uint8)
    reduced[0::2] = cv2.addWeighted(first, 2 / 3, middle, 1 / 3, 0)
    reduced[1::2] = cv2.addWeighted(last, 2 / 3, middle, 1 / 3, 0)
    return reduced


def _code_like(half: Pixels) -> tuple[list[Box], list[Box]]:
    """Places of 5 to 25 mm as dense with ink as codes are, the largest first; small squares of ink.

    The squares are whatever is as high as it is wide when its own gaps are closed.
    """
    small = scaled(half, 0.5)
    paper = cv2.dilate(small, np.ones((_DENSE_PX, _DENSE_PX), np.uint8))
    ink = darker(small, np.asarray(paper, dtype=np.uint8), _DARK).view(np.uint8)
    count = cv2.boxFilter(ink, cv2.CV_16U, (_DENSE_PX, _DENSE_PX), normalize=False)
    dense = np.greater(count, round(_DENSITY * _DENSE_PX**2))
    _, found = labelled_with_boxes(dense.view(np.uint8))
    least, most = found[:, 2:4].min(axis=1), found[:, 2:4].max(axis=1)
    places = found[(least >= _DENSE_PX) & (most <= _LARGEST_PX)]
    return _places(places, _MOST_PLACES), _places(_squares(ink), _MOST_COMPACT)


def _squares(ink: Pixels) -> NDArray[np.int32]:
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, found = labelled_with_boxes(np.asarray(closed, dtype=np.uint8))
    least, most = found[:, 2:4].min(axis=1), found[:, 2:4].max(axis=1)
    smallest, largest = _COMPACT_PX
    right_size = (least >= smallest) & (most <= largest) & (most <= _SQUARE * least)
    return found[right_size & (found[:, 4] >= _FULL * found[:, 2] * found[:, 3])]


def _places(pieces: NDArray[np.int32], most: int) -> list[Box]:
    """With air around them, in pixels of the whole image, the largest first."""
    air = _DENSE_PX
    return [
        Box(
            max(0, round((left - air) / _SIGHT)),
            max(0, round((top - air) / _SIGHT)),
            round((width + 2 * air) / _SIGHT),
            round((height + 2 * air) / _SIGHT),
        )
        for left, top, width, height, _ in sorted(pieces.tolist(), key=lambda piece: -piece[4])
    ][:most]


def striped_places(half: Pixels) -> list[Stripes]:
    """Places where strokes run one way, as in bars, at least 5 by 8 mm, the largest first.

    `half` is the image at half its size; the places are in pixels of the whole.
    """
    across, down = map(cv2.convertScaleAbs, cv2.spatialGradient(half))
    pieces: list[tuple[list[int], bool]] = []
    for one, other, lying in ((across, down, False), (down, across, True)):
        stripes = scaled(np.asarray(cv2.subtract(one, other), dtype=np.uint8), 0.5)
        bars = (cv2.blur(stripes, (_DENSE_PX, _DENSE_PX)) > _STRIPED).astype(np.uint8)
        if not bars.any():
            continue
        grown = cv2.dilate(bars, np.ones((_GROWN_PX, _GROWN_PX), np.uint8))
        found = labelled_with_boxes(np.asarray(grown, dtype=np.uint8))[1].tolist()
        pieces += [(piece, lying) for piece in found]
    large = [
        Stripes(Box(*(round(edge / _SIGHT) for edge in piece[:4])), lying)
        for piece, lying in sorted(pieces, key=lambda found: -found[0][4])
        if min(piece[2:4]) >= _DENSE_PX and max(piece[2:4]) >= _SHORTEST_BARS_PX
    ]
    return large[:_MOST_STRIPED]


def _with_quiet_zone(bars: Box) -> Box:
    """Bars without light beside them are none to a reader (ISO/IEC 15417, 10 modules)."""
    left, top = max(0, bars.x - _QUIET_PX), max(0, bars.y - _QUIET_PX)
    right, bottom = bars.x + bars.width + _QUIET_PX, bars.y + bars.height + _QUIET_PX
    return Box(left, top, right - left, bottom - top)


def _is_read(place: Box, found: Iterable[Code]) -> bool:
    return any(_has_middle_in(code.box, place) for code in found)


def _has_middle_in(box: Box, place: Box) -> bool:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return place.x <= x <= place.x + place.width and place.y <= y <= place.y + place.height


def _cut(grey: Pixels, place: Box) -> Pixels:
    return grey[place.y : place.y + place.height, place.x : place.x + place.width]


def _zxing(
    grey: Pixels,
    *,
    formats: Sequence[zxingcpp.BarcodeFormat] = _FORMATS,
    at: tuple[int, int] = (0, 0),
    factor: float = 1.0,
    turned: bool = True,
) -> Iterable[Code]:
    """Codes in pixels of the whole image, of which `grey` is the piece `at`, reduced by `factor`.

    `turned` looks at it turned by quarters as well.
    """
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=zxingcpp.BarcodeFormats(formats),
        try_rotate=turned,
        try_invert=False,
        try_downscale=max(grey.shape) > _COARSE_ENOUGH_PX,
    )
    return (_from_zxing(one, at, factor) for one in found[:MOST_CODES])


def _from_zxing(found: zxingcpp.Barcode, at: tuple[int, int], factor: float) -> Code:
    left, top = at
    corners = found.position
    outline = tuple(
        (left + round(corner.x / factor), top + round(corner.y / factor))
        for corner in (
            corners.top_left,
            corners.top_right,
            corners.bottom_right,
            corners.bottom_left,
        )
    )
    (first, last), (upper, lower) = ((min(side), max(side)) for side in zip(*outline, strict=True))
    gs1 = found.content_type == zxingcpp.ContentType.GS1
    name = _NAMES.get(str(found.format), str(found.format))
    symbology = "GS1-128" if gs1 and name == "Code128" else name
    return Code(
        symbology,
        _text_of(found)[:LONGEST_PAYLOAD],
        Box(max(0, first), max(0, upper), max(1, last - first), max(1, lower - upper)),
        Reader.ZXING,
        outline,
    )


def _text_of(found: zxingcpp.Barcode) -> str:
    """Its bytes as UTF-8 where they are that: the reader guesses another alphabet for some."""
    text = str(found.text)
    if text.isascii():
        return text
    try:
        return bytes(found.bytes).decode("utf-8")
    except UnicodeDecodeError:
        return text


def _is_sound(code: Code) -> bool:
    return code.symbology != "ITF" or len(code.text) >= _SHORTEST_ITF


def _zbar(grey: Pixels, place: Box) -> Iterable[Code]:
    top, left = max(0, place.y - _AROUND_PX), max(0, place.x - _AROUND_PX)
    crop = grey[
        top : place.y + place.height + _AROUND_PX, left : place.x + place.width + _AROUND_PX
    ]
    if min(crop.shape) < 2 * _AROUND_PX // 3:
        return
    factor = _REDUCED if min(crop.shape) >= _WORTH_REDUCING_PX else 1.0
    for found in _pyzbar.decode(scaled(crop, factor), symbols=_SYMBOLS):
        name = _ZBAR_NAMES.get(str(found.type), str(found.type))
        text = bytes(found.data).decode("utf-8", errors="replace")[:LONGEST_PAYLOAD]
        box = Box(
            left + round(found.rect.left / factor),
            top + round(found.rect.top / factor),
            max(1, round(found.rect.width / factor)),
            max(1, round(found.rect.height / factor)),
        )
        code = Code(name, text, box, Reader.ZBAR)
        if _is_sound(code):
            yield code


def _once(codes: Iterable[Code]) -> list[Code]:
    seen: dict[tuple[Reader, str, int, int], Code] = {}
    for code in codes:
        seen.setdefault((code.reader, code.text, code.box.x // 50, code.box.y // 50), code)
    return list(seen.values())
