"""A message that closes itself; it never takes a key and never hides the decision."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.desk import Desk, Message, Note
from ui.style import Look
from ui.texts.desk import NEW_ITEM, NOTES
from ui.texts.machine import REFUSAL_DETAILS, REFUSALS
from ui.texts.phrase import Phrase, Sayer
from ui.texts.sorting import ROUTES
from ui.verdict import Shape, Tone
from ui.widgets.floating import Floating
from ui.widgets.marks import MarkView
from ui.widgets.words import label, set_tone

_LOOKS = {
    Note.REFUSED: (Tone.STOP, Shape.TRIANGLE, 8000),
    Note.SORTED: (Tone.ASIDE, Shape.SQUARE, 5000),
    Note.RECALLED: (Tone.CALM, Shape.TICK, 4000),
    Note.NOT_NOW: (Tone.QUIET, Shape.RING, 3000),
    Note.NOTHING_TO_UNDO: (Tone.QUIET, Shape.RING, 3000),
    Note.CODE_IGNORED: (Tone.LOOK, Shape.TRIANGLE, 5000),
    Note.LATER: (Tone.CALM, Shape.DOTS, 3000),
}
"""Tone, sign and how long it stands, in milliseconds."""


def refusal(message: Message) -> Phrase:
    """The most exact sentence there is for what was refused."""
    said = REFUSALS.get(message.code, REFUSALS["mailroom"])
    return REFUSAL_DETAILS.get((message.code, message.detail), said)


def sentence(desk: Desk, message: Message, say: Sayer) -> str:
    """The message in words."""
    item = desk.items.get(message.item or "")
    route = item.decision.route if item and item.decision else None
    return say(
        NOTES[message.note],
        sentence=say(refusal(message)),
        scan_id=item.scan_id if item else say(NEW_ITEM),
        route=say(ROUTES[route]) if route else "",
    )


class Toast(Floating):
    closed = Signal(object)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._message: Message | None = None
        self._mark = MarkView(look, 28)
        self._text = label("value", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 20, 12)
        row.setSpacing(14)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._close)
        self.hide()

    def show_message(self, desk: Desk) -> None:
        message = desk.message
        if message == self._message:
            return
        self._message = message
        self.setVisible(message is not None)
        if message is None:
            self._timer.stop()
            return
        tone, shape, stands_ms = _LOOKS[message.note]
        self._mark.show_mark(tone, shape)
        set_tone(self, tone)
        self._text.setText(sentence(desk, message, self._say))
        self.setAccessibleName(self._text.text())
        self._timer.start(stands_ms)

    def _close(self) -> None:
        self.closed.emit(self._message)
