"""The shift's wall: how far today's mail has come, what is late, what must be seen to."""

import math

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget

from mailroom.domain.room import Misdelivered, Wall
from mailroom.domain.workdays import STOCKHOLM
from ui.models.alarms import row_of
from ui.models.rows import RowList
from ui.screens.stations import StationLine
from ui.shift import Shift
from ui.style import Density, Look
from ui.texts import room as words
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Phrase, Sayer, grouped
from ui.verdict import Tone
from ui.widgets.charts import Bar, BarChart, IntervalChart
from ui.widgets.line_view import LineView
from ui.widgets.tile import Tile
from ui.widgets.words import frame, label

_OF = 10_000
"""Letters that the share of misdelivered ones is said of."""
_STATIONS = 6
"""How many stations the wall has room for."""
_FEW = 4
"""As many as there is room for with their counts."""


class WallView(QWidget):
    pressed = Signal(str)
    """A key that a click stands for."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        figures = (words.ARRIVED, words.DONE_AT, words.DUE_TODAY, words.OVERDUE, words.HELD)
        self._tiles = [Tile(look, say(phrase), far=True) for phrase in figures]
        self._hours = BarChart(look)
        self._no_hours = label("far", say(words.NO_HOURS))
        self._stations = [StationLine(look, say) for _ in range(_STATIONS)]
        self._no_stations = label("far", say(words.NO_STATIONS), wraps=True)
        self._quality = label("far_value", wraps=True)
        self._interval_said = label("far", wraps=True)
        self._interval = IntervalChart(look, say, _OF, far=True)
        self._rechecked = label("far", wraps=True)
        self._policies = label("far", wraps=True)
        self._alarms = RowList()
        self._list = LineView(look, self._alarms, far=True)
        self._list.pressed_key.connect(self.pressed)
        self._no_alarms = label("far_strong", say(words.NO_ALARMS), wraps=True)
        self._refusal = label("problem", wraps=True)
        self._lay_out()

    def _lay_out(self) -> None:
        way = QBoxLayout.Direction
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        self._top = QGridLayout()
        self._top.setSpacing(12)
        outer.addLayout(self._top)
        self._below = QBoxLayout(way.LeftToRight)
        self._below.setSpacing(12)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._panel(words.HOURS, self._no_hours, self._hours), 1)
        quality = (
            self._quality,
            self._interval,
            self._interval_said,
            self._rechecked,
            self._policies,
        )
        middle.addWidget(self._panel(words.QUALITY, *quality))
        stations = self._panel(words.STATIONS, self._no_stations, *self._stations)
        alarms = self._panel(words.ALARMS, self._no_alarms, self._refusal, self._list)
        self._below.addLayout(middle, 9)
        self._below.addWidget(stations, 8)
        self._below.addWidget(alarms, 9)
        outer.addLayout(self._below, 1)

    def _panel(self, title: Phrase, *parts: QWidget) -> QFrame:
        """A chart or a list takes the room there is; without one, words stay at the top."""
        panel = frame("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(label("far_strong", self._say(title)))
        for part in parts:
            column.addWidget(part, 100 if isinstance(part, BarChart | LineView) else 0)
        column.addStretch(1)
        return panel

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._below.setDirection(way.TopToBottom if tight else way.LeftToRight)
        abreast = 2 if tight else len(self._tiles)
        for place, tile in enumerate(self._tiles):
            self._top.addWidget(tile, place // abreast, place % abreast)
        for column in range(len(self._tiles)):
            self._top.setColumnStretch(column, 1 if column < abreast else 0)
        self._list.setMinimumSize(QSize(self._look.px(220), self._look.px(160)))

    def show_shift(self, work: Shift) -> None:
        if work.wall is not None:
            self._show_wall(work.wall)
        alarms = work.alarms or ()
        self._alarms.show_rows([row_of(alarm, self._say) for alarm in alarms])
        ids = [alarm.id for alarm in alarms]
        row = ids.index(work.chosen) if work.chosen in ids else -1
        self._list.show_row(row, self._say(words.ALARMS))
        self._list.setVisible(bool(alarms))
        self._no_alarms.setVisible(work.alarms == ())
        refused = REFUSALS.get(work.refusal, REFUSALS["mailroom"]) if work.refusal else None
        self._refusal.setText(self._say(refused) if refused else "")
        self._refusal.setVisible(refused is not None)

    def _show_wall(self, wall: Wall) -> None:
        self._show_figures(wall)
        bars = self._bars(wall)
        told = (
            self._say(words.HOUR_SAID, hour=f"{one.begins:02}", pages=one.pages)
            for one in wall.hours
        )
        self._hours.show_bars(bars, "; ".join(told))
        self._hours.setVisible(bool(bars))
        self._no_hours.setVisible(not bars)
        for place, line in enumerate(self._stations):
            line.setVisible(place < len(wall.stations))
            if place < len(wall.stations):
                line.show_pace(wall.stations[place], among_many=len(wall.stations) > _FEW)
        self._no_stations.setVisible(not wall.stations)
        self._show_quality(wall)

    def _bars(self, wall: Wall) -> list[Bar]:
        """The first says what its name counts, the last that it still grows."""
        bars = [Bar(f"{one.begins:02}", one.pages) for one in wall.hours]
        if bars:
            first = self._say(words.HOUR_FIRST, hour=bars[0].name)
            bars[0] = Bar(first, bars[0].value)
            bars[-1] = Bar(self._say(words.HOUR_NOW), bars[-1].value, is_now=True)
        return bars

    def _show_figures(self, wall: Wall) -> None:
        say = self._say
        arrived, done, due, overdue, held = self._tiles
        if wall.expected is None:
            arrived.show_figure(
                grouped(wall.here, say), say(words.ARRIVED_UNKNOWN, trays=wall.trays)
            )
        else:
            note = say(words.ARRIVED_OF, expected=grouped(wall.expected, say), trays=wall.trays)
            arrived.show_figure(grouped(wall.here, say), note, wall.here / max(1, wall.expected))
        done.show_figure(*self._done(wall))
        due.show_figure(
            grouped(wall.due_today, say),
            say(words.OPEN_OF, open=grouped(wall.open, say)),
            wall.due_today / wall.open if wall.open else None,
            Tone.LOOK if wall.due_today else None,
        )
        late = words.OVERDUE_SOME if wall.overdue else words.OVERDUE_NONE
        tone = Tone.STOP if wall.overdue else Tone.GO
        overdue.show_figure(grouped(wall.overdue, say), say(late), tone=tone)
        kept = wall.kept_back
        note = say(words.KEPT_NOTE, count=kept) if kept else say(words.HELD_NOTE)
        held.show_figure(grouped(wall.held, say), note, tone=Tone.ASIDE if kept else None)

    def _done(self, wall: Wall) -> tuple[str, str]:
        say, at = self._say, wall.done_at
        if at is None:
            return "\N{EN DASH}", say(words.DONE_UNKNOWN)
        if not wall.left:
            return say(words.NOW), say(words.DONE_NOW)
        pace = say(words.DONE_PACE, items=wall.items_last_hour)
        return at.astimezone(STOCKHOLM).strftime("%H:%M"), pace

    def _show_quality(self, wall: Wall) -> None:
        say, seen = self._say, wall.misdelivered
        any_yet = seen.delivered > 0
        delivered = grouped(seen.delivered, say)
        line = say(words.QUALITY_LINE, wrong=seen.wrong, delivered=delivered, days=seen.days)
        self._quality.setText(line if any_yet else say(words.QUALITY_NONE))
        low, high = seen.interval
        self._interval.setVisible(any_yet)
        self._interval_said.setVisible(any_yet)
        if any_yet:
            of = grouped(_OF, say)
            self._interval.show_interval(low, high, seen.wrong / seen.delivered)
            told = {"low": math.floor(low * _OF), "high": math.ceil(high * _OF), "of": of}
            self._interval_said.setText(say(words.QUALITY_INTERVAL, **told))
        self._show_rechecked(wall.rechecked)
        self._policies.setText(say(words.POLICIES, versions=", ".join(wall.policies)))
        self._policies.setVisible(bool(wall.policies))

    def _show_rechecked(self, seen: Misdelivered) -> None:
        low, high = seen.interval
        of = grouped(_OF, self._say)
        told = {"low": math.floor(low * _OF), "high": math.ceil(high * _OF), "of": of}
        counts = {"wrong": seen.wrong, "delivered": grouped(seen.delivered, self._say)}
        self._rechecked.setText(self._say(words.RECHECKED, **counts, **told))
        self._rechecked.setVisible(seen.delivered > 0)
