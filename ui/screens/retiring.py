"""The page of retention and destruction: the list, the destruction going on, and the next step."""

from typing import Final

from mailroom.domain.dispatch import DestructionReason, DestructionState
from mailroom.domain.retiring import Destruction, DestructionLine, HoldReason, LiftReason, Retired
from ui.models.rows import Row
from ui.retiring import Did, Retiring, Step
from ui.screens.page import CALM, LOOK, READY, STOP, WELL, Hints, Look, Page
from ui.texts import retiring as words
from ui.texts.listed import refusal_said
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.work import Work

_AMISS: Final = frozenset({Did.NOTHING, Did.NONE_GOING, Did.LEFT})
_STOPS: Final = frozenset({Did.NOT_APPROVED, Did.NOT_AMONG})
_HIDDEN: Final = "\N{BULLET}"
_CALM: Final = {Did.READY: READY, Did.ASKING: CALM}


def draw(work: Work, say: Sayer) -> Page:
    assert isinstance(work, Retiring)  # noqa: S101  the frame gives each view its own
    said, look = _outcome(work, say)
    held = sum(one.held_because is not None for one in work.retired)
    counts = {"free": len(work.retired) - held, "held": held}
    choices = _choices(work.step, say)
    caption, heading, facts = (_asks(work, say), "", ()) if choices else _going(work, say)
    lines = () if choices or work.current is None else _round(work.current, say)
    return Page(
        asks=_asks(work, say),
        field=_HIDDEN * len(work.field) if work.step is Step.SECRET else work.field,
        said=said,
        look=look,
        title=say(words.REASONS[work.reason]),
        note=say(words.NOTE, **counts) if work.retired else say(words.NOTE_NONE),
        rows=tuple(_row(one, say) for one in work.retired),
        chosen=min(work.chosen, len(work.retired) - 1),
        caption=caption,
        heading=heading,
        facts=facts,
        lines=lines,
        choices=choices,
        hints=_hints(work),
    )


def _asks(work: Retiring, say: Sayer) -> str:
    line, current = work.line, work.current
    return say(
        words.ASKS[work.step],
        scan_id=line.scan_id if line else "",
        witness=work.witness,
        number=current.number if current else "",
    )


def _outcome(work: Retiring, say: Sayer) -> tuple[str, Look]:
    if work.refusal:
        return refusal_said(work.refusal, words.REFUSED, say), STOP
    said = say(words.SAID[work.did], about=work.about)
    if work.did in _STOPS:
        return said, STOP
    if work.did in _AMISS:
        return said, LOOK
    return said, _CALM.get(work.did, WELL)


def _row(one: Retired, say: Sayer) -> Row:
    place = _place(one, say)
    if one.held_because is not None:
        why = say(words.HELD, why=_held(one.held_because, say))
        return Row(one.scan_id, why, place, mark=(Tone.LOOK, Shape.BAR))
    arrived = say(words.ARRIVED, arrived=one.arrived_on.isoformat())
    until = say(words.OVER, until=one.keep_until.isoformat()) if one.keep_until else ""
    return Row(one.scan_id, arrived, place, until)


def _held(why: str, say: Sayer) -> str:
    """A reason of ours in this language; a person's own words as they are."""
    return say(words.HOLDS[HoldReason(why)]) if why in [*HoldReason] else why


def _place(one: Retired | DestructionLine, say: Sayer) -> str:
    if one.box is None:
        return say(words.NOT_FILED)
    return say(words.PLACE, box=one.box, position=one.position)


def _going(work: Retiring, say: Sayer) -> tuple[str, str, tuple[str, ...]]:
    one = work.current
    if one is None:
        return say(words.GOING), "", (say(words.NONE),)
    several = len(work.going) > 1
    at = min(work.at, len(work.going) - 1) + 1
    caption = say(words.GOING_OF if several else words.GOING, at=at, of=len(work.going))
    heading = say(words.HEADING, number=one.number, state=say(words.STATES[one.state]))
    return caption, heading, _facts(one, say)


def _facts(one: Destruction, say: Sayer) -> tuple[str, ...]:
    reason = say(words.REASONS[one.reason])
    facts = [say(words.PROPOSED_BY, reason=reason, by=one.proposed_by)]
    if one.state is DestructionState.PROPOSED:
        return (*facts, say(words.NOT_BEFORE, day=one.not_before), say(words.TO_APPROVE))
    facts.append(say(words.APPROVED_BY, by=one.approved_by))
    facts.append(say(words.NOT_BEFORE, day=one.not_before))
    picked = len(one.lines) - one.left
    facts.append(say(words.PICKED_OF, picked=picked, all=len(one.lines)))
    return (*facts, *(() if one.left else (say(words.TO_SIGN),)))


def _round(one: Destruction, say: Sayer) -> tuple[Row, ...]:
    """What is still to be picked, in walking order."""
    if one.state is DestructionState.PROPOSED:
        return ()
    left = (line for line in one.lines if not line.is_picked)
    return tuple(
        Row(
            line.scan_id,
            say(words.SHELF, shelf=line.shelf or "\N{EN DASH}"),
            _place(line, say),
        )
        for line in left
    )


def _choices(step: Step, say: Sayer) -> tuple[Row, ...]:
    if step is Step.HOLD:
        return tuple(Row(say(words.HOLDS[why])) for why in HoldReason)
    return tuple(Row(say(words.LIFTS[why])) for why in LiftReason) if step is Step.LIFT else ()


def _hints(work: Retiring) -> Hints:
    """What fits now: advertising has no holds, and without a destruction nobody signs."""
    if work.step is not Step.LABEL:
        return ()
    keys = ["F2", "F3"]
    keys += ["F4"] if work.reason is DestructionReason.RETENTION else []
    keys += ["F5", "F8"] if work.current else []
    return tuple(((key,), words.HINTS[key]) for key in keys)
