"""The feeder: ready, scanning with its count, or paused with what to put back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mailroom.domain.events import FeederChanged, FeederState
from ui.desk import Desk
from ui.style import Look
from ui.texts import desk as words
from ui.texts import machine
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.widgets.floating import Floating
from ui.widgets.marks import MarkView
from ui.widgets.words import label, set_tone

FEEDER_LOOKS = {
    FeederState.ABSENT: (Tone.QUIET, Shape.BAR),
    FeederState.READY: (Tone.GO, Shape.RING),
    FeederState.SCANNING: (Tone.CALM, Shape.DOTS),
    FeederState.PAUSED: (Tone.LOOK, Shape.BAR),
}
_LISTED = 6
_TOP = Qt.AlignmentFlag.AlignTop


class PausePanel(Floating):
    """Stands over the page while the feeder is paused: a state, not an alarm."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        set_tone(self, Tone.LOOK)
        self._mark = MarkView(look, 44)
        self._mark.show_mark(Tone.LOOK, Shape.BAR)
        self._what, self._do = label("heading", wraps=True), label("order", wraps=True)
        self._again = label("strong", wraps=True)
        self._sheets = label("value", wraps=True)
        self._safe = label("small", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addWidget(self._mark)
        row.setAlignment(self._mark, _TOP)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self._what, self._do, self._again, self._sheets, self._safe):
            column.addWidget(part)
        row.addLayout(column, 1)

    def show_pause(self, desk: Desk) -> None:
        feeder = desk.feeder
        what, order = machine.SITUATIONS.get(feeder.situation or "", machine.UNKNOWN_SITUATION)
        self._what.setText(self._say(what))
        self._do.setText(self._say(order))
        again = feeder.feed_again
        sentence = machine.FEED_AGAIN if again else machine.FEED_AGAIN_NONE
        self._again.setText(self._say(sentence))
        self._sheets.setText("\n".join(self._sheet(desk, *sheet) for sheet in again[:_LISTED]))
        self._sheets.setVisible(bool(again))
        self._safe.setText(self._say(machine.SHEETS_SAFE, sheets=feeder.sheets_in_batch))

    def _sheet(self, desk: Desk, item_id: str, sheet: int) -> str:
        item = desk.items.get(item_id)
        name = item.scan_id if item else self._say(words.NEW_ITEM)
        return self._say(machine.FEED_AGAIN_SHEET, sheet=sheet, scan_id=name)


class FeederStatus(QFrame):
    """The feeder in one line, for the top bar."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._mark = MarkView(look, 22)
        self._word = label("strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._word)

    def show_feeder(self, feeder: FeederChanged) -> None:
        tone, shape = FEEDER_LOOKS[feeder.state]
        self._mark.show_mark(tone, shape)
        word = self._say(machine.FEEDER_STATES[feeder.state])
        if feeder.state is FeederState.SCANNING:
            word = f"{word}: {self._say(words.SHEETS_NOW, sheets=feeder.sheets_in_batch)}"
        self._word.setText(word)
