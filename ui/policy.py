"""The sorting table as data: what a draft changes, what past mail says of it, what is asked."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from mailroom.domain.decisions import Category
from mailroom.domain.events import RoomTold
from mailroom.domain.policy import Flaw, Policy, PolicyRow, PolicyWrong, check, loosened
from mailroom.domain.policyversions import (
    ConfirmPolicy,
    Policies,
    PolicyQuestion,
    ProposePolicy,
    Replay,
    ReplayPolicy,
    SeeFace,
    SeePolicies,
    WithdrawPolicy,
)
from mailroom.domain.review import Shown
from mailroom.domain.seeds import SeedLetters, Seeds, SeeSeeds
from ui.work import Turn

TO_TRY: Final = "Enter"
TO_TURN: Final = "Space"
TO_OPEN: Final = "*"
TO_TAKE_EFFECT: Final = "F5"
TO_CONFIRM: Final = "F6"
TO_WITHDRAW: Final = "F8"
TO_SEED: Final = "F4"
SEEDED_AT_ONCE: Final = 5
_STEPS: Final = {"Down": 1, "Up": -1}
_DAYS: Final = {"Right": 1, "Left": -1}
_FURTHEST: Final = 60
"""Days ahead that a version may be set to take effect from."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`draft` is None while nothing is changed; `chosen` is a row's code.

    `tried` is a draft with what past mail said of it: only that one can take effect. While it is
    shown, `moved` is an item's id, `face` its outside, `days` how long until it takes effect.
    `flaw` is why the last change may not be; `refusal` the situation that the last act ended in.
    """

    standing: RoomTold | None = None
    policies: Policies | None = None
    draft: tuple[PolicyRow, ...] | None = None
    chosen: str = ""
    trying: tuple[PolicyRow, ...] | None = None
    tried: tuple[tuple[PolicyRow, ...], Replay] | None = None
    moved: str = ""
    face: tuple[str, Shown] | None = None
    days: int = 1
    flaw: Flaw | None = None
    refusal: tuple[str, str] = ("", "")
    refused: PolicyQuestion | SeedLetters | None = None
    seeds: Seeds | None = None

    @property
    def rows(self) -> tuple[PolicyRow, ...]:
        """As they are shown: the draft's, or those in force."""
        if self.draft is not None:
            return self.draft
        return self.policies.in_force.rows if self.policies else ()

    @property
    def replay(self) -> Replay | None:
        return self.tried[1] if self.tried else None

    @property
    def loosens(self) -> tuple[str, ...]:
        """Codes of rows by which the draft lets a machine do more, or destroys more."""
        if self.draft is None or self.policies is None:
            return ()
        before = self.policies.in_force
        return loosened(before, replace(before, rows=self.draft))

    @property
    def takes_effect(self) -> dt.date | None:
        return self.policies.day + dt.timedelta(days=self.days) if self.policies else None

    def opened(self) -> Turn:
        return Turn(self, (SeePolicies(), SeeSeeds()))

    def told(self, told: RoomTold) -> "Rules":
        match told.question:
            case SeePolicies():
                return self._listed(told)
            case ReplayPolicy(rows):
                return self._replayed(told, rows)
            case SeeFace(item):
                face = told.answer
                return replace(self, face=(item, face)) if isinstance(face, Shown) else self
            case ProposePolicy() | ConfirmPolicy() | WithdrawPolicy():
                return self._changed(told)
            case SeeSeeds() | SeedLetters():
                return self._seeded(told)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if self.policies is None:
            return Turn(self)
        said = replace(self, flaw=None, refusal=("", ""), refused=None)
        waiting = self.policies.waiting
        if waiting is not None and key == TO_CONFIRM and not waiting.confirmed_by:
            return Turn(said, (ConfirmPolicy(waiting.policy.version),))
        if waiting is not None and key == TO_WITHDRAW:
            return Turn(said, (WithdrawPolicy(waiting.policy.version),))
        if key == TO_SEED and self.seeds is not None and self.seeds.at_hand:
            return Turn(said, (SeedLetters(SEEDED_AT_ONCE),))
        if self.tried is not None:
            return said.beside_past_mail(self.tried, key)
        return said.in_table(key)

    def _listed(self, told: RoomTold) -> "Rules":
        policies = told.answer if isinstance(told.answer, Policies) else None
        shown = replace(self, standing=told, policies=policies)
        if policies is None:
            return replace(shown, draft=None, tried=None)
        codes = [row.code for row in policies.in_force.rows]
        return replace(shown, chosen=self.chosen if self.chosen in codes else codes[0])

    def _replayed(self, told: RoomTold, rows: tuple[PolicyRow, ...]) -> "Rules":
        """An answer about a draft that has been changed since says nothing."""
        if rows != self.trying:
            return self
        done = replace(self, trying=None)
        if not isinstance(told.answer, Replay) or told.situation:
            return replace(done, refusal=(told.situation, told.detail), refused=ReplayPolicy(rows))
        replay = told.answer
        first = replay.moved[0].item if replay.moved else ""
        face = (first, replay.first) if replay.first else None
        return replace(done, tried=(rows, replay), moved=first, face=face)

    def _changed(self, told: RoomTold) -> "Rules":
        if not isinstance(told.answer, Policies) or told.situation:
            asked = told.question
            assert isinstance(asked, PolicyQuestion)  # noqa: S101  `told` has looked
            return replace(self, refusal=(told.situation, told.detail), refused=asked)
        known = replace(self, policies=told.answer)
        if isinstance(told.question, ProposePolicy):
            return replace(known, draft=None, tried=None, days=1)
        return known

    def _seeded(self, told: RoomTold) -> "Rules":
        """Test letters as they stand; why they could not be laid is said."""
        asked = told.question
        known = replace(self, seeds=told.answer) if isinstance(told.answer, Seeds) else self
        if isinstance(asked, SeedLetters) and told.situation:
            return replace(known, refusal=(told.situation, told.detail), refused=asked)
        return known

    def in_table(self, key: str) -> Turn:
        """A row is chosen and changed, the draft tried or dropped."""
        if key in _STEPS:
            return Turn(replace(self, chosen=_next(self._codes, self.chosen, _STEPS[key])))
        if key == TO_TRY and self.draft is not None:
            trying = replace(self, trying=self.draft)
            return Turn(trying, (ReplayPolicy(self.draft),))
        if key == "Esc" and self.draft is not None:
            return Turn(replace(self, draft=None, trying=None))
        change = {TO_TURN: _passed_on, TO_OPEN: _other_kind}.get(key)
        row = next((row for row in self.rows if row.code == self.chosen), None)
        if change is None or row is None or self.policies is None:
            return Turn(self)
        rows = tuple(
            change(one, self.policies.in_force) if one is row else one for one in self.rows
        )
        return Turn(self._with(rows))

    def _with(self, rows: tuple[PolicyRow, ...]) -> "Rules":
        """A change that no table may make is said at once, and is not made."""
        assert self.policies is not None  # noqa: S101  `pressed` has looked
        now = self.policies.in_force
        try:
            check(replace(now, rows=rows))
        except PolicyWrong as wrong:
            return replace(self, flaw=wrong.flaw)
        return replace(self, draft=None if rows == now.rows else rows, trying=None)

    def beside_past_mail(self, tried: tuple[tuple[PolicyRow, ...], Replay], key: str) -> Turn:
        """Its items are looked through, a day is set, and the draft takes effect from it."""
        rows, replay = tried
        if key == "Esc":
            return Turn(replace(self, tried=None))
        if key in _DAYS:
            days = min(max(self.days + _DAYS[key], 0), _FURTHEST)
            return Turn(replace(self, days=days))
        if key in _STEPS and replay.moved:
            items = [one.item for one in replay.moved]
            return replace(self, moved=_next(items, self.moved, _STEPS[key])).with_face()
        day = self.takes_effect
        if key == TO_TAKE_EFFECT and day is not None:
            return Turn(self, (ProposePolicy(rows, day),))
        return Turn(self)

    def with_face(self) -> Turn:
        """The outside of the chosen item, fetched when it is not here."""
        here = self.face is not None and self.face[0] == self.moved
        return Turn(self, () if here or not self.moved else (SeeFace(self.moved),))

    @property
    def _codes(self) -> list[str]:
        return [row.code for row in self.rows]


def _next(names: list[str], chosen: str, step: int) -> str:
    place = names.index(chosen) if chosen in names else 0
    return names[min(max(place + step, 0), len(names) - 1)]


def _passed_on(row: PolicyRow, before: Policy) -> PolicyRow:
    """From the machine to a person, and back."""
    del before
    return replace(row, passes=not row.passes)


def _other_kind(row: PolicyRow, before: Policy) -> PolicyRow:
    """Advertising is opened like any letter, and what was opened is advertising again."""
    if row.category is Category.SCANNABLE:
        was = before.row(row.code)
        key = was.key if was else 0
        return replace(row, category=Category.MARKETING, key=key)
    return replace(row, category=Category.SCANNABLE, key=0, reason=None)
