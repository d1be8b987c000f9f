"""The page, as large as there is room for, with boxes around what was read."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.pages import Box, Page
from ui.geometry import Size, fitted, upright_box, upright_size
from ui.pictures import Picture, PictureStore, Urgency, Wanted
from ui.style import Look
from ui.widgets.outlines import Outline, OutlinePainter

_MARGIN = 20
_ZOOM = 2.4


class PageView(QWidget):
    """`shown` says which page's picture has just been painted in full."""

    shown = Signal(str)
    clicked = Signal()

    def __init__(self, look: Look, store: PictureStore) -> None:
        super().__init__()
        self._look = look
        self._store = store
        self._page: Page | None = None
        self._outlines: tuple[Outline, ...] = ()
        self._picture: QImage | None = None
        self._rough: QImage | None = None
        self._wanted: Wanted | None = None
        self._announced = ""
        self._broken = ""
        self._empty = ""
        self._caption = ""
        self._zoomed = False
        self._centre = QPointF(0.5, 0.5)
        self._ahead: tuple[Page, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    def show_page(
        self,
        page: Page | None,
        outlines: tuple[Outline, ...],
        *,
        caption: str = "",
        ahead: tuple[Page, ...] = (),
    ) -> None:
        """Paint the page as soon as it is decoded; fetch `ahead` when nothing else is asked for."""
        same = page == self._page and outlines == self._outlines and caption == self._caption
        self._ahead, self._caption = ahead, caption
        self.setAccessibleName(caption or self._empty)
        if same:
            return
        if page is None or self._page is None or page.id != self._page.id:
            self._announced = ""
        self._page, self._outlines = page, outlines
        self._fetch()

    def zoom(self, focus: Box | None, *, zoomed: bool) -> None:
        """Magnify round the focus (captured pixels), or show the whole page."""
        if zoomed == self._zoomed:
            return
        self._zoomed = zoomed
        self._centre = self._middle_of(focus)
        self._fetch()

    def say_broken(self, sentence: str, *, empty: str) -> None:
        """What stands where a picture cannot be shown; what is said where there is none."""
        self._broken, self._empty = sentence, empty
        self.setAccessibleName(empty)

    def arrived(self, picture: Picture) -> None:
        if picture.wanted == self._wanted:
            self._picture = picture.image
            self.update()
            self._fetch_ahead()

    def _fetch(self) -> None:
        if self._page is None:
            self._wanted, self._picture, self._rough = None, None, None
            self.update()
            return
        self._rough = self._thumbnail(self._page)
        self._wanted = self._want(self._page, zoomed=self._zoomed)
        self._store.forget_ahead()
        kept = self._store.get(self._wanted)
        self._picture = kept.image if kept else None
        if kept is not None:
            self._fetch_ahead()
        self.update()

    def _fetch_ahead(self) -> None:
        for page in reversed(self._ahead):
            self._store.get(self._want(page, zoomed=False), Urgency.AHEAD)

    def _thumbnail(self, page: Page) -> QImage | None:
        kept = self._store.get(thumbnail_of(page), Urgency.LIST)
        return kept.image if kept else None

    def _want(self, page: Page, *, zoomed: bool) -> Wanted:
        room = self._fit(page)
        scale = self.devicePixelRatioF() * (_ZOOM if zoomed else 1)
        return Wanted(
            page.image, round(room.width * scale), round(room.height * scale), page.turned_deg or 0
        )

    def _fit(self, page: Page) -> Size:
        room = Size(max(1, self.width() - 2 * _MARGIN), max(1, self.height() - 2 * _MARGIN))
        return fitted(upright_size(page), room)

    def _middle_of(self, focus: Box | None) -> QPointF:
        if focus is None or self._page is None:
            return QPointF(0.5, 0.5)
        box, whole = upright_box(focus, self._page), upright_size(self._page)
        return QPointF(
            (box.x + box.width / 2) / whole.width, (box.y + box.height / 2) / whole.height
        )

    def _area(self, page: Page) -> QRectF:
        """Where the page lies, in widget pixels; beyond the widget when magnified."""
        fit = self._fit(page)
        if not self._zoomed:
            x, y = (self.width() - fit.width) / 2, (self.height() - fit.height) / 2
            return QRectF(round(x), round(y), fit.width, fit.height)
        width, height = fit.width * _ZOOM, fit.height * _ZOOM
        x = _within(self.width() / 2 - self._centre.x() * width, width, self.width())
        y = _within(self.height() / 2 - self._centre.y() * height, height, self.height())
        return QRectF(x, y, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.colours.canvas))
        page = self._page
        if page is None:
            self._paint_nothing(painter)
        else:
            area = self._area(page)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
            self._paint_paper(painter, area)
            OutlinePainter(painter, self._look, QRectF(self.rect())).paint(
                self._outlines, page, area
            )
            self._paint_caption(painter)
        painter.end()
        if page is not None and self._picture is not None and self._announced != page.id:
            self._announced = page.id
            self.shown.emit(page.id)

    def _paint_nothing(self, painter: QPainter) -> None:
        """An empty place for an envelope."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = min(self.width() * 0.62, 620.0)
        area = QRectF(0, 0, room, room * 0.62)
        area.moveCenter(QRectF(self.rect()).center())
        colour = QColor(self._look.colours.muted)
        colour.setAlpha(110)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(area, 12, 12)
        painter.setPen(QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        left = area.x() + area.width() * 0.5
        for line, wide in enumerate((0.3, 0.24, 0.27)):
            y = area.y() + area.height() * (0.52 + 0.1 * line)
            painter.drawLine(QPointF(left, y), QPointF(left + area.width() * wide, y))
        stamp = QRectF(area.right() - 92, area.y() + 28, 60, 44)
        painter.drawRoundedRect(stamp, 4, 4)

    def _paint_paper(self, painter: QPainter, area: QRectF) -> None:
        shadow = QColor(0, 0, 0, 26)
        painter.fillRect(area.adjusted(-1, -1, 1, 2), shadow)
        painter.fillRect(area.adjusted(-3, -2, 3, 5), QColor(0, 0, 0, 12))
        image = self._picture or self._rough
        if image is not None:
            painter.drawImage(area, image)
            return
        painter.fillRect(area, QColor(self._look.colours.surface))
        if self.is_broken:
            painter.setPen(QColor(self._look.colours.ink))
            painter.setFont(self._look.font(self._look.sizes.value, QFont.Weight.DemiBold))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(24, 24, -24, -24), int(flags), self._broken)

    @property
    def is_broken(self) -> bool:
        """Whether the page's picture turned out not to be showable."""
        if self._wanted is None or self._picture is not None:
            return False
        kept = self._store.get(self._wanted)
        return kept is not None and kept.image is None

    def _paint_caption(self, painter: QPainter) -> None:
        look = self._look
        font = look.font(look.sizes.small, QFont.Weight.DemiBold)
        wide = QFontMetricsF(font).horizontalAdvance(self._caption) + 20
        place = QRectF(0, 0, wide, look.sizes.small + 12)
        painter.setPen(QPen(QColor(look.colours.line), 1))
        painter.setBrush(QColor(look.colours.surface))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QColor(look.colours.ink))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._caption)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fetch()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        page = self._page
        if page is not None and not self._zoomed:
            area = self._area(page)
            spot = event.position()
            across = (spot.x() - area.x()) / area.width()
            down = (spot.y() - area.y()) / area.height()
            self._centre = QPointF(min(max(across, 0), 1), min(max(down, 0), 1))
        self.clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._zoomed:
            steps = event.angleDelta().y() / 1200
            self._centre = QPointF(self._centre.x(), min(max(self._centre.y() - steps, 0.0), 1.0))
            self.update()


def thumbnail_of(page: Page) -> Wanted:
    """The small picture in lists; it also stands in until the large one is here."""
    return Wanted(page.image, 160, 160, page.turned_deg or 0)


def _within(start: float, length: float, room: float) -> float:
    """Keep a magnified page's edge from leaving the middle of the view empty."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, start))
