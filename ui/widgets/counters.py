"""The tray's counts, live, and whether the sheets balance."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.events import Counters
from mailroom.domain.items import Tray
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.marks import MarkView
from ui.widgets.words import label, set_tone


class _Count(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = label("value", "0")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._value, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label("small", name))
        self._name = name

    def show_count(self, text: str, tone: Tone | None) -> None:
        self._value.setText(text)
        set_tone(self._value, tone)
        self.setAccessibleName(f"{self._name}: {text}")


class CountersBar(QWidget):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        self._items = self._count(row, words.COUNT_ITEMS)
        self._doubtful = self._count(row, words.COUNT_DOUBTFUL)
        self._held = self._count(row, words.COUNT_HELD)
        self._scanned = self._count(row, words.COUNT_SCANNED)
        self._sorted = self._count(row, words.COUNT_SORTED)
        self._waiting = self._count(row, words.COUNT_WAITING)
        self._delivered = self._count(row, words.COUNT_DELIVERED)
        row.addStretch(1)
        self._sheets = self._count(row, words.COUNT_SHEETS)
        self._mark = MarkView(look, 24)
        self._balance = label("strong")
        balance = QHBoxLayout()
        balance.setSpacing(8)
        balance.addWidget(self._mark)
        balance.addWidget(self._balance)
        row.addLayout(balance)

    def _count(self, row: QHBoxLayout, name: Phrase) -> _Count:
        made = _Count(self._say(name))
        row.addWidget(made)
        return made

    def show_counters(self, counters: Counters, tray: Tray | None) -> None:
        tight = self._look.density is Density.TIGHT
        for count in (self._scanned, self._sorted, self._waiting, self._delivered):
            count.setVisible(not tight)
        items = str(counters.items)
        if tray is not None and tray.expected:
            items = self._say(words.COUNT_OF, items=counters.items, expected=tray.expected)
        self._items.show_count(items, None)
        self._doubtful.show_count(str(counters.doubtful), Tone.LOOK if counters.doubtful else None)
        self._held.show_count(str(counters.held), Tone.STOP if counters.held else None)
        self._scanned.show_count(str(counters.scanned), None)
        self._sorted.show_count(str(counters.sorted_out), None)
        self._waiting.show_count(str(counters.waiting), None)
        self._delivered.show_count(str(counters.delivered), None)
        self._show_balance(counters)

    def _show_balance(self, counters: Counters) -> None:
        fed, kept = counters.sheets_fed, counters.sheets_in_items
        self._sheets.show_count(f"{fed} / {kept}", None)
        if fed == kept:
            self._mark.show_mark(Tone.GO, Shape.TICK)
            self._balance.setText(self._say(words.COUNT_BALANCED))
        else:
            sentence = words.COUNT_MISSING if fed > kept else words.COUNT_EXTRA
            self._mark.show_mark(Tone.STOP, Shape.TRIANGLE)
            self._balance.setText(self._say(sentence, sheets=abs(fed - kept)))
        set_tone(self._balance, Tone.GO if fed == kept else Tone.STOP)
