"""A frame that lies over others and is always as tall as its words need."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QFrame


class Floating(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._room = QRect()
        self._low = False

    def sit(self, room: QRect, *, low: bool) -> None:
        """Take the room's width, at its upper or its lower edge."""
        self._room, self._low = room, low
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        tall = max(self.heightForWidth(self._room.width()), self.minimumSizeHint().height())
        top = self._room.bottom() - tall if self._low else self._room.top()
        self.setGeometry(self._room.left(), top, self._room.width(), tall)
