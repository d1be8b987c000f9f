"""Central system, register and disk: a sign and a word each, and what to do about the worst."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mailroom.domain.errors import ClockOff
from ui.desk import Desk
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.marks import MarkView
from ui.widgets.words import label, set_tone

_FINE = (Tone.GO, Shape.TICK)
_LOOK = (Tone.LOOK, Shape.TRIANGLE)
_STOP = (Tone.STOP, Shape.CROSS)
_UNKNOWN = (Tone.QUIET, Shape.RING)
_Said = tuple[tuple[Tone, Shape], str]


class _Part(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._mark = MarkView(look, 20)
        self._word = label("strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._word)

    def show_part(self, sign: tuple[Tone, Shape], text: str) -> None:
        self._mark.show_mark(*sign)
        self._word.setText(text)
        self._word.setVisible(sign is not _FINE or self._look.density is not Density.TIGHT)
        self._mark.setAccessibleName(text)
        self._mark.setToolTip(text)
        set_tone(self._word, None if sign is _FINE else sign[0])


class StatusLine(QWidget):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._backend, self._register, self._disk = (_Part(look) for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for part in (self._backend, self._register, self._disk):
            row.addWidget(part)

    def show_desk(self, desk: Desk) -> None:
        self._show_backend(desk)
        self._show_register(desk)
        disk: Phrase = words.DISK_FULL if desk.disk_full else words.DISK_FINE
        self._disk.show_part(_STOP if desk.disk_full else _FINE, self._say(disk))

    def _show_backend(self, desk: Desk) -> None:
        if desk.backend is None:
            self._backend.show_part(_UNKNOWN, self._say(words.BACKEND_UNKNOWN))
            return
        online = desk.backend.online
        text = self._say(words.ONLINE if online else words.OFFLINE)
        self._backend.show_part(_FINE if online else _LOOK, text)

    def _show_register(self, desk: Desk) -> None:
        day = desk.backend.register_day if desk.backend else None
        if day is None:
            self._register.show_part(
                _STOP if desk.backend else _UNKNOWN, self._say(words.REGISTER_NONE)
            )
            return
        stale = desk.backend is not None and desk.backend.register_stale
        sentence = words.REGISTER_STALE if stale else words.REGISTER_OF
        self._register.show_part(
            _LOOK if stale else _FINE, self._say(sentence, day=day.isoformat())
        )


class Trouble(QFrame):
    """One sentence about the worst of what is wrong: several at once would be read by nobody."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._mark = MarkView(look, 24)
        self._text = label("strong", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)

    def show_desk(self, desk: Desk) -> None:
        sign, sentence = self._worst(desk)
        self.setVisible(bool(sentence))
        self._mark.show_mark(*sign)
        self._text.setText(sentence)
        set_tone(self, sign[0])

    def _worst(self, desk: Desk) -> tuple[tuple[Tone, Shape], str]:
        troubles = (self._of_disk(desk), self._of_scanner(desk), self._of_backend(desk))
        found = [trouble for trouble in troubles if trouble is not None]
        return min(found, key=lambda trouble: trouble[0] is not _STOP, default=(_FINE, ""))

    def _of_disk(self, desk: Desk) -> _Said | None:
        return (_STOP, self._say(words.DISK_FULL_ADVICE)) if desk.disk_full else None

    def _of_scanner(self, desk: Desk) -> _Said | None:
        feels = desk.sensors
        if feels is None:
            return None
        if not feels.answers:
            return _LOOK, self._say(words.SCANNER_SILENT)
        if feels.cover_open:
            return _LOOK, self._say(words.COVER_OPEN)
        return (_LOOK, self._say(words.INK_LOW)) if feels.ink_low else None

    def _of_backend(self, desk: Desk) -> _Said | None:
        backend = desk.backend
        if backend is None:
            return None
        if backend.register_day is None:
            return _STOP, self._say(words.REGISTER_NONE_ADVICE)
        if backend.register_stale:
            day = backend.register_day.isoformat()
            return _LOOK, self._say(words.REGISTER_STALE_ADVICE, day=day)
        if backend.detail == ClockOff.code:
            return _STOP, self._say(words.CLOCK_ADVICE, items=backend.backlog)
        if not backend.online:
            return _LOOK, self._say(words.OFFLINE_ADVICE, items=backend.backlog)
        return None
