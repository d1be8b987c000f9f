"""Recall as data: a delivered letter is taken back with a reason, given to its owner, settled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits, is_org_number
from mailroom.domain.recalling import (
    Reassigned,
    ReassignLetter,
    Reassignment,
    RecallCase,
    RecallLetter,
    RecallReason,
    SeeRecalls,
    Settlement,
    SettleRecall,
)
from mailroom.domain.register import Customer
from ui.work import Turn
from ui.writing import ENDS, is_scan_id, read_line, stepped, written

TO_SETTLE: Final = "F3"
TO_MOVE: Final = "F4"
_DIGITS: Final = 10


def _nobody(number: str) -> Customer | None:
    del number
    return None


class Step(StrEnum):
    """What is asked for now."""

    LABEL = "label"
    WHY = "why"
    HOW = "how"
    WHOSE = "whose"


class Did(StrEnum):
    """What the last act led to."""

    READY = "ready"
    ASKING = "asking"
    RECALLED = "recalled"
    RELEASED = "released"
    SETTLED = "settled"
    NOT_A_LABEL = "not_a_label"
    NOT_A_NUMBER = "not_a_number"
    PROPOSED = "proposed"
    MOVED = "moved"
    DIFFERED = "differed"


_STEPS: Final = {
    Reassignment.PROPOSED: Did.PROPOSED,
    Reassignment.MOVED: Did.MOVED,
    Reassignment.DIFFERED: Did.DIFFERED,
}


@dataclass(frozen=True, slots=True)
class Recalling:
    """`label` is the letter that a reason is asked for; `customer` looks a number up.

    `refusal` is the backend's number or the situation that the last act ended in.
    """

    standing: RoomTold | None = None
    cases: tuple[RecallCase, ...] = ()
    chosen: int = 0
    step: Step = Step.LABEL
    field: str = ""
    label: str = ""
    did: Did = Did.READY
    about: str = ""
    refusal: str = ""
    customer: Callable[[str], Customer | None] = _nobody
    pinned: RecallCase | None = None
    """The case that is asked about: the list may change while one types."""

    @property
    def found(self) -> Customer | None:
        """Whose number has been written, as soon as it is whole."""
        return self.customer(self.field) if is_org_number(self.field) else None

    @property
    def case(self) -> RecallCase | None:
        """The one that is asked about, else the chosen one."""
        if self.pinned is not None:
            return self.pinned
        return self.cases[min(self.chosen, len(self.cases) - 1)] if self.cases else None

    def opened(self) -> Turn:
        return Turn(self, (SeeRecalls(),))

    def told(self, told: RoomTold) -> "Recalling":
        match told.question:
            case SeeRecalls():
                cases = cast("tuple[RecallCase, ...]", told.answer or ())
                return replace(self, standing=told, cases=cases)
            case RecallLetter() | SettleRecall() | ReassignLetter() if told.situation:
                refused = told.situation == BackendRefused.code
                return replace(self, refusal=told.detail if refused else told.situation)
            case RecallLetter():
                return replace(self, did=Did.RECALLED)
            case SettleRecall(how=how):
                released = how is Settlement.RELEASED
                return replace(self, did=Did.RELEASED if released else Did.SETTLED)
            case ReassignLetter() if isinstance(told.answer, Reassigned):
                return replace(self, did=_STEPS[told.answer.step])
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if key in ("Esc", "Delete"):
            return Turn(self._left())
        if self.step is not Step.LABEL:
            return self._whose(key) if self.step is Step.WHOSE else self._because(key)
        if key in ENDS:
            return Turn(self._entered())
        if key in (TO_SETTLE, TO_MOVE) and self.case is not None:
            return Turn(self._asking(self.case, key))
        row = stepped(self.chosen, key, len(self.cases))
        if row is not None:
            return Turn(replace(self, chosen=row))
        return Turn(replace(self, field=written(self.field, key)))

    def _asking(self, case: RecallCase, key: str) -> "Recalling":
        """How it ended, or whose it is; the latter once."""
        if key == TO_MOVE and case.moved_to:
            return self
        step = Step.HOW if key == TO_SETTLE else Step.WHOSE
        return replace(self, step=step, pinned=case, field="", did=Did.READY, refusal="")

    def _left(self) -> "Recalling":
        if self.step is Step.LABEL and not self.field:
            return self
        calm = replace(self, step=Step.LABEL, field="", label="", did=Did.READY, refusal="")
        return replace(calm, pinned=None)

    def _entered(self) -> "Recalling":
        text = read_line(self.field).upper()
        if not text:
            return self
        calm = replace(self, field="", refusal="", about=text)
        if not is_scan_id(text):
            return replace(calm, did=Did.NOT_A_LABEL)
        return replace(calm, step=Step.WHY, label=text, did=Did.READY)

    def _because(self, key: str) -> Turn:
        """One digit: why it is recalled, or how the case ended."""
        place = int(key) if is_digits(key) else 0
        calm = replace(self, step=Step.LABEL, label="", did=Did.ASKING, refusal="", pinned=None)
        if self.step is Step.WHY and 1 <= place <= len(RecallReason):
            why = tuple(RecallReason)[place - 1]
            return Turn(calm, (RecallLetter(self.label, why), SeeRecalls()))
        if self.case is not None and 1 <= place <= len(Settlement) and self.step is Step.HOW:
            settling = SettleRecall(self.case.letter, tuple(Settlement)[place - 1])
            return Turn(replace(calm, about=self.case.scan_id), (settling, SeeRecalls()))
        return Turn(self)

    def _whose(self, key: str) -> Turn:
        """The number on the paper, ten digits; Enter says it when its name has been seen."""
        if key not in ENDS:
            field = written(self.field, key)
            fits = len(field) <= _DIGITS and (not field or is_digits(field))
            return Turn(replace(self, field=field, did=Did.READY) if fits else self)
        if self.case is None or self.found is None:
            return Turn(replace(self, did=Did.NOT_A_NUMBER))
        asked = ReassignLetter(self.case.letter, self.field)
        calm = replace(self, step=Step.LABEL, field="", did=Did.ASKING, refusal="", pinned=None)
        return Turn(replace(calm, about=self.case.scan_id), (asked, SeeRecalls()))
