"""The items as a strip: thumbnail, recipient, what became of it, by sign and word."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from mailroom.domain.items import Item, ItemState
from ui.desk import Desk
from ui.models.items import ItemList
from ui.pictures import Picture, PictureStore, Urgency, Wanted
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.texts.sorting import CATEGORIES, STATES
from ui.verdict import mark_of
from ui.widgets.marks import draw_mark
from ui.widgets.page_view import thumbnail_of
from ui.widgets.words import label

Index = QModelIndex | QPersistentModelIndex
_WIDE: Final = {Density.ROOMY: 320, Density.COMPACT: 260, Density.TIGHT: 260}
_TALL: Final = {Density.ROOMY: 84, Density.COMPACT: 74, Density.TIGHT: 74}
_THUMBNAIL: Final = {Density.ROOMY: 0.92, Density.COMPACT: 0.7, Density.TIGHT: 0.7}
_BESIDE_PICTURE: Final = 14
_BESIDE_SIGN: Final = 21
_EDGE: Final = 6
_FRAME: Final = 14
_NAMED_BY_CATEGORY: Final = frozenset(
    {ItemState.OPENING, ItemState.RELEASING, ItemState.SENDING, ItemState.DELIVERED}
)


def room_for_words(density: Density) -> float:
    """Pixels for the word beside the sign, which is never cut."""
    wide = (_TALL[density] - 6) * _THUMBNAIL[density]
    return _WIDE[density] - _FRAME - 8 - wide - _BESIDE_PICTURE - _EDGE - _BESIDE_SIGN


def word_of(item: Item, say: Sayer) -> str:
    """What the item is, or what it waits for."""
    if item.state in _NAMED_BY_CATEGORY and item.decision is not None:
        return say(CATEGORIES[item.decision.category])
    return say(STATES[item.state])


def below_of(item: Item, say: Sayer) -> str:
    """How far a decided item has come, else the number that people quote."""
    decided = item.state in _NAMED_BY_CATEGORY and item.decision is not None
    return say(STATES[item.state]) if decided else item.scan_id


def name_of(item: Item) -> str:
    """The recipient, as far as one is known."""
    decision = item.decision or (item.doubt.proposal if item.doubt else None)
    if decision is not None and decision.recipient is not None:
        return decision.recipient.name
    best = item.evidence.candidates[:1] if item.evidence else ()
    return best[0].name if best else ""


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, say: Sayer, store: PictureStore, model: ItemList) -> None:
        super().__init__()
        self._look, self._say, self._store, self._model = look, say, store, model
        self.thumbnails: dict[Wanted, str] = {}
        self.current: str | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        look = self._look
        return QSize(look.px(_WIDE[look.density]) - _FRAME, look.px(_TALL[look.density]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._model.item_at(index)
        if item is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]  missing in the stubs
        card = QRectF(area).adjusted(4, 3, -4, -3)
        self._paint_card(painter, card, chosen=item.id == self.current)
        name = QRectF(card.x() + 8, card.y() + 4, card.width() - 8 - 4, self._look.px(20))
        self._paint_name(painter, name, item)
        below = card.adjusted(0, 5 + name.height(), 0, 0)
        wide = card.height() * _THUMBNAIL[self._look.density]
        picture = QRectF(card.x() + 6, below.y() + 2, wide, below.height() - 8)
        self._paint_thumbnail(painter, picture, item)
        self._paint_words(painter, below.adjusted(wide + _BESIDE_PICTURE, 0, -_EDGE, -6), item)
        painter.restore()

    def _paint_card(self, painter: QPainter, card: QRectF, *, chosen: bool) -> None:
        colours = self._look.colours
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(QColor(colours.surface if chosen else colours.raised))
        painter.drawRoundedRect(card, 8, 8)

    def _paint_thumbnail(self, painter: QPainter, area: QRectF, item: Item) -> None:
        face = item.face or (item.pages[0] if item.pages else None)
        if face is None:
            return
        wanted = thumbnail_of(face)
        self.thumbnails[wanted] = item.id
        picture = self._store.get(wanted, Urgency.LIST)
        if picture is None or picture.image is None:
            painter.fillRect(area, QColor(self._look.colours.line))
            return
        size = QSize(picture.image.size()).scaled(
            area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture.image)
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _paint_name(self, painter: QPainter, area: QRectF, item: Item) -> None:
        """Over the whole card: a name cut short is a name confused."""
        name = name_of(item) or self._say(words.UNKNOWN_RECIPIENT)
        font = self._look.font(self._look.sizes.body, QFont.Weight.DemiBold)
        self._line(painter, area, name, font, "ink")

    def _paint_words(self, painter: QPainter, area: QRectF, item: Item) -> None:
        look, sizes = self._look, self._look.sizes
        line = QRectF(area.x(), area.y(), area.width(), look.px(20))
        self._line(painter, line, below_of(item, self._say), look.font(sizes.small), "muted")
        tone, shape = mark_of(item)
        side = look.px(16)
        sign = QRectF(area.x(), area.bottom() - side - 1, side, side)
        ink = look.tone(tone)
        draw_mark(painter, sign, shape, QColor(ink.ink), QColor(look.colours.raised))
        past = look.px(_BESIDE_SIGN)
        tall = look.px(20)
        beside = QRectF(area.x() + past, area.bottom() - tall + 1, area.width() - past, tall)
        font = look.font(sizes.small, QFont.Weight.DemiBold)
        self._line(painter, beside, word_of(item, self._say), font, ink.ink)

    def _line(self, painter: QPainter, area: QRectF, text: str, font: QFont, role: str) -> None:
        painter.setFont(font)
        colour = role if role.startswith("#") else getattr(self._look.colours, role)
        painter.setPen(QColor(colour))
        # The middle goes missing: near twins among companies differ at the ends of their names.
        fits = QFontMetrics(font).elidedText(
            text, Qt.TextElideMode.ElideMiddle, round(area.width())
        )
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), fits)


class ItemStrip(QFrame):
    """`chosen` carries an item's id."""

    chosen = Signal(str)

    def __init__(self, look: Look, say: Sayer, store: PictureStore) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setProperty("role", "panel")
        self._model = ItemList()
        self._paint = _Painter(look, say, store, self._model)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._paint)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(say(words.COUNT_ITEMS))
        self._list.clicked.connect(self._choose)
        self._empty = label("small", say(words.NO_ITEMS_YET), wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 8)
        column.setSpacing(6)
        title = label("caption", say(words.COUNT_ITEMS))
        title.setIndent(6)
        self._empty.setIndent(6)
        column.addWidget(title)
        column.addWidget(self._empty, 1)
        column.addWidget(self._list, 1)

    def show_desk(self, desk: Desk) -> None:
        self._model.show_items(tuple(desk.items.values()))
        self._list.setVisible(bool(desk.items))
        self._empty.setVisible(not desk.items)
        if desk.current != self._paint.current:
            self._paint.current = desk.current
            index = self._model.index_of(desk.current)
            if index.isValid():
                self._list.scrollTo(index)
            self._list.viewport().update()

    def resize_to_density(self) -> None:
        self.setFixedWidth(self._look.px(_WIDE[self._look.density]))
        self.setVisible(self._look.density is not Density.TIGHT)
        self._list.doItemsLayout()

    def arrived(self, picture: Picture) -> None:
        item_id = self._paint.thumbnails.get(picture.wanted)
        if item_id is not None:
            self._model.repaint_thumbnail(item_id)

    def _choose(self, index: QModelIndex) -> None:
        item = self._model.item_at(index)
        if item is not None:
            self.chosen.emit(item.id)
