"""A page of digits for pictures and tests: sevens in many prints, and a one among them."""

import base64
import datetime as dt
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from mailroom.domain.digits import ClaimDigits, ConfirmDigits, DigitPage, DigitsClaimed, DigitsDone
from mailroom.domain.events import Event, RoomTold
from ui.style import FAMILY

_NOW: Final = dt.datetime(2026, 11, 20, 12, 42, tzinfo=dt.UTC)
PAGE_ID: Final = "6f1f5e0a-5a0a-4a53-9f5e-3d3f3b1f2c11"
_WIDE, _HIGH = 40, 56
_COUNT: Final = 34
_PLANTED: Final = 21


def page() -> DigitPage:
    """Sevens, the one at the planted place excepted."""
    crops = tuple(_crop("1" if at == _PLANTED else "7", at) for at in range(_COUNT))
    return DigitPage(PAGE_ID, "7", crops, _NOW + dt.timedelta(minutes=5))


def looked_at() -> tuple[Event, ...]:
    return (RoomTold(ClaimDigits(), DigitsClaimed(page(), 212), _NOW),)


def none_left() -> tuple[Event, ...]:
    return (RoomTold(ClaimDigits(), DigitsClaimed(None, 14), _NOW),)


def overlooked() -> tuple[Event, ...]:
    """The page was confirmed with the planted one, and comes again."""
    done = RoomTold(ConfirmDigits(PAGE_ID), DigitsDone(0, 0, overlooked=True), _NOW)
    return (done, *looked_at())


def _crop(digit: str, at: int) -> str:
    """Each in a weight, slant, size and depth of ink of its own."""
    image = QImage(_WIDE, _HIGH, QImage.Format.Format_Grayscale8)
    image.fill(QColor(255 - at * 7 % 23, 255 - at * 7 % 23, 255 - at * 7 % 23))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(FAMILY)
    font.setPixelSize(46 - at * 5 % 9)
    font.setWeight((QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold)[at % 3])
    painter.setFont(font)
    depth = at * 31 % 110
    painter.setPen(QColor(depth, depth, depth))
    painter.translate(QPointF(_WIDE / 2, _HIGH / 2))
    painter.rotate(at * 13 % 7 - 3)
    painter.shear((at * 3 % 5 - 2) * 0.05, 0)
    painter.translate(QPointF(-_WIDE / 2, -_HIGH / 2))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, digit)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 80)  # pyright: ignore[reportArgumentType, reportCallIssue]  the stubs want bytes
    return base64.b64encode(bytes(buffer.data().data())).decode("ascii")
