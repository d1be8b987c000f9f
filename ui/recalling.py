"""Recall as data: a delivered letter is taken back with a reason, and a case ends with another."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.recalling import (
    RecallCase,
    RecallLetter,
    RecallReason,
    SeeRecalls,
    Settlement,
    SettleRecall,
)
from ui.work import Turn
from ui.writing import ENDS, is_scan_id, read_line, stepped, written

TO_SETTLE: Final = "F3"


class Step(StrEnum):
    """What is asked for now."""

    LABEL = "label"
    WHY = "why"
    HOW = "how"


class Did(StrEnum):
    """What the last act led to."""

    READY = "ready"
    ASKING = "asking"
    RECALLED = "recalled"
    RELEASED = "released"
    SETTLED = "settled"
    NOT_A_LABEL = "not_a_label"


@dataclass(frozen=True, slots=True)
class Recalling:
    """`label` is the letter that a reason is asked for.

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

    @property
    def case(self) -> RecallCase | None:
        return self.cases[min(self.chosen, len(self.cases) - 1)] if self.cases else None

    def opened(self) -> Turn:
        return Turn(self, (SeeRecalls(),))

    def told(self, told: RoomTold) -> "Recalling":
        match told.question:
            case SeeRecalls():
                cases = cast("tuple[RecallCase, ...]", told.answer or ())
                return replace(self, standing=told, cases=cases)
            case RecallLetter() | SettleRecall() if told.situation:
                refused = told.situation == BackendRefused.code
                return replace(self, refusal=told.detail if refused else told.situation)
            case RecallLetter():
                return replace(self, did=Did.RECALLED)
            case SettleRecall(how=Settlement.RELEASED):
                return replace(self, did=Did.RELEASED)
            case SettleRecall():
                return replace(self, did=Did.SETTLED)
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if key in ("Esc", "Delete"):
            return Turn(self._left())
        if self.step is not Step.LABEL:
            return self._because(key)
        if key in ENDS:
            return Turn(self._entered())
        if key == TO_SETTLE and self.case is not None:
            return Turn(replace(self, step=Step.HOW, field="", did=Did.READY, refusal=""))
        row = stepped(self.chosen, key, len(self.cases))
        if row is not None:
            return Turn(replace(self, chosen=row))
        return Turn(replace(self, field=written(self.field, key)))

    def _left(self) -> "Recalling":
        if self.step is Step.LABEL and not self.field:
            return self
        return replace(self, step=Step.LABEL, field="", label="", did=Did.READY, refusal="")

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
        calm = replace(self, step=Step.LABEL, label="", did=Did.ASKING, refusal="")
        if self.step is Step.WHY and 1 <= place <= len(RecallReason):
            why = tuple(RecallReason)[place - 1]
            return Turn(calm, (RecallLetter(self.label, why), SeeRecalls()))
        if self.case is not None and 1 <= place <= len(Settlement) and self.step is Step.HOW:
            settling = SettleRecall(self.case.letter, tuple(Settlement)[place - 1])
            return Turn(replace(calm, about=self.case.scan_id), (settling, SeeRecalls()))
        return Turn(self)
