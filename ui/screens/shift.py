"""The shift: its wall, and in the wall's place the till when the day is closed."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from ui.screens.room import Hints, RoomView
from ui.screens.till import TillView
from ui.screens.wall import WallView
from ui.shift import TO_CLOSE, Shift
from ui.style import Look
from ui.texts import room as words
from ui.texts import till as till_words
from ui.texts.phrase import Sayer
from ui.widgets.front import Front
from ui.work import Work

_CHOOSING: Final[Hints] = ((("Up", "Down"), words.CHOOSE), (("Enter",), words.SEEN_TO))
_CLOSING: Final[Hints] = (((TO_CLOSE,), till_words.TO_CLOSE),)
_BACK: Final = (("Esc",), till_words.TO_WALL)


class ShiftView(RoomView):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._wall, self._till = WallView(look, say), TillView(look, say)
        self._front = Front()
        for view in (self._wall, self._till):
            view.pressed.connect(self.pressed)
            self._front.add_page(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._front)

    def resize_to_density(self) -> None:
        self._wall.resize_to_density()
        self._till.resize_to_density()

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Shift)  # noqa: S101  the frame gives each view its own
        if work.is_closing:
            self._till.show_shift(work)
        else:
            self._wall.show_shift(work)
        self._front.bring_forward(self._till if work.is_closing else self._wall)
        even = work.till is not None and work.till.is_even
        closing: Hints = ((("Enter",), till_words.CLOSE), _BACK) if even else (_BACK,)
        wall = (*_CHOOSING, *_CLOSING) if work.alarms else _CLOSING
        self.hints = closing if work.is_closing else wall
