"""One station on the shift's wall: its pace against its feeder's own, its jams, its counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mailroom.domain.feeder import FeederDay
from mailroom.domain.room import StationPace
from ui.style import Look
from ui.texts import room as words
from ui.texts.phrase import DECIMALS, Sayer, grouped
from ui.widgets.charts import Gauge
from ui.widgets.words import label

_MINUTES = 60
_IN_MINUTES_FROM_S = 120
"""A clearing as long as this is said in minutes."""


class StationLine(QWidget):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._name = label("far_value")
        self._pace = label("far_strong")
        self._count, self._feeder = label("far", wraps=True), label("far", wraps=True)
        self._gauge = Gauge(look, 14)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._pace, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._gauge, 1, 0, 1, 2)
        grid.addWidget(self._count, 2, 0, 1, 2)
        grid.addWidget(self._feeder, 3, 0, 1, 2)

    def show_pace(self, pace: StationPace, *, among_many: bool) -> None:
        """The gauge is the last hour's share of what the feeder could do without resting.

        `among_many` there is no room for the day's counts.
        """
        own = pace.feeder.own_pace if pace.feeder else None
        a_minute = pace.pages_last_hour / _MINUTES
        counts = {"items": grouped(pace.items, self._say), "pages": grouped(pace.pages, self._say)}
        count = self._say(words.STATION_LINE, **counts)
        fed = feeder_said(self._say, pace.feeder)
        if own:
            said = {"pace": _number(self._say, a_minute), "own": own}
            rate = self._say(words.STATION_OWN_PACE, **said)
        else:
            rate = self._say(words.STATION_PACE, pages=pace.pages_last_hour)
        self._name.setText(pace.station)
        self._pace.setText(rate)
        self._count.setText(count)
        self._count.setVisible(not among_many)
        self._feeder.setText(fed)
        self._gauge.show_share(a_minute / own if own else 0.0)
        self.setAccessibleName(f"{pace.station}: {count}, {rate}. {fed}")


def feeder_said(say: Sayer, feeder: FeederDay | None) -> str:
    """Jams and how long they take, in one line."""
    rate = feeder.jams_per_thousand if feeder else None
    if feeder is None or rate is None:
        return say(words.NOTHING_FED)
    if not feeder.jams:
        return say(words.NO_JAM, sheets=grouped(feeder.sheets, say))
    said = say(words.JAM_RATE, rate=_number(say, rate))
    if feeder.clear_s is None:
        return say(words.JAM_OPEN, rate=said)
    if feeder.clear_s < _IN_MINUTES_FROM_S:
        return say(words.JAM_CLEARED_S, rate=said, clear=feeder.clear_s)
    return say(words.JAM_CLEARED_MIN, rate=said, clear=round(feeder.clear_s / _MINUTES))


def _number(say: Sayer, value: float) -> str:
    return f"{value:.1f}".replace(".", say(DECIMALS))
