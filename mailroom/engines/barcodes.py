"""Codes on a page: zxing-cpp leads, zbar looks again where a code was found or is expected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import zxingcpp
from pyzbar import pyzbar  # pyright: ignore[reportMissingTypeStubs]  it ships none

from mailroom.domain.pages import Box
from mailroom.domain.readings import Reader
from mailroom.engines.pageimage import Pixels

LONGEST_PAYLOAD: Final = 4096
MOST_CODES: Final = 32
_pyzbar: Any = pyzbar
_AROUND_PX: Final = 40
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
_SYMBOLS: Final = [getattr(_pyzbar.ZBarSymbol, name) for name in _ZBAR_NAMES]
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


def read_codes(grey: Pixels, *, expected: Sequence[Box] = ()) -> tuple[Code, ...]:
    """All codes on the image by zxing-cpp, then zbar's reading of the same places.

    `expected` are further places for zbar, such as what looks like bars but was not read.
    """
    first = [_from_zxing(found) for found in _zxing(grey)]
    places = [*(code.box for code in first if code.symbology in _ZBAR_NAMES.values()), *expected]
    second = (code for place in places[:MOST_CODES] for code in _zbar(grey, place))
    return tuple(_once([*(code for code in first if _is_sound(code)), *second]))


def _zxing(grey: Pixels) -> Sequence[Any]:
    found: Sequence[Any] = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(_FORMATS), try_invert=False
    )
    return found[:MOST_CODES]


def _from_zxing(found: Any) -> Code:  # noqa: ANN401  its result has no declared type
    corners = found.position
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    left, top = min(point.x for point in points), min(point.y for point in points)
    right, bottom = max(point.x for point in points), max(point.y for point in points)
    gs1 = found.content_type == zxingcpp.ContentType.GS1
    name = _NAMES.get(str(found.format), str(found.format))
    symbology = "GS1-128" if gs1 and name == "Code128" else name
    return Code(
        symbology,
        str(found.text)[:LONGEST_PAYLOAD],
        Box(max(0, left), max(0, top), max(1, right - left), max(1, bottom - top)),
        Reader.ZXING,
        tuple((point.x, point.y) for point in points),
    )


def _is_sound(code: Code) -> bool:
    return code.symbology != "ITF" or len(code.text) >= _SHORTEST_ITF


def _zbar(grey: Pixels, place: Box) -> Iterable[Code]:
    top, left = max(0, place.y - _AROUND_PX), max(0, place.x - _AROUND_PX)
    crop = grey[
        top : place.y + place.height + _AROUND_PX, left : place.x + place.width + _AROUND_PX
    ]
    if min(crop.shape) < 2 * _AROUND_PX // 3:
        return
    for found in _pyzbar.decode(crop, symbols=_SYMBOLS):
        name = _ZBAR_NAMES.get(str(found.type), str(found.type))
        text = bytes(found.data).decode("utf-8", errors="replace")[:LONGEST_PAYLOAD]
        box = Box(
            left + int(found.rect.left),
            top + int(found.rect.top),
            max(1, int(found.rect.width)),
            max(1, int(found.rect.height)),
        )
        code = Code(name, text, box, Reader.ZBAR)
        if _is_sound(code):
            yield code


def _once(codes: Iterable[Code]) -> list[Code]:
    seen: dict[tuple[Reader, str, int, int], Code] = {}
    for code in codes:
        seen.setdefault((code.reader, code.text, code.box.x // 50, code.box.y // 50), code)
    return list(seen.values())
