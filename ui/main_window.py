"""The window: sign-in, desk or one of the room's screens; one look, one language."""

import datetime as dt

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.actions import Action
from ui.desk import Desk
from ui.papers import open_paper
from ui.pictures import Picture, PictureStore
from ui.rooms import Rooms
from ui.screens.desk import DeskScreen
from ui.screens.dispatch import DispatchView
from ui.screens.furnishing import archive_view, review_view, shift_view
from ui.screens.policy import PolicyView
from ui.screens.room import RoomFrame
from ui.screens.sign_in import SignInScreen
from ui.session import Session
from ui.style import RESOURCES, Look
from ui.texts.desk import PRODUCT
from ui.texts.phrase import Sayer
from ui.work import Place

SMALLEST = QSize(1180, 680)


class MainWindow(QMainWindow):
    def __init__(
        self, session: Session, store: PictureStore, look: Look, say: Sayer, today: dt.date
    ) -> None:
        super().__init__()
        self._look, self._session = look, session
        self._sheet = ""
        self.sign_in = SignInScreen(look, say)
        self.desk = DeskScreen(look, say, store, session, today)
        self.rooms = Rooms(session.station, session.key_map, session.note, self)
        views = {
            Place.REVIEW: review_view(look, say),
            Place.SHIFT: shift_view(look, say),
            Place.ARCHIVE: archive_view(look, say),
            Place.DISPATCH: DispatchView(look, say),
            Place.POLICY: PolicyView(look, say),
        }
        self.frame = RoomFrame(look, say, self.rooms, views)
        self.rooms.printed.connect(self._print)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        self._stack.addWidget(self.desk)
        self._stack.addWidget(self.frame)
        self.setCentralWidget(self._stack)
        self.setWindowTitle(say(PRODUCT))
        self.setWindowIcon(QIcon(str(RESOURCES / "icons" / "mailroom.svg")))
        self.setMinimumSize(SMALLEST)
        self.sign_in.asked.connect(session.do)
        self.desk.window_asked.connect(self.change_look)
        self.frame.window_asked.connect(self.change_look)
        self.rooms.changed.connect(lambda: self.show_desk(session.desk))
        session.changed.connect(self.show_desk)
        self._dress()

    def show_desk(self, desk: Desk) -> None:
        screen = self._screen(desk)
        if self._stack.currentWidget() is not screen:
            self._stack.setCurrentWidget(screen)
            screen.setFocus()
        screen.show_desk(desk)

    def _screen(self, desk: Desk) -> SignInScreen | DeskScreen | RoomFrame:
        if desk.user is None:
            return self.sign_in
        return self.desk if self.rooms.place is Place.DESK else self.frame

    def _print(self, name: str, pdf: bytes) -> None:
        try:
            open_paper(name, pdf)
        except OSError:
            self.rooms.stays_unprinted()

    def arrived(self, picture: Picture) -> None:
        self.desk.arrived(picture)

    def change_look(self, action: Action) -> None:
        """The next screen, theme or text size."""
        if action is Action.SCREENS:
            self.rooms.step()
            return
        if action is Action.THEME:
            self._look.next_theme()
        else:
            self._look.next_text_size()
        self._look.fit(self.width(), self.height())
        self._dress()
        self.show_desk(self._session.desk)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.fit(self.width(), self.height())
        self._dress()
        self.show_desk(self._session.desk)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stack.setEnabled(False)
        super().closeEvent(event)

    def _dress(self) -> None:
        sheet = self._look.sheet()
        if sheet != self._sheet:
            self._sheet = sheet
            self.setStyleSheet(sheet)
            self.desk.resize_to_density()
            self.sign_in.resize_to_density()
            self.frame.resize_to_density()
