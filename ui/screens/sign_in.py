"""Sign in: two fields, one button, and a sentence when it was refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mailroom.station.commands import SignIn
from ui.desk import Desk, Note
from ui.style import RESOURCES, Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.widgets.scrolling import Scrolling
from ui.widgets.status_line import StatusLine
from ui.widgets.toast import refusal
from ui.widgets.words import frame, label


class SignInScreen(QWidget):
    """`asked` carries the command."""

    asked = Signal(object)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._user, self._secret = QLineEdit(), QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._problem = label("problem", wraps=True)
        self._button = QPushButton(say(words.SIGN_IN))
        self._button.setProperty("role", "primary")
        self._button.setDefault(True)
        self._status = StatusLine(look, say)
        for field in (self._user, self._secret):
            field.returnPressed.connect(self._ask)
        self._button.clicked.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        self._card = card = frame("panel")
        grid = QGridLayout(card)
        grid.setContentsMargins(36, 32, 36, 32)
        grid.setVerticalSpacing(6)
        grid.addLayout(self._brand(), 0, 0)
        grid.setRowMinimumHeight(0, 52)
        grid.addWidget(label("heading", self._say(words.SIGN_IN_TITLE)), 1, 0)
        grid.addWidget(label("small", self._say(words.SIGN_IN_TEXT), wraps=True), 2, 0)
        grid.setRowMinimumHeight(3, 10)
        self._add_fields(grid)
        grid.addWidget(self._problem, 10, 0)
        grid.addWidget(self._button, 11, 0)
        grid.setRowMinimumHeight(10, 28)
        room = QWidget()
        outer = QVBoxLayout(room)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.addStretch(1)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self._status)
        bottom.addStretch(1)
        outer.addLayout(bottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolling(room))

    def resize_to_density(self) -> None:
        self._card.setFixedWidth(self._look.px(460))

    def _brand(self) -> QHBoxLayout:
        brand = QHBoxLayout()
        brand.setSpacing(10)
        sign = label()
        sign.setPixmap(QIcon(str(RESOURCES / "icons" / "mailroom.svg")).pixmap(40, 40))
        brand.addWidget(sign)
        brand.addWidget(label("brand", self._say(words.PRODUCT)), 1)
        return brand

    def _add_fields(self, grid: QGridLayout) -> None:
        for row, (phrase, field) in enumerate(
            ((words.USER, self._user), (words.SECRET, self._secret))
        ):
            name = label("strong", self._say(phrase))
            name.setBuddy(field)
            field.setAccessibleName(self._say(phrase))
            grid.addWidget(name, 4 + 3 * row, 0)
            grid.addWidget(field, 5 + 3 * row, 0)
            grid.setRowMinimumHeight(6 + 3 * row, 8)

    def show_desk(self, desk: Desk) -> None:
        self._status.show_desk(desk)
        message = desk.message
        if message is not None and message.note is Note.REFUSED:
            self._problem.setText(self._say(refusal(message)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._secret.clear()
        self._problem.clear()
        self._user.setFocus()

    def _ask(self) -> None:
        user, secret = self._user.text().strip(), self._secret.text()
        if not user or not secret:
            self._problem.setText(self._say(words.SIGN_IN_MISSING))
            (self._secret if user else self._user).setFocus()
            return
        self._problem.clear()
        self._secret.selectAll()
        self.asked.emit(SignIn(user, secret))
