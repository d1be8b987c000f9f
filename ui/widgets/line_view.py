"""A list that the frame's keys move in; a click is as many steps of the arrow keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.rows import Index, Row, RowList, RowRole
from ui.style import Look
from ui.verdict import Tone
from ui.widgets.marks import draw_mark

_EDGE: Final = (12, 7)
_GAP: Final = 6
"""Pixels between one row and the next."""
_BETWEEN: Final = 24
"""Pixels at least between what stands left and what stands right."""
_BOUNDLESS: Final = 10_000
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a row and where it stands."""

    text: str
    place: QRect
    is_strong: bool
    side: Qt.AlignmentFlag = _LEFT


class LinePainter(QStyledItemDelegate):
    """Draws a row with everything that it says; what has no room beside goes below."""

    def __init__(self, look: Look, view: QListView, model: RowList, *, far: bool) -> None:
        super().__init__(view)
        self._look, self._view, self._model, self._far = look, view, model, far

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        wide = self._view.viewport().width()
        bottom = max(part.place.bottom() for part in self.parts(index.data(RowRole.ROW), wide))
        return QSize(wide, bottom + 1 + _EDGE[1] + _GAP)

    def font(self, *, is_strong: bool) -> QFont:
        sizes = self._look.sizes
        if is_strong:
            return self._look.font(sizes.far if self._far else sizes.body, QFont.Weight.DemiBold)
        return self._look.font(sizes.far if self._far else sizes.small)

    @property
    def _mark_px(self) -> int:
        return self._look.sizes.far if self._far else self._look.px(_MARK)

    def parts(self, row: Row, wide: int) -> tuple[Part, ...]:
        """Where the texts of a row stand in a list of this width, from the row's corner."""
        left = _EDGE[0] + (self._mark_px + _TO_MARK if self._model.is_marked else 0)
        inner = wide - left - _EDGE[0]
        lines = [(row.title, row.beside, True), (row.below, row.under, False)]
        lines = [line for line in lines if line[0] or line[1]]
        if all(self._fits(row, line, inner) for line in lines):
            return tuple(self._beside(lines, left, inner))
        return tuple(self._stacked(row, left, inner))

    def mark_place(self, row: Row, wide: int) -> QRect:
        """Before the texts where every row has a mark, else behind the title of its own row."""
        side, title = self._mark_px, self.parts(row, wide)[0]
        if self._model.is_marked:
            tall = self.parts(row, wide)[-1].place.bottom() + 1 + _EDGE[1]
            return QRect(_EDGE[0], (tall - side) // 2, side, side)
        line = QFontMetrics(self.font(is_strong=True)).height()
        behind = min(self._wide(row.title, is_strong=True), title.place.width()) + _TO_MARK
        return QRect(title.place.x() + behind, title.place.y() + (line - side) // 2, side, side)

    def _trailing(self, row: Row) -> int:
        """The room that a mark behind the title takes."""
        return 0 if row.mark is None or self._model.is_marked else self._mark_px + _TO_MARK

    def _fits(self, row: Row, line: tuple[str, str, bool], inner: int) -> bool:
        text, right, is_strong = line
        left = self._wide(text, is_strong=is_strong) + (self._trailing(row) if is_strong else 0)
        return left + (self._wide(right, is_strong=is_strong) + _BETWEEN if right else 0) <= inner

    def _beside(self, lines: list[tuple[str, str, bool]], left: int, inner: int) -> Iterator[Part]:
        top = _EDGE[1]
        for text, right, is_strong in lines:
            place = QRect(left, top, inner, self._tall(text or right, inner, is_strong=is_strong))
            if text:
                yield Part(text, place, is_strong)
            if right:
                yield Part(right, place, is_strong, _RIGHT)
            top = place.bottom() + 2

    def _stacked(self, row: Row, left: int, inner: int) -> Iterator[Part]:
        top = _EDGE[1]
        texts = ((row.title, True), (row.beside, False), (row.below, False), (row.under, False))
        for text, is_strong in texts:
            if text:
                room = inner - self._trailing(row) if is_strong else inner
                tall = self._tall(text, room, is_strong=is_strong)
                yield Part(text, QRect(left, top, room, tall), is_strong)
                top += tall + 1

    def _wide(self, text: str, *, is_strong: bool) -> int:
        return QFontMetrics(self.font(is_strong=is_strong)).horizontalAdvance(text)

    def _tall(self, text: str, wide: int, *, is_strong: bool) -> int:
        room = QRect(0, 0, wide, _BOUNDLESS)
        metrics = QFontMetrics(self.font(is_strong=is_strong))
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(RowRole.ROW)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]  missing in the stubs
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]  missing in the stubs
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, area, chosen=bool(state & QStyle.StateFlag.State_Selected))
        colours = self._look.colours
        for part in self.parts(row, area.width()):
            painter.setFont(self.font(is_strong=part.is_strong))
            painter.setPen(QColor(colours.ink if part.is_strong else colours.muted))
            flags = int(part.side) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(part.place.translated(area.topLeft()), flags, part.text)
        if row.mark is not None:
            self._paint_mark(painter, area, row)
        painter.restore()

    def _paint_card(self, painter: QPainter, area: QRect, *, chosen: bool) -> None:
        colours, pen = self._look.colours, 2 if chosen else 1
        card = QRectF(area).adjusted(pen / 2, pen / 2, -pen / 2, -_GAP - pen / 2)
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), pen))
        painter.setBrush(QColor(self._look.tone(Tone.CALM).fill if chosen else colours.surface))
        painter.drawRoundedRect(card, 8, 8)

    def _paint_mark(self, painter: QPainter, area: QRect, row: Row) -> None:
        assert row.mark is not None  # noqa: S101  asked before
        tone, shape = row.mark
        ink = self._look.tone(tone)
        place = self.mark_place(row, area.width()).translated(area.topLeft())
        draw_mark(painter, QRectF(place), shape, QColor(ink.ink), QColor(ink.fill))


_MARK: Final = 18
"""A side of a row's sign, in pixels at the usual text size."""
_TO_MARK: Final = 10


class LineView(QListView):
    """Never takes the focus. `far`: read from across the room."""

    pressed_key = Signal(str)

    def __init__(self, look: Look, model: RowList, *, far: bool = False) -> None:
        super().__init__()
        self._row = -1
        self.setModel(model)
        self.setItemDelegate(LinePainter(look, self, model, far=far))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)

    def show_row(self, row: int, name: str) -> None:
        """`row` is -1 when nothing is chosen."""
        self._row = row
        self.setCurrentIndex(self.model().index(row, 0))
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower list has higher rows."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _clicked(self, index: Index) -> None:
        """Qt has moved its own choice already; the screen's is moved by keys."""
        rows = index.row() - self._row if self._row >= 0 else 0
        for _ in range(abs(rows)):
            self.pressed_key.emit("Down" if rows > 0 else "Up")
