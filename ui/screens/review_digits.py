"""The page of digits: crops that were all read alike, and what a key does with them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from mailroom.domain.digits import MOST, DigitPage, DigitsDone
from ui.digits import COLUMNS, Digits
from ui.screens.review_said import refusal_said
from ui.screens.room import Hints, RoomView
from ui.style import Density, Look
from ui.texts import digits as words
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.widgets.crop_grid import CropGrid
from ui.widgets.marks import MarkView
from ui.widgets.words import frame, label, set_tone
from ui.work import Work

_HINTS: Hints = (
    (("Enter",), words.HINT_CONFIRM),
    (("Space",), words.HINT_DOUBT),
    (("Left", "Right"), words.HINT_MOVE),
)


class DigitsView(RoomView):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self._marked = 0
        self._grid = CropGrid(look, COLUMNS, -(-MOST // COLUMNS))
        self._grid.picked.connect(self._picked)
        self._asks = label("heading", wraps=True)
        self._count, self._waiting = label("strong", wraps=True), label("small", wraps=True)
        self._done = label("strong", wraps=True)
        self._said = label("problem", wraps=True)
        self._mark = MarkView(look, 72)
        self._page = self._lay_out_page()
        self._empty = self._lay_out_empty()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        outer.addWidget(self._said)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._empty, 1)

    def _lay_out_page(self) -> QWidget:
        page = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(12)
        panel = frame("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._grid)
        self._beside.addWidget(panel, 14)
        self._beside.addWidget(self._side(), 5)
        return page

    def _side(self) -> QFrame:
        side = frame("panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        how = label("", self._say(words.HOW), wraps=True)
        planted = label("", self._say(words.PLANTED), wraps=True)
        effect = label("small", self._say(words.EFFECT), wraps=True)
        for part in (self._asks, how, self._count, planted):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(self._done)
        column.addStretch(1)
        for part in (effect, self._waiting):
            column.addWidget(part)
        return side

    def _lay_out_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(10)
        self._mark.show_mark(Tone.GO, Shape.TICK)
        column.addStretch(1)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._mark.setAccessibleName(self._say(words.NOTHING))
        for role, phrase in (("heading", words.NOTHING), ("", words.NOTHING_MORE)):
            said = label(role, self._say(phrase), wraps=True)
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(said)
        column.addStretch(2)
        return empty

    def resize_to_density(self) -> None:
        way = QBoxLayout.Direction
        tight = self._look.density is Density.TIGHT
        self._beside.setDirection(way.BottomToTop if tight else way.LeftToRight)

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Digits)  # noqa: S101  the frame gives each view its own
        page = work.page
        self._page.setVisible(page is not None)
        self._empty.setVisible(page is None)
        refused = refusal_said(work.refusal, self._say)
        self._said.setText(refused)
        self._said.setVisible(bool(refused))
        self._show_done(work.done)
        self.hints = _HINTS if page is not None else ()
        if page is not None:
            self._show_page(work, page)

    def _show_page(self, work: Digits, page: DigitPage) -> None:
        say, count = self._say, len(page.crops)
        self._marked = work.marked
        self._grid.show_crops(page.crops, work.marked, work.doubted)
        doubted = work.marked in work.doubted
        name = words.CROP_DOUBTED if doubted else words.CROP
        self._grid.setAccessibleName(say(name, place=work.marked + 1, count=count))
        self._asks.setText(say(words.ASKS, digit=page.digit))
        self._count.setText(say(words.COUNT, doubted=len(work.doubted), count=count))
        set_tone(self._count, Tone.LOOK if work.doubted else None)
        self._waiting.setText(say(words.WAITING, count=work.waiting))

    def _show_done(self, done: DigitsDone | None) -> None:
        self._done.setVisible(done is not None)
        if done is None:
            return
        said = words.OVERLOOKED if done.overlooked else words.CONFIRMED
        told = {"confirmed": done.confirmed, "doubted": done.doubted}
        self._done.setText(self._say(said, **(told if not done.overlooked else {})))
        set_tone(self._done, Tone.LOOK if done.overlooked else Tone.GO)

    def _picked(self, place: int) -> None:
        """A click is as many steps of the arrow keys, and Space."""
        steps = place - self._marked
        for _ in range(abs(steps)):
            self.pressed.emit("Right" if steps > 0 else "Left")
        self.pressed.emit("Space")
