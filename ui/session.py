"""One operator's session: events and keys change the desk, commands go to the station."""

import math
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from mailroom.domain.events import Event, ScanButtonPressed
from mailroom.station.commands import Command
from mailroom.station.station import Station
from ui.actions import Action, KeyMap, action_for
from ui.codes import read_code
from ui.desk import Desk, Menu, Message, Panel, open_item, reduce
from ui.gun import GunEar, Heard
from ui.keyboard import Keyboard, act, press_scan_button
from ui.menus import choice_at
from ui.pressed import Pressed
from ui.sounds import sound_of
from ui.texts.phrase import Sayer

_SUGGESTIONS: Final = 5
_SHORTEST_SEARCH: Final = 2


class Session(QObject):
    """`changed` carries the desk at most once per turn of the event loop, however much came.

    `sounded` says what a change sounds like.
    """

    changed = Signal(object)

    sounded = Signal(object)

    def __init__(
        self,
        station: Station,
        key_map: KeyMap,
        say: Sayer,
        *,
        gun_prefix: str = "",
        auto_start: bool = False,
    ) -> None:
        super().__init__()
        self.desk = Desk()
        self.keys_pressed = 0
        self.key_map = key_map
        self.station = station
        self._say = say
        self._keyboard = Keyboard(key_map, station.customer, self.note)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell)
        self._ear = GunEar(gun_prefix)
        self._auto_start = auto_start
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._nothing_followed)

    def take_up(self) -> None:
        """Begin with what already lies on the desk."""
        items = {item.id: item for item in self.station.items()}
        self._become(replace(self.desk, items={**items, **self.desk.items}))

    def happened(self, event: Event) -> None:
        before = self.desk
        self._become(reduce(before, event))
        laid_in = self._auto_start and _has_paper(self.desk) and not _has_paper(before)
        if laid_in or isinstance(event, ScanButtonPressed):
            self._done(press_scan_button(self.desk))

    def hear(self, key: str, at_s: float) -> None:
        """A key as it comes from the keyboard, where a hand gun writes too."""
        self._ear, heard = self._ear.hear(key, at_s)
        self._take(heard)
        if self._ear.held:
            self._quiet.start(math.ceil(self._ear.patience_s * 1000))

    def _nothing_followed(self) -> None:
        self._ear, heard = self._ear.quiet()
        self._take(heard)

    def _take(self, heard: Heard) -> None:
        for key in heard.typed:
            self.press(key)
        if heard.code is not None:
            self._done(read_code(self.desk, heard.code, self.station.customer))

    def press(self, key: str) -> None:
        self.keys_pressed += 1
        self._done(self._keyboard.press(self.desk, key))

    def act(self, action: Action) -> None:
        self._done(act(self.desk, action))

    def means(self, key: str) -> Action | None:
        """What the key asks for while nothing is being typed."""
        action = action_for(self.key_map, key)
        typing = self.desk.entry is not None and len(key) == 1
        return None if typing else action

    def take_suggestion(self, place: int) -> None:
        entry = self.desk.entry
        if entry is not None and place < len(entry.suggestions):
            self.desk = replace(self.desk, entry=replace(entry, chosen=place))
            self.press("Enter")

    def do(self, command: Command) -> None:
        self.station.do(command)

    def open_item(self, item_id: str) -> None:
        self._become(open_item(self.desk, item_id))

    def open_page(self, page_id: str) -> None:
        self._become(replace(self.desk, page=page_id))

    def show_panel(self, panel: Panel) -> None:
        self._become(replace(self.desk, panel=panel))

    def work_in_stacks(self, stack: bool) -> None:
        self._become(replace(self.desk, is_stack=stack))

    def dismiss(self, message: Message) -> None:
        """The message has been up long enough; a newer one stays."""
        if self.desk.message == message:
            self._become(replace(self.desk, message=None))

    def _done(self, pressed: Pressed) -> None:
        self._become(self._with_suggestions(pressed.desk))
        for command in pressed.commands:
            self.station.do(command)

    def _with_suggestions(self, desk: Desk) -> Desk:
        before, entry = self.desk.entry, desk.entry
        if entry is None or (before is not None and before.text == entry.text):
            return desk
        long_enough = len(entry.text) >= _SHORTEST_SEARCH and entry.first is None
        found = self.station.find_customers(entry.text, limit=_SUGGESTIONS) if long_enough else ()
        return replace(desk, entry=entry.suggested(found))

    def _become(self, desk: Desk) -> None:
        if desk is self.desk:
            return
        before, self.desk = self.desk, desk
        if (sound := sound_of(before, desk)) is not None:
            self.sounded.emit(sound)
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        self.changed.emit(self.desk)

    def note(self, menu: Menu, place: int) -> str:
        """The words of a menu's choice by its digit; empty when there is none."""
        choice = choice_at(menu, place, self.desk.policy)
        return self._say(choice.words) if choice else ""


def _has_paper(desk: Desk) -> bool:
    return desk.sensors is not None and desk.sensors.paper_loaded is True
