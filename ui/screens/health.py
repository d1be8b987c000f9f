"""How the station stands, line by line, each with what to do; a trial page; a support file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.events import TrialScanned
from mailroom.domain.health import Finding, Grade, Matter
from ui.desk import Desk
from ui.pictures import Picture, PictureStore
from ui.style import Density, Look
from ui.texts import health as words
from ui.texts.machine import SITUATIONS, UNKNOWN_SITUATION
from ui.texts.pausing import FLAGS
from ui.texts.phrase import Phrase, Sayer, grouped
from ui.verdict import Shape, Tone
from ui.widgets.keycap import KeyCap
from ui.widgets.marks import MarkView
from ui.widgets.scrolling import centred
from ui.widgets.trial import TrialView
from ui.widgets.words import frame, label, set_tone

GRADE_LOOKS = {
    Grade.WELL: (Tone.GO, Shape.TICK),
    Grade.LOOK: (Tone.LOOK, Shape.TRIANGLE),
    Grade.STOP: (Tone.STOP, Shape.CROSS),
}
_TOP = Qt.AlignmentFlag.AlignTop


class _Line(QWidget):
    """One matter: sign, name, what was seen, what to do."""

    def __init__(self, look: Look, say: Sayer, matter: Matter) -> None:
        super().__init__()
        self._say, self._matter = say, matter
        self._mark = MarkView(look, 24)
        self._seen = label("strong", wraps=True)
        self._remedy = label("small", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(14)
        row.addWidget(self._mark, 0, _TOP)
        name = label("", say(words.MATTERS[matter]), wraps=True)
        for share, parts in ((3, (name,)), (7, (self._seen, self._remedy))):
            column = QVBoxLayout()
            column.setContentsMargins(0, look.px(3), 0, 0)
            column.setSpacing(0)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, share)

    def show_finding(self, finding: Finding | None) -> None:
        if finding is None:
            self._show(Tone.QUIET, Shape.DOTS, self._say(words.WAITING), None)
            return
        seen, remedy = words.FINDINGS[finding.matter, finding.code]
        well = finding.grade is Grade.WELL
        tone, shape = GRADE_LOOKS[finding.grade]
        advice = None if well and remedy is words.NOTHING_TO_DO else remedy
        values = {
            name: grouped(value, self._say) if isinstance(value, int) else value
            for name, value in finding.seen.items()
        }
        self._show(tone, shape, self._say(seen, **values), advice)

    def _show(self, tone: Tone, shape: Shape, seen: str, remedy: Phrase | None) -> None:
        self._mark.show_mark(tone, shape)
        self._seen.setText(seen)
        self._remedy.setText(self._say(remedy) if remedy else "")
        self._remedy.setVisible(remedy is not None)
        name = self._say(words.MATTERS[self._matter])
        self.setAccessibleName(f"{name}: {seen} {self._remedy.text()}".strip())


class HealthPanel(QWidget):
    """Covers the desk; `pressed` carries the key that a click stands for."""

    pressed = Signal(str)

    def __init__(self, look: Look, say: Sayer, store: PictureStore) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setObjectName("overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = MarkView(look, 36)
        self._sum = label("order", wraps=True)
        self._lines = {matter: _Line(look, say, matter) for matter in Matter}
        self._trial = TrialView(look, say, store)
        self._told = label("strong", wraps=True)
        self._file = label("small", wraps=True)
        self._file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()

    def _lay_out(self) -> None:
        self._card = card = frame("panel")
        self._sides = sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, card)
        sides.setContentsMargins(32, 24, 32, 24)
        sides.setSpacing(40)
        column, right = QVBoxLayout(), QVBoxLayout()
        for side, part in ((column, 6), (right, 5)):
            side.setSpacing(8)
            sides.addLayout(side, part)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._mark, 0, _TOP)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(label("heading", self._say(words.TITLE)))
        titles.addWidget(self._sum)
        head.addLayout(titles, 1)
        column.addLayout(head)
        for line in self._lines.values():
            column.addWidget(line)
        column.addStretch(1)
        right.addLayout(self._actions())
        right.addSpacing(12)
        for part in (self._told, self._trial, self._file):
            right.addWidget(part)
        right.addStretch(1)
        self._room = centred(card)
        QVBoxLayout(self).addWidget(self._room)

    def _actions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        rows = (
            ("1", words.TRIAL, words.TRIAL_ADVICE),
            ("2", words.BUNDLE, words.BUNDLE_ADVICE),
            ("3", words.AGAIN, None),
            ("Esc", words.CLOSE, None),
        )
        for at, (key, phrase, advice) in enumerate(rows):
            button = QPushButton(self._say(phrase))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, key=key: self.pressed.emit(key))
            grid.addWidget(KeyCap(self._look, key), 2 * at, 0)
            grid.addWidget(button, 2 * at, 1)
            if advice is not None:
                grid.addWidget(label("small", self._say(advice), wraps=True), 2 * at + 1, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def leaf_by(self, step: int) -> bool:
        """By windows; False when everything can be seen at once."""
        return self._room.scroll_by_window(step)

    def resize_to_density(self) -> None:
        tight = self._look.density is Density.TIGHT
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if tight else way.LeftToRight)
        self._card.setFixedWidth(min(self._look.px(1160), 1240))

    def arrived(self, picture: Picture) -> None:
        self._trial.arrived(picture)

    def show_desk(self, desk: Desk) -> None:
        known = {finding.matter: finding for finding in desk.health}
        for matter, line in self._lines.items():
            line.show_finding(known.get(matter))
        self._show_sum(desk.health)
        self._show_trial(desk)
        made = self._say(words.BUNDLE_MADE, file=desk.bundle) if desk.bundle else ""
        self._file.setText(made)
        self._file.setVisible(bool(made))

    def _show_sum(self, findings: tuple[Finding, ...]) -> None:
        grades = {finding.grade for finding in findings}
        if not grades:
            self._mark.show_mark(Tone.QUIET, Shape.DOTS)
            self._sum.setText(self._say(words.WAITING))
            return
        worst = next(grade for grade in reversed(Grade) if grade in grades)
        said = {
            Grade.WELL: words.ALL_WELL,
            Grade.LOOK: words.SOME_LOOK,
            Grade.STOP: words.SOME_STOP,
        }
        self._mark.show_mark(*GRADE_LOOKS[worst])
        self._sum.setText(self._say(said[worst]))

    def _show_trial(self, desk: Desk) -> None:
        trial = desk.trial
        self._trial.show_pages(trial.pages if trial and not desk.is_trying else ())
        sentence, tone = self._of_trial(trial, running=desk.is_trying)
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        set_tone(self._told, tone)

    def _of_trial(self, trial: TrialScanned | None, *, running: bool) -> tuple[str, Tone]:
        if running:
            return self._say(words.TRIAL_RUNNING), Tone.CALM
        if trial is None:
            return "", Tone.QUIET
        if trial.situation is not None:
            what, order = SITUATIONS.get(trial.situation, UNKNOWN_SITUATION)
            said = self._say(words.TRIAL_STOPPED, what=self._say(what), order=self._say(order))
            return said, Tone.STOP
        found = dict.fromkeys(flag for page in trial.pages for flag in page.flags)
        if found:
            pairs = (FLAGS[flag] for flag in found)
            said = " ".join(f"{self._say(what)}. {self._say(order)}" for what, order in pairs)
            return self._say(words.TRIAL_FOUND, findings=said), Tone.LOOK
        seconds = f"{trial.seconds:.1f}"
        return self._say(words.TRIAL_FINE, sides=len(trial.pages), seconds=seconds), Tone.GO
