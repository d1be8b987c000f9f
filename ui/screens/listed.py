"""A screen of one field, one list and one panel beside it; what stands there is a page's."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from ui.models.rows import RowList
from ui.screens.page import Page
from ui.screens.room import RoomView
from ui.style import Density, Look
from ui.texts.phrase import Sayer
from ui.widgets.choices import Choice, Choices
from ui.widgets.line_view import LineView
from ui.widgets.scan_field import ScanField, column_of
from ui.widgets.words import frame, label
from ui.work import Work

Draw = Callable[[Work, Sayer], Page]
_FACTS: Final = 14
"""How many lines the panel has room for."""


class ListedView(RoomView):
    def __init__(self, look: Look, say: Sayer, draw: Draw) -> None:
        super().__init__()
        self._look, self._say, self._draw = look, say, draw
        self._panel_first = False
        self._field = ScanField(look)
        self._title = label("value", wraps=True)
        self._note = label("small", wraps=True)
        self._rows = RowList()
        self._list = LineView(look, self._rows)
        self._list.pressed_key.connect(self.pressed)
        self._caption = label("caption", wraps=True)
        self._heading = label("value", wraps=True)
        self._facts = [label("", wraps=True) for _ in range(_FACTS)]
        self._steps = RowList()
        self._next = LineView(look, self._steps)
        self._choices = Choices(look)
        self._choices.picked.connect(self._picked)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        outer.addWidget(self._field)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        self._below.addWidget(self._listing(), 5)
        self._beside = frame("panel")
        column = column_of(self._beside)
        for part in (self._caption, self._heading, self._choices, *self._facts):
            column.addWidget(part)
        column.addWidget(self._next, 100)
        column.addStretch(1)
        self._below.addWidget(self._beside, 4)
        outer.addLayout(self._below, 1)

    def _listing(self) -> QFrame:
        panel = frame("panel")
        column = column_of(panel)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._list, 100)
        column.addStretch(1)
        return panel

    def resize_to_density(self) -> None:
        self._turn()
        for view in (self._list, self._next):
            view.setMinimumSize(QSize(self._look.px(220), self._look.px(150)))

    def _turn(self) -> None:
        way = QBoxLayout.Direction
        above = way.BottomToTop if self._panel_first else way.TopToBottom
        tight = self._look.density is Density.TIGHT
        self._below.setDirection(above if tight else way.LeftToRight)

    def show_work(self, work: Work) -> None:
        page = self._draw(work, self._say)
        self._panel_first = page.panel_first or bool(page.choices)
        self._turn()
        self.hints = page.hints
        self._field.show_line(page.asks, page.field)
        self._field.show_outcome(page.said, page.look)
        self._title.setText(page.title)
        self._note.setText(page.note)
        self._note.setVisible(bool(page.note))
        self._rows.show_rows(page.rows)
        self._list.setVisible(bool(page.rows))
        self._list.show_row(page.chosen, page.title)
        self._show_beside(page)

    def _show_beside(self, page: Page) -> None:
        """Nothing to tell takes no room."""
        self._beside.setVisible(bool(page.heading or page.facts or page.choices))
        self._caption.setText(page.caption)
        self._heading.setText(page.heading)
        self._heading.setVisible(bool(page.heading))
        for place, line in enumerate(self._facts):
            line.setVisible(place < len(page.facts))
            line.setText(page.facts[place] if place < len(page.facts) else "")
        self._steps.show_rows(page.lines)
        self._next.setVisible(bool(page.lines))
        self._next.show_row(-1, page.caption)
        self._choices.show_choices(
            tuple(
                Choice(str(digit), row.title, row.beside, row.below, row.mark)
                for digit, row in enumerate(page.choices, start=1)
            )
        )
        self._choices.setVisible(bool(page.choices))

    def _picked(self, place: int) -> None:
        """A click is the row's own digit."""
        self.pressed.emit(str(place + 1))
