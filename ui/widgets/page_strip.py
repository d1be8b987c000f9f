"""The pages of the item in a row, with the shown one marked and blank sides said."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.pages import Page, PageRole
from ui.pictures import Picture, PictureStore, Urgency
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.widgets.marks import draw_mark
from ui.widgets.page_view import thumbnail_of

_TALL = {Density.ROOMY: 112, Density.COMPACT: 84, Density.TIGHT: 84}
_GAP = 8


def page_name(page: Page, say: Sayer) -> str:
    name = {
        PageRole.FACE: say(words.PAGE_FACE),
        PageRole.BACK: say(words.PAGE_BACK),
        PageRole.CONTENT: say(words.PAGE_CONTENT, number=page.number),
    }[page.role]
    return f"{name}, {say(words.PAGE_BLANK)}" if page.blank else name


class PageStrip(QWidget):
    """`chosen` carries a page's id."""

    chosen = Signal(str)

    def __init__(self, look: Look, say: Sayer, store: PictureStore) -> None:
        super().__init__()
        self._look, self._say, self._store = look, say, store
        self._pages: tuple[Page, ...] = ()
        self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.px(_TALL[self._look.density]))

    def show_pages(self, pages: tuple[Page, ...], shown: Page | None) -> None:
        self._pages, self._shown = pages, shown.id if shown else ""
        self.setVisible(self._look.density is not Density.TIGHT)
        self.setAccessibleName(page_name(shown, self._say) if shown else self._say(words.PAGE_NONE))
        self.update()

    def arrived(self, picture: Picture) -> None:
        if any(thumbnail_of(page) == picture.wanted for page in self._pages):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, area in self._places():
            self._paint_page(painter, page, area)
        painter.end()

    def _places(self) -> list[tuple[Page, QRectF]]:
        """As many as fit, scrolled so that the shown one is among them."""
        height = self.height() - 8
        width = height * 0.98
        fits = max(1, int((self.width() - 8) // (width + _GAP)))
        ids = [page.id for page in self._pages]
        place = ids.index(self._shown) if self._shown in ids else 0
        first = min(max(0, place - fits // 2), max(0, len(ids) - fits))
        seen = self._pages[first : first + fits]
        return [
            (page, QRectF(4 + at * (width + _GAP), 4, width, height))
            for at, page in enumerate(seen)
        ]

    def _paint_page(self, painter: QPainter, page: Page, area: QRectF) -> None:
        colours, sizes = self._look.colours, self._look.sizes
        shown = page.id == self._shown
        painter.setPen(QPen(QColor(colours.accent if shown else colours.line), 2 if shown else 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(area, 8, 8)
        words_tall = sizes.small + 10
        room = area.adjusted(6, 6, -6, -words_tall)
        picture = self._store.get(thumbnail_of(page), Urgency.LIST)
        if picture is not None and picture.image is not None:
            size = picture.image.size().scaled(
                room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            painter.setOpacity(0.35 if page.blank else 1.0)
            painter.drawImage(place, picture.image)
            painter.setOpacity(1.0)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
        if page.flags:
            side = self._look.px(18)
            sign = QRectF(area.right() - side - 4, area.y() + 4, side, side)
            ink = self._look.tone(Tone.LOOK)
            draw_mark(painter, sign, Shape.TRIANGLE, QColor(ink.ink), QColor(ink.fill))
        painter.setPen(QColor(colours.ink if shown else colours.muted))
        weight = QFont.Weight.DemiBold if shown else QFont.Weight.Normal
        painter.setFont(self._look.font(sizes.small - 1, weight))
        line = QRectF(area.x(), area.bottom() - words_tall, area.width(), words_tall - 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, page_name(page, self._say))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for page, area in self._places():
            if area.contains(event.position()):
                self.chosen.emit(page.id)
