"""Made-up colour pages as a feeder would capture them: A4, 300 dpi, JPEG."""

import random
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter

from mailroom.domain.items import Item, ItemState
from mailroom.domain.pages import Page, PageRole, Sheet, SheetPlace
from ui.rehearsal.mail import TRAY
from ui.style import FAMILY

WIDTH_PX: Final = 2480
HEIGHT_PX: Final = 3508
_DPI: Final = 300
_QUALITY: Final = 85
_WORDS: Final = ("faktura", "belopp", "avtal", "kvartal", "mottagare", "bilaga", "moms", "datum")


def write_page(file: Path, seed: int) -> None:
    """Text, a coloured head and paper grain, so that it compresses as a scan does."""
    chance = random.Random(seed)  # noqa: S311  looks, not secrets
    grain = QImage.fromData(_grain(chance)).scaled(WIDTH_PX, HEIGHT_PX)
    page = grain.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(page)
    head = QLinearGradient(0, 0, WIDTH_PX, 0)
    head.setColorAt(0, QColor.fromHsv(chance.randrange(360), 150, 170))
    head.setColorAt(1, QColor.fromHsv(chance.randrange(360), 120, 220))
    painter.fillRect(QRectF(0, 0, WIDTH_PX, 420), head)
    font = QFont(FAMILY)
    font.setPixelSize(46)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    for line in range(42):
        text = " ".join(chance.choice(_WORDS) for _ in range(9))
        painter.drawText(QPointF(240, 620 + 66 * line), text)
    painter.end()
    page.save(str(file), quality=_QUALITY)


def _grain(chance: random.Random) -> bytes:
    """A small grey picture in PGM whose enlargement is the paper."""
    wide, high = WIDTH_PX // 4, HEIGHT_PX // 4
    return b"P5 %d %d 255\n" % (wide, high) + bytes(chance.choices(range(243, 254), k=wide * high))


def letter(name: str, files: tuple[Path, ...]) -> Item:
    """A delivered item whose contents are these files; the first stands for its face too."""
    pages = tuple(
        Page(
            id=f"{name}-{at}",
            role=PageRole.CONTENT if at else PageRole.FACE,
            number=at,
            image=file,
            sha256="",
            width_px=WIDTH_PX,
            height_px=HEIGHT_PX,
            dpi=_DPI,
            turned_deg=0,
        )
        for at, file in enumerate(files)
    )
    sheets = tuple(
        Sheet(f"{page.id}-sheet", at, SheetPlace.CAPTURED, (page,))
        for at, page in enumerate(pages, start=1)
    )
    return Item(name, name, TRAY, ItemState.CAPTURED, sheets)
