"""The paper of a paused batch, drawn: what stays, what goes back and how, what is out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mailroom.domain.paper import PaperAccount, PaperPlace, PaperSheet
from ui.pictures import Picture, PictureStore, Urgency
from ui.style import Look
from ui.texts import pausing as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.marks import draw_mark
from ui.widgets.page_view import thumbnail_of

_TALL: Final = 168
_SHOWN: Final = 3
_APART: Final = 14
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_PAPER: Final = 0.71
"""Width of a sheet over its height: A4."""


@dataclass(frozen=True, slots=True)
class Pile:
    """One heap of the picture: its name, sign and sheets, the uppermost last."""

    name: Phrase
    tone: Tone
    shape: Shape
    sheets: tuple[PaperSheet, ...]
    numbered: bool = False


def piles(account: PaperAccount) -> tuple[Pile, ...]:
    """Left to right as the hands go: leave, take out, lay back; empty ones are not drawn."""
    out = tuple(one for one in account.sheets if one.place is PaperPlace.IN_MACHINE)
    made = (
        Pile(words.STAY, Tone.GO, Shape.TICK, account.stay),
        Pile(words.TAKE_OUT, Tone.STOP, Shape.TRIANGLE, out),
        Pile(words.GO_BACK, Tone.LOOK, Shape.RING, account.go_back, numbered=True),
    )
    return tuple(pile for pile in made if pile.sheets)


class StackView(QWidget):
    def __init__(self, look: Look, say: Sayer, store: PictureStore) -> None:
        super().__init__()
        self._look, self._say, self._store = look, say, store
        self._piles: tuple[Pile, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, self._look.px(_TALL))

    def show_account(self, account: PaperAccount) -> None:
        self._piles = piles(account)
        self.setVisible(bool(self._piles))
        self.setAccessibleName("; ".join(self._spoken(pile) for pile in self._piles))
        self.update()

    def arrived(self, picture: Picture) -> None:
        shown = (sheet.page for pile in self._piles for sheet in pile.sheets)
        if any(page is not None and thumbnail_of(page) == picture.wanted for page in shown):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = self.width() / max(1, len(self._piles)) - _APART
        for place, pile in enumerate(self._piles):
            area = QRectF(place * (wide + _APART), 0, wide, self.height())
            self._paint_pile(painter, pile, area)
            if place + 1 < len(self._piles):
                self._paint_arrow(painter, area)
        painter.end()

    def _spoken(self, pile: Pile) -> str:
        numbers = ", ".join(self._name_of(sheet) for sheet in pile.sheets[-_SHOWN:])
        return f"{self._say(pile.name)}: {len(pile.sheets)} ({numbers})"

    def _title_of(self, pile: Pile) -> str:
        return f"{self._say(pile.name)}:\N{NO-BREAK SPACE}{len(pile.sheets)}"

    def _sign_width(self) -> int:
        return self._look.sizes.body + 10

    def _title_height(self, width: float) -> float:
        """Of the longest name where a heap is so wide; the papers all begin below it."""
        metrics = QFontMetricsF(self._look.font(self._look.sizes.body, QFont.Weight.DemiBold))
        room = QRectF(0, 0, width - self._sign_width(), self.height())
        titles = (self._title_of(pile) for pile in self._piles)
        heights = (metrics.boundingRect(room, _WRAPPED, title).height() for title in titles)
        return max(heights, default=metrics.height())

    def _name_of(self, sheet: PaperSheet) -> str:
        return self._say(words.SHEET, number=sheet.fed)

    def _paint_pile(self, painter: QPainter, pile: Pile, area: QRectF) -> None:
        look, ink = self._look, self._look.tone(pile.tone)
        line = self._sign_width()
        high = self._title_height(area.width())
        sign = QRectF(area.x(), area.y() + 3, line - 8, line - 8)
        draw_mark(painter, sign, pile.shape, QColor(ink.ink), QColor(ink.fill))
        painter.setPen(QColor(look.colours.ink))
        painter.setFont(look.font(look.sizes.body, QFont.Weight.DemiBold))
        painter.drawText(area.adjusted(line, 0, 0, 0), _WRAPPED, self._title_of(pile))
        top = max(line, high) + 4
        self._paint_sheets(painter, pile, area.adjusted(0, top, 0, -(look.sizes.small + 8)))
        shown = pile.sheets[:_SHOWN] if pile.numbered else pile.sheets[-1:]
        names = ", ".join(self._name_of(sheet) for sheet in shown)
        painter.setPen(QColor(look.colours.muted))
        painter.setFont(look.font(look.sizes.small))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignBottom), names)

    def _paint_sheets(self, painter: QPainter, pile: Pile, area: QRectF) -> None:
        """The last few, fanned; those to lay back side by side, in their order."""
        wide = area.height() * _PAPER
        shown = pile.sheets[:_SHOWN] if pile.numbered else pile.sheets[-_SHOWN:]
        step = wide + 10 if pile.numbered else wide * 0.22
        step = min(step, max(0.0, area.width() - wide) / max(1, len(shown) - 1))
        for place, sheet in enumerate(shown):
            paper = QRectF(area.x() + place * step, area.y(), wide, area.height())
            self._paint_sheet(painter, sheet, paper, pile.tone)
            if pile.numbered:
                self._paint_number(painter, paper, place + 1)

    def _paint_sheet(self, painter: QPainter, sheet: PaperSheet, area: QRectF, tone: Tone) -> None:
        ink = self._look.tone(tone)
        painter.setPen(QPen(QColor(ink.line), 2))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(area, 3, 3)
        picture = self._store.get(thumbnail_of(sheet.page), Urgency.LIST) if sheet.page else None
        if picture is not None and picture.image is not None:
            fit = picture.image.size().scaled(
                area.adjusted(3, 3, -3, -3).size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            place = QRectF(0, 0, fit.width(), fit.height())
            place.moveCenter(area.center())
            painter.drawImage(place, picture.image)
            return
        painter.setPen(QColor("#4C5A68"))
        painter.setFont(self._look.font(self._look.sizes.value, QFont.Weight.DemiBold))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(sheet.fed))

    def _paint_number(self, painter: QPainter, paper: QRectF, number: int) -> None:
        side = self._look.sizes.body + 8
        badge = QRectF(paper.x() - 3, paper.y() - 3, side, side)
        ink = self._look.tone(Tone.LOOK)
        painter.setPen(QPen(QColor(ink.fill), 2))
        painter.setBrush(QColor(ink.ink))
        painter.drawEllipse(badge)
        painter.setPen(QColor(ink.fill))
        painter.setFont(self._look.font(self._look.sizes.small, QFont.Weight.DemiBold))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _paint_arrow(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours.muted))
        x, y = area.right() - 2, area.center().y()
        tip: Sequence[QPointF] = (QPointF(x, y - 6), QPointF(x + 8, y), QPointF(x, y + 6))
        painter.drawPolygon(QPolygonF(list(tip)))
