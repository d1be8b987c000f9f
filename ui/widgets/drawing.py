"""A drawing of what kind of item is meant, on paper of its own so that it reads in every theme."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import RESOURCES, Density, Look

_FOLDER: Final = RESOURCES / "policy"
_PAPER: Final = QColor("#F3F5F8")
_WIDE, _HIGH = 4, 3
"""Every drawing's proportions."""


class Drawing(QWidget):
    """`show_drawing` takes a drawing's name; one that is not there leaves the paper empty."""

    def __init__(self, look: Look, high_px: int) -> None:
        super().__init__()
        self._look, self._high_px = look, high_px
        self._name = ""
        self._renderer = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        roomy = self._look.density is Density.ROOMY
        high = self._look.px(self._high_px if roomy else self._high_px * _HIGH / _WIDE)
        return QSize(round(high * _WIDE / _HIGH), high)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def show_drawing(self, name: str) -> None:
        if name != self._name:
            self._name = name
            file: Path = _FOLDER / f"{name}.svg"
            self._renderer.load(str(file) if name and file.is_file() else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._look.colours.line))
        painter.setBrush(_PAPER)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 5, 5)
        edge = area.height() / 12
        if self._renderer.isValid():
            self._renderer.render(painter, area.adjusted(edge, edge, -edge, -edge))
        painter.end()
