"""The review: the queue over all stations, and one doubtful item with everything beside it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from mailroom.domain.review import Stage
from ui.actions import Action, KeyMap
from ui.review import ESCALATE, Review
from ui.screens.review_case import CaseView
from ui.screens.review_queue import QueueView
from ui.screens.room import Hints, RoomView
from ui.style import Density, Look
from ui.texts import review as words
from ui.texts.phrase import Sayer
from ui.work import Work

_FEW: Final = 2
"""Hints that there is room for where letters are large."""


class ReviewView(RoomView):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look = look
        self._queue = QueueView(look, say)
        self._case = CaseView(look, say)
        self._queue.pressed.connect(self.pressed)
        self._case.pressed.connect(self.pressed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._queue)
        self._stack.addWidget(self._case)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def resize_to_density(self) -> None:
        self._queue.resize_to_density()
        self._case.resize_to_density()

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Review)  # noqa: S101  the frame gives each view its own
        view = self._queue if work.case is None else self._case
        view.show_review(work)
        self._stack.setCurrentWidget(view)
        hints = _hints(work)
        self.hints = hints[:_FEW] if self._look.density is Density.TIGHT else hints


def _hints(work: Review) -> Hints:
    keys: KeyMap = work.key_map

    def of(action: Action) -> tuple[str, ...]:
        return keys[action][:1]

    if work.case is None:
        waiting = work.queue is not None and any(
            line.stage is not Stage.SENT for line in work.queue.lines
        )
        chosen = ((("Enter",), words.TAKE_CHOSEN), (of(Action.GO_ON), words.TAKE_NEXT))
        return chosen if waiting else ()
    accepts = work.case.offer.doubt.proposal is not None and not work.case.is_second
    kinds = (*of(Action.UNSCANNABLE), *of(Action.MARKETING), *of(Action.UNREADABLE))
    asked: Mapping[bool, Hints] = {True: ((of(Action.GO_ON), words.ACCEPT),), False: ()}
    return (
        *asked[accepts],
        (of(Action.LATER), words.LATER),
        (kinds, words.KIND),
        (of(Action.ZOOM), words.WHOLE),
        (of(Action.RESCAN), words.RESCAN),
        ((ESCALATE,), words.UP),
    )
