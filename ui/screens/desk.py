"""The Desk: items left, page in the middle, decision right, room above, counts below."""

import datetime as dt
import time

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.events import FeederState
from mailroom.domain.pages import Box, Page
from ui.actions import WINDOW_ACTIONS, Action
from ui.desk import Desk, Panel, pages_of, shown_page
from ui.outlines import outlines_of
from ui.pictures import Picture, PictureStore
from ui.screens.health import HealthPanel
from ui.screens.set_up import SetUpPanel
from ui.session import Session
from ui.streaks import trail
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.widgets.counters import CountersBar
from ui.widgets.decision_card import DecisionCard
from ui.widgets.feeder_panel import PausePanel
from ui.widgets.flag_bar import FlagBar
from ui.widgets.item_strip import ItemStrip
from ui.widgets.key_overlay import KeyOverlay
from ui.widgets.keys import key_name
from ui.widgets.page_strip import PageStrip, page_name
from ui.widgets.page_view import PageView
from ui.widgets.status_line import Trouble
from ui.widgets.toast import Toast
from ui.widgets.top_bar import TopBar
from ui.widgets.words import frame

_AHEAD = 2


class DeskScreen(QWidget):
    """Holds the focus itself and passes every key to the session: focus cannot get lost."""

    window_asked = Signal(object)

    def __init__(
        self, look: Look, say: Sayer, store: PictureStore, session: Session, today: dt.date
    ) -> None:
        super().__init__()
        self._look, self._say, self._session = look, say, session
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._top = TopBar(look, say)
        self._trouble = Trouble(look, say)
        self.items = ItemStrip(look, say, store)
        self.page = PageView(look, store)
        self.page.say_broken(say(words.PAGE_BROKEN), empty=say(words.PAGE_NONE))
        self._pages = PageStrip(look, say, store)
        self._flags = FlagBar(look, say, session.key_map)
        self.card = DecisionCard(look, say, store, session.key_map)
        self._counters = CountersBar(look, say)
        self._pause = PausePanel(look, say, store)
        self._pause.setParent(self)
        self._toast = Toast(look, say)
        self._toast.setParent(self)
        self._keys = KeyOverlay(look, say, session.key_map)
        self._keys.setParent(self)
        self._set_up = SetUpPanel(look, say, today)
        self._set_up.setParent(self)
        self._health = HealthPanel(look, say, store)
        self._health.setParent(self)
        self._lay_out()
        self._connect()
        for over in (self._pause, self._keys, self._set_up, self._health):
            over.hide()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._top)
        above = QHBoxLayout()
        above.setContentsMargins(12, 8, 12, 0)
        above.addWidget(self._trouble)
        outer.addLayout(above)
        middle = QHBoxLayout()
        middle.setContentsMargins(12, 4, 12, 12)
        middle.setSpacing(12)
        centre = QVBoxLayout()
        centre.setSpacing(8)
        centre.addWidget(self.page, 1)
        centre.addWidget(self._flags)
        centre.addWidget(self._pages)
        middle.addWidget(self.items)
        middle.addLayout(centre, 1)
        middle.addWidget(self.card)
        outer.addLayout(middle, 1)
        self._bottom: QFrame = frame("bar")
        below = QHBoxLayout(self._bottom)
        below.setContentsMargins(20, 8, 20, 8)
        below.addWidget(self._counters)
        outer.addWidget(self._bottom)

    def _connect(self) -> None:
        session = self._session
        self.items.chosen.connect(session.open_item)
        self._pages.chosen.connect(session.open_page)
        self._flags.asked.connect(session.act)
        self.page.clicked.connect(lambda: session.act(Action.ZOOM))
        self.card.action_asked.connect(session.act)
        self.card.asked.connect(lambda: session.act(Action.GO_ON))
        self.card.candidate_picked.connect(self._press_place)
        self.card.note_picked.connect(self._press_place)
        self.card.found_picked.connect(session.take_suggestion)
        self._toast.closed.connect(session.dismiss)
        self._keys.closed.connect(lambda: session.show_panel(Panel.NONE))
        self._set_up.asked.connect(session.do)
        self._set_up.stack_chosen.connect(session.work_in_stacks)
        self._health.pressed.connect(session.press)
        self._pause.chosen.connect(session.press)
        self._set_up.cancelled.connect(lambda: session.press("Esc"))

    def _press_place(self, place: int) -> None:
        self._session.press(str(place + 1))

    def show_desk(self, desk: Desk) -> None:
        """In a tight window the address is magnified unless the key says otherwise."""
        page, pages = shown_page(desk), pages_of(desk, desk.current)
        item = desk.item
        self._top.show_desk(desk)
        self._trouble.show_desk(desk)
        self.items.show_desk(desk)
        self.page.show_page(
            page,
            outlines_of(item, page, self._say),
            caption=page_name(page, self._say) if page else "",
            ahead=_neighbours(pages, page),
        )
        focus = _focus(desk)
        near = focus is not None and self._look.density is Density.TIGHT
        self.page.zoom(focus, zoomed=desk.zoomed is not near)
        self._flags.show_page(page, trail(desk.items.values(), page) if page else None)
        self._pages.show_pages(pages, page)
        self.card.show_desk(desk)
        self._counters.show_counters(desk.counters, desk.tray)
        self._show_over(desk)

    def _show_over(self, desk: Desk) -> None:
        paused = desk.feeder.state is FeederState.PAUSED and desk.panel is Panel.NONE
        self._pause.setVisible(paused)
        if paused:
            self._pause.show_pause(desk)
        self._keys.setVisible(desk.panel is Panel.KEYS)
        opens = desk.panel is Panel.SET_UP and not self._set_up.isVisibleTo(self)
        closes = desk.panel is not Panel.SET_UP and self._set_up.isVisibleTo(self)
        self._set_up.setVisible(desk.panel is Panel.SET_UP)
        self._set_up.show_desk(desk)
        if opens:
            self._set_up.begin()
        if closes:
            self.setFocus()
        self._health.setVisible(desk.panel is Panel.HEALTH)
        if desk.panel is Panel.HEALTH:
            self._health.show_desk(desk)
        self._toast.show_message(desk)
        self._place_over()

    def arrived(self, picture: Picture) -> None:
        for part in (self.page, self.items, self._pages, self.card, self._health, self._pause):
            part.arrived(picture)

    def resize_to_density(self) -> None:
        self.card.resize_to_density()
        self.items.resize_to_density()
        self._set_up.resize_to_density()
        for part in (self._health, self._keys, self._flags):
            part.resize_to_density()
        self._pages.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_over()

    def event(self, event: QEvent) -> bool:
        """Tab may end a hand gun's code; it must not take the focus away."""
        tabs = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        if not isinstance(event, QKeyEvent) or event.key() not in tabs:
            return super().event(event)
        if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.keyPressEvent(event)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = key_name(event)
        if name == "":
            super().keyPressEvent(event)
            return
        if self._scrolls(name):
            return
        action = self._session.means(name)
        if action in WINDOW_ACTIONS:
            self.window_asked.emit(action)
            return
        at_ms = event.timestamp()
        self._session.hear(name, at_ms / 1000 if at_ms else time.monotonic())

    def _scrolls(self, name: str) -> bool:
        """Whether a covering panel that is taller than the window took the key to move itself."""
        step = {"PgDown": 1, "PgUp": -1}.get(name)
        panel = {Panel.KEYS: self._keys, Panel.HEALTH: self._health}.get(self._session.desk.panel)
        return step is not None and panel is not None and panel.leaf_by(step)

    def _place_over(self) -> None:
        """What lies over the desk: panels everywhere, the pause and the toast over the page."""
        self._pause.raise_()
        self._toast.raise_()
        corner = self.page.mapTo(self, QPoint(0, 0))
        width = min(self._look.px(640), self.page.width() - 32)
        left = corner.x() + (self.page.width() - width) // 2
        room = QRect(left, corner.y() + 24, width, self.page.height() - 40)
        tight = self._look.density is Density.TIGHT
        wide = QRect(16, room.y() - 16, self.width() - 32, room.height())
        self._pause.sit(wide if tight else room, low=False)
        self._toast.sit(room, low=True)
        for cover in (self._keys, self._set_up, self._health):
            cover.setGeometry(self.rect())
            cover.raise_()


def _neighbours(pages: tuple[Page, ...], page: Page | None) -> tuple[Page, ...]:
    """The pages a key or two away, the likeliest first."""
    if page is None:
        return ()
    at = [one.id for one in pages].index(page.id)
    return (*pages[at + 1 : at + 1 + _AHEAD], *pages[max(0, at - 1) : at])


def _focus(desk: Desk) -> Box | None:
    """Where magnifying looks first: the address, on the face."""
    item, page = desk.item, shown_page(desk)
    if item is None or page is None or item.evidence is None or item.face is None:
        return None
    return item.evidence.address if page.id == item.face.id else None
