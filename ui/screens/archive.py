"""The archive's screen: the field, what came of it, the open box or a list, and the map."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from ui.archive import Archive, Showing
from ui.filing import Said
from ui.models.lines import row_of
from ui.models.rows import RowList
from ui.screens.page import READY
from ui.screens.room import Hints, RoomView
from ui.style import Density, Look
from ui.texts import archive as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.line_view import LineView
from ui.widgets.scan_field import ScanField, column_of
from ui.widgets.shelf_map import ShelfMap, shelves_of
from ui.widgets.words import frame, label
from ui.work import Work

_CALM: Final = (Tone.CALM, Shape.DOTS)
_WELL: Final = (Tone.GO, Shape.TICK)
_LOOK: Final = (Tone.LOOK, Shape.TRIANGLE)
_STOP: Final = (Tone.STOP, Shape.BAR)
_LOOKS: Final[Mapping[Said, tuple[Tone, Shape]]] = {
    Said.READY: READY,
    Said.ASKING: _CALM,
    Said.COUNT: _CALM,
    Said.OPENED: _WELL,
    Said.FILED: _WELL,
    Said.PICKED: _WELL,
    Said.FOUND: _WELL,
    Said.CLOSED: _WELL,
    Said.PRINTED: _WELL,
    Said.FILED_BEFORE: _LOOK,
    Said.FOUND_NONE: _LOOK,
    Said.NO_BOX: _LOOK,
    Said.NOT_A_COUNT: _LOOK,
}
"""Everything else is a stop: the paper in the hand must not go on."""
_WITHOUT_BOX: Final[Hints] = ((("F3",), words.HINT_PULLS), (("Delete",), words.HINT_LEAVE))
_WITH_BOX: Final[Hints] = (
    (("F3",), words.HINT_PULLS),
    (("F4",), words.HINT_COUNT),
    (("F5",), words.HINT_PRINT),
    (("Delete",), words.HINT_LEAVE),
)


class ArchiveView(RoomView):
    hints = _WITHOUT_BOX

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self._field = ScanField(look)
        self._unfiled_title = label("caption", say(words.UNFILED), wraps=True)
        self._unfiled = label("problem", wraps=True)
        self._title = label("value", wraps=True)
        self._note = label("small", wraps=True)
        self._lines = RowList()
        self._list = LineView(look, self._lines)
        self._list.pressed_key.connect(self.pressed)
        self._map = ShelfMap(look)
        self._no_boxes = label("strong", say(words.NO_BOXES), wraps=True)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        outer.addWidget(self._field)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        self._below.addWidget(self._list_panel(), 5)
        store = frame("panel")
        column = column_of(store)
        column.addWidget(label("caption", self._say(words.MAP)))
        column.addWidget(self._no_boxes)
        column.addWidget(self._map, 100)
        column.addStretch(1)
        self._below.addWidget(store, 6)
        outer.addLayout(self._below, 1)

    def _list_panel(self) -> QFrame:
        panel = frame("panel")
        column = column_of(panel)
        for part in (self._unfiled_title, self._unfiled, self._title, self._note):
            column.addWidget(part)
        column.addWidget(self._list, 100)
        column.addStretch(1)
        return panel

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._below.setDirection(way.TopToBottom if tight else way.LeftToRight)
        self._list.setMinimumSize(QSize(self._look.px(220), self._look.px(150)))

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Archive)  # noqa: S101  the frame gives each view its own
        self.hints = _WITH_BOX if work.contents else _WITHOUT_BOX
        self._show_field(work)
        self._show_list(work)
        self._show_map(work)
        stuck = work.unfiled
        self._unfiled_title.setVisible(bool(stuck))
        self._unfiled.setVisible(bool(stuck))
        self._unfiled.setText("\n".join(one.scan_id for one in stuck))

    def _show_field(self, work: Archive) -> None:
        asks = words.FIELD_PULLS if work.showing is Showing.PULLS else words.FIELD
        asked = self._say(words.FIELD_COUNT if work.is_counting else asks)
        self._field.show_line(asked, work.field)
        counted = {}
        if work.said is Said.COUNT_DIFFERS and work.closing is not None:
            registered = len(work.closing.contents.originals)
            counted = {"counted": work.closing.counted, "registered": registered}
        said = self._say(words.SAID[work.said], about=work.about, **counted)
        self._field.show_outcome(said, _LOOKS.get(work.said, _STOP))

    def _show_list(self, work: Archive) -> None:
        title, note = self._heads(work)
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._lines.show_rows([row_of(line, self._say) for line in work.lines])
        self._list.setVisible(bool(work.lines))
        self._list.show_row(work.chosen if work.chosen_line else -1, title)

    def _heads(self, work: Archive) -> tuple[str, str]:
        say = self._say
        if work.showing is Showing.FOUND:
            return say(words.FOUND), ""
        if work.showing is Showing.PULLS:
            return say(words.PULLS), "" if work.pulls else say(words.NO_PULLS)
        if work.contents is None:
            return say(words.BOX_NONE), say(words.BOX_NONE_NOTE)
        box, lying = work.contents.box, len(work.contents.originals)
        line: Phrase = words.BOX_SEALED if box.sealed else words.BOX_LINE
        note = say(line, items=lying, position=box.items + 1)
        return say(words.BOX, box=box.label), note if lying else say(words.BOX_EMPTY)

    def _show_map(self, work: Archive) -> None:
        box, position = work.place
        shelves = shelves_of(work.boxes, self._say(words.NO_SHELF))
        shelf = next((one.shelf for one in work.boxes if one.label == box), None)
        said = self._say(
            words.MAP_SAID,
            box=box or "\N{EN DASH}",
            shelf=shelf or "\N{EN DASH}",
            position=position,
        )
        self._map.show_place(shelves, box, position, said if box else self._say(words.MAP))
        self._map.setVisible(bool(shelves))
        self._no_boxes.setVisible(not shelves)
