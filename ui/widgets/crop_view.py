"""The address as it stands on the envelope, right beside the value."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.pages import Box, Page
from ui.geometry import Size, fitted, grown, quarters
from ui.pictures import Picture, PictureStore, Urgency, Wanted
from ui.style import Density, Look
from ui.widgets.rounded import begin_rounded, end_rounded

_MARGIN_PX = 24
_ROOMY, _COMPACT = 200, 92


class CropView(QWidget):
    def __init__(self, look: Look, store: PictureStore) -> None:
        super().__init__()
        self._look = look
        self._store = store
        self._page: Page | None = None
        self._box: Box | None = None
        self._wanted: Wanted | None = None
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(
            240, self._look.px(_ROOMY if self._look.density is Density.ROOMY else _COMPACT)
        )

    def show_crop(self, page: Page | None, box: Box | None) -> None:
        """`box` is in captured pixels; without one nothing is shown."""
        self.setVisible(page is not None and box is not None)
        if (page, box) == (self._page, self._box):
            return
        self._page, self._box = page, box
        self._fetch()

    def arrived(self, picture: Picture) -> None:
        if picture.wanted == self._wanted:
            self._image = picture.image
            self.update()

    def _fetch(self) -> None:
        self._image, self._wanted = None, None
        if self._page is not None and self._box is not None:
            part = grown(self._box, _MARGIN_PX, self._page)
            room = Size(max(1, self.width() * 2), max(1, self.height() * 2))
            turned = quarters(self._page) * 90
            self._wanted = Wanted(self._page.image, room.width, room.height, turned, part)
            kept = self._store.get(self._wanted, Urgency.NOW)
            self._image = kept.image if kept else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        frame = begin_rounded(painter, self, self._look)
        image = self._image
        if image is not None:
            room = Size(self.width(), self.height())
            size = fitted(Size(image.width(), image.height()), room)
            x, y = (room.width - size.width) / 2, (room.height - size.height) / 2
            painter.drawImage(QRectF(x, y, size.width, size.height), image)
        end_rounded(painter, frame, self._look)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fetch()
