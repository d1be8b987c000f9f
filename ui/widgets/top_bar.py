"""The bar above the desk: tray, feeder, state of the room, who is signed in."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.desk import Desk
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.widgets.feeder_panel import FeederStatus
from ui.widgets.keycap import KeyCap
from ui.widgets.status_line import StatusLine
from ui.widgets.words import Elided, label


class TopBar(QFrame):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setProperty("role", "bar")
        self._tray = label("value")
        self._arrived = label("small")
        self._feeder = FeederStatus(look, say)
        self._status = StatusLine(look, say)
        self._user = label("strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 20, 9)
        row.setSpacing(20)
        row.addWidget(self._tray)
        row.addWidget(self._arrived)
        row.addWidget(self._feeder)
        row.addWidget(Elided(), 1)
        row.addWidget(self._status)
        row.addWidget(self._user)
        row.addWidget(KeyCap(look, "?"))

    def show_desk(self, desk: Desk) -> None:
        tray = desk.tray
        self._tray.setText(
            self._say(words.TRAY_LINE, tray=tray.id) if tray else self._say(words.NO_TRAY)
        )
        arrived = self._say(words.ARRIVED_LINE, day=tray.arrived_on.isoformat()) if tray else ""
        way = self._say(words.STACK if desk.is_stack else words.ONE_AT_A_TIME)
        self._arrived.setText(f"{arrived}, {tray.postal_operator}, {way.lower()}" if tray else "")
        tight = self._look.density is Density.TIGHT
        self._arrived.setVisible(tray is not None and not tight)
        self._user.setVisible(not tight)
        self._feeder.show_feeder(desk.feeder)
        self._status.show_desk(desk)
        self._user.setText(desk.user or "")
