"""Tray and scanner: what the tray's card says, and what it is fed through."""

import datetime as dt

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mailroom.station.commands import ChooseProfile, ChooseScanner, FindScanners, OpenTray
from ui.desk import Desk
from ui.style import Look
from ui.texts import desk as words
from ui.texts.phrase import Phrase, Sayer
from ui.widgets.scrolling import centred
from ui.widgets.words import frame, label

_MOST_EXPECTED = 5000


class SetUpPanel(QWidget):
    """Covers the desk.

    `asked` carries commands, `stack_chosen` the way of working, `cancelled` changes nothing.
    """

    asked = Signal(object)
    stack_chosen = Signal(bool)
    cancelled = Signal()

    def __init__(self, look: Look, say: Sayer, today: dt.date) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tray = QLineEdit()
        self._tray.setMaxLength(40)
        self._arrived = QDateEdit(QDate(today.year, today.month, today.day))
        self._arrived.setDisplayFormat("yyyy-MM-dd")
        self._arrived.setMaximumDate(self._arrived.date())
        self._operator = QComboBox()
        self._operator.addItems(words.POSTAL_OPERATORS)
        self._expected = QSpinBox()
        self._expected.setRange(0, _MOST_EXPECTED)
        self._expected.setSpecialValueText(say(words.EXPECTED_UNKNOWN))
        self._scanner, self._profile, self._way = QComboBox(), QComboBox(), QComboBox()
        self._way.addItems([say(words.ONE_AT_A_TIME), say(words.STACK)])
        for field in (self._arrived, self._expected):
            field.lineEdit().setTextMargins(8, 0, 8, 0)
        self._problem = label("problem", wraps=True)
        self._open = QPushButton(say(words.OPEN_TRAY))
        self._open.setProperty("role", "primary")
        self._search = QPushButton(say(words.SEARCH_AGAIN))
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self._tray.returnPressed.connect(self._ask)
        self._open.clicked.connect(self._ask)
        self._search.clicked.connect(lambda: self.asked.emit(FindScanners()))
        self._scanner.activated.connect(
            lambda: self.asked.emit(ChooseScanner(self._scanner.currentData()))
        )
        self._way.activated.connect(lambda: self.stack_chosen.emit(self._way.currentIndex() == 1))
        self._profile.activated.connect(
            lambda: self.asked.emit(ChooseProfile(self._profile.currentData()))
        )

    def _lay_out(self) -> None:
        self._card = card = frame("panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 28, 36, 28)
        column.setSpacing(12)
        column.addWidget(label("heading", self._say(words.SET_UP_TITLE)))
        column.addWidget(label("small", self._say(words.SET_UP_TEXT)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        self._field(grid, 0, 0, words.TRAY, self._tray)
        self._field(grid, 0, 1, words.EXPECTED, self._expected)
        self._field(grid, 1, 0, words.ARRIVED, self._arrived)
        self._field(grid, 1, 1, words.OPERATOR, self._operator)
        self._field(grid, 2, 0, words.SCANNER, self._scanner)
        self._field(grid, 2, 1, words.PROFILE, self._profile)
        self._field(grid, 3, 0, words.WAY, self._way)
        column.addLayout(grid)
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._search)
        row.addStretch(1)
        row.addWidget(self._open)
        column.addLayout(row)
        QVBoxLayout(self).addWidget(centred(card))

    def resize_to_density(self) -> None:
        self._card.setFixedWidth(self._look.px(620))

    def _field(
        self, grid: QGridLayout, row: int, column: int, phrase: Phrase, field: QWidget
    ) -> None:
        name = label("strong", self._say(phrase))
        name.setBuddy(field)
        field.setAccessibleName(self._say(phrase))
        grid.addWidget(name, row * 3, column)
        grid.addWidget(field, row * 3 + 1, column)
        grid.setRowMinimumHeight(row * 3 + 2, 6)
        grid.setColumnStretch(column, 1)

    def begin(self) -> None:
        """Called when the panel opens: the first field is ready to type in."""
        self._problem.clear()
        self._tray.setFocus()
        self._tray.selectAll()

    def show_desk(self, desk: Desk) -> None:
        self._way.setCurrentIndex(int(desk.is_stack))
        scanners = tuple((one.id, one.label) for one in desk.scanners)
        _fill(self._scanner, scanners, desk.scanner)
        profiles = tuple((name, self._profile_name(desk, name)) for name in desk.profiles)
        _fill(self._profile, profiles, desk.profile)
        if desk.profile_locked:
            self._profile.setEnabled(False)
        if not scanners:
            self._problem.setText(self._say(words.NO_SCANNERS))
        elif self._problem.text() == self._say(words.NO_SCANNERS):
            self._problem.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _profile_name(self, desk: Desk, name: str) -> str:
        told = next((one for one in desk.profile_names if one.name == name), None)
        if told is None:
            return self._say(words.PROFILES[name]) if name in words.PROFILES else name
        said = self._say(Phrase(told.label_sv, told.label_en))
        return f"{said} ({told.key})" if told.key else said

    def _ask(self) -> None:
        tray = self._tray.text().strip()
        if not tray:
            self._problem.setText(self._say(words.TRAY_MISSING))
            self._tray.setFocus()
            return
        day = self._arrived.date()
        arrived = dt.date(day.year(), day.month(), day.day())
        expected = self._expected.value() or None
        self.asked.emit(OpenTray(tray, arrived, self._operator.currentText(), expected))


def _fill(box: QComboBox, entries: tuple[tuple[str, str], ...], chosen: str | None) -> None:
    with QSignalBlocker(box):
        if tuple(box.itemData(at) for at in range(box.count())) != tuple(k for k, _ in entries):
            box.clear()
            for key, name in entries:
                box.addItem(name, key)
        box.setCurrentIndex(box.findData(chosen))
        box.setEnabled(bool(entries))
