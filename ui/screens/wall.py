"""The shift's wall: how far today's mail has come, what is late, what must be seen to."""

import math

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QListView, QVBoxLayout, QWidget

from mailroom.domain.room import Misdelivered, Wall
from mailroom.domain.workdays import STOCKHOLM
from ui.models.alarms import AlarmList, AlarmRole
from ui.screens.stations import StationLine
from ui.shift import Shift
from ui.style import Density, Look
from ui.texts import room as words
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Tone
from ui.widgets.charts import Bar, BarChart, IntervalChart
from ui.widgets.tile import Tile
from ui.widgets.words import frame, label

_OF = 10_000
"""Letters that the share of misdelivered ones is said of."""
_STATIONS = 6
"""How many stations the wall has room for."""


class WallView(QWidget):
    pressed = Signal(str)
    """A key that a click stands for."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        figures = (words.ARRIVED, words.DONE_AT, words.DUE_TODAY, words.OVERDUE, words.HELD)
        self._tiles = [Tile(look, say(phrase)) for phrase in figures]
        self._hours = BarChart(look)
        self._no_hours = label("small", say(words.NO_HOURS))
        self._stations = [StationLine(look, say) for _ in range(_STATIONS)]
        self._no_stations = label("small", say(words.NO_STATIONS), wraps=True)
        self._quality = label("", wraps=True)
        self._interval_said = label("small", wraps=True)
        self._interval = IntervalChart(look)
        self._rechecked = label("small", wraps=True)
        self._policies = label("small", wraps=True)
        self._alarms = AlarmList(say)
        self._list = self._alarm_list()
        self._no_alarms = label("strong", say(words.NO_ALARMS), wraps=True)
        self._refusal = label("problem", wraps=True)
        self._lay_out()

    def _alarm_list(self) -> QListView:
        view = QListView()
        view.setModel(self._alarms)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(self._say(words.ALARMS))
        view.setSpacing(3)
        view.setWordWrap(True)
        view.setProperty("role", "alarms")
        view.clicked.connect(self._clicked)
        return view

    def _lay_out(self) -> None:
        way = QBoxLayout.Direction
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        self._top = QBoxLayout(way.LeftToRight)
        self._top.setSpacing(12)
        for tile in self._tiles:
            self._top.addWidget(tile, 1)
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
        self._below.addLayout(middle, 5)
        self._below.addWidget(stations, 4)
        self._below.addWidget(alarms, 4)
        outer.addLayout(self._below, 1)

    def _panel(self, title: Phrase, *parts: QWidget) -> QFrame:
        """A chart or a list takes the room there is; without one, words stay at the top."""
        panel = frame("panel")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(label("caption", self._say(title)))
        for part in parts:
            column.addWidget(part, 100 if isinstance(part, BarChart | QListView) else 0)
        column.addStretch(1)
        return panel

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        for row in (self._top, self._below):
            row.setDirection(way.TopToBottom if tight else way.LeftToRight)
        self._list.setMinimumSize(QSize(self._look.px(220), self._look.px(160)))

    def show_shift(self, work: Shift) -> None:
        if work.wall is not None:
            self._show_wall(work.wall)
        alarms = work.alarms or ()
        self._alarms.show_alarms(alarms)
        self._list.setCurrentIndex(self._alarms.index_of(work.chosen))
        self._list.setVisible(bool(alarms))
        self._no_alarms.setVisible(work.alarms == ())
        refused = REFUSALS.get(work.refusal, REFUSALS["mailroom"]) if work.refusal else None
        self._refusal.setText(self._say(refused) if refused else "")
        self._refusal.setVisible(refused is not None)

    def _clicked(self, index: QModelIndex) -> None:
        """A click is as many steps of the arrow keys."""
        rows = index.row() - self._list.currentIndex().row()
        assert index.data(AlarmRole.ALARM) is not None  # noqa: S101  a row is an alarm
        for _ in range(abs(rows)):
            self.pressed.emit("Down" if rows > 0 else "Up")

    def _show_wall(self, wall: Wall) -> None:
        self._show_figures(wall)
        bars = [Bar(f"{one.begins:02}", one.pages) for one in wall.hours]
        if bars:
            bars[-1] = Bar(bars[-1].name, bars[-1].value, is_now=True)
        told = "; ".join(self._say(words.HOUR_SAID, hour=bar.name, pages=bar.value) for bar in bars)
        self._hours.show_bars(bars, told)
        self._hours.setVisible(bool(bars))
        self._no_hours.setVisible(not bars)
        for place, line in enumerate(self._stations):
            line.setVisible(place < len(wall.stations))
            if place < len(wall.stations):
                line.show_pace(wall.stations[place])
        self._no_stations.setVisible(not wall.stations)
        self._show_quality(wall)

    def _show_figures(self, wall: Wall) -> None:
        say = self._say
        arrived, done, due, overdue, held = self._tiles
        if wall.expected is None:
            arrived.show_figure(str(wall.here), say(words.ARRIVED_UNKNOWN, trays=wall.trays))
        else:
            note = say(words.ARRIVED_OF, expected=wall.expected, trays=wall.trays)
            arrived.show_figure(str(wall.here), note, wall.here / max(1, wall.expected))
        done.show_figure(*self._done(wall))
        due.show_figure(
            str(wall.due_today),
            say(words.OPEN_OF, open=wall.open),
            wall.due_today / wall.open if wall.open else None,
            Tone.LOOK if wall.due_today else None,
        )
        late = words.OVERDUE_SOME if wall.overdue else words.OVERDUE_NONE
        tone = Tone.STOP if wall.overdue else Tone.GO
        overdue.show_figure(str(wall.overdue), say(late), tone=tone)
        kept = wall.kept_back
        note = say(words.KEPT_NOTE, count=kept) if kept else say(words.HELD_NOTE)
        held.show_figure(str(wall.held), note, tone=Tone.ASIDE if kept else None)

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
        line = say(words.QUALITY_LINE, wrong=seen.wrong, delivered=seen.delivered, days=seen.days)
        self._quality.setText(line if any_yet else say(words.QUALITY_NONE))
        low, high = seen.interval
        self._interval.setVisible(any_yet)
        self._interval_said.setVisible(any_yet)
        if any_yet:
            self._interval.show_interval(low, high, seen.wrong / seen.delivered)
            said = say(
                words.QUALITY_INTERVAL,
                low=math.floor(low * _OF),
                high=math.ceil(high * _OF),
                of=_OF,
            )
            self._interval_said.setText(said)
        self._show_rechecked(wall.rechecked)
        self._policies.setText(say(words.POLICIES, versions=", ".join(wall.policies)))
        self._policies.setVisible(bool(wall.policies))

    def _show_rechecked(self, seen: Misdelivered) -> None:
        low, high = seen.interval
        told = {"low": math.floor(low * _OF), "high": math.ceil(high * _OF), "of": _OF}
        counts = {"wrong": seen.wrong, "delivered": seen.delivered}
        self._rechecked.setText(self._say(words.RECHECKED, **counts, **told))
        self._rechecked.setVisible(seen.delivered > 0)
