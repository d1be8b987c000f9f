"""The practice window: the hopper in a picture, trouble to order, and the score."""

from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mailroom.demo.services import FAULTS, HopperStanding, PracticeHopper
from mailroom.demo.training import score
from mailroom.demo.tray import PaperSheet, PracticeItem, PracticeTray
from ui.pictures import Picture, PictureStore
from ui.session import Session
from ui.style import Look
from ui.texts import training as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Tone
from ui.widgets.hopper import HopperView
from ui.widgets.words import frame, label, set_tone

_ASK_EVERY_MS: Final = 400
_STACK: Final = 5
_SIZE: Final = QSize(600, 800)


class _Feeder(QObject):
    """Speaks to the practice feeder on a thread of its own; answers come as signals."""

    stands = Signal(object)
    gone = Signal()

    def __init__(self, hopper: PracticeHopper) -> None:
        super().__init__()
        self.hopper = hopper
        self._errands: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="practice-hopper", daemon=True)
        self._thread.start()

    def ask(self, errand: Callable[[], object]) -> None:
        """Do it in its turn, then say how the hopper stands."""
        self._errands.put(errand)

    def look(self) -> None:
        """Only how it stands; not while something else is under way."""
        if self._errands.empty():
            self._errands.put(lambda: None)

    def close(self) -> None:
        self._errands.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (errand := self._errands.get()) is not None:
            try:
                errand()
                standing = self.hopper.standing()
            except OSError:
                self.gone.emit()
            else:
                self.stands.emit(standing)


class TrainingWindow(QWidget):
    """Stands beside the console. What is laid in is judged against its known answers."""

    _pictured = Signal(object)

    def __init__(
        self, look: Look, say: Sayer, session: Session, hopper: PracticeHopper, tray: PracticeTray
    ) -> None:
        super().__init__()
        self._look, self._say, self._session, self._tray = look, say, session, tray
        self._store = PictureStore(self._announce)
        self._feeder = _Feeder(hopper)
        self._laid: list[PracticeItem] = []
        self._sheets: list[PaperSheet] = []
        self._hopper = HopperView(look, self._store)
        self._waiting, self._output = label("strong"), label("small")
        self._fault, self._at, self._told = QComboBox(), QSpinBox(), label("small", wraps=True)
        self._marks = label("order", wraps=True)
        self._notes = label("", wraps=True)
        self._lay_out()
        self._pictured.connect(self._hopper.arrived)
        self._feeder.stands.connect(self._stand)
        self._feeder.gone.connect(lambda: self._told.setText(say(words.GONE)))
        session.changed.connect(self._judge)
        self._timer = QTimer(self, interval=_ASK_EVERY_MS)
        self._timer.timeout.connect(self._feeder.look)
        self._timer.start()
        self.setWindowTitle(say(words.TITLE))
        self.setObjectName("screen")
        self.setStyleSheet(look.sheet())
        self._judge()
        self.resize(_SIZE)

    def _announce(self, picture: Picture) -> None:
        self._pictured.emit(picture)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self._feeder.close()
        self._store.close()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(label("heading", self._say(words.TITLE)))
        column.addWidget(label("small", self._say(words.ADVICE), wraps=True))
        column.addWidget(self._waiting)
        column.addWidget(self._hopper)
        column.addWidget(self._output)
        self._add_row(column, (words.NEXT_FACE, self.lay_face), (words.CONTENTS, self.lay_contents))
        stack = self._button(words.STACK, self.lay_stack, items=_STACK)
        column.addWidget(stack)
        self._add_row(
            column,
            (words.LAY_BACK, lambda: self._feeder.ask(lambda: self._feeder.hopper.lay_back(1))),
            (words.PUT_RIGHT, lambda: self._feeder.ask(self._feeder.hopper.put_right)),
        )
        column.addLayout(self._troubles())
        column.addWidget(self._told)
        column.addWidget(frame("rule"))
        column.addWidget(label("caption", self._say(words.SCORE)))
        column.addWidget(self._marks)
        column.addWidget(self._notes)
        column.addStretch(1)

    def _troubles(self) -> QHBoxLayout:
        for fault in FAULTS:
            self._fault.addItem(self._say(words.FAULTS[fault]), fault)
        self._fault.setAccessibleName(self._say(words.TROUBLE))
        self._at.setRange(1, 99)
        self._at.setAccessibleName(self._say(words.AT_SHEET))
        row = QHBoxLayout()
        row.addWidget(self._fault, 1)
        row.addWidget(label("", self._say(words.AT_SHEET)))
        row.addWidget(self._at)
        row.addWidget(self._button(words.ORDER, self.order))
        return row

    def _add_row(self, column: QVBoxLayout, *buttons: tuple[Phrase, Callable[[], None]]) -> None:
        row = QHBoxLayout()
        for phrase, press in buttons:
            row.addWidget(self._button(phrase, press), 1)
        column.addLayout(row)

    def _button(self, phrase: Phrase, press: Callable[[], None], **values: object) -> QPushButton:
        button = QPushButton(self._say(phrase, **values))
        button.clicked.connect(press)
        return button

    def lay_face(self) -> None:
        """The next envelope of the tray; after the last one nothing happens."""
        if len(self._laid) < len(self._tray.items):
            self._laid.append(self._tray.items[len(self._laid)])
            self._lay([self._laid[-1].face])

    def lay_contents(self) -> None:
        if self._laid:
            self._lay(self._laid[-1].contents)

    def lay_stack(self) -> None:
        """Opened letters, each behind its envelope."""
        begun = len(self._laid)
        for item in self._tray.items[begun : begun + _STACK]:
            self._laid.append(item)
            self._lay([item.face, *item.contents])

    def order(self) -> None:
        """The chosen trouble at the chosen sheet, counted from the next to be fed."""
        kind, sheet = str(self._fault.currentData()), self._at.value()
        self._feeder.ask(lambda: self._feeder.hopper.order_fault(kind, sheet))
        self._told.setText(self._say(words.ORDERED))

    def _lay(self, sheets: Sequence[PaperSheet]) -> None:
        self._sheets += sheets
        self._feeder.ask(lambda: self._feeder.hopper.load(sheets))
        self._judge()

    def _stand(self, standing: HopperStanding) -> None:
        self._waiting.setText(self._say(words.HOPPER, sheets=standing.waiting))
        self._output.setText(self._say(words.OUTPUT, sheets=standing.out))
        waiting = self._sheets[len(self._sheets) - standing.waiting :] if standing.waiting else []
        self._hopper.show_sheets(tuple(waiting))

    def _judge(self) -> None:
        desk = self._session.desk
        now = score(self._laid, desk.items, desk.counters, keys=self._session.keys_pressed)
        perfect = now.is_perfect and bool(self._laid)
        said = self._say(words.RIGHT, right=now.right, laid=len(self._laid))
        self._marks.setText(f"{said}. {self._say(words.PERFECT)}" if perfect else said)
        set_tone(self._marks, Tone.GO if perfect else (Tone.STOP if now.wrong else None))
        notes = [self._say(words.KEYS, keys=f"{now.keys_per_item:.1f}")]
        if now.open:
            notes.append(self._say(words.OPEN, open=now.open))
        if now.wrong:
            notes.append(self._say(words.WRONG, names=", ".join(now.wrong)))
        missing = self._say(words.SHEETS_MISSING, sheets=now.sheets_missing)
        notes.append(missing if now.sheets_missing else self._say(words.SHEETS_FINE))
        self._notes.setText("\n".join(notes))
