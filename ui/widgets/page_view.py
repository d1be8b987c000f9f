"""The page, as large as there is room for, with boxes around what was read."""

from dataclasses import dataclass

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
from ui.style import BOX_COLOURS, Look

_MARGIN = 20
_ZOOM = 2.4
_TAG_PAD = 5


@dataclass(frozen=True, slots=True)
class Outline:
    """A box in captured pixels, its kind (see BOX_COLOURS) and its word; dashed when ignored."""

    box: Box
    kind: str
    word: str
    ignored: bool = False


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
        self._zoomed = False
        self._centre = QPointF(0.5, 0.5)
        self._ahead: tuple[Page, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    def show_page(
        self, page: Page | None, outlines: tuple[Outline, ...], *, ahead: tuple[Page, ...] = ()
    ) -> None:
        """Paint the page as soon as it is decoded; fetch `ahead` when nothing else is asked for."""
        same = page == self._page and outlines == self._outlines
        self._ahead = ahead
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

    def say_broken(self, sentence: str) -> None:
        """What stands where a picture cannot be shown."""
        self._broken = sentence

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
        if page is not None:
            area = self._area(page)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
            self._paint_paper(painter, area)
            self._paint_outlines(painter, page, area)
        painter.end()
        if page is not None and self._picture is not None and self._announced != page.id:
            self._announced = page.id
            self.shown.emit(page.id)

    def _paint_paper(self, painter: QPainter, area: QRectF) -> None:
        shadow = QColor(0, 0, 0, 26)
        painter.fillRect(area.adjusted(-1, -1, 1, 2), shadow)
        painter.fillRect(area.adjusted(-3, -2, 3, 5), QColor(0, 0, 0, 12))
        image = self._picture or self._rough
        if image is not None:
            painter.drawImage(area, image)
            return
        painter.fillRect(area, QColor(self._look.colours.surface))
        if self._is_broken():
            painter.setPen(QColor(self._look.colours.ink))
            painter.setFont(self._look.font(self._look.sizes.value, QFont.Weight.DemiBold))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(24, 24, -24, -24), int(flags), self._broken)

    def _is_broken(self) -> bool:
        if self._wanted is None or self._picture is not None:
            return False
        kept = self._store.get(self._wanted)
        return kept is not None and kept.image is None

    def _paint_outlines(self, painter: QPainter, page: Page, area: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = upright_size(page)
        scale = area.width() / max(1, whole.width)
        taken: list[QRectF] = []
        for outline in self._outlines:
            box = upright_box(outline.box, page)
            place = QRectF(box.x, box.y, box.width, box.height)
            on_screen = QRectF(
                area.x() + place.x() * scale,
                area.y() + place.y() * scale,
                place.width() * scale,
                place.height() * scale,
            ).adjusted(-3, -3, 3, 3)
            self._paint_outline(painter, outline, on_screen, taken)

    def _paint_outline(
        self, painter: QPainter, outline: Outline, place: QRectF, taken: list[QRectF]
    ) -> None:
        colour = QColor(BOX_COLOURS[outline.kind])
        zone = outline.kind == "address"
        pen = QPen(colour, 1.5 if zone else 2)
        if zone or outline.ignored:
            pen.setStyle(Qt.PenStyle.DashLine)
        wash = QColor(colour)
        wash.setAlpha(0 if zone or outline.ignored else 26)
        painter.setPen(pen)
        painter.setBrush(wash)
        painter.drawRoundedRect(place, 3, 3)
        self._paint_tag(painter, outline, place, taken)

    def _paint_tag(
        self, painter: QPainter, outline: Outline, place: QRectF, taken: list[QRectF]
    ) -> None:
        """The word stands where it covers neither the reading nor another word."""
        font = self._look.font(self._look.sizes.small - 1, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(outline.word) + 2 * _TAG_PAD
        height = metrics.height() + 2
        left = QRectF(place.left() - width - 4, place.top(), width, height)
        right = QRectF(place.right() + 4, place.top(), width, height)
        above = QRectF(place.left(), place.top() - height - 2, width, height)
        below = QRectF(place.left(), place.bottom() + 2, width, height)
        zone = outline.kind == "address"
        spots = (above, below, right) if zone else (left, right, above, below)
        seen = QRectF(self.rect())
        free = (s for s in spots if seen.contains(s) and not any(s.intersects(t) for t in taken))
        spot = next(free, spots[0])
        taken.append(spot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(BOX_COLOURS[outline.kind]))
        painter.drawRoundedRect(spot, 3, 3)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, outline.word)

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
            self._centre = QPointF(
                self._centre.x(), min(max(self._centre.y() - steps, 0.0), 1.0)
            )
            self.update()


def thumbnail_of(page: Page) -> Wanted:
    """The small picture in lists; it also stands in until the large one is here."""
    return Wanted(page.image, 160, 160, page.turned_deg or 0)


def _within(start: float, length: float, room: float) -> float:
    """Keep a magnified page's edge from leaving the middle of the view empty."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(room - length, start))
