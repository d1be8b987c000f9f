"""One person's way through the room's screens: keys and answers change them, questions go out."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from mailroom.domain.events import Event, PolicyChanged, RoomTold, SignedIn
from mailroom.domain.policy import Policy
from mailroom.domain.policyfile import STANDARD
from mailroom.station.commands import AskRoom
from mailroom.station.station import Station
from ui.actions import Action, KeyMap, action_for
from ui.archive import Archive
from ui.auditing import Auditing
from ui.desk import Menu
from ui.digits import TO_DIGITS, Digits
from ui.dispatch import Dispatch
from ui.keeping import KeepingBack
from ui.papers import paper_name
from ui.parts import FIRST, Parts
from ui.people import People
from ui.policy import Rules
from ui.recalling import Recalling
from ui.retiring import Retiring
from ui.review import Help, Review
from ui.shift import Shift
from ui.work import Place, Turn, Work

_LOOK_AGAIN_MS: Final = 10_000
BACK: Final = frozenset({"F12", "Esc"})
"""Back to the desk from wherever one is; on the desk they are the desk's own.

Esc first ends what is being typed or chosen, where there is such a thing.
"""


Note = Callable[[Menu, int], str]
"""The words of a menu's nth choice, from 1; empty when there is none."""


class Rooms(QObject):
    """`changed` says that another screen, or something else on it, is to be shown."""

    changed = Signal()
    printed = Signal(str, bytes)
    """The name of a paper and its PDF, asked for by a person."""

    def __init__(self, station: Station, key_map: KeyMap, note: Note, parent: QObject) -> None:
        super().__init__(parent)  # whose end is the timer's end too
        self.place = Place.DESK
        self.is_unprinted = False
        self.key_map = key_map
        self._station, self._note = station, note
        self._policy = STANDARD
        self._works = dict(self._fresh())
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look)

    def work(self, place: Place) -> Work:
        """Of any place but the desk."""
        return self._works[place]

    def happened(self, event: Event) -> None:
        if isinstance(event, SignedIn):
            self._works = dict(self._fresh())  # what one person was told is not the next one's
            self.go(Place.DESK)
        if isinstance(event, PolicyChanged):
            self._policy = event.policy
            self._works[Place.REVIEW] = _by_policy(self._works[Place.REVIEW], event.policy)
        if isinstance(event, RoomTold):
            self._works = {place: work.told(event) for place, work in self._works.items()}
            if isinstance(event.answer, bytes) and not event.situation:
                self.printed.emit(paper_name(event.question), event.answer)
            self.changed.emit()

    def stays_unprinted(self) -> None:
        """A paper could not be written to this station's disk; said until the next key."""
        self.is_unprinted = True
        self.changed.emit()

    def go(self, place: Place) -> None:
        before, self.place = self.place, place
        if place is Place.DESK:
            self._again.stop()
            if before is not place:
                self.changed.emit()
            return
        self._again.start()
        self._look()

    def step(self) -> None:
        """To the next screen, from the last to the desk."""
        order = tuple(Place)
        self.go(order[(order.index(self.place) + 1) % len(order)])

    def press(self, key: str) -> None:
        """A key on one of the room's screens."""
        self.is_unprinted = False
        if action_for(self.key_map, key) is Action.SCREENS:
            self.step()
        elif key == "F12":
            self.go(Place.DESK)
        else:
            before = self._works[self.place]
            turn = before.pressed(key)
            if key in BACK and turn == Turn(before):
                self.go(Place.DESK)
            else:
                self._take(turn)

    def _fresh(self) -> Mapping[Place, Work]:
        """Every screen as it is before anything has been told."""
        knows = Help(self._station.customer, self._station.find_customers, self._note)
        recalling = Recalling(customer=self._station.customer)
        return {
            Place.REVIEW: Parts(
                {FIRST: Review(self.key_map, knows, policy=self._policy), TO_DIGITS: Digits()}
            ),
            Place.SHIFT: Parts(
                {
                    FIRST: Shift(),
                    "F2": KeepingBack(_now),
                    "F6": People(),
                    "F7": Auditing(),
                    "F8": recalling,
                }
            ),
            Place.ARCHIVE: Parts({FIRST: Archive(), "F6": Retiring()}),
            Place.DISPATCH: Dispatch(),
            Place.POLICY: Rules(),
        }

    def _look(self) -> None:
        self._take(self._works[self.place].opened())

    def _take(self, turn: Turn) -> None:
        self._works[self.place] = turn.work
        self.changed.emit()
        for question in turn.questions:
            self._station.do(AskRoom(question))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _by_policy(work: Work, policy: Policy) -> Work:
    """What is begun goes on by the table that is in force now."""
    if not isinstance(work, Parts):
        return work
    parts = {
        key: replace(one, policy=policy) if isinstance(one, Review) else one
        for key, one in work.parts.items()
    }
    return replace(work, parts=parts)
