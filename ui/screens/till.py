"""The shift's close: three equations, each with its difference, and who signed for what before."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.errors import NotAllowed
from mailroom.domain.till import Account, Balance, Closing, Explanation, Till
from mailroom.domain.workdays import STOCKHOLM
from ui.shift import Shift
from ui.style import Density, Look
from ui.texts import till as words
from ui.texts.machine import REFUSALS
from ui.texts.phrase import Phrase, Sayer
from ui.verdict import Shape, Tone
from ui.widgets.choices import Choice, Choices
from ui.widgets.marks import MarkView
from ui.widgets.words import frame, label, set_tone

_CLOSINGS: Final = 6
_MOVED: Final = "40930"


class _Account(QFrame):
    """What came, what it has become, and what is left between the two."""

    def __init__(self, look: Look, say: Sayer, account: Account) -> None:
        super().__init__()
        self._say, self._account = say, account
        self.setProperty("role", "panel")
        self._whole = label("heading")
        self._parts = label("", wraps=True)
        self._mark = MarkView(look, 30)
        self._difference = label("order")
        self._means = label("small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(label("caption", say(words.ACCOUNTS[account])))
        column.addWidget(self._whole)
        column.addWidget(self._parts, 1)
        column.addWidget(frame("rule"))
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self._mark)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._difference)
        said.addWidget(self._means)
        beside.addLayout(said, 1)
        column.addLayout(beside)

    def show_balance(self, balance: Balance) -> None:
        say = self._say
        whole = say(words.NOT_COUNTED) if balance.whole is None else str(balance.whole)
        parts = "\n".join(f"{count}  {say(words.PARTS[part])}" for part, count in balance.parts)
        means, tone, shape = _judged(balance.difference)
        number = "?" if balance.difference is None else str(abs(balance.difference))
        self._whole.setText(whole)
        self._parts.setText(parts)
        self._difference.setText(f"{say(words.DIFFERENCE)} {number}")
        self._means.setText(say(means))
        self._mark.show_mark(tone, shape)
        set_tone(self, tone)
        name = say(words.ACCOUNTS[self._account])
        self.setAccessibleName(f"{name} {whole}, {parts}, {number} {say(means)}")


class TillView(QWidget):
    pressed = Signal(str)

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._look, self._say = look, say
        self._accounts = {account: _Account(look, say, account) for account in Account}
        self._title = label("heading")
        self._order = label("order", wraps=True)
        self._said = label("problem", wraps=True)
        self._why = label("caption", say(words.WHY))
        self._reasons = Choices(look)
        self._reasons.picked.connect(self._picked)
        self._none = label("small", say(words.NONE_CLOSED), wraps=True)
        self._closings = [label("", wraps=True) for _ in range(_CLOSINGS)]
        self._lay_out()

    def _lay_out(self) -> None:
        way = QBoxLayout.Direction
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 12)
        outer.setSpacing(12)
        self._top = QBoxLayout(way.LeftToRight)
        self._top.setSpacing(12)
        for account in self._accounts.values():
            self._top.addWidget(account, 1)
        outer.addLayout(self._top)
        self._below = QBoxLayout(way.LeftToRight)
        self._below.setSpacing(12)
        signing = (self._title, self._order, self._said, self._why, self._reasons)
        self._below.addWidget(_panel(*signing), 3)
        title = label("caption", self._say(words.CLOSED))
        self._below.addWidget(_panel(title, self._none, *self._closings), 2)
        outer.addLayout(self._below, 1)

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        for row in (self._top, self._below):
            row.setDirection(way.TopToBottom if tight else way.LeftToRight)

    def show_shift(self, work: Shift) -> None:
        till = work.till
        for account in self._accounts.values():
            account.setVisible(till is not None)
        refused = self._refused(work)
        self._said.setText(refused)
        self._said.setVisible(bool(refused))
        uneven = till is not None and not till.is_even
        self._why.setVisible(uneven)
        reasons = enumerate(Explanation, start=1)
        choices = (Choice(str(at), self._say(words.EXPLANATIONS[why])) for at, why in reasons)
        self._reasons.show_choices(tuple(choices) if uneven else ())
        if till is None:
            self._order.setText(self._say(words.WAITING))
            return
        for balance in till.balances:
            self._accounts[balance.account].show_balance(balance)
        self._title.setText(self._say(words.TITLE, day=till.day.isoformat()))
        order = words.UNEVEN if uneven else words.EVEN
        self._order.setText(self._say(words.SIGNED if till.is_closed else order))
        self._show_closings(till)

    def _refused(self, work: Shift) -> str:
        if not work.refusal:
            return ""
        if work.detail == _MOVED:
            return self._say(words.MOVED)
        if work.refusal == NotAllowed.code:
            return self._say(words.SUPERVISOR)
        return self._say(REFUSALS.get(work.refusal, REFUSALS["mailroom"]))

    def _show_closings(self, till: Till) -> None:
        self._none.setVisible(not till.closings)
        for place, line in enumerate(self._closings):
            line.setVisible(place < len(till.closings))
            if place < len(till.closings):
                line.setText(self._closing_said(till.closings[place]))

    def _closing_said(self, closing: Closing) -> str:
        day, time = closing.day.isoformat(), closing.at.astimezone(STOCKHOLM)
        told = {"day": day, "by": closing.by, "time": time.strftime("%H:%M")}
        if closing.why is None:
            return self._say(words.CLOSED_EVEN, **told)
        why = self._say(words.EXPLANATIONS[closing.why])
        return self._say(words.CLOSED_WITH, **told, why=why)

    def _picked(self, place: int) -> None:
        """A click is the row's own digit."""
        self.pressed.emit(str(place + 1))


def _panel(*parts: QWidget) -> QFrame:
    panel = frame("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return panel


def _judged(difference: int | None) -> tuple[Phrase, Tone, Shape]:
    if difference is None:
        return words.UNKNOWN, Tone.LOOK, Shape.QUESTION
    if difference == 0:
        return words.ZERO, Tone.GO, Shape.TICK
    return (words.MISSING if difference > 0 else words.TOO_MANY), Tone.STOP, Shape.TRIANGLE
