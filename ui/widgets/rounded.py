"""The rounded frame that pictures stand in."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from ui.style import Look

_RADIUS = 8


def begin_rounded(painter: QPainter, widget: QWidget, look: Look) -> QRectF:
    """What is painted from here on stays within the frame, whose place this is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    frame = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    path = QPainterPath()
    path.addRoundedRect(frame, _RADIUS, _RADIUS)
    painter.setClipPath(path)
    painter.fillPath(path, QColor(look.colours.raised))
    return frame


def end_rounded(painter: QPainter, frame: QRectF, look: Look) -> None:
    painter.setClipping(False)
    painter.setPen(QPen(QColor(look.colours.line), 1))
    painter.setBrush(QColor(0, 0, 0, 0))
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
