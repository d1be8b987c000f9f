"""The frame around the room's screens: which one it is, how fresh it is, what the keys do."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.errors import BackendUnreachable
from mailroom.domain.events import RoomTold
from mailroom.domain.workdays import STOCKHOLM
from ui.actions import WINDOW_ACTIONS, Action, action_for
from ui.desk import Desk
from ui.rooms import Rooms
from ui.style import Density, Look
from ui.texts import room as words
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.hint_bar import HintBar
from ui.widgets.keys import key_name
from ui.widgets.marks import MarkView
from ui.widgets.scrolling import Scrolling
from ui.widgets.words import Elided, frame, label, set_role, set_tone
from ui.work import Place, Work

Hints = Sequence[tuple[Sequence[str], Phrase]]
_COMMON: Final[Hints] = ((("F9",), words.NEXT_SCREEN), (("F12",), words.TO_DESK))


class RoomView(QWidget):
    """One screen's content; the frame owns the keys, so that the focus cannot get lost."""

    hints: Hints = ()
    """What the keys do now; a view whose work has several situations changes it."""
    ways: Hints = ()
    """The keys that lead away, which hold also where there is nothing to see."""
    pressed = Signal(str)
    """A key that a click stands for."""

    def show_work(self, work: Work) -> None:
        raise NotImplementedError

    def resize_to_density(self) -> None:
        """The text size or the window's has changed."""


class _Tab(QLabel):
    clicked = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "tab")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.clicked.emit()


class RoomFrame(QWidget):
    """Holds the focus itself; `window_asked` carries what is the window's own affair."""

    window_asked = Signal(object)

    def __init__(
        self, look: Look, say: Sayer, rooms: Rooms, views: Mapping[Place, RoomView]
    ) -> None:
        super().__init__()
        self._look, self._say, self._rooms, self._views = look, say, rooms, views
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tabs = {place: _Tab(say(phrase)) for place, phrase in words.PLACES.items()}
        self._as_of = label("small")
        self._user = label("strong")
        self._trouble = frame("panel")
        self._trouble.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._mark = MarkView(look, 24)
        self._sentence = label("strong", wraps=True)
        self._stack = QStackedWidget()
        self._nothing_mark = MarkView(look, 72)
        self._nothing_said = label("heading", wraps=True)
        self._nothing = self._empty()
        self._hints = HintBar(look, say)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar())
        beside = QHBoxLayout(self._trouble)
        beside.setContentsMargins(16, 6, 16, 6)
        beside.setSpacing(12)
        beside.addWidget(self._mark)
        beside.addWidget(self._sentence, 1)
        above = QVBoxLayout()
        above.setContentsMargins(12, 8, 12, 0)
        above.addWidget(self._trouble)
        outer.addLayout(above)
        self._scrolls = {place: Scrolling(view) for place, view in self._views.items()}
        for place, view in self._views.items():
            self._stack.addWidget(self._scrolls[place])
            view.pressed.connect(self._rooms.press)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._nothing, 1)
        outer.addWidget(self._hints)

    def _empty(self) -> QWidget:
        """Where there is nothing to see: why, large, and where to go instead."""
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(48, 0, 48, 0)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._nothing_mark, 0, Qt.AlignmentFlag.AlignHCenter)
        below = label("", self._say(words.GOES_ON), wraps=True)
        for said in (self._nothing_said, below):
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(said)
        column.addStretch(3)
        return empty

    def _bar(self) -> QFrame:
        bar = frame("bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(20)
        for place, tab in self._tabs.items():
            tab.clicked.connect(lambda place=place: self._rooms.go(place))
            row.addWidget(tab)
        row.addWidget(Elided(), 1)
        row.addWidget(self._as_of)
        row.addWidget(self._user)
        return bar

    def show_desk(self, desk: Desk) -> None:
        self._user.setText(desk.user or "")
        self.show_place()

    def show_place(self) -> None:
        """The screen one is at; nothing while that is the desk."""
        place = self._rooms.place
        if place is Place.DESK:
            return
        for at, tab in self._tabs.items():
            set_tone(tab, Tone.CALM if at is place else None)
        far = place is Place.SHIFT
        set_role(self._as_of, "far" if far else "small")
        set_role(self._sentence, "far_strong" if far else "strong")
        work = self._rooms.work(place)
        told = work.standing
        self._show_standing(told)
        self._views[place].show_work(work)
        self._stack.setCurrentWidget(self._scrolls[place])
        seen = told is not None and told.answer is not None
        self._stack.setVisible(seen)
        self._nothing.setVisible(not seen)
        view = self._views[place]
        self._hints.show_hints((*(view.hints if seen else view.ways), *_COMMON))

    def resize_to_density(self) -> None:
        for view in self._views.values():
            view.resize_to_density()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if not name:
            super().keyPressEvent(event)
            return
        step = {"PgDown": 1, "PgUp": -1}.get(name)
        if step is not None and self._scrolls[self._rooms.place].scroll_by_window(step):
            return
        action = action_for(self._rooms.key_map, name)
        if action in WINDOW_ACTIONS and action is not Action.SCREENS:
            self.window_asked.emit(action)
            return
        self._rooms.press(name)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab stays here: nothing on the room's screens takes the focus."""
        del next_
        return False

    def _show_standing(self, told: RoomTold | None) -> None:
        time_said = told.at.astimezone(STOCKHOLM).strftime("%H:%M") if told and told.at else ""
        tight = self._look.density is Density.TIGHT
        whole = self._say(words.AS_OF, time=time_said) if time_said else ""
        self._as_of.setText(time_said if tight else whole)
        stale = told is not None and told.answer is not None and bool(told.situation)
        self._trouble.setVisible(stale or self._rooms.is_unprinted)
        tone, shape = (Tone.CALM, Shape.DOTS) if told is None else (Tone.LOOK, Shape.TRIANGLE)
        sentence = self._say(words.WAITING)
        if told is not None:
            sentence = self._trouble_said(told, time_said) if told.situation else ""
        if self._rooms.is_unprinted:
            tone, shape, sentence = Tone.STOP, Shape.BAR, self._say(words.UNPRINTED)
        for mark in (self._mark, self._nothing_mark):
            mark.show_mark(tone, shape)
        set_tone(self._trouble, tone)
        for said in (self._sentence, self._nothing_said):
            said.setText(sentence)

    def _trouble_said(self, told: RoomTold, time_said: str) -> str:
        lost = told.situation == BackendUnreachable.code
        if lost and time_said:
            return self._say(words.STALE, time=time_said)
        if lost:
            return self._say(words.NOTHING_YET)
        return self._say(REFUSALS.get(told.situation, REFUSALS["mailroom"]))
