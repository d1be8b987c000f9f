"""The sorting table: its rows with drawings, its versions, and what past mail says of a draft."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QVBoxLayout, QWidget

from mailroom.domain.policy import PolicyRow
from mailroom.domain.policyversions import PolicyVersion, VersionState
from mailroom.domain.workdays import STOCKHOLM
from ui.policy import (
    TO_CONFIRM,
    TO_OPEN,
    TO_SEED,
    TO_TAKE_EFFECT,
    TO_TRY,
    TO_TURN,
    TO_WITHDRAW,
    Rules,
)
from ui.screens.policy_replay import ReplayView
from ui.screens.policy_said import refusal_said
from ui.screens.policy_seeds import SeedsView
from ui.screens.room import Hints, RoomView
from ui.style import Density, Look
from ui.texts import policy as words
from ui.texts.phrase import Phrase, Sayer
from ui.texts.sorting import CATEGORIES
from ui.verdict import CATEGORY_LOOKS, Shape, Tone
from ui.widgets.choices import Choice, Choices
from ui.widgets.words import frame, label, set_tone
from ui.work import Work

_SHOWN: Final = 5
_FEW: Final = 2
"""Hints that there is room for where letters are large."""
_LOOKS: Final = {
    VersionState.IN_FORCE: (Tone.GO, Shape.TICK),
    VersionState.COMING: (Tone.CALM, Shape.DOTS),
    VersionState.WAITING: (Tone.LOOK, Shape.QUESTION),
    VersionState.PAST: (Tone.QUIET, Shape.RING),
    VersionState.WITHDRAWN: (Tone.QUIET, Shape.CROSS),
}


class PolicyView(RoomView):
    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self._title = label("caption", say(words.TABLE))
        self._rows = Choices(look)
        self._rows.picked.connect(self._picked)
        self._order = label("strong", wraps=True)
        self._loosens = label("order", wraps=True)
        self._said = label("problem", wraps=True)
        self._versions = Choices(look)
        self._replay = ReplayView(look, say)
        self._replay.pressed.connect(self.pressed)
        self._codes: tuple[str, ...] = ()
        self._chosen = ""
        self._lay_out()

    def _lay_out(self) -> None:
        way = QBoxLayout.Direction
        self._beside = QBoxLayout(way.LeftToRight, self)
        self._beside.setContentsMargins(12, 8, 12, 12)
        self._beside.setSpacing(12)
        self._beside.addWidget(_panel(self._title, self._rows), 6)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._now = _panel(self._order, self._loosens, self._said)
        column.addWidget(self._now)
        title = label("caption", self._say(words.VERSIONS))
        self._history = QWidget()
        history = QVBoxLayout(self._history)
        history.setContentsMargins(0, 0, 0, 0)
        history.setSpacing(12)
        history.addWidget(_panel(title, self._versions), 1)
        self._seeds = SeedsView(self._look, self._say)
        history.addWidget(self._seeds)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._history)
        self._pages.addWidget(self._replay)
        column.addWidget(self._pages, 1)
        self._beside.addWidget(right, 5)

    def resize_to_density(self) -> None:
        self._replay.resize_to_density()

    def _order_for(self, work: Rules) -> QBoxLayout.Direction:
        """In a tight window what was just answered stands above the table, not out of sight."""
        if self._look.density is not Density.TIGHT:
            return QBoxLayout.Direction.LeftToRight
        answered = work.tried is not None or bool(refusal_said(work, self._say))
        way = QBoxLayout.Direction
        return way.BottomToTop if answered else way.TopToBottom

    def show_work(self, work: Work) -> None:
        assert isinstance(work, Rules)  # noqa: S101  the frame gives each view its own
        self._beside.setDirection(self._order_for(work))
        draft = work.draft is not None
        self._title.setText(self._say(words.DRAFT if draft else words.TABLE))
        set_tone(self._title, Tone.LOOK if draft else None)
        self._codes, self._chosen = tuple(row.code for row in work.rows), work.chosen
        self._rows.show_choices(tuple(self._row(work, row) for row in work.rows))
        self._show_now(work)
        versions = work.policies.versions[:_SHOWN] if work.policies else ()
        self._versions.show_choices(tuple(self._version(one) for one in versions))
        self._replay.show_rules(work)
        self._seeds.show_seeds(work.seeds)
        self._pages.setCurrentWidget(self._replay if work.tried else self._history)
        hints = _hints(work)
        self.hints = hints[:_FEW] if self._look.density is Density.TIGHT else hints

    def _row(self, work: Rules, row: PolicyRow) -> Choice:
        say = self._say
        before = work.policies.in_force.row(row.code) if work.policies else None
        kind = say(CATEGORIES[row.category])
        below = words.ROW if before == row else words.ROW_CHANGED
        return Choice(
            key="",
            text=say(Phrase(row.swedish, row.english)),
            beside=say(words.BY_ITSELF if row.passes else words.BY_A_PERSON),
            below=say(below, kind=kind, rule=row.rule),
            mark=CATEGORY_LOOKS[row.category],
            chosen=row.code == work.chosen and work.tried is None,
            drawing=row.picture,
        )

    def _show_now(self, work: Rules) -> None:
        order = words.HOW if work.draft is not None else words.UNCHANGED
        self._order.setText(self._say(words.TRYING if work.trying else order))
        self._order.setVisible(work.tried is None)
        self._loosens.setText(self._say(words.LOOSENS))
        self._loosens.setVisible(bool(work.loosens))
        said = refusal_said(work, self._say)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._now.setVisible(work.tried is None or bool(said) or bool(work.loosens))

    def _version(self, one: PolicyVersion) -> Choice:
        say, day = self._say, one.policy.in_force_from.isoformat()
        below = say(words.SHIPPED)
        if one.at is not None:
            at = one.at.astimezone(STOCKHOLM).strftime("%Y-%m-%d")
            second = one.confirmed_by if one.confirmed_by != one.by else ""
            told = words.CONFIRMED_BY if second else words.MADE_BY
            below = say(told, by=one.by, at=at, second=second)
        if one.state is VersionState.WAITING:
            looser = (one.policy.row(code) for code in one.loosens)
            names = ", ".join(say(Phrase(row.swedish, row.english)) for row in looser if row)
            below = say(words.LOOSER, told=below, rows=names)
        return Choice(
            key="",
            text=say(words.VERSION, version=one.policy.version, day=day),
            beside=say(words.STATES[one.state]),
            below=below,
            mark=_LOOKS[one.state],
        )

    def _picked(self, place: int) -> None:
        """A click is as many steps of the arrow keys."""
        at = self._codes.index(self._chosen) if self._chosen in self._codes else 0
        for _ in range(abs(place - at)):
            self.pressed.emit("Down" if place > at else "Up")


def _panel(*parts: QWidget) -> QFrame:
    panel = frame("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return panel


def _hints(work: Rules) -> Hints:
    waiting = work.policies.waiting if work.policies else None
    coming: Hints = ()
    if waiting is not None:
        coming = (((TO_WITHDRAW,), words.WITHDRAW),)
        if not waiting.confirmed_by:
            coming = (((TO_CONFIRM,), words.CONFIRM), *coming)
    if work.tried is not None:
        return (
            ((TO_TAKE_EFFECT,), words.TAKE_EFFECT),
            (("Left", "Right"), words.DAY),
            (("Esc",), words.BACK),
        )
    changing: Hints = (((TO_TURN,), words.PASS), ((TO_OPEN,), words.OPEN))
    if work.draft is not None:
        return (((TO_TRY,), words.TRY), *changing, (("Esc",), words.DROP))
    lays: Hints = (((TO_SEED,), words.SEED),) if work.seeds and work.seeds.at_hand else ()
    return (*coming, *changing, *lays)
