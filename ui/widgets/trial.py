"""The sides of a trial page, as small pictures with their size, streaks marked."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.health import TrialPage
from ui.pictures import Picture, PictureStore, Urgency, Wanted
from ui.style import Look
from ui.texts.health import SIDE
from ui.texts.phrase import Sayer
from ui.verdict import Tone

_MM_PER_INCH: Final = 25.4
_TALL: Final = 190
_GAP: Final = 24


class TrialView(QWidget):
    def __init__(self, look: Look, say: Sayer, store: PictureStore) -> None:
        super().__init__()
        self._look, self._say, self._store = look, say, store
        self._pages: tuple[TrialPage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, self._look.px(_TALL))

    def show_pages(self, pages: tuple[TrialPage, ...]) -> None:
        self._pages = pages
        self.setVisible(bool(pages))
        self.setAccessibleName(", ".join(self._size(page) for page in pages))
        self.update()

    def arrived(self, picture: Picture) -> None:
        if any(_wanted(page) == picture.wanted for page in self._pages):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        line = self._look.sizes.small + 10
        left = 0.0
        for page in self._pages:
            tall = self.height() - line
            wide = min(tall * page.width_px / max(1, page.height_px), self.width() / 2 - _GAP)
            area = QRectF(left, 0, wide, tall)
            self._paint_side(painter, page, area)
            painter.setPen(QColor(self._look.colours.muted))
            painter.setFont(self._look.font(self._look.sizes.small))
            room = QRectF(left, tall, self.width() / 2 - _GAP, line)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._size(page))
            left += self.width() / 2
        painter.end()

    def _paint_side(self, painter: QPainter, page: TrialPage, area: QRectF) -> None:
        picture = self._store.get(_wanted(page), Urgency.LIST)
        if picture is not None and picture.image is not None:
            painter.drawImage(area, picture.image)
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.drawRect(area)
        painter.setPen(QPen(QColor(self._look.tone(Tone.STOP).line), 2, Qt.PenStyle.DashLine))
        for streak in page.streaks_mm:
            x = area.left() + area.width() * streak / _mm(page.width_px, page.dpi)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _size(self, page: TrialPage) -> str:
        width, height = _mm(page.width_px, page.dpi), _mm(page.height_px, page.dpi)
        return self._say(SIDE, width=round(width), height=round(height), dpi=page.dpi)


def _mm(pixels: int, dpi: int) -> float:
    return max(1.0, pixels / max(1, dpi) * _MM_PER_INCH)


def _wanted(page: TrialPage) -> Wanted:
    return Wanted(page.file, 400, 400)
