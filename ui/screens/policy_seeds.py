"""Test letters on the screen of the rules: how the house read those whose answer is known."""

import math
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from mailroom.domain.room import share_interval
from mailroom.domain.seeds import Seeds
from ui.style import Look
from ui.texts import policy as words
from ui.texts.phrase import Sayer
from ui.widgets.charts import IntervalChart
from ui.widgets.words import label

_OF: Final = 100
"""Letters that the share of misread ones is said of."""


class SeedsView(QFrame):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self.setProperty("role", "panel")
        self._read = label("strong", wraps=True)
        self._interval = IntervalChart(look, say, _OF)
        self._between, self._now = label("small", wraps=True), label("small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(label("caption", say(words.SEEDS)))
        for part in (self._read, self._interval, self._between, self._now):
            column.addWidget(part)
        column.addWidget(label("small", say(words.SEEDS_SECRET), wraps=True))

    def show_seeds(self, seeds: Seeds | None) -> None:
        self.setVisible(seeds is not None and seeds.is_shown)
        if seeds is None:
            return
        say = self._say
        any_yet = seeds.read > 0
        told = say(words.SEEDS_READ, wrong=seeds.wrong, read=seeds.read, days=seeds.days)
        self._read.setText(told if any_yet else say(words.SEEDS_NONE))
        low, high = share_interval(seeds.wrong, seeds.read)
        said = {"low": math.floor(low * _OF), "high": math.ceil(high * _OF), "of": _OF}
        between = say(words.SEEDS_BETWEEN, **said)
        self._between.setText(between)
        for part in (self._interval, self._between):
            part.setVisible(any_yet)
        self._now.setText(
            say(
                words.SEEDS_NOW,
                waiting=seeds.waiting,
                untold=seeds.untold,
                at_hand=seeds.at_hand,
            )
        )
        if any_yet:
            self._interval.show_interval(low, high, seeds.wrong / seeds.read)
            self._interval.setAccessibleName(between)
