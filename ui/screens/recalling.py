"""The page of recalled letters: what waits to be settled, by when, and the next step."""

import datetime as dt
from typing import Final

from mailroom.domain.ids import org_number_text
from mailroom.domain.recalling import RecallCase, RecallReason, Settlement
from mailroom.domain.workdays import STOCKHOLM
from ui.models.rows import Row
from ui.recalling import TO_MOVE, TO_SETTLE, Did, Recalling, Step
from ui.screens.page import CALM, LOOK, READY, STOP, WELL, Hints, Look, Page
from ui.texts import recalling as words
from ui.texts.listed import refusal_said
from ui.texts.phrase import Sayer
from ui.verdict import Shape, Tone
from ui.work import Work

_READ: Final = (Tone.LOOK, Shape.TRIANGLE)
_UNREAD: Final = (Tone.QUIET, Shape.RING)
_CALM: Final = {Did.READY: READY, Did.ASKING: CALM}
_LOOK_AGAIN: Final = frozenset({Did.NOT_A_LABEL, Did.NOT_A_NUMBER, Did.DIFFERED})


def draw(work: Work, say: Sayer) -> Page:
    assert isinstance(work, Recalling)  # noqa: S101  the frame gives each view its own
    said, look = _outcome(work, say)
    case = work.case
    asks = say(words.ASKS[work.step], label=work.label, case=case.scan_id if case else "")
    choices = _choices(work.step, say)
    shown = case is not None and not choices
    whose = work.step is Step.WHOSE
    return Page(
        asks=asks,
        field=work.field,
        said=said,
        look=look,
        title=say(words.TITLE),
        note="" if work.cases else say(words.NONE),
        rows=tuple(_row(one, say) for one in work.cases),
        chosen=min(work.chosen, len(work.cases) - 1),
        caption=asks if choices else say(words.CASE),
        heading=_heading(work, case) if case and shown else "",
        facts=_facts(case, say, whose=whose) if case and shown else (),
        choices=choices,
        hints=_hints(case) if case and shown and not whose else (),
    )


def _outcome(work: Recalling, say: Sayer) -> tuple[str, Look]:
    if work.refusal:
        return refusal_said(work.refusal, words.REFUSED, say), STOP
    said = say(words.SAID[work.did], about=work.about)
    if work.did in _LOOK_AGAIN:
        return said, LOOK
    return said, _CALM.get(work.did, WELL)


def _row(one: RecallCase, say: Sayer) -> Row:
    by = say(words.BY, by=_time(one.report_by))
    mark = _READ if one.read_at else _UNREAD
    was = say(words.WAS_AT, customer=org_number_text(one.customer))
    return Row(one.scan_id, _read(one, say), was, by, mark)


def _heading(work: Recalling, case: RecallCase) -> str:
    """The company whose number is being written, else the letter."""
    return work.found.name if work.step is Step.WHOSE and work.found else case.scan_id


def _hints(case: RecallCase) -> Hints:
    settle = ((TO_SETTLE,), words.HINT_SETTLE)
    return (settle,) if case.moved_to else (settle, ((TO_MOVE,), words.HINT_MOVE))


def _facts(one: RecallCase, say: Sayer, *, whose: bool) -> tuple[str, ...]:
    if whose:
        return (say(words.WHOSE_NOTE), say(words.TO_MOVE))
    moved = say(words.TO_MOVE)
    if one.moved_to:
        moved = say(words.MOVED_TO, customer=org_number_text(one.moved_to))
    elif one.proposed_by:
        moved = say(words.PROPOSED_BY, by=one.proposed_by)
    return (
        say(words.TOLD_BY, by=one.told_by, time=_time(one.told_at)),
        _read(one, say),
        say(words.REPORT_BY, by=_time(one.report_by)),
        *(() if one.moved_to else (say(words.PAPER),)),
        moved,
        say(words.OTHER_PERSON),
    )


def _read(one: RecallCase, say: Sayer) -> str:
    if one.read_at is None:
        return say(words.UNREAD)
    return say(words.READ, time=_time(one.read_at))


def _choices(step: Step, say: Sayer) -> tuple[Row, ...]:
    if step is Step.WHY:
        return tuple(Row(say(words.WHYS[why])) for why in RecallReason)
    return tuple(Row(say(words.HOWS[how])) for how in Settlement) if step is Step.HOW else ()


def _time(at: dt.datetime) -> str:
    return at.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")
