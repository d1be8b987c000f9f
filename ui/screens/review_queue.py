"""The queue: how much waits, what is urgent, who has what; taken with one key."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.review import Line, Queue, Stage
from ui.review import Review
from ui.screens.review_said import refusal_said
from ui.style import Density, Look
from ui.texts import review as words
from ui.texts.phrase import Sayer
from ui.texts.sorting import DOUBTS
from ui.verdict import Shape, Tone
from ui.widgets.choices import Choice, Choices
from ui.widgets.marks import MarkView
from ui.widgets.tile import Tile
from ui.widgets.words import frame, label

_SHOWN: Final = {Density.ROOMY: 11, Density.COMPACT: 7, Density.TIGHT: 5}
_OPEN: Final = frozenset({Stage.WAITING, Stage.SECOND, Stage.LATER})
_LOOKS: Final = {
    Stage.WAITING: (Tone.QUIET, Shape.RING),
    Stage.CLAIMED: (Tone.CALM, Shape.DOTS),
    Stage.LATER: (Tone.QUIET, Shape.DOTS),
    Stage.SECOND: (Tone.LOOK, Shape.QUESTION),
    Stage.SUPERVISOR: (Tone.ASIDE, Shape.DIAMOND),
    Stage.SENT: (Tone.GO, Shape.TICK),
}


class QueueView(QWidget):
    pressed = Signal(str)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        captions = (words.WAITING, words.DUE, words.OVERDUE, words.SUPERVISOR)
        self._tiles = [Tile(look, say(phrase)) for phrase in captions]
        self._lines = Choices(look)
        self._lines.picked.connect(self._picked)
        self._more = label("small")
        self._said = label("problem", wraps=True)
        self._step = label("strong", wraps=True)
        self._overtaken = label("strong", wraps=True)
        self._nothing = self._empty()
        self._first, self._chosen = 0, 0
        self._lay_out()

    def _empty(self) -> QWidget:
        """Nobody has to do anything: said large, with why that may change."""
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(10)
        mark = MarkView(self._look, 72)
        mark.show_mark(Tone.GO, Shape.TICK)
        mark.setAccessibleName(self._say(words.NOTHING))
        column.addStretch(1)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for role, phrase in (("heading", words.NOTHING), ("", words.NOTHING_MORE)):
            said = label(role, self._say(phrase), wraps=True)
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(said)
        column.addStretch(2)
        return empty

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        for tile in self._tiles:
            self._top.addWidget(tile, 1)
        outer.addLayout(self._top)
        panel = frame("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(label("caption", self._say(words.QUEUE)))
        for part in (self._said, self._step, self._overtaken):
            column.addWidget(part)
        column.addWidget(self._nothing, 100)
        column.addWidget(self._lines)
        column.addWidget(self._more)
        column.addStretch(1)
        outer.addWidget(panel, 1)

    def resize_to_density(self) -> None:
        """Where letters are large the list goes before the figures."""
        for tile in self._tiles:
            tile.setVisible(self._look.density is not Density.TIGHT)

    def show_review(self, work: Review) -> None:
        queue = work.queue
        refused = refusal_said(work.refusal, self._say)
        self._said.setText(refused)
        self._said.setVisible(bool(refused))
        self._step.setText(self._say(words.STEPS[work.step]) if work.step else "")
        self._step.setVisible(work.step is not None)
        if queue is None:
            return
        late = ", ".join(queue.overtaken)
        self._overtaken.setText(self._say(words.OVERTAKEN, items=late))
        self._overtaken.setVisible(bool(late))
        self._show_figures(queue)
        self._show_lines(queue, work.chosen)

    def _show_figures(self, queue: Queue) -> None:
        say = self._say
        here = [line for line in queue.lines if line.stage in _OPEN]
        due = sum(line.due_on == queue.day for line in here)
        late = sum(line.due_on < queue.day for line in queue.lines if line.stage is not Stage.SENT)
        up = sum(line.stage is Stage.SUPERVISOR for line in queue.lines)
        waiting, today, overdue, supervisor = self._tiles
        waiting.show_figure(str(len(here)), say(words.WAITING_NOTE))
        today.show_figure(str(due), say(words.DUE_NOTE), tone=Tone.LOOK if due else None)
        said = words.OVERDUE_SOME if late else words.OVERDUE_NONE
        overdue.show_figure(str(late), say(said), tone=Tone.STOP if late else Tone.GO)
        supervisor.show_figure(str(up), say(words.SUPERVISOR_NOTE), tone=Tone.ASIDE if up else None)

    def _show_lines(self, queue: Queue, chosen: str) -> None:
        """A window of the queue around the chosen line."""
        items = [line.item for line in queue.lines]
        room = _SHOWN[self._look.density]
        self._chosen = items.index(chosen) if chosen in items else 0
        self._first = max(0, min(self._chosen - room // 2, len(items) - room))
        shown = queue.lines[self._first : self._first + room]
        self._lines.show_choices(tuple(self._choice(queue, line, chosen) for line in shown))
        self._nothing.setVisible(not items)
        left = len(items) - self._first - len(shown)
        self._more.setText(self._say(words.MORE, count=left))
        self._more.setVisible(left > 0)

    def _choice(self, queue: Queue, line: Line, chosen: str) -> Choice:
        say = self._say
        stage = say(words.STAGES[line.stage])
        if line.holder:
            stage = say(words.HOLDER, name=line.holder)
        where = say(words.LINE, station=line.station, day=line.due_on.isoformat())
        late = line.due_on < queue.day and line.stage is not Stage.SENT
        return Choice(
            key="",
            text=say(DOUBTS[line.reason]),
            beside=stage,
            below=f"{line.scan_id}, {where}",
            mark=(Tone.STOP, Shape.TRIANGLE) if late else _LOOKS[line.stage],
            chosen=line.item == chosen,
        )

    def _picked(self, place: int) -> None:
        """A click is as many steps of the arrow keys; one on the chosen line takes it."""
        steps = self._first + place - self._chosen
        for _ in range(abs(steps)):
            self.pressed.emit("Down" if steps > 0 else "Up")
        if not steps:
            self.pressed.emit("Enter")
