"""The practice fi-7160's imprinter: what SEND and ENDORSER tell it, printed sheet by sheet."""

import re
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

ENDORSER_DATA = 0x90
_STEP, _LENGTH_AT, _TEXT_AT = 0x03, 0x11, 0x12
_STOPPED, _LONG_COUNT = 0x80, 0x20
_COUNTER = re.compile(rb"%0(\d)ud")
_TALL_MM, _FROM_EDGE_MM, _FROM_TOP_MM = 3.5, 5.0, 40.0
_MM_PER_INCH = 25.4


@dataclass(slots=True)
class Imprinter:
    _text: bytes = b""
    _step: int = 1
    _number: int | None = field(default=None)

    def learn(self, data: bytes) -> None:
        """SEND, endorser data: how to count, and the text with its counter."""
        self._step = data[1] & _STEP
        self._text = data[_TEXT_AT : _TEXT_AT + data[_LENGTH_AT]]

    def begin(self, data: bytes) -> None:
        """ENDORSER: print from this number on, or stop printing."""
        if data[1] & _STOPPED:
            self._number = None
        else:
            self._number = int.from_bytes(data[2:6] if data[1] & _LONG_COUNT else data[2:4], "big")

    def next(self) -> str:
        """What the sheet that is being fed gets; empty while nothing is printed."""
        if self._number is None or not self._text:
            return ""
        found, number = _COUNTER.search(self._text), self._number
        self._number += self._step
        if found is None:
            return self._text.decode("ascii", "replace")
        digits = int(found[1])
        counted = f"{number % 10**digits:0{digits}}".encode()
        return (self._text[: found.start()] + counted).decode("ascii", "replace")


def imprinted(sheet: Image.Image, text: str, dpi: int) -> Image.Image:
    """The sheet with the text along its left edge, as a fixed head prints on moving paper."""
    font = ImageFont.load_default(round(_TALL_MM * dpi / _MM_PER_INCH))
    left, top, right, bottom = font.getbbox(text)
    line = Image.new("L", (round(right - left) + 2, round(bottom - top) + 2), 255)
    ImageDraw.Draw(line).text((1 - left, 1 - top), text, font=font, fill=40)
    turned = line.rotate(90, expand=True)
    printed = sheet.copy()
    place = (round(_FROM_EDGE_MM * dpi / _MM_PER_INCH), round(_FROM_TOP_MM * dpi / _MM_PER_INCH))
    printed.paste(turned.convert("RGB"), place, turned.point(lambda tone: 255 - tone))
    return printed
