"""A picture that came over the network, as large as there is room for, with its boxes."""

import base64
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.pages import Box, Page
from mailroom.domain.review import Shown
from ui.geometry import Size, fitted
from ui.style import Look
from ui.widgets.outlines import Outline, OutlinePainter
from ui.widgets.rounded import begin_rounded, end_rounded

_AIR_PX = 36


class SentPicture(QWidget):
    """`jpeg` is base64; the picture is decoded once, however often it is painted."""

    def __init__(self, look: Look, least_high: int) -> None:
        super().__init__()
        self._look = look
        self._least_high = least_high
        self._jpeg = ""
        self._part: Box | None = None
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
        part: Box | None = None,
    ) -> None:
        """`outlines` are in the captured pixels of `page`, which says how to turn the picture.

        Of a picture as it was captured, `part` alone is shown.
        """
        self._page, self._outlines = page, outlines
        if (jpeg, part) != (self._jpeg, self._part):
            self._jpeg, self._part = jpeg, part
            self._image = _decoded(jpeg)
            if part is not None:
                self._image = _cut(self._image, part)
            if page is not None and not is_upright:
                self._image = self._image.transformed(QTransform().rotate(page.turned_deg or 0))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        frame = begin_rounded(painter, self, self._look)
        if not self._image.isNull():
            area = self._area()
            painter.drawImage(area, self._image)
            if self._page is not None:
                OutlinePainter(painter, self._look, frame).paint(self._outlines, self._page, area)
        end_rounded(painter, frame, self._look)
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


def _cut(image: QImage, part: Box) -> QImage:
    """With a little of what is around it, as desks cut addresses."""
    air = _AIR_PX
    whole = QRect(part.x - air, part.y - air, part.width + 2 * air, part.height + 2 * air)
    return image.copy(whole.intersected(image.rect()))


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
