"""Past mail decided by a draft: how many would have gone another way, which, and how they look."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from mailroom.domain.policyversions import Moved, Way
from ui.policy import Rules
from ui.style import Density, Look
from ui.texts import policy as words
from ui.texts.phrase import Sayer
from ui.texts.sorting import CATEGORIES
from ui.verdict import CATEGORY_LOOKS
from ui.widgets.choices import Choice, Choices
from ui.widgets.sent_picture import SentPicture, page_of
from ui.widgets.words import label

_ALL_THE_ROOM: Final = 100
"""Beside the stretch that keeps words together where there is no picture."""
_LINES: Final = {Density.ROOMY: 6, Density.COMPACT: 3, Density.TIGHT: 3}


class ReplayView(QFrame):
    pressed = Signal(str)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setProperty("role", "panel")
        self._title = label("caption")
        self._count = label("heading", wraps=True)
        self._notes = label("small", wraps=True)
        self._from = label("order", wraps=True)
        self._lines = Choices(look)
        self._lines.picked.connect(self._picked)
        self._face = SentPicture(look, 120)
        self._face.setAccessibleName(say(words.FACE))
        self._first, self._chosen = 0, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        for part in (self._title, self._count, self._notes, self._from, self._lines):
            column.addWidget(part)
        column.addWidget(self._face, _ALL_THE_ROOM)
        column.addStretch(1)

    def resize_to_density(self) -> None:
        self._face.updateGeometry()

    def show_rules(self, work: Rules) -> None:
        replay, day, say = work.replay, work.takes_effect, self._say
        if replay is None or day is None:
            return
        self._title.setText(say(words.PAST, days=replay.days))
        count = words.MOVED if replay.differing else words.NONE_MOVED
        self._count.setText(say(count, moved=replay.differing, of=replay.of))
        notes: list[str] = []
        if replay.differing > len(replay.moved):
            notes.append(say(words.LISTED, count=len(replay.moved)))
        if replay.unread:
            notes.append(say(words.UNREAD, count=replay.unread))
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))
        today = work.days == 0
        self._from.setText(say(words.FROM_TODAY) if today else say(words.FROM, day=day.isoformat()))
        self._show_lines(replay.moved, work.moved)
        self._show_face(work)

    def _show_lines(self, moved: tuple[Moved, ...], chosen: str) -> None:
        """As many as there is room for, the chosen one among them."""
        items = [one.item for one in moved]
        self._chosen = items.index(chosen) if chosen in items else 0
        most = _LINES[self._look.density]
        self._first = min(max(0, self._chosen - most + 1), max(0, len(moved) - most))
        shown = moved[self._first : self._first + most]
        self._lines.show_choices(tuple(self._line(one, one.item == chosen) for one in shown))

    def _line(self, one: Moved, chosen: bool) -> Choice:
        say = self._say
        told = say(words.WAY, before=self._way(one.before), after=self._way(one.after))
        return Choice(
            key="",
            text=one.scan_id,
            beside=say(words.BECAME, kind=say(CATEGORIES[one.became])),
            below=told,
            mark=CATEGORY_LOOKS[one.became],
            chosen=chosen,
        )

    def _way(self, way: Way) -> str:
        if way.category is None:
            return self._say(words.NOTHING_PROPOSED)
        told = words.ALONE if way.by_itself else words.ASKED
        return self._say(told, kind=self._say(CATEGORIES[way.category]))

    def _show_face(self, work: Rules) -> None:
        face = work.face[1] if work.face and work.face[0] == work.moved else None
        self._face.setVisible(bool(work.moved))
        if face is None:
            self._face.show_picture("")
        else:
            self._face.show_picture(face.jpeg, page_of(face), is_upright=face.is_upright)

    def _picked(self, place: int) -> None:
        """A click is as many steps of the arrow keys."""
        steps = self._first + place - self._chosen
        for _ in range(abs(steps)):
            self.pressed.emit("Down" if steps > 0 else "Up")
