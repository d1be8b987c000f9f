"""Retention and destruction as data: what is past its years, who has signed, what is picked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, cast

from mailroom.domain.dispatch import DestructionReason, DestructionState
from mailroom.domain.errors import BackendRefused
from mailroom.domain.events import RoomTold
from mailroom.domain.ids import is_digits
from mailroom.domain.retiring import (
    ApproveDestruction,
    CancelDestruction,
    CarryOut,
    Destruction,
    HoldOriginal,
    HoldReason,
    LiftHold,
    LiftReason,
    PickRetired,
    PrintProtocol,
    ProposeDestruction,
    Retired,
    SeeDestructions,
    SeeRetired,
)
from ui.work import Turn
from ui.writing import ENDS, read_line, stepped, written

MOST: Final = 500
"""As many as one destruction holds."""


class Step(StrEnum):
    """What is asked for now."""

    LABEL = "label"
    HOLD = "hold"
    LIFT = "lift"
    WITNESS = "witness"
    SECRET = "secret"  # noqa: S105  a word of ours
    CANCEL = "cancel"


class Did(StrEnum):
    """What the last act led to."""

    READY = "ready"
    ASKING = "asking"
    HELD = "held"
    LIFTED = "lifted"
    PROPOSED = "proposed"
    APPROVED = "approved"
    PICKED = "picked"
    CARRIED_OUT = "carried_out"
    CANCELLED = "cancelled"
    NOTHING = "nothing"
    NONE_GOING = "none_going"
    LEFT = "left"
    NOT_APPROVED = "not_approved"
    NOT_AMONG = "not_among"


@dataclass(frozen=True, slots=True)
class Retiring:
    """`at` is which of the destructions that are going is shown; `field` is what is written.

    `refusal` is the backend's number or the situation that the last act ended in.
    """

    standing: RoomTold | None = None
    reason: DestructionReason = DestructionReason.RETENTION
    retired: tuple[Retired, ...] = ()
    going: tuple[Destruction, ...] = ()
    chosen: int = 0
    at: int = 0
    step: Step = Step.LABEL
    field: str = ""
    witness: str = ""
    did: Did = Did.READY
    about: str = ""
    refusal: str = ""

    @property
    def line(self) -> Retired | None:
        return self.retired[min(self.chosen, len(self.retired) - 1)] if self.retired else None

    @property
    def current(self) -> Destruction | None:
        return self.going[min(self.at, len(self.going) - 1)] if self.going else None

    @property
    def proposable(self) -> tuple[str, ...]:
        """What no hold keeps, at most as many as one destruction holds."""
        free = tuple(one.item for one in self.retired if one.held_because is None)
        return free[:MOST]

    def opened(self) -> Turn:
        return Turn(self, self.looks)

    def told(self, told: RoomTold) -> "Retiring":
        match told.question:
            case SeeRetired(reason=reason) if reason is self.reason:
                listed = cast("tuple[Retired, ...]", told.answer or ())
                return replace(self, standing=told, retired=listed)
            case SeeDestructions():
                known = told.answer is not None or not told.situation
                going = cast("tuple[Destruction, ...]", told.answer or ())
                return replace(self, going=going) if known else self
            case PrintProtocol() if told.situation:
                return self if self.refusal else replace(self, refusal=_why(told))
            case question if type(question) in _DONE:
                if told.situation:
                    return replace(self, refusal=_why(told))
                return replace(self, did=_DONE[type(question)])
            case _:
                return self

    def pressed(self, key: str) -> Turn:
        if self.step in _REASONS:
            return self._because(key)
        if key in ENDS:
            return self._entered()
        if key in ("Esc", "Delete"):
            return Turn(self._left())
        if self.step is Step.LABEL and key in _KEYS:
            return _KEYS[key](self)
        row = stepped(self.chosen, key, len(self.retired))
        if row is not None:
            return Turn(replace(self, chosen=row))
        return Turn(replace(self, field=written(self.field, key)))

    @property
    def looks(self) -> tuple[SeeRetired, SeeDestructions]:
        return SeeRetired(self.reason), SeeDestructions()

    def _left(self) -> "Retiring":
        if self.step is Step.LABEL and not self.field:
            return self
        return replace(self, step=Step.LABEL, field="", witness="", did=Did.READY, refusal="")

    def _because(self, key: str) -> Turn:
        """One digit says why an original is held, or why no longer."""
        reasons = _REASONS[self.step]
        if key in ("Esc", "Delete"):
            return Turn(self._left())
        place = int(key) if is_digits(key) else 0
        if self.line is None or not 1 <= place <= len(reasons):
            return Turn(self)
        why = reasons[place - 1]
        if isinstance(why, HoldReason):
            return _asks(self, HoldOriginal(self.line.item, why), about=self.line.scan_id)
        return _asks(self, LiftHold(self.line.item, why), about=self.line.scan_id)

    def _entered(self) -> Turn:
        text = read_line(self.field)
        match self.step:
            case Step.CANCEL if self.current is not None:
                number = self.current.number
                return _asks(self, CancelDestruction(number), about=str(number))
            case Step.WITNESS if text:
                return Turn(replace(self, witness=text, field="", step=Step.SECRET))
            case Step.SECRET if self.field and self.current is not None:
                number = self.current.number
                signing = CarryOut(number, self.witness, self.field)
                return _asks(self, signing, PrintProtocol(number), about=str(number))
            case Step.LABEL if text:
                return self._scanned(text.upper())
            case _:
                return Turn(self)

    def _scanned(self, scan_id: str) -> Turn:
        """Picked for the destruction that it belongs to, whichever is shown."""
        work = replace(self, field="", refusal="", about=scan_id)
        for place, one in enumerate(self.going):
            if any(line.scan_id.upper() == scan_id for line in one.lines):
                if one.state is not DestructionState.APPROVED:
                    return Turn(replace(work, at=place, did=Did.NOT_APPROVED))
                shown = replace(work, at=place, did=Did.ASKING)
                return Turn(shown, (PickRetired(one.number, scan_id), SeeDestructions()))
        return Turn(replace(work, did=Did.NOT_AMONG))


_Act = (
    HoldOriginal
    | LiftHold
    | ProposeDestruction
    | ApproveDestruction
    | CarryOut
    | CancelDestruction
    | PrintProtocol
)


def _asks(work: Retiring, *acts: _Act, about: str) -> Turn:
    calm = replace(work, step=Step.LABEL, field="", witness="", refusal="")
    return Turn(replace(calm, did=Did.ASKING, about=about), (*acts, *work.looks))


def _why(told: RoomTold) -> str:
    return told.detail if told.situation == BackendRefused.code else told.situation


def _next_reason(work: Retiring) -> Turn:
    order = tuple(DestructionReason)
    after = order[(order.index(work.reason) + 1) % len(order)]
    fresh = replace(work, reason=after, retired=(), chosen=0, did=Did.READY, refusal="")
    return fresh.opened()


def _propose(work: Retiring) -> Turn:
    items = work.proposable
    if not items:
        return Turn(replace(work, did=Did.NOTHING, refusal=""))
    return _asks(work, ProposeDestruction(work.reason, items), about=str(len(items)))


def _hold(work: Retiring) -> Turn:
    if work.line is None or work.line.keep_until is None:
        return Turn(replace(work, did=Did.NOTHING, refusal=""))
    step = Step.HOLD if work.line.held_because is None else Step.LIFT
    return Turn(replace(work, step=step, field="", did=Did.READY, refusal=""))


def _sign(work: Retiring) -> Turn:
    """The next signature that the shown destruction wants."""
    one = work.current
    if one is None:
        return Turn(replace(work, did=Did.NONE_GOING, refusal=""))
    if one.state is DestructionState.PROPOSED:
        return _asks(work, ApproveDestruction(one.number), about=str(one.number))
    if one.left:
        return Turn(replace(work, did=Did.LEFT, about=str(one.left), refusal=""))
    return Turn(replace(work, step=Step.WITNESS, field="", did=Did.READY, refusal=""))


def _cancel(work: Retiring) -> Turn:
    if work.current is None:
        return Turn(replace(work, did=Did.NONE_GOING, refusal=""))
    return Turn(replace(work, step=Step.CANCEL, field="", did=Did.READY, refusal=""))


def _turned(step: int) -> Callable[[Retiring], Turn]:
    def turn(work: Retiring) -> Turn:
        last = max(0, len(work.going) - 1)
        return Turn(replace(work, at=min(max(work.at + step, 0), last)))

    return turn


_REASONS: Final[Mapping[Step, tuple[HoldReason | LiftReason, ...]]] = {
    Step.HOLD: tuple(HoldReason),
    Step.LIFT: tuple(LiftReason),
}
_KEYS: Final[Mapping[str, Callable[[Retiring], Turn]]] = {
    "F2": _next_reason,
    "F3": _propose,
    "F4": _hold,
    "F5": _sign,
    "F8": _cancel,
    "Left": _turned(-1),
    "Right": _turned(1),
}
_DONE: Final[Mapping[type, Did]] = {
    HoldOriginal: Did.HELD,
    LiftHold: Did.LIFTED,
    ProposeDestruction: Did.PROPOSED,
    ApproveDestruction: Did.APPROVED,
    PickRetired: Did.PICKED,
    CarryOut: Did.CARRIED_OUT,
    CancelDestruction: Did.CANCELLED,
}
