"""A picture that came over the network, as large as there is room for, with its boxes."""

import base64
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.pages import Page
from mailroom.domain.review import Shown
from ui.geometry import Size, fitted
from ui.style import Look
from ui.widgets.outlines import Outline, OutlinePainter


class SentPicture(QWidget):
    """`jpeg` is base64; the picture is decoded once, however often it is painted."""

    def __init__(self, look: Look, least_high: int) -> None:
        super().__init__()
        self._look = look
        self._least_high = least_high
        self._jpeg = ""
        self._image = QImage()
        self._outlines: tuple[Outline, ...] = ()
        self._page: Page | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, self._look.px(self._least_high))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._look.px(self._least_high))

    @property
    def is_broken(self) -> bool:
        """Whether something came that is no picture."""
        return bool(self._jpeg) and self._image.isNull()

    def show_picture(
        self,
        jpeg: str,
        page: Page | None = None,
        outlines: tuple[Outline, ...] = (),
        *,
        is_upright: bool = True,
    ) -> None:
        """`outlines` are in the captured pixels of `page`, which says how to turn the picture."""
        self._page, self._outlines = page, outlines
        if jpeg != self._jpeg:
            self._jpeg = jpeg
            self._image = _decoded(jpeg)
            if page is not None and not is_upright:
                self._image = self._image.transformed(QTransform().rotate(page.turned_deg or 0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter.setClipPath(path)
        painter.fillPath(path, QColor(self._look.colours.raised))
        if not self._image.isNull():
            area = self._area()
            painter.drawImage(area, self._image)
            if self._page is not None:
                OutlinePainter(painter, self._look, frame).paint(self._outlines, self._page, area)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawRoundedRect(frame, 8, 8)
        painter.end()

    def _area(self) -> QRectF:
        """Where the picture lies; never larger than twice what came."""
        room = Size(self.width() - 12, self.height() - 12)
        size = fitted(Size(self._image.width(), self._image.height()), room)
        most = 2 * self._image.width()
        if size.width > most:
            size = Size(most, 2 * self._image.height())
        left, top = (self.width() - size.width) / 2, (self.height() - size.height) / 2
        return QRectF(left, top, size.width, size.height)


def _decoded(jpeg: str) -> QImage:
    """Null for what is no picture."""
    try:
        return QImage.fromData(base64.b64decode(jpeg, validate=True), "JPEG")  # pyright: ignore[reportArgumentType]  the stubs want bytes, the library a word
    except ValueError:
        return QImage()


def page_of(shown: Shown) -> Page:
    """The captured page that its boxes refer to; its file is at its own station."""
    return Page(
        id=shown.page,
        role=shown.role,
        number=0,
        image=Path(),
        sha256="",
        width_px=shown.width_px,
        height_px=shown.height_px,
        dpi=shown.dpi,
        turned_deg=shown.turned_deg,
    )
