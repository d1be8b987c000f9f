"""Dispatch's screen: the field, what waits to be packed, what is packed, and the rule in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout

from mailroom.domain.dispatch import ConsignmentKind
from mailroom.domain.parcels import Outgoing
from ui.dispatch import Dispatch, Side
from ui.leaving import Asks, Told
from ui.models.parcels import row_of
from ui.models.rows import Row, RowList
from ui.screens.page import READY
from ui.screens.room import Hints, RoomView
from ui.style import Density, Look
from ui.texts import dispatch as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.line_view import LineView
from ui.widgets.scan_field import ScanField, column_of
from ui.widgets.words import frame, label, set_tone
from ui.work import Work

_CALM: Final = (Tone.CALM, Shape.DOTS)
_WELL: Final = (Tone.GO, Shape.TICK)
_LOOK: Final = (Tone.LOOK, Shape.TRIANGLE)
_STOP: Final = (Tone.STOP, Shape.BAR)
_LOOKS: Final[Mapping[Told, tuple[Tone, Shape]]] = {
    Told.READY: READY,
    **dict.fromkeys((Told.ASKING, Told.WEIGH, Told.SENDER, Told.TRACK), _CALM),
    Told.WHAT_CAME_BACK: _CALM,
    **dict.fromkeys((Told.GATHERED, Told.BY_POST, Told.BY_COURIER, Told.PACKED), _WELL),
    **dict.fromkeys((Told.LEFT, Told.UNPACKED, Told.PRINTED, Told.LISTED, Told.TAKEN_BACK), _WELL),
    **dict.fromkeys((Told.TRACKED, Told.COURIER), _WELL),
    **dict.fromkeys((Told.NO_COURIER, Told.NOT_A_COURIER), _LOOK),
    Told.WHICH_COURIER: _CALM,
    Told.NOTHING_PACKED: _LOOK,
    **dict.fromkeys((Told.IN_COVER, Told.NOT_A_WEIGHT, Told.CHOOSE_PACKED), _LOOK),
    **dict.fromkeys((Told.COVER_OPEN, Told.NOT_TRACKING), _LOOK),
}
"""Everything else is a stop: the paper in the hand must not leave."""
_PACKING: Final[Hints] = (
    (("F3",), words.HINT_TURN),
    (("F2",), words.HINT_LIST),
    (("F6",), words.HINT_CAME_BACK),
    (("Delete",), words.HINT_BACK),
)
_LEAVING: Final[Hints] = (
    (("F3",), words.HINT_TURN),
    (("F4",), words.HINT_UNPACK),
    (("F5",), words.HINT_PRINT),
    (("F2",), words.HINT_LIST),
    (("F7",), words.HINT_TRACK),
    (("F8",), words.HINT_COURIER),
)


class DispatchView(RoomView):
    hints = _PACKING

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self._field = ScanField(look)
        self._outgoing, self._packed = RowList(), RowList()
        self._to_pack = LineView(look, self._outgoing)
        self._to_leave = LineView(look, self._packed)
        self._nothing = label("small", say(words.NONE_OUTGOING), wraps=True)
        self._none_packed = label("small", say(words.NONE_PACKED), wraps=True)
        self._cover = label("value", wraps=True)
        self._why = label("", wraps=True)
        self._why_panel = frame("panel")
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        outer.addWidget(self._field)
        column = column_of(self._why_panel)
        column.addWidget(label("caption", self._say(words.WHY)))
        column.addWidget(self._why)
        column.addWidget(self._cover)
        outer.addWidget(self._why_panel)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        waiting = self._panel(words.OUTGOING, self._nothing, self._to_pack)
        leaving = self._panel(words.PACKED, self._none_packed, self._to_leave)
        self._below.addWidget(waiting, 1)
        self._below.addWidget(leaving, 1)
        outer.addLayout(self._below, 1)

    def _panel(self, title: Phrase, nothing: QLabel, view: LineView) -> QFrame:
        panel = frame("panel")
        column = column_of(panel)
        column.addWidget(label("caption", self._say(title)))
        column.addWidget(nothing)
        column.addWidget(view, 100)
        column.addStretch(1)
        view.pressed_key.connect(self.pressed)
        return panel

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._below.setDirection(way.TopToBottom if tight else way.LeftToRight)
        for view in (self._to_pack, self._to_leave):
            view.setMinimumSize(QSize(self._look.px(220), self._look.px(150)))

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Dispatch)  # noqa: S101  the frame gives each view its own
        is_packing = work.side is Side.OUTGOING
        self.hints = _PACKING if is_packing else _LEAVING
        asks = words.ASKS[work.asks]
        if work.asks is Asks.SENDER:
            asks = words.SENDER_LINES[len(work.sender)]
        asked = {"names": self._names(work)} if work.asks is Asks.COURIER else {}
        self._field.show_line(self._say(asks, **asked), work.field)
        said = self._say(words.SAID[work.said], about=work.about)
        self._field.show_outcome(said, _LOOKS.get(work.said, _STOP))
        self._show_why(work)
        waiting, packed = (
            [row_of(line, self._say) for line in lines] for lines in (work.outgoing, work.packed)
        )
        _show(self._outgoing, self._to_pack, self._nothing, waiting)
        _show(self._packed, self._to_leave, self._none_packed, packed)
        rows = (work.chosen, -1) if is_packing else (-1, work.chosen)
        titles = (self._say(words.OUTGOING), self._say(words.PACKED))
        for view, row, title in zip((self._to_pack, self._to_leave), rows, titles, strict=True):
            view.show_row(row, title)

    def _names(self, work: Dispatch) -> str:
        """The couriers, each behind its digit."""
        names = (f"{place} {one.title}" for place, one in enumerate(work.couriers, start=1))
        return "   ".join(names) or self._say(words.NO_COURIERS)

    def _show_why(self, work: Dispatch) -> None:
        item = work.chosen_item
        self._why.setText(self._say(words.NONE_CHOSEN) if item is None else self._reason(item))
        set_tone(self._why_panel, Tone.LOOK if item is not None and item.held else None)
        inside = ", ".join(one.scan_id for one in work.cover)
        self._cover.setText(self._say(words.COVER, count=inside))
        self._cover.setVisible(bool(work.cover))

    def _reason(self, item: Outgoing) -> str:
        if item.kind is None:
            return self._say(words.HELD[item.held] if item.held else words.HELD_SHORT)
        if item.kind is ConsignmentKind.RETURN and item.customer is not None:
            return self._say(words.UNPAID)
        return self._say(words.REASONS[item.kind], operator=item.postal_operator)


def _show(model: RowList, view: LineView, nothing: QLabel, rows: Sequence[Row]) -> None:
    model.show_rows(rows)
    view.setVisible(bool(rows))
    nothing.setVisible(not rows)
