"""A screen of several parts: the one in front is seen, and the keys to the others are said."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from ui.parts import FIRST, Parts
from ui.screens.room import Hints, RoomView
from ui.texts import room as words
from ui.texts.phrase import Phrase
from ui.widgets.front import Front
from ui.work import Work


class PartsView(RoomView):
    """`views` and their names by the key that brings each to the front."""

    def __init__(self, views: Mapping[str, RoomView], names: Mapping[str, Phrase]) -> None:
        super().__init__()
        self._views = views
        self._parts: Final[Hints] = tuple(((key,), names[key]) for key in views if key != FIRST)
        self._front = Front()
        for view in views.values():
            view.pressed.connect(self.pressed)
            self._front.add_page(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._front)
        self.hints = self.ways = self._parts

    def resize_to_density(self) -> None:
        for view in self._views.values():
            view.resize_to_density()

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Parts)  # noqa: S101  the frame gives each view its own
        view = self._views[work.front]
        view.show_work(work.work)
        self._front.bring_forward(view)
        back: Hints = ((("Esc",), words.BACK),)
        self.ways = self._parts if work.front == FIRST else back
        self.hints = (*view.hints, *self.ways)
