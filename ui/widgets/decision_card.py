"""The decision: what it is, what to do with the paper, who for, on what evidence, which key."""

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mailroom.domain.evidence import Candidate, Evidence
from mailroom.domain.ids import org_number_text
from mailroom.domain.items import Item, ItemState
from mailroom.domain.register import Standing
from mailroom.domain.sorting import Category, Decision
from ui.actions import Action, KeyMap
from ui.desk import Desk, pages_of
from ui.flow import Step, next_step
from ui.keyboard import CANDIDATES
from ui.pictures import Picture, PictureStore
from ui.style import Density, Look
from ui.texts import desk as words
from ui.texts.phrase import Sayer
from ui.texts.sorting import CATEGORIES
from ui.verdict import STANDING_LOOKS, verdict
from ui.widgets.choices import Choice, Choices
from ui.widgets.crop_view import CropView
from ui.widgets.entry_field import EntryField
from ui.widgets.key_hints import KeyHints, hints_for, key_text
from ui.widgets.keycap import KeyCap
from ui.widgets.lights import Lights
from ui.widgets.marks import MarkView
from ui.widgets.menus import shown_menu
from ui.widgets.recipient import RecipientBox
from ui.widgets.scrolling import Scrolling
from ui.widgets.words import label, set_tone

_WIDE: Final = {Density.ROOMY: 530, Density.COMPACT: 448, Density.TIGHT: 410}
_WITHOUT_COMMAND: Final = frozenset({Step.SET_UP, Step.SAY_WHY, Step.TO_SUPERVISOR})

_RULE: Final = re.compile(r"[a-z]?\d+", re.IGNORECASE)


class Headline(QFrame):
    """Sign, heading and the order in the tone of the outcome."""

    def __init__(self, look: Look, say: Sayer) -> None:
        super().__init__()
        self._say = say
        self._mark = MarkView(look, 40)
        self._heading = label("heading", wraps=True)
        self._because = label("strong", wraps=True)
        self._order = label("order", wraps=True)
        self._look = look
        self._outer = outer = QVBoxLayout(self)
        outer.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self._mark)
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self._heading)
        words_column.addWidget(self._because)
        top.addLayout(words_column, 1)
        outer.addLayout(top)
        outer.addWidget(self._order)

    def resize_to_density(self) -> None:
        high = 12 if self._look.density is Density.ROOMY else 8
        self._outer.setContentsMargins(16, high, 16, high)

    def show_desk(self, desk: Desk) -> None:
        seen = verdict(desk)
        self._mark.show_mark(seen.tone, seen.shape)
        self._heading.setText(self._say(seen.heading))
        self._order.setText(self._say(seen.order))
        self._because.setText(self._say(seen.because) if seen.because else "")
        self._because.setVisible(seen.because is not None)
        set_tone(self, seen.tone)
        set_tone(self._heading, seen.tone)
        set_tone(self._because, seen.tone)


class DecisionCard(QFrame):
    """`asked` is the large button; `candidate_picked`, `note_picked`, `found_picked`: from 0."""

    asked = Signal()
    candidate_picked = Signal(int)
    note_picked = Signal(int)
    found_picked = Signal(int)
    action_asked = Signal(object)

    def __init__(self, look: Look, say: Sayer, store: PictureStore, key_map: KeyMap) -> None:
        super().__init__()
        self._look, self._say = look, say
        self.setProperty("role", "panel")
        self._headline = Headline(look, say)
        self._recipient = RecipientBox(look, say)
        self._crop = CropView(look, store)
        self._crop.setAccessibleName(say(words.CROP))
        self._lights = Lights(look, say)
        self._question = label("caption", say(words.CANDIDATES))
        self._rule = label("small")
        self._candidates = Choices(look)
        self._entry = EntryField(look, say)
        self._menu_title = label("order", wraps=True)
        self._menu = Choices(look)
        self._menu_means = label("small", wraps=True)
        self._source = label("small", wraps=True)
        self._hints = KeyHints(look, say, key_map)
        self._hints.asked.connect(self.action_asked)
        self._key = KeyCap(look, key_text(key_map[Action.GO_ON][0], say))
        self._button = QPushButton()
        self._candidates.picked.connect(self.candidate_picked)
        self._menu.picked.connect(self.note_picked)
        self._entry.picked.connect(self.found_picked)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._inside = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        parts: tuple[QWidget, ...] = (
            self._headline,
            self._crop,
            self._recipient,
            self._menu_title,
            self._menu,
            self._menu_means,
            self._entry,
            self._candidates,
            self._lights,
            self._source,
        )
        asked = QHBoxLayout()
        asked.addWidget(self._question)
        asked.addStretch(1)
        asked.addWidget(self._rule)
        for part in parts:
            if part is self._candidates:
                column.addLayout(asked)
            column.addWidget(part)
        column.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.addWidget(Scrolling(inside), 1)
        column.addWidget(self._hints)
        self._button.setProperty("role", "primary")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self.asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._button, 1)
        row.addWidget(self._key)
        column.addLayout(row)

    def resize_to_density(self) -> None:
        roomy = self._look.density is Density.ROOMY
        self.setFixedWidth(self._look.px(_WIDE[self._look.density]))
        edge = 16 if roomy else 11
        self._column.setContentsMargins(edge, edge, edge, edge)
        for part in (self._column, self._inside):
            part.setSpacing(12 if roomy else 7)
        self._crop.updateGeometry()
        self._headline.resize_to_density()
        self._lights.resize_to_density()

    @property
    def button_text(self) -> str:
        return self._button.text()

    def arrived(self, picture: Picture) -> None:
        self._crop.arrived(picture)

    def show_desk(self, desk: Desk) -> None:
        item = desk.item
        evidence = item.evidence if item else None
        typing, choosing = desk.entry is not None, desk.menu is not None
        self._headline.show_desk(desk)
        self._show_crop(desk, item, evidence)
        self._show_recipient(item)
        self._show_menu(desk)
        self._show_candidates(item, hidden=typing or choosing)
        self._entry.setVisible(typing)
        if desk.entry is not None:
            self._entry.show_entry(desk.entry)
        self._lights.setVisible(evidence is not None and not typing and not choosing)
        self._lights.show_evidence(evidence)
        self._recipient.setVisible(self._has_recipient(item) and not typing and not choosing)
        self._show_source(item, hidden=typing or choosing)
        self._show_button(desk)

    def _show_crop(self, desk: Desk, item: Item | None, evidence: Evidence | None) -> None:
        face = item.face if item else None
        read = evidence is not None and face is not None and bool(pages_of(desk, desk.current))
        beside = read and self._look.density is not Density.TIGHT
        self._crop.show_crop(face if beside else None, evidence.address if evidence else None)

    def _has_recipient(self, item: Item | None) -> bool:
        decision = _decision(item)
        return decision is not None and decision.recipient is not None

    def _show_recipient(self, item: Item | None) -> None:
        decision = _decision(item)
        if item is None or decision is None or decision.recipient is None:
            self._recipient.show_nobody()
            return
        who = decision.recipient
        self._recipient.show_recipient(who.name, who.number, _standing(item, decision))

    def _show_candidates(self, item: Item | None, *, hidden: bool) -> None:
        doubtful = item is not None and item.state is ItemState.DOUBTFUL
        found = item.evidence.candidates if item and item.evidence and doubtful else ()
        several = len(found) > 1 or (bool(found) and not self._has_recipient(item))
        shown = found[:CANDIDATES] if several and not hidden else ()
        self._question.setVisible(bool(shown))
        choices = tuple(_choice(str(place), found) for place, found in enumerate(shown, start=1))
        self._candidates.show_choices(choices)

    def _show_menu(self, desk: Desk) -> None:
        menu = desk.menu
        for part in (self._menu_title, self._menu_means):
            part.setVisible(menu is not None)
        self._menu.show_choices(shown_menu(menu, desk.policy, self._say) if menu else ())
        if menu is not None:
            self._menu_title.setText(self._say(words.MENUS[menu]))
            means = self._say(words.MENU_CONSEQUENCES[menu])
            self._menu_means.setText(f"{means} {self._say(words.MENU_CANCEL)}.")

    def _show_source(self, item: Item | None, *, hidden: bool) -> None:
        """The item's number, who decided, and by which numbered rule."""
        parts: list[str] = [item.scan_id] if item else []
        doubt = item.doubt if item and item.state is ItemState.DOUBTFUL else None
        decision = item.decision if item and doubt is None else None
        if decision is not None:
            by = decision.decided_by
            who = self._say(words.MACHINE) if by == "machine" else by
            parts.append(self._say(words.DECIDED_BY, who=who))
        rule = doubt.rule if doubt else (decision.rule if decision else "")
        if number := _RULE.match(rule):
            parts.append(self._say(words.RULE, rule=number[0].upper()))
        line, beside = ", ".join(parts), self._question.isVisibleTo(self)
        self._source.setText(line)
        self._rule.setText(line)
        self._source.setVisible(bool(parts) and not hidden and not beside)
        self._rule.setVisible(bool(parts) and not hidden and beside)

    def _step_text(self, desk: Desk, step: Step) -> str:
        """What the key does; accepting says what is accepted."""
        doubt = desk.item.doubt if desk.item else None
        if step is Step.ACCEPT and doubt is not None and doubt.proposal is not None:
            return self._say(words.ACCEPT, what=self._say(CATEGORIES[doubt.proposal.category]))
        return self._say(words.STEPS[step])

    def _show_button(self, desk: Desk) -> None:
        step = next_step(desk)
        self._button.setText(self._step_text(desk, step.step))
        possible = step.command is not None or step.step in _WITHOUT_COMMAND
        busy = desk.entry is not None or desk.menu is not None
        self._button.setVisible(not busy)
        self._button.setEnabled(possible)
        self._key.setVisible(possible and not busy)
        hidden = busy or self._look.density is Density.TIGHT
        self._hints.show_actions(() if hidden else hints_for(desk.item))


def _decision(item: Item | None) -> Decision | None:
    if item is None:
        return None
    return item.decision or (item.doubt.proposal if item.doubt else None)


def _standing(item: Item, decision: Decision) -> Standing | None:
    """The recipient's standing as the evidence saw it."""
    number = decision.recipient.number if decision.recipient else ""
    found = item.evidence.candidates if item.evidence else ()
    seen = next((one.standing for one in found if one.number == number), None)
    if decision.category is Category.AGREEMENT_ENDED:
        return Standing.ENDED
    if decision.category is Category.NOT_A_CUSTOMER:
        return None
    return seen or Standing.ACTIVE


def _choice(key: str, candidate: Candidate) -> Choice:
    return Choice(
        key=key,
        text=candidate.name,
        beside=org_number_text(candidate.number),
        mark=STANDING_LOOKS[candidate.standing],
    )
